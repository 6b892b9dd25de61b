"""What is offered for mentions and for names by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.candidates import Contexts, candidates_for, candidates_for_name
from annotator.app.commands.links import LinkMention
from annotator.app.session import Session
from annotator.app.suggesting import Suggesting
from annotator.core.ids import EntityId
from annotator.core.link import Evidence, EvidenceKind
from annotator.core.ports import Reader
from annotator.suggest.candidates import CandidateIndex
from tests.app.making import HEBREW, add_document, add_entity, mark


@pytest.fixture
def index(session: Session, reader: Reader) -> CandidateIndex:
    add_entity(session, "person/benny-gantz", "PERSON", he=["בני גנץ", "גנץ"], en=["Benny Gantz"])
    add_entity(session, "person/other-gantz", "PERSON", he=["גנץ"])
    add_entity(session, "place/morocco", "PLACE", he=["מרוקו"])
    return CandidateIndex.build(reader.entities().values())


def test_the_document_speaks_for_its_own(
    session: Session, reader: Reader, index: CandidateIndex, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, HEBREW, language="he")
    first = mark(session, document, "בני גנץ", "PERSON")
    second = mark(session, document, "גנץ", "PERSON", 2)
    session.execute(LinkMention(first.id, EntityId("person/other-gantz")))
    offered = candidates_for(index, reader, second)
    assert offered[0].entity == "person/other-gantz"
    assert EvidenceKind.IN_DOCUMENT in {reason.kind for reason in offered[0].evidence}


def test_a_name_is_seen_through_its_prefix(reader: Reader, index: CandidateIndex) -> None:
    (offered,) = candidates_for_name(index, reader, "במרוקו", "he")
    assert (offered.entity, offered.evidence[0].kind) == ("place/morocco", EvidenceKind.STEM)


def test_the_limit_holds_and_nothing_names_nothing(reader: Reader, index: CandidateIndex) -> None:
    assert len(candidates_for_name(index, reader, "גנץ", "he", limit=1)) == 1
    assert candidates_for_name(index, reader, "  ", "he") == []


def test_within_a_document_its_links_count(
    session: Session, reader: Reader, index: CandidateIndex, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, HEBREW, language="he")
    session.execute(LinkMention(mark(session, document, "בני גנץ", "PERSON").id, EntityId("person/other-gantz")))
    offered = candidates_for_name(index, reader, "גנץ", "he", label="PERSON", document=document)
    assert offered[0].entity == "person/other-gantz"


@pytest.fixture
def smiths(session: Session, tmp_path: Path) -> CandidateIndex:
    """Two people called Smith: Adam is named beside Kirkcaldy in two articles, Zadie beside London in one."""
    for first in ("Adam", "Zadie"):
        add_entity(session, f"person/{first.lower()}", "PERSON", en=[f"{first} Smith", "Smith"])
    for town in ("Kirkcaldy", "London"):
        add_entity(session, f"place/{town.lower()}", "PLACE", en=[town])
    for number, (who, where) in enumerate((("Adam", "Kirkcaldy"), ("Adam", "Kirkcaldy"), ("Zadie", "London"))):
        name = f"{who} Smith"
        document = add_document(session, tmp_path, f"{name} lived in {where}.", f"life-{number}")
        person, place = EntityId(f"person/{who.lower()}"), EntityId(f"place/{where.lower()}")
        session.execute(LinkMention(mark(session, document, name, "PERSON").id, person))
        session.execute(LinkMention(mark(session, document, where, "PLACE").id, place))
    return CandidateIndex.build(session.reader.entities().values())


@pytest.mark.parametrize(
    ("town", "expected", "others"), [("Kirkcaldy", "person/adam", 2), ("London", "person/zadie", 1)]
)
def test_who_is_named_beside_the_others_elsewhere_comes_first(
    session: Session, reader: Reader, smiths: CandidateIndex, tmp_path: Path, town: str, expected: str, others: int
) -> None:
    document = add_document(session, tmp_path, f"In {town} Smith wrote.")
    session.execute(LinkMention(mark(session, document, town, "PLACE").id, EntityId(f"place/{town.lower()}")))
    suggested = next(each for each in Suggesting(reader).find(document) if each.surface == "Smith")
    assert suggested.candidates[0].entity == expected
    smith = mark(session, document, "Smith", "PERSON")
    first, second = candidates_for(smiths, reader, smith, languages=("en",))
    assert {first.entity, second.entity} == {"person/adam", "person/zadie"}
    assert first.entity == expected
    assert Evidence(EvidenceKind.NEIGHBOUR, others, town) in first.evidence


def test_what_the_article_links_outweighs_what_others_do(
    session: Session, reader: Reader, smiths: CandidateIndex, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, "In Kirkcaldy Zadie Smith read. Smith wrote.")
    for surface, label, entity in (
        ("Kirkcaldy", "PLACE", "place/kirkcaldy"),
        ("Zadie Smith", "PERSON", "person/zadie"),
    ):
        session.execute(LinkMention(mark(session, document, surface, label).id, EntityId(entity)))
    offered = candidates_for(smiths, reader, mark(session, document, "Smith", "PERSON", 2))
    assert offered[0].entity == "person/zadie"


def test_contexts_ask_again_only_when_told_or_when_the_article_names_others(
    session: Session, reader: Reader, smiths: CandidateIndex, tmp_path: Path
) -> None:
    del smiths
    document = add_document(session, tmp_path, "Kirkcaldy.")
    kirkcaldy, adam = EntityId("place/kirkcaldy"), EntityId("person/adam")
    contexts = Contexts(reader)
    assert contexts.of(document, {kirkcaldy: 1}).neighbours[adam].documents == 2
    other = add_document(session, tmp_path, "Adam Smith in Kirkcaldy.", "other")
    for surface, label, entity in (("Kirkcaldy", "PLACE", kirkcaldy), ("Adam Smith", "PERSON", adam)):
        session.execute(LinkMention(mark(session, other, surface, label).id, entity))
    assert contexts.of(document, {kirkcaldy: 4}).neighbours[adam].documents == 2
    assert contexts.of(document, {kirkcaldy: 4}).counts == {kirkcaldy: 4}
    contexts.forget()
    assert contexts.of(document, {kirkcaldy: 1}).neighbours[adam].documents == 3
    assert contexts.of(document, {}).neighbours == {}
