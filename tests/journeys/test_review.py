"""What one language teaches, the others know: an English article by hand, then an Arabic one by Enter alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.app.exporting import ExportPlan, export
from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.ui.decisions import is_suggestion
from annotator.ui.models.document_list import PROPOSED_ROLE
from db.workspace import SqliteWorkspaces
from tests.journeys.conftest import SEEDS
from tests.journeys.hands import ARABIC, HEBREW, US, Layout, until
from tests.journeys.sitting import PERSON, PLACE, Sitting


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the sample's articles and not a single entity."""
    articles = tmp_path / "articles.jsonl"
    rows = [json.loads(line) for line in (SEEDS / "sample.jsonl").read_text("utf-8").splitlines()]
    bare = [row | {"mentions": [], "state": "NEW"} for row in rows]
    articles.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in bare), "utf-8")
    path = tmp_path / "journey.annotator"
    store = SqliteWorkspaces().create(str(path))
    import_paths(Session.open(store, "Lead"), [articles])
    store.close()
    return path


def _names_proposed(sitting: Sitting) -> list[str]:
    suggestions = filter(is_suggestion, sitting.desk.workbench.mentions)
    return [mention.surface for mention in suggestions if mention.label != "DATE"]


def _annotate_english(sitting: Sitting) -> None:
    sitting.open_article("english.txt")
    for name, digit in (("Benny Gantz", PERSON), ("Rabat", PLACE), ("Morocco", PLACE)):
        sitting.link(sitting.find(name), digit, "Ctrl+Return")


@pytest.mark.parametrize("layout", [US, HEBREW, ARABIC], ids=["us", "hebrew", "arabic"])
def test_an_english_article_by_hand_then_the_arabic_one_by_enter(
    sit_down: Callable[[], Sitting], tmp_path: Path, layout: Layout
) -> None:
    sitting = sit_down()
    _annotate_english(sitting)
    entities = {name: entity for name, _, entity in sitting.disk.briefs()}

    sitting.open_article("moroccan.txt")
    until(lambda: "بيني غانتس" in _names_proposed(sitting), "the general in Arabic")
    assert sitting.disk.briefs(sitting.document) == [], "suggestions are not stored"
    proposed = {m.surface: m.link.entity for m in sitting.desk.workbench.mentions if is_suggestion(m) and m.link}
    assert proposed["بيني غانتس"] == entities["Benny Gantz"]
    assert proposed["الرباط"] == entities["Rabat"]

    sitting.hands.layout = layout
    sitting.hands.press("F7")
    while (current := sitting.desk.on_demand.reviewing.controller.current) is not None:
        sitting.hands.press("X" if current.label == "DATE" else "Return")
    sitting.settle()
    accepted = [mention for mention in sitting.disk.mentions(sitting.document) if mention.status == "accepted"]
    text = sitting.disk.documents()["moroccan.txt"]["text"]
    assert all(text[mention.start : mention.end] == mention.surface for mention in accepted)
    assert ("بيني غانتس", "PERSON", entities["Benny Gantz"]) in [mention.brief for mention in accepted]
    assert {mention.brief for mention in accepted if mention.surface == "الرباط"} == {
        ("الرباط", "PLACE", entities["Rabat"])
    }
    assert ("ar", "بيني غانتس") in sitting.disk.names(str(entities["Benny Gantz"])), "the spelling was not learned"
    rejected = [mention.surface for mention in sitting.disk.mentions(sitting.document) if mention.status == "rejected"]
    sitting.close()

    store = SqliteWorkspaces().open(str(sitting.disk.path), reading=True)
    target = tmp_path / "gold.jsonl"
    export(store.reader, target, ExportPlan("jsonl"))
    store.close()
    rows = {row["name"]: row for row in map(json.loads, target.read_text("utf-8").splitlines())}
    exported = [(m["start"], m["end"], m["label"], m.get("entity")) for m in rows["moroccan.txt"]["mentions"]]
    assert exported == [(m.start, m.end, m.label, m.entity) for m in accepted], "gold is what was accepted"
    assert rejected, "a date was turned down"
    assert rows["hebrew.txt"]["mentions"] == [], "what is only proposed was exported"


def test_one_act_for_all_of_an_entity_and_one_undo(sitting: Sitting) -> None:
    _annotate_english(sitting)
    sitting.open_article("levantine.txt")
    until(lambda: _names_proposed(sitting).count("الرباط") > 2, "Rabat in Arabic")
    before = sitting.disk.work()
    wanted = next(m for m in sitting.desk.workbench.mentions if is_suggestion(m) and m.surface == "الرباط")
    sitting.click_on(wanted.span.start + 2)
    until(sitting.desk.on_demand.reviewing.bar.isVisible, "the bar")
    sitting.hands.press("A")
    sitting.settle()
    stored = sitting.disk.briefs(sitting.document)
    assert len(stored) > 2
    assert {surface for surface, _, _ in stored} == {"الرباط"}
    sitting.hands.press("Ctrl+Z")
    sitting.settle()
    assert sitting.disk.work() == before
    until(lambda: _names_proposed(sitting).count("الرباط") == len(stored), "the suggestions' return")


def test_what_is_rejected_stays_away_also_after_a_restart(sit_down: Callable[[], Sitting]) -> None:
    sitting = sit_down()
    _annotate_english(sitting)
    sitting.open_article("hebrew.txt")
    until(lambda: "גנץ" in _names_proposed(sitting), "the general in Hebrew")
    wanted = next(m for m in sitting.desk.workbench.mentions if is_suggestion(m) and m.surface == "גנץ")
    sitting.click_on(wanted.span.start + 1)
    sitting.hands.press("X")
    sitting.settle()
    sitting.close()
    again = sit_down()
    again.open_article("hebrew.txt")
    until(lambda: "בני גנץ" in _names_proposed(again), "the suggestions")
    assert wanted.span not in [m.span for m in again.desk.workbench.mentions if is_suggestion(m)]


def test_the_list_of_articles_tells_at_once_what_a_new_name_brings(sitting: Sitting) -> None:
    model = sitting.desk.page.model
    rows = {row.name: row.id for row in sitting.desk.workbench.rows}
    index = model.index_of(rows["egyptian.txt"])
    until(lambda: sitting.desk.on_demand.reviewing.source.is_idle, "the first look")
    before = index.data(PROPOSED_ROLE) or 0
    new = sitting.disk.documents()["egyptian.txt"]["text"].count("الرباط")
    assert new > 2
    _annotate_english(sitting)
    until(lambda: (index.data(PROPOSED_ROLE) or 0) >= before + new, "counts that follow")
