"""Suggestions come beside the work: what is in view first, at once on a first start, and nobody waits for the rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.core.mention import Mention
from annotator.core.offsets import Span
from annotator.ui.review.source import Found
from db.workspace import SqliteWorkspaces
from tests.app.base_to_come import BaseToCome, base_to_come
from tests.app.test_reference import VIENNA
from tests.journeys.hands import until
from tests.journeys.sitting import Sitting

_LINE = "Benny Gantz came to Rabat and met Abdellatif Loudiyi on 24 November 2021.\n"
_PROMPT_S = 2.0


@pytest.fixture
def sitting(tmp_path: Path, workspace: Path, sit_down: Callable[[], Sitting]) -> Sitting:
    """A window on the workspace, which has a long article besides."""
    _add(workspace, tmp_path / "long.txt", "A long article.\n" + _LINE * 3_000 + "Gantz left.\n")
    return sit_down()


def _add(workspace: Path, article: Path, text: str) -> None:
    article.write_text(text, "utf-8")
    store = SqliteWorkspaces().open(str(workspace))
    import_paths(Session.open(store, "Lead"), [article])
    store.close()


def _suggested(sitting: Sitting) -> list[Mention]:
    return list(sitting.desk.workbench.suggested.values())


def test_what_is_in_view_comes_first_and_a_decision_is_followed_at_once(sitting: Sitting) -> None:
    source = sitting.desk.on_demand.reviewing.source
    found: list[Found] = []
    source.found.connect(found.append)
    sitting.open_article("long.txt")
    until(lambda: bool(_suggested(sitting)), "suggestions in view")
    assert not source.is_idle, "the rest takes longer"
    assert min(mention.span.start for mention in _suggested(sitting)) < 200
    sitting.view.scroll_to(100_000)
    found.clear()
    sitting.hands.press("F7", "Return")
    sitting.settle()
    until(lambda: any(each.within is not None for each in found), "suggestions after the decision")
    first = next(each.within for each in found if each.within is not None)
    top = sitting.view.page.blocks.start(sitting.view.scroller.position[0])
    assert first.overlaps(Span(top, top + 3_000)), "what is in view is first"


def test_closing_waits_for_nothing_that_is_looked_for(sitting: Sitting) -> None:
    source = sitting.desk.on_demand.reviewing.source
    sitting.open_article("long.txt")
    until(lambda: bool(_suggested(sitting)), "suggestions in view")
    assert not source.is_idle
    began = time.monotonic()
    sitting.close()
    assert time.monotonic() - began < _PROMPT_S


def test_opening_another_article_ends_the_look_at_a_long_one(sitting: Sitting) -> None:
    source = sitting.desk.on_demand.reviewing.source
    sitting.open_article("long.txt")
    until(lambda: bool(_suggested(sitting)), "suggestions in view")
    sitting.open_article("english.txt")
    found: list[Found] = []
    source.found.connect(found.append)
    until(lambda: bool(found), "suggestions of the other article")
    assert found[0].document == sitting.document, "nothing more of the long one is told"


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[BaseToCome]:
    with base_to_come(tmp_path / "reference") as made:
        yield made


def test_a_first_start_offers_what_the_workspace_knows_and_cities_when_they_are_there(
    maker: BaseToCome, tmp_path: Path, workspace: Path, sit_down: Callable[[], Sitting]
) -> None:
    _add(workspace, tmp_path / "city.txt", "They met in Vienna to talk.\n")
    sitting = sit_down()
    source = sitting.desk.on_demand.reviewing.source
    sitting.open_article("city.txt")
    until(lambda: source.is_idle, "suggestions without the base")
    assert _suggested(sitting) == []
    said: list[str] = []
    sitting.desk.on_demand.noted.connect(said.append)
    maker.gate.set()
    until(lambda: bool(_suggested(sitting)), "suggestions with the base")
    (vienna,) = _suggested(sitting)
    assert vienna.link is not None
    assert vienna.link.entity == VIENNA
    assert any("countries and cities" in sentence for sentence in said)
