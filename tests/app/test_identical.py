"""Where else a name stands: whole words and stems, in every script, marked or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.app.commands.links import LinkMany, LinkMention, NewHit
from annotator.app.commands.mentions import RelabelMention
from annotator.app.identical import Hit, Scope, find_identical
from annotator.app.session import Session
from annotator.core.ids import DocumentId
from annotator.core.mention import Mention
from annotator.core.ports import Reader, Workspace
from tests.app.making import add_document, add_entity, mark, span_of

HEBREW = "מרוקו היא מדינה. שר הביטחון ביקר במרוקו, וממרוקו המשיך. מרוקואי אחד אמר: מרוקו!"
ARABIC = "زار غانتس المغرب. وصل إلى المغرب والمغرب رحب به. قال للمغرب شكرا. مغربي واحد. بالمغرب انتهى."


def found(reader: Reader, mention: Mention, scope: Scope = Scope.DOCUMENT) -> list[tuple[int, str]]:
    return [(hit.span.start, hit.surface) for hit in find_identical(reader, mention, scope)]


def test_hebrew_names_are_found_behind_their_prefixes(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, HEBREW, language="he")
    mention = mark(session, document, "מרוקו", "PLACE")
    assert found(reader, mention) == [
        (HEBREW.index("במרוקו") + 1, "מרוקו"),
        (HEBREW.index("וממרוקו") + 2, "מרוקו"),
        (HEBREW.rindex("מרוקו"), "מרוקו"),
    ]


def test_arabic_names_are_found_behind_their_prefixes_and_with_their_hidden_article(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    document = add_document(session, tmp_path, ARABIC, language="ar")
    mention = mark(session, document, "المغرب", "PLACE")
    assert found(reader, mention) == [
        (ARABIC.index("إلى المغرب") + 4, "المغرب"),
        (ARABIC.index("والمغرب") + 1, "المغرب"),
        (ARABIC.index("للمغرب") + 1, "لمغرب"),
        (ARABIC.index("بالمغرب") + 1, "المغرب"),
    ]


def test_and_from_the_hidden_article_to_the_full_name(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ARABIC, language="ar")
    mention = mark(session, document, "لمغرب", "PLACE", occurrence=4)
    assert (ARABIC.index("المغرب"), "المغرب") in found(reader, mention)
    assert len(found(reader, mention)) == 4


@pytest.mark.parametrize(
    ("text", "surface", "starts"),
    [
        ("Gantz, Gantzes and MyGantz; Gantz's. (Gantz)", "Gantz", [28, 38]),
        ("NSO sued NSO-like firms; NSO.", "NSO", [9, 25]),
        ("Tel Aviv and Tel Aviv-Yafo, Tel Avivian", "Tel Aviv", [13]),
        ("aaa aaa aaaa", "aaa", [4]),
    ],
)
def test_a_name_within_a_longer_word_is_none(
    session: Session, reader: Reader, tmp_path: Path, text: str, surface: str, starts: list[int]
) -> None:
    document = add_document(session, tmp_path, text, language="en")
    mention = mark(session, document, surface, "ORG")
    assert [start for start, _ in found(reader, mention)] == starts


def test_marks_that_say_the_same_are_left_out(session: Session, reader: Reader, tmp_path: Path) -> None:
    text = "Gantz, Gantz, Gantz, Gantz"
    document = add_document(session, tmp_path, text, language="en")
    gantz = add_entity(session, "person/benny-gantz", "PERSON", en=["Gantz"])
    other = add_entity(session, "person/other", "PERSON", en=["Other"])
    mentions = [mark(session, document, "Gantz", "PERSON", number) for number in (1, 2, 3)]
    session.execute(LinkMention(mentions[0].id, gantz))
    session.execute(LinkMention(mentions[1].id, gantz))
    session.execute(LinkMention(mentions[2].id, other))
    hits = find_identical(reader, reader.mention(mentions[0].id), Scope.DOCUMENT)
    assert [(hit.span.start, hit.mention) for hit in hits] == [(14, mentions[2].id), (21, None)]


def test_what_is_marked_otherwise_is_left_alone(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, "Israel and Israel", language="en")
    first, second = (mark(session, document, "Israel", "PLACE", number) for number in (1, 2))
    session.execute(RelabelMention(second.id, "ORG"))
    assert found(reader, first) == []


def test_a_mark_inside_a_word_is_found_where_somebody_made_it(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, "Gantz, preGantzian", language="en")
    inside = mark(session, document, "Gantz", "PERSON", 2)
    first = mark(session, document, "Gantz", "PERSON")
    assert [hit.mention for hit in find_identical(reader, first, Scope.DOCUMENT)] == [inside.id]


def test_hits_tell_whether_they_lie_in_a_longer_mark(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, "Rabat: the University of Rabat", language="en")
    mark(session, document, "University of Rabat", "ORG")
    (hit,) = find_identical(reader, mark(session, document, "Rabat", "PLACE"), Scope.DOCUMENT)
    assert hit.inside


def test_only_the_annotator_s_own_marks_count(session: Session, workspace: Workspace, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, "Rabat and Rabat", language="en")
    mark(Session.open(workspace, "Omar"), document, "Rabat", "PLACE", 2)
    mention = mark(session, document, "Rabat", "PLACE")
    (hit,) = find_identical(workspace.reader, mention, Scope.DOCUMENT)
    assert hit.mention is None


def test_the_workspace_is_searched_in_document_order_with_context(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    first = add_document(session, tmp_path, "He saw Rabat.", "first", language="en", title="One")
    add_document(session, tmp_path, "Nothing here.", "second", language="en")
    third = add_document(session, tmp_path, "Line\nIn Rabat today\nand Rabat", "third", language="en", title="Three")
    hits = find_identical(reader, mark(session, first, "Rabat", "PLACE"), Scope.WORKSPACE)
    assert hits == [
        Hit(third, "Three", span_of(reader.document(third).text, "Rabat"), None, False, "In ", "Rabat", " today"),
        Hit(third, "Three", span_of(reader.document(third).text, "Rabat", 2), None, False, "and ", "Rabat", ""),
    ]


def test_what_was_found_can_be_linked_at_once(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ARABIC, language="ar")
    morocco = add_entity(session, "place/morocco", "PLACE", en=["Morocco"])
    mention = mark(session, document, "المغرب", "PLACE")
    session.execute(LinkMention(mention.id, morocco))
    hits = find_identical(reader, reader.mention(mention.id), Scope.DOCUMENT)
    session.execute(LinkMany(morocco, "PLACE", unmarked=[NewHit(hit.document, hit.span) for hit in hits]))
    assert find_identical(reader, reader.mention(mention.id), Scope.DOCUMENT) == []
    (alias,) = [alias for alias in reader.entity(morocco).aliases if alias.language == "ar"]
    assert (alias.text, alias.uses) == ("المغرب", 5)
    assert len(reader.mentions(DocumentId(document))) == 5
