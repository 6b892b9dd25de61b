"""What is suggested in a workspace, and how it follows what happens there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from annotator.app import shelving
from annotator.app import suggesting as module
from annotator.app.commands.entities import AddAlias
from annotator.app.commands.links import LinkMention
from annotator.app.commands.suggestions import AcceptSuggestions, RejectSuggestions, StoreSuggestions
from annotator.app.session import Session
from annotator.app.suggesting import Suggesting, suggest
from annotator.core.history import Changes
from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection, Workspace
from tests.app.making import ENGLISH, HEBREW, add_document, add_entity, everything, mark

Begin = Callable[[], Suggesting]

SUGGESTED = Selection(statuses=(MentionStatus.SUGGESTED,))
ARABIC = "زار بيني غانتس الرباط والتقى لوديي. وقال غانتس إن المغرب شريك."


@pytest.fixture
def documents(session: Session, tmp_path: Path) -> list[DocumentId]:
    add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    add_entity(session, "place/rabat", "PLACE", en=["Rabat"])
    texts = {"en": ENGLISH, "he": HEBREW, "ar": ARABIC}
    return [add_document(session, tmp_path, text, name) for name, text in texts.items()]


@pytest.fixture(params=["in memory", "on a shelf"])
def begin(request: pytest.FixtureRequest, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """Begin to suggest in the workspace, whose names are few, or are taken for many."""
    if request.param == "on a shelf":
        monkeypatch.setattr(shelving, "NAMES_IN_MEMORY", -1)
    return partial(Suggesting, workspace.reader, location=workspace.location)


def followed(suggesting: Suggesting, changes: Changes | None) -> None:
    assert changes is not None
    suggesting.follow(changes.entities)
    suggesting.follow_decisions(changes.mentioned)


def surfaces(suggesting: Suggesting, document: DocumentId) -> list[str]:
    return [each.surface for each in suggesting.find(document)]


def known_in(suggesting: Suggesting, document: DocumentId) -> list[str]:
    return [each.surface for each in suggesting.find(document) if each.candidates]


def test_a_workspace_in_english_suggests_in_every_language(begin: Begin, documents: list[DocumentId]) -> None:
    suggesting = begin()
    assert [surfaces(suggesting, document) for document in documents] == [
        ["Benny Gantz", "Rabat", "Gantz"],
        ["בני גנץ", "רבאט", "גנץ"],
        ["بيني غانتس", "الرباط", "غانتس"],
    ]


def test_an_accepted_suggestion_teaches_its_name_and_undo_unteaches_it(
    begin: Begin, session: Session, reader: Reader, documents: list[DocumentId]
) -> None:
    suggesting = begin()
    (heard, *_) = suggesting.find(documents[2])
    assert heard.score < 0.96
    before = everything(reader)
    followed(suggesting, session.execute(AcceptSuggestions([heard.as_mention(session.annotator)])))
    assert reader.entity(heard.candidates[0].entity).names("ar") == ["بيني غانتس"]
    assert surfaces(suggesting, documents[2]) == ["الرباط", "غانتس"]
    followed(suggesting, session.undo())
    assert everything(reader) == before
    assert suggesting.find(documents[2])[0] == heard


def test_a_name_that_is_linked_by_hand_is_suggested_elsewhere_at_once(
    begin: Begin, session: Session, documents: list[DocumentId], tmp_path: Path
) -> None:
    suggesting = begin()
    other = add_document(session, tmp_path, "לודיי נאם במרוקו.", "other")
    mark(session, documents[1], "לודיי", "PERSON")
    assert surfaces(suggesting, other) == []
    entity = add_entity(session, "person/loudiyi", "PERSON", he=["לודיי"])
    suggesting.follow([entity])
    assert surfaces(suggesting, other) == ["לודיי"]


def test_what_is_turned_down_stays_away_there_and_is_weaker_elsewhere_after_a_restart_too(
    begin: Begin, session: Session, documents: list[DocumentId], tmp_path: Path
) -> None:
    twin = add_document(session, tmp_path, ENGLISH, "twin")
    suggesting = begin()
    before = suggesting.find(twin)
    rabat = suggesting.find(documents[0])[1]
    followed(suggesting, session.execute(RejectSuggestions([rabat.as_mention(session.annotator)])))
    assert surfaces(suggesting, documents[0]) == ["Benny Gantz", "Gantz"]
    for finds in (suggesting, begin()):
        weaker = finds.find(twin)
        assert [each.surface for each in weaker] == [each.surface for each in before]
        assert weaker[1].score < before[1].score
        assert weaker[0].score == before[0].score
    followed(suggesting, session.undo())
    assert suggesting.find(twin) == before


def test_of_very_many_names_those_that_matter_are_found_in_other_scripts_too(
    session: Session, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelving, "NAMES_IN_MEMORY", 1)
    monkeypatch.setattr(module, "NAMES_IN_MEMORY", 1)
    add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    add_entity(session, "person/aviv-kochavi", "PERSON", en=["Aviv Kochavi"])
    english = add_document(session, tmp_path, "Aviv Kochavi met Benny Gantz.", "english")
    hebrew = add_document(session, tmp_path, "אביב כוכבי פגש את בני גנץ.", "hebrew")
    gantz = mark(session, english, "Benny Gantz", "PERSON")
    session.execute(LinkMention(gantz.id, EntityId("person/benny-gantz")))
    suggesting = Suggesting(workspace.reader, location=workspace.location)
    assert known_in(suggesting, english) == ["Aviv Kochavi"]
    assert known_in(suggesting, hebrew) == ["בני גנץ"]
    kochavi = mark(session, english, "Aviv Kochavi", "PERSON")
    followed(suggesting, session.execute(LinkMention(kochavi.id, EntityId("person/aviv-kochavi"))))
    assert known_in(suggesting, hebrew) == ["אביב כוכבי", "בני גנץ"], "who is linked now matters now"


def test_what_a_shelf_says_of_the_past_is_not_suggested(
    session: Session, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelving, "NAMES_IN_MEMORY", -1)
    begin = partial(Suggesting, workspace.reader, location=workspace.location)
    document = add_document(session, tmp_path, "Rabat, Fez, Agadir and Meknes.", "towns")
    for town in ("Rabat", "Fez"):
        add_entity(session, f"place/{town}", "PLACE", en=[town])
    assert surfaces(begin(), document) == ["Rabat", "Fez"]
    session.undo()
    add_entity(session, "place/agadir", "PLACE", en=["Agadir"])
    session.execute(AddAlias(EntityId("place/Rabat"), "Meknes", "en"))
    later = begin()
    assert surfaces(later, document) == ["Rabat", "Agadir", "Meknes"]
    followed(later, session.undo())
    assert surfaces(later, document) == ["Rabat", "Agadir"]


def test_stored_suggestions_are_one_act_that_replaces_the_last(
    session: Session, reader: Reader, documents: list[DocumentId]
) -> None:
    before = everything(reader)
    first = suggest(session, documents)
    assert len(first) == 9
    stored = [reader.mentions(document, SUGGESTED) for document in documents]
    assert [mention.surface for mentions in stored for mention in mentions] == [each.surface for each in first]
    assert suggest(session, documents) == first
    assert [reader.mentions(document, SUGGESTED) for document in documents] == stored
    suggest(session, documents[:1], least=0.99)
    assert reader.mentions(documents[0], SUGGESTED) == []
    assert reader.mentions(documents[1], SUGGESTED) == stored[1]
    for _ in range(3):
        session.undo()
    assert everything(reader) == before


def test_stored_suggestions_keep_off_what_was_decided(
    session: Session, reader: Reader, documents: list[DocumentId]
) -> None:
    found = [each.as_mention(session.annotator) for each in Suggesting(reader).find(documents[0])]
    session.execute(RejectSuggestions(found[:1]))
    session.execute(AcceptSuggestions(found[1:2]))
    session.execute(StoreSuggestions(documents[:1], found))
    assert [mention.surface for mention in reader.mentions(documents[0], SUGGESTED)] == ["Gantz"]


def test_accepting_all_is_one_act(session: Session, reader: Reader, documents: list[DocumentId]) -> None:
    before = everything(reader)
    accepted = suggest(session, documents, accept=True)
    assert sum(len(reader.mentions(document, Selection())) for document in documents) == len(accepted) == 9
    assert reader.history(1)[0].name == "suggestion.accept"
    session.undo()
    assert everything(reader) == before
