"""Linking: to entities, to new ones, to nothing, and many at once; and what links teach."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.links import LinkMany, LinkMention, LinkToNewEntity, MarkNil, NewHit, Unlink
from annotator.app.naming import free_entity_id
from annotator.app.session import Session
from annotator.core.errors import NotFoundError, UserError
from annotator.core.ids import EntityId
from annotator.core.link import Link
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection
from tests.app.making import ENGLISH, HEBREW, add_document, add_entity, everything, mark, names_of, span_of


def test_a_link_teaches_the_surface_in_the_document_s_language(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, HEBREW)
    gantz = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    session.execute(LinkMention(mark(session, document, "בני גנץ", "PERSON").id, gantz))
    (alias,) = [alias for alias in reader.entity(gantz).aliases if alias.language == "he"]
    assert (alias.text, alias.script, alias.uses, alias.source, alias.position) == ("בני גנץ", "Hebr", 1, "learned", 0)


def test_a_known_name_is_counted_not_learned_again(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ENGLISH)
    gantz = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz", "Gantz"])
    for occurrence in (1, 2):
        session.execute(LinkMention(mark(session, document, "Gantz", "PERSON", occurrence).id, gantz))
    assert names_of(reader, gantz) == {"Benny Gantz": (0, "typed"), "Gantz": (2, "typed")}


def test_a_name_broken_over_lines_is_learned_on_one(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, "Benny\nGantz came")
    gantz = add_entity(session, "person/benny-gantz", "PERSON", he=["בני גנץ"])
    session.execute(LinkMention(mark(session, document, "Benny\nGantz", "PERSON").id, gantz))
    assert "Benny Gantz" in names_of(reader, gantz)


def test_the_article_that_a_preposition_hides_is_learned_with_the_name(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    text = "زيارة غانتس للمغرب في المغرب"
    document = add_document(session, tmp_path, text, language="ar")
    morocco = add_entity(session, "place/morocco", "PLACE", ar=["المغرب"])
    session.execute(LinkMention(mark(session, document, "لمغرب", "PLACE").id, morocco))
    assert names_of(reader, morocco) == {"المغرب": (1, "typed")}


def test_linking_elsewhere_leaves_no_wrong_name_behind(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    wrong = add_entity(session, "person/aviv-kochavi", "PERSON", he=["אביב כוכבי"])
    right = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    mention = mark(session, document, "בני גנץ", "PERSON")
    session.execute(LinkMention(mention.id, wrong))
    assert "בני גנץ" in names_of(reader, wrong)
    before = everything(reader)
    session.execute(LinkMention(mention.id, right))
    assert names_of(reader, wrong) == {"אביב כוכבי": (0, "typed")}
    assert names_of(reader, right) == {"Benny Gantz": (0, "typed"), "בני גנץ": (1, "learned")}
    session.undo()
    assert everything(reader) == before


def test_linking_as_it_is_changes_nothing(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    gantz = add_entity(session, "person/benny-gantz", "PERSON", he=["גנץ"])
    mention = mark(session, document, "גנץ", "PERSON")
    session.execute(LinkMention(mention.id, gantz))
    acts = reader.history()
    session.execute(LinkMention(mention.id, gantz))
    assert (reader.history(), names_of(reader, gantz)) == (acts, {"גנץ": (1, "typed")})


def test_nil_and_no_link_are_different_decisions(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    gantz = add_entity(session, "person/benny-gantz", "PERSON", he=["גנץ"])
    mention = mark(session, document, "גנץ", "PERSON")
    assert mention.link is None
    session.execute(LinkMention(mention.id, gantz))
    session.execute(MarkNil(mention.id))
    assert reader.mention(mention.id).link == Link(None)
    assert names_of(reader, gantz) == {"גנץ": (0, "typed")}
    session.execute(Unlink(mention.id))
    assert reader.mention(mention.id).link is None
    session.undo()
    assert reader.mention(mention.id).link == Link(None)


def test_a_new_entity_takes_the_surface_as_its_first_name(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mention = mark(session, document, "לודיי", "PERSON")
    before = everything(reader)
    made = free_entity_id(reader, "PERSON", mention.surface)
    session.execute(LinkToNewEntity(mention.id, "PERSON", made))
    assert made == "person/לודיי"
    assert names_of(reader, made) == {"לודיי": (1, "typed")}
    session.undo()
    assert everything(reader) == before


def test_a_new_entity_may_be_given_its_name(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    mention = mark(session, document, "לודיי", "PERSON")
    session.execute(LinkToNewEntity(mention.id, "PERSON", EntityId("person/loudiyi"), "  עבד אל-לטיף   לודיי "))
    entity = reader.entity(EntityId("person/loudiyi"))
    assert entity.names("he") == ["עבד אל-לטיף לודיי", "לודיי"]


def test_an_id_that_is_taken_is_refused(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW)
    add_entity(session, "person/x", "PERSON", he=["איקס"])
    mention = mark(session, document, "לודיי", "PERSON")
    before = everything(reader)
    with pytest.raises(UserError):
        session.execute(LinkToNewEntity(mention.id, "PERSON", EntityId("person/x")))
    assert everything(reader) == before


def test_dates_do_not_link(session: Session, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, "in 2021")
    gantz = add_entity(session, "person/benny-gantz", "PERSON", he=["גנץ"])
    mention = mark(session, document, "2021", "DATE")
    for command in (LinkMention(mention.id, gantz), MarkNil(mention.id)):
        with pytest.raises(UserError, match="does not link"):
            session.execute(command)


def test_an_entity_that_is_not_there_is_told(session: Session, tmp_path: Path) -> None:
    mention = mark(session, add_document(session, tmp_path, HEBREW), "גנץ", "PERSON")
    with pytest.raises(NotFoundError):
        session.execute(LinkMention(mention.id, EntityId("person/nobody")))


def test_linking_a_suggestion_accepts_it(session: Session, reader: Reader, tmp_path: Path) -> None:
    suggested = {"start": 0, "end": 7, "label": "PERSON", "status": "suggested", "score": 0.7, "annotator": "model"}
    document = add_document(session, tmp_path, HEBREW, mentions=[suggested])
    gantz = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    (mention,) = reader.mentions(document, Selection(statuses=tuple(MentionStatus)))
    session.execute(LinkMention(mention.id, gantz))
    linked = reader.mention(mention.id)
    assert (linked.status, linked.annotator, linked.link) == (
        MentionStatus.ACCEPTED,
        session.annotator.id,
        Link(gantz),
    )
    assert names_of(reader, gantz)["בני גנץ"] == (1, "learned")


def test_many_are_linked_in_one_act(session: Session, reader: Reader, tmp_path: Path) -> None:
    first = add_document(session, tmp_path, ENGLISH, "first")
    second = add_document(session, tmp_path, "Gantz again.", "second")
    gantz = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    marked = mark(session, first, "Gantz", "PERSON", 2)
    before = everything(reader)
    session.execute(
        LinkMany(gantz, "PERSON", existing=[marked.id], unmarked=[NewHit(second, span_of("Gantz again.", "Gantz"))])
    )
    assert names_of(reader, gantz)["Gantz"] == (2, "learned")
    assert [mention.link for mention in reader.mentions(second)] == [Link(gantz)]
    assert reader.history(1)[0].detail["count"] == 2
    session.undo()
    assert everything(reader) == before


def test_one_that_cannot_be_linked_stops_all(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ENGLISH)
    gantz = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    mark(session, document, "Gantz", "PERSON")
    before = everything(reader)
    hits = [NewHit(document, span_of(ENGLISH, "Gantz", 2)), NewHit(document, span_of(ENGLISH, "Gantz"))]
    with pytest.raises(UserError, match="already"):
        session.execute(LinkMany(gantz, "PERSON", unmarked=hits))
    assert everything(reader) == before
