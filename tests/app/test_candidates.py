"""What is offered for mentions and for names by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.candidates import candidates_for, candidates_for_name
from annotator.app.commands.links import LinkMention
from annotator.app.session import Session
from annotator.core.ids import EntityId
from annotator.core.link import EvidenceKind
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
