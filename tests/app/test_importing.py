"""Importing: what comes in, what is left out and why, and that one undo takes all of it back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.app.commands.documents import DescribeDocument
from annotator.app.import_report import ImportItem, ImportReport, Outcome
from annotator.app.importing import ImportOptions, OnError, files_in, import_paths
from annotator.app.session import Session
from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.document import Direction, DocumentState
from annotator.core.errors import Cancelled, UserError
from annotator.core.ids import DocumentId, EntityId, MentionId
from annotator.core.link import NIL, Link
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Selection
from annotator.core.progress import Stoppable
from tests.app.making import ENGLISH, HEBREW, add_document, add_entity, everything, mark, names_of, write_jsonl

GANTZ = {"start": 0, "end": 11, "text": "Benny Gantz", "label": "PERSON"}


def only(report: ImportReport) -> ImportItem:
    (item,) = report.items
    return item


def row(text: str = ENGLISH, **facts: object) -> dict[str, object]:
    return {"text": text, "mentions": [], **facts}


def test_a_text_file_becomes_a_document(session: Session, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "כתבה.txt"
    path.write_bytes(("\ufeff" + HEBREW + "\r\nשורה שנייה\r\n").encode())
    report = import_paths(session, [path])
    assert report.outcome is Outcome.ACCEPTED
    (shown,) = reader.documents()
    document = reader.document(shown.id)
    assert document.text == HEBREW + "\nשורה שנייה\n"
    assert (document.name, document.title, document.language) == ("כתבה.txt", HEBREW, "he")
    assert (document.state, document.direction, document.source) == (DocumentState.NEW, Direction.AUTO, str(path))
    assert only(report).documents == [document.id]


def test_options_speak_where_the_file_is_silent(session: Session, reader: Reader, tmp_path: Path) -> None:
    silent = write_jsonl(tmp_path / "a.jsonl", [row(mentions=[GANTZ])])
    telling = write_jsonl(
        tmp_path / "b.jsonl",
        [
            row(
                "Rabat",
                language="fr",
                date="2020",
                mentions=[{"start": 0, "end": 5, "label": "PLACE", "annotator": "C"}],
            )
        ],
    )
    options = ImportOptions(language="en-GB", date="2021-11-24", annotator="Dana")
    import_paths(session, [silent, telling], options)
    first, second = (reader.document(shown.id) for shown in reader.documents())
    assert (first.language, first.date) == ("en-GB", "2021-11-24")
    assert (second.language, second.date) == ("fr", "2020")
    names = {annotator.id: annotator.name for annotator in reader.annotators()}
    assert [names[reader.mentions(document.id)[0].annotator] for document in (first, second)] == ["Dana", "C"]


def test_an_encoding_can_be_told(session: Session, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("שלום".encode("cp862"))
    import_paths(session, [path], ImportOptions(encoding="cp862"))
    assert reader.document(reader.documents()[0].id).text == "שלום"


def test_everything_that_the_interchange_format_says_arrives(session: Session, reader: Reader, tmp_path: Path) -> None:
    add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    mentions = [
        {**GANTZ, "entity": "person/benny-gantz", "annotator": "A"},
        {"start": 20, "end": 25, "label": "PLACE", "entity": NIL, "annotator": "A"},
        {"start": 27, "end": 32, "label": "PERSON", "status": "suggested", "score": 0.25, "annotator": "model"},
    ]
    dated = {"start": 0, "end": 4, "label": "DATE", "value": "2021", "modifier": "START", "calendar": "hebrew"}
    path = write_jsonl(
        tmp_path / "all.jsonl",
        [
            row(
                id="a/1",
                name="one.txt",
                title="One",
                language="en",
                date="2021-11",
                direction="ltr",
                state="FINISHED",
                mentions=mentions,
            ),
            row("2021!", id="a/2", mentions=[dated]),
        ],
    )
    report = import_paths(session, [path])
    document = reader.document(DocumentId("a/1"))
    assert (document.name, document.title, document.language, document.date) == ("one.txt", "One", "en", "2021-11")
    assert (document.direction, document.state) == (Direction.LTR, DocumentState.FINISHED)
    first, second, third = reader.mentions(document.id, Selection(statuses=tuple(MentionStatus)))
    assert first.link == Link(EntityId("person/benny-gantz"))
    assert second.link == Link(None)
    assert (third.link, third.status, third.score) == (None, MentionStatus.SUGGESTED, 0.25)
    (date,) = reader.mentions(DocumentId("a/2"))
    assert date.date == DateValue("2021", Calendar.HEBREW, DateModifier.START)
    assert (only(report).mentions, only(report).documents) == (4, ["a/1", "a/2"])
    assert reader.document(DocumentId("a/2")).state is DocumentState.IN_PROGRESS


def test_links_teach_names_but_suggestions_do_not(session: Session, reader: Reader, tmp_path: Path) -> None:
    add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    linked = {"label": "PERSON", "entity": "person/benny-gantz"}
    mentions = [
        {**GANTZ, **linked},
        {"start": 27, "end": 32, **linked},
        {"start": 6, "end": 11, **linked},
        {"start": 37, "end": 44, **linked, "status": "suggested"},
    ]
    import_paths(session, [write_jsonl(tmp_path / "a.jsonl", [row(language="en", mentions=mentions)])])
    assert names_of(reader, EntityId("person/benny-gantz")) == {"Benny Gantz": (1, "typed"), "Gantz": (2, "learned")}


def test_one_undo_takes_an_import_back(session: Session, reader: Reader, tmp_path: Path) -> None:
    add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    add_document(session, tmp_path, HEBREW, "old")
    before = everything(reader)
    table = write_jsonl(tmp_path / "t.jsonl", [{"id": "place/rabat", "type": "PLACE", "names": {"en": ["Rabat"]}}])
    mentions = [{**GANTZ, "entity": "person/benny-gantz"}, {"start": 20, "end": 25, "label": "CITY"}]
    new = write_jsonl(tmp_path / "new.jsonl", [row(id="new", mentions=mentions), row(id="other", text="x")])
    report = import_paths(session, [table, new], ImportOptions(create_labels=True))
    after = everything(reader)
    assert report.changes is not None
    assert report.changes.documents == {"new", "other"}
    session.undo()
    assert everything(reader) == before
    session.redo()
    assert everything(reader) == after


def test_folders_are_read_to_their_depth_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden/x.txt", "b/.y.txt", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = files_in([tmp_path, tmp_path / "a.txt", tmp_path / "missing.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a.txt",
        "b/1.txt",
        "b/2.txt",
        "c/d/e.txt",
        "missing.txt",
    ]


def test_entity_tables_come_first_whatever_they_are_called(session: Session, reader: Reader, tmp_path: Path) -> None:
    mentions = [{**GANTZ, "entity": "person/benny-gantz"}]
    documents = write_jsonl(tmp_path / "a.jsonl", [row(mentions=mentions)])
    names = {"he": ["בני גנץ"]}
    table = write_jsonl(tmp_path / "z.jsonl", [{"id": "person/benny-gantz", "type": "PERSON", "names": names}])
    report = import_paths(session, [documents, table])
    assert report.outcome is Outcome.ACCEPTED
    assert [item.path for item in report.items] == [documents, table]
    assert reader.entity(EntityId("person/benny-gantz")).names("he") == ["בני גנץ"]


def test_an_entity_that_only_mentions_name_is_made_with_a_warning(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    mentions = [
        {**GANTZ, "entity": "person/benny-gantz"},
        {"start": 27, "end": 32, "label": "PERSON", "entity": "person/benny-gantz"},
    ]
    item = only(import_paths(session, [write_jsonl(tmp_path / "a.jsonl", [row(language="en", mentions=mentions)])]))
    assert (item.outcome, item.entities) == (Outcome.WARNED, 1)
    assert "nothing describes" in item.remarks[0].sentence
    entity = reader.entity(EntityId("person/benny-gantz"))
    assert (entity.type, entity.names("en")) == ("PERSON", ["Benny Gantz", "Gantz"])
    assert names_of(reader, entity.id) == {"Benny Gantz": (1, "imported"), "Gantz": (1, "learned")}


def test_an_entity_described_after_it_was_named_is_what_its_description_says(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    names = {"en": ["Benjamin Gantz"], "he": ["בני גנץ"]}
    rows: list[dict[str, object]] = [
        row(language="en", mentions=[{**GANTZ, "entity": "person/benny-gantz"}]),
        {"id": "person/benny-gantz", "type": "POLITICIAN", "names": names},
        row("Benny Gantz!", language="en", mentions=[{**GANTZ, "entity": "person/benny-gantz"}]),
    ]
    item = only(import_paths(session, [write_jsonl(tmp_path / "a.jsonl", rows)], ImportOptions(format="jsonl")))
    assert (item.outcome, item.entities) == (Outcome.ACCEPTED, 1)
    entity = reader.entity(EntityId("person/benny-gantz"))
    assert (entity.type, entity.names("en"), entity.names("he")) == (
        "POLITICIAN",
        ["Benny Gantz", "Benjamin Gantz"],
        ["בני גנץ"],
    )
    assert names_of(reader, entity.id)["Benny Gantz"] == (2, "imported")


def test_an_entity_told_of_in_thousands_of_places_takes_no_time(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,type,lang,name\n" + "".join(f"x,ORG,en,name {number}\n" for number in range(3000)), "utf-8")
    item = only(import_paths(session, [path]))
    assert item.entities == 1
    assert len(reader.entity(EntityId("x")).names("en")) == 3000


def test_an_entity_that_is_there_gains_and_never_loses(session: Session, reader: Reader, tmp_path: Path) -> None:
    entity = add_entity(session, "place/rabat", "PLACE", en=["Rabat"], fr=["Rabat"])
    table = {
        "id": "place/rabat",
        "type": "ORG",
        "names": {"en": ["Ribat", "Rabat"], "ar": ["الرباط"]},
        "description": {"en": "Capital"},
        "external": {"wikidata": "Q3551"},
    }
    path = tmp_path / "t.jsonl"
    item = only(import_paths(session, [write_jsonl(path, [table])]))
    found = reader.entity(entity)
    assert (found.names("en"), found.names("fr"), found.names("ar")) == (["Rabat", "Ribat"], ["Rabat"], ["الرباط"])
    assert (found.type, dict(found.external)) == ("PLACE", {"wikidata": "Q3551"})
    assert "another type" in item.remarks[0].sentence
    acts = reader.history()
    again = {**table, "type": "PLACE", "description": {"en": "Harbour"}, "external": {"wikidata": "Q1"}}
    item = only(import_paths(session, [write_jsonl(path, [again])]))
    assert [remark.values["what"] for remark in item.remarks] == ["description (en)", "identifier (wikidata)"]
    assert reader.entity(entity) == found
    assert reader.history() == acts


def test_an_unknown_label_rejects_the_file_with_a_sentence(session: Session, reader: Reader, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [row(), row("x", mentions=[{"start": 0, "end": 1, "label": "CITY"}])])
    item = only(import_paths(session, [path]))
    assert (item.outcome, item.line) == (Outcome.REJECTED, 2)
    assert "no label CITY" in item.message
    assert "PERSON, ORG, PLACE, DATE" in item.message
    assert (reader.documents(), reader.history(), reader.annotators()) == ([], [], [])


def test_unknown_labels_can_be_made(session: Session, reader: Reader, tmp_path: Path) -> None:
    mentions = [
        {"start": 0, "end": 1, "label": "CITY", "entity": "city/x"},
        {"start": 0, "end": 1, "label": "YEAR", "value": "2021"},
    ]
    path = write_jsonl(tmp_path / "a.jsonl", [row("x", mentions=mentions)])
    import_paths(session, [path], ImportOptions(create_labels=True))
    city, year = list(reader.labels())[-2:]
    assert (city.name, city.links, city.is_date, city.position) == ("CITY", True, False, 4)
    assert (year.name, year.links, year.is_date, year.position) == ("YEAR", False, True, 5)
    assert city.colours != year.colours


def test_what_a_label_does_not_have_is_left_out_with_a_warning(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    mentions = [
        {"start": 0, "end": 5, "label": "PERSON", "value": "2021"},
        {"start": 6, "end": 11, "label": "DATE", "entity": NIL},
    ]
    item = only(import_paths(session, [write_jsonl(tmp_path / "a.jsonl", [row(mentions=mentions)])]))
    name, date = reader.mentions(item.documents[0])
    assert (name.date, date.link) == (None, None)
    assert len(item.remarks) == 2


def test_a_mention_twice_in_one_document_is_taken_once(session: Session, reader: Reader, tmp_path: Path) -> None:
    item = only(import_paths(session, [write_jsonl(tmp_path / "a.jsonl", [row(mentions=[GANTZ, GANTZ, GANTZ])])]))
    assert (item.mentions, len(reader.mentions(item.documents[0]))) == (1, 1)
    assert any("more than once" in remark.sentence for remark in item.remarks)


def test_the_rest_of_the_batch_goes_on(session: Session, reader: Reader, tmp_path: Path) -> None:
    good, bad, last = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "3.jsonl"
    good.write_text("good", encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    write_jsonl(last, [row("last")])
    report = import_paths(session, [good, bad, last])
    assert [item.outcome for item in report.items] == [Outcome.ACCEPTED, Outcome.REJECTED, Outcome.ACCEPTED]
    assert report.outcome is Outcome.WARNED
    assert "2.txt" in report.items[1].message
    assert [shown.name for shown in reader.documents()] == ["1.txt", "3-1"]


def test_or_nothing_is_imported(session: Session, reader: Reader, tmp_path: Path) -> None:
    before = everything(reader)
    good, bad, last = tmp_path / "1.txt", tmp_path / "2.jsonl", tmp_path / "3.txt"
    good.write_text("good", encoding="utf-8")
    bad.write_text('{"text": "ok", "mentions": []}\n{"text": 5}\n', encoding="utf-8")
    last.write_text("last", encoding="utf-8")
    report = import_paths(session, [good, bad, last], ImportOptions(on_error=OnError.ABORT))
    assert report.outcome is Outcome.REJECTED
    assert {item.outcome for item in report.items} == {Outcome.REJECTED}
    assert report.items[1].line == 2
    assert "2.jsonl was rejected" in report.items[0].message
    assert (everything(reader), reader.history(), reader.annotators()) == (before, [], [])


def test_a_rejected_file_leaves_nothing_but_its_faults(session: Session, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        '{"text": "fine", "mentions": [{"start": 0, "end": 4, "label": "CITY", "annotator": "Z", "entity": "c/x"}]}'
    ]
    path.write_text("\n".join([*lines, '{"text": 5}', '{"texts": "x"}', "{"]) + "\n", encoding="utf-8")
    other = tmp_path / "b.txt"
    other.write_text("other", encoding="utf-8")
    report = import_paths(session, [path, other], ImportOptions(create_labels=True))
    first = report.items[0]
    assert (first.line, [remark.line for remark in first.remarks]) == (2, [3, 4])
    assert (first.documents, first.mentions, first.entities) == ([], 0, 0)
    assert [label.name for label in reader.labels()] == ["PERSON", "ORG", "PLACE", "DATE"]
    assert reader.entities() == {}
    assert [annotator.name for annotator in reader.annotators()] == ["Noa"]


def test_what_a_rejected_file_would_have_brought_may_come_with_the_next(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    mentions = [{"start": 0, "end": 4, "label": "CITY", "annotator": "Z", "entity": "c/x"}]
    bad = tmp_path / "a.jsonl"
    write_jsonl(bad, [row("fine", id="same", mentions=mentions), {"text": 5}])
    good = write_jsonl(tmp_path / "b.jsonl", [row("fine", id="same", mentions=mentions)])
    report = import_paths(session, [bad, good], ImportOptions(create_labels=True))
    assert [item.outcome for item in report.items] == [Outcome.REJECTED, Outcome.WARNED]
    assert reader.mentions(DocumentId("same"))[0].label == "CITY"


def test_the_same_document_again_gains_only_what_is_new(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ENGLISH, mentions=[{**GANTZ, "annotator": "Noa"}])
    rabat = {"start": 20, "end": 25, "label": "PLACE", "annotator": "Noa"}
    item = only(
        import_paths(
            session,
            [
                write_jsonl(
                    tmp_path / "again.jsonl", [row(id=document, mentions=[{**GANTZ, "annotator": "Noa"}, rabat])]
                )
            ],
        )
    )
    assert (item.outcome, item.documents, item.mentions) == (Outcome.WARNED, [document], 1)
    assert [mention.surface for mention in reader.mentions(document)] == ["Benny Gantz", "Rabat"]
    sentences = [remark.sentence for remark in item.remarks]
    assert any("no second copy" in sentence for sentence in sentences)
    assert any("there already: 1" in sentence for sentence in sentences)


def test_a_known_mention_gains_the_link_and_date_that_it_lacked(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    gantz = add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"])
    document = add_document(session, tmp_path, ENGLISH)
    mark(session, document, "Benny Gantz", "PERSON")
    linked = [{**GANTZ, "entity": gantz, "annotator": "Noa"}]
    import_paths(session, [write_jsonl(tmp_path / "b.jsonl", [row(id=document, mentions=linked)])])
    (mention,) = reader.mentions(document)
    assert mention.link == Link(gantz)
    assert names_of(reader, gantz) == {"Benny Gantz": (1, "typed")}
    nil = [{**GANTZ, "entity": NIL, "annotator": "Noa"}]
    item = only(import_paths(session, [write_jsonl(tmp_path / "b.jsonl", [row(id=document, mentions=nil)])]))
    assert reader.mentions(document) == [mention]
    assert any("linked otherwise" in remark.sentence for remark in item.remarks)


def test_the_same_id_with_another_text_is_rejected(session: Session, reader: Reader, tmp_path: Path) -> None:
    document = add_document(session, tmp_path, ENGLISH)
    before = everything(reader)
    item = only(import_paths(session, [write_jsonl(tmp_path / "b.jsonl", [row("other text", id=document)])]))
    assert (item.outcome, item.line) == (Outcome.REJECTED, 1)
    assert "Texts never change" in item.message
    assert everything(reader) == before


def test_the_same_text_without_an_id_makes_no_second_copy(session: Session, reader: Reader, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    for path in (first, second):
        path.write_text(HEBREW, encoding="utf-8")
    report = import_paths(session, [first, second])
    assert [item.outcome for item in report.items] == [Outcome.ACCEPTED, Outcome.WARNED]
    assert report.items[0].documents == report.items[1].documents
    assert "first.txt is in the workspace already" in report.items[1].remarks[0].sentence
    import_paths(session, [first])
    assert len(reader.documents()) == 1


def test_the_same_text_under_another_id_is_another_document(session: Session, reader: Reader, tmp_path: Path) -> None:
    item = only(import_paths(session, [write_jsonl(tmp_path / "a.jsonl", [row(id="a"), row(id="b")])]))
    assert [shown.id for shown in reader.documents()] == ["a", "b"]
    assert "same text as the document a" in item.remarks[0].sentence


def test_mention_ids_are_kept_unless_they_are_taken(session: Session, reader: Reader, tmp_path: Path) -> None:
    one = write_jsonl(tmp_path / "1.jsonl", [row(id="1", mentions=[{**GANTZ, "id": "m1"}])])
    two = write_jsonl(tmp_path / "2.jsonl", [row("Benny Gantz!", id="2", mentions=[{**GANTZ, "id": "m1"}])])
    three = write_jsonl(tmp_path / "3.jsonl", [row("Benny Gantz?", id="3", mentions=[{**GANTZ, "id": "m1"}])])
    import_paths(session, [one, two])
    import_paths(session, [three])
    assert reader.mention(MentionId("m1")).document == "1"
    assert len({reader.mentions(DocumentId(document))[0].id for document in "123"}) == 3


def test_a_cancelled_import_leaves_nothing(session: Session, reader: Reader, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [row(f"text {number}", mentions=[]) for number in range(600)])
    before = everything(reader)

    class StopsLater(Stoppable):
        reports = 0

        def report(self, done: int, total: int | None, note: str = "") -> None:
            self.reports += 1
            if done >= 256:
                self.cancel()
            super().report(done, total, note)

    progress = StopsLater()
    with pytest.raises(Cancelled):
        import_paths(session, [path], progress=progress)
    assert progress.reports > 1
    assert (everything(reader), reader.history(), reader.annotators()) == (before, [], [])


def test_a_missing_file_and_a_folder_without_files_are_told(session: Session, tmp_path: Path) -> None:
    item = only(import_paths(session, [tmp_path / "nowhere.txt"]))
    assert (item.outcome, item.message) == (Outcome.REJECTED, "nowhere.txt: There is no such file.")
    (tmp_path / "empty").mkdir()
    report = import_paths(session, [tmp_path / "empty"])
    assert (report.items, report.outcome) == ([], Outcome.REJECTED)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_is_told(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    assert "permission" in only(import_paths(session, [path])).message


@pytest.mark.skipif(os.name == "nt", reason="named pipes")
def test_what_is_no_file_is_not_waited_for(session: Session, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "not a file" in only(import_paths(session, [pipe])).message


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_file_name_that_is_no_text_is_stored_and_told_as_text(
    session: Session, reader: Reader, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xf9\xec\xe5\xed.txt"))
    try:
        path.write_text("text", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    report = import_paths(session, [path])
    assert report.as_json()["outcome"] == "accepted"
    (shown,) = reader.documents()
    assert shown.name.encode("utf-8").endswith(b".txt")


def test_an_unknown_format_or_date_is_refused_before_anything_is_read(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no format"):
        import_paths(session, [tmp_path], ImportOptions(format="nonsense"))
    with pytest.raises(UserError, match="not a date"):
        import_paths(session, [tmp_path], ImportOptions(date="yesterday"))


def test_the_report_has_the_promised_shape(session: Session, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("good", encoding="utf-8")
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "x", "mentions": [{"start": 0, "end": 9, "label": "ORG"}]}\n', encoding="utf-8")
    report = import_paths(session, [good, bad])
    shown = report.as_json()
    assert shown["outcome"] == "accepted-with-warnings"
    accepted, rejected = shown["items"]
    assert dict(accepted) == {
        "path": str(good),
        "outcome": "accepted",
        "message": "good.txt: imported (1 document).",
        "line": None,
        "warnings": [],
        "documents": report.items[0].documents,
        "mentions": 0,
        "entities": 0,
    }
    assert (rejected["path"], rejected["outcome"], rejected["line"]) == (str(bad), "rejected", 1)
    assert rejected["message"].startswith("bad.jsonl, line 1: ")
    assert (rejected["documents"], rejected["mentions"], rejected["entities"]) == ([], 0, 0)


def test_what_was_undone_can_be_imported_again(session: Session, reader: Reader, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [row(id="a", mentions=[{**GANTZ, "id": "m1", "entity": "person/x"}])])
    import_paths(session, [path])
    session.undo()
    assert import_paths(session, [path]).items[0].documents == ["a"]
    session.execute(DescribeDocument(DocumentId("a"), "Title", "en", None))
    assert reader.document(DocumentId("a")).title == "Title"
