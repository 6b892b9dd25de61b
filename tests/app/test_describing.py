"""Every act has a sentence."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from annotator.app.commands import documents, entities, links, mentions, merging, suggestions
from annotator.app.describing import TEMPLATES, sentence_for, template_of
from annotator.app.importing import ImportFiles, import_paths
from annotator.app.session import Session
from annotator.core.history import Act
from annotator.core.ids import ActId, AnnotatorId
from annotator.core.ports import Reader
from tests.app.making import HEBREW, add_document, mark


def act(act_name: str, **detail: str | int) -> Act:
    return Act(ActId("1"), act_name, detail, AnnotatorId("a"), "2021-11-24T00:00:00+00:00")


@pytest.mark.parametrize("module", [documents, entities, links, mentions, merging, suggestions])
def test_every_command_has_a_sentence(module: object) -> None:
    commands = [kind for kind in vars(module).values() if isinstance(kind, type) and hasattr(kind, "apply")]
    names = {getattr(command, "name", None) for command in commands}
    assert names
    assert names <= TEMPLATES.keys()
    assert ImportFiles.name in TEMPLATES


def test_sentences_are_made_of_what_the_acts_tell(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mention = mark(session, document, "רבאט", "PLACE")
    session.execute(mentions.RelabelMention(mention.id, "ORG"))
    session.execute(links.MarkNil(mention.id))
    session.execute(mentions.RemoveMentions([mention.id]))
    assert [sentence_for(done) for done in reader.history()] == [
        "Remove the mark on רבאט",
        "Say that רבאט is not in the base",
        "Make רבאט a ORG",
        "Mark רבאט as PLACE",
        "Import doc.jsonl",
    ]


def test_number_and_missing_value_choose_the_sentence() -> None:
    assert sentence_for(act("mention.remove", count=3, surface="x")) == "Remove 3 marks"
    assert sentence_for(act("document.import", count=1, name="a.txt")) == "Import a.txt"
    assert sentence_for(act("document.import", count=7, name="a.txt")) == "Import 7 files"
    assert sentence_for(act("mention.date", surface="today", value="")) == "Take away the date of today"
    assert sentence_for(act("link.many", count=1, name="Rabat")) == "Link 1 mentions to Rabat"


def test_values_can_be_isolated() -> None:
    shown = sentence_for(act("mention.create", surface="רבאט", label="PLACE"), lambda value: f"<{value}>")
    assert shown == "Mark <רבאט> as <PLACE>"


def test_an_act_of_a_newer_version_is_named_all_the_same() -> None:
    assert sentence_for(act("world.peace", count=2)) == "world.peace"
    assert sentence_for(act("mention.create")) == "mention.create"
    assert template_of(act("mention.create")) == "Mark {surface} as {label}"


def test_every_place_in_a_template_is_named() -> None:
    for template in TEMPLATES.values():
        assert all(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def test_importing_nothing_is_no_act(session: Session, reader: Reader, tmp_path: Path) -> None:
    import_paths(session, [tmp_path])
    assert reader.history() == []
