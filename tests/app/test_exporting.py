"""Exporting: what is written, for whom, in which parts, and never half."""

from __future__ import annotations

import json
import os
from itertools import chain
from pathlib import Path

import pytest

from annotator.app.commands.merging import KeepApart, MergeEntities
from annotator.app.exporting import ExportPlan, entity_records, export, preview
from annotator.app.gold import GoldCounts, as_gold
from annotator.app.importing import import_paths
from annotator.app.session import Session
from annotator.app.splitting import Split
from annotator.core.document import DocumentState
from annotator.core.errors import Cancelled, UserError
from annotator.core.ids import DocumentId, EntityId
from annotator.core.mention import MentionStatus
from annotator.core.ports import Reader, Workspace
from annotator.core.progress import Stoppable
from annotator.core.records import DocumentRecord, MentionRecord
from annotator.formats.losses import LossesRefusedError
from annotator.formats.projection import TokenPolicy
from db.workspace import SqliteWorkspaces
from tests.app.making import ENGLISH, HEBREW, add_entity, everything, write_jsonl

GANTZ = {"start": 0, "end": 11, "label": "PERSON", "entity": "person/benny-gantz", "annotator": "A"}
RABAT = {"start": 14, "end": 18, "label": "PLACE", "annotator": "A"}


@pytest.fixture
def filled(session: Session, tmp_path: Path) -> Session:
    add_entity(session, "person/benny-gantz", "PERSON", en=["Benny Gantz"], he=["בני גנץ"])
    suggested = {"start": 20, "end": 25, "label": "PLACE", "status": "suggested", "annotator": "model"}
    rows = [
        {"id": "en", "text": ENGLISH, "language": "en", "state": "FINISHED", "mentions": [GANTZ, suggested]},
        {
            "id": "he",
            "text": HEBREW,
            "language": "he",
            "state": "IN_PROGRESS",
            "mentions": [RABAT, {**RABAT, "annotator": "B", "entity": "NIL"}],
        },
    ]
    import_paths(session, [write_jsonl(tmp_path / "rows.jsonl", rows)])
    return session


@pytest.fixture
def many(session: Session, tmp_path: Path) -> Session:
    rows = [{"id": f"d{number:03}", "text": f"text {number}", "mentions": []} for number in range(950)]
    import_paths(session, [write_jsonl(tmp_path / "many.jsonl", rows)])
    return session


def rows_in(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def mentions_in(path: Path) -> list[list[tuple[object, object]]]:
    return [
        [(mention["label"], mention.get("annotator")) for mention in row["mentions"]]  # type: ignore[attr-defined] # JSON
        for row in rows_in(path)
    ]


def test_everybody_s_marks_are_written_apart(filled: Session, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    report = export(filled.reader, target, ExportPlan("jsonl"))
    assert mentions_in(target) == [[("PERSON", "A")], [("PLACE", "A"), ("PLACE", "B")]]
    assert [(file.path, file.part, file.documents, file.mentions) for file in report.files] == [(target, "", 2, 3)]
    assert report.losses.lost == 0


def test_one_annotator_s_marks(filled: Session, tmp_path: Path) -> None:
    export(filled.reader, tmp_path / "out.jsonl", ExportPlan("jsonl", annotators=("B",)))
    assert mentions_in(tmp_path / "out.jsonl") == [[], [("PLACE", "B")]]


def test_gold_has_equal_marks_once_and_no_names(filled: Session, tmp_path: Path) -> None:
    report = export(filled.reader, tmp_path / "out.jsonl", ExportPlan("jsonl", gold=True))
    assert mentions_in(tmp_path / "out.jsonl") == [[("PERSON", None)], [("PLACE", None)]]
    assert (report.gold.united, report.gold.disputed) == (1, 0)


def test_suggestions_come_when_they_are_wanted(filled: Session, tmp_path: Path) -> None:
    plan = ExportPlan("jsonl", statuses=(MentionStatus.ACCEPTED, MentionStatus.SUGGESTED))
    export(filled.reader, tmp_path / "out.jsonl", plan)
    assert mentions_in(tmp_path / "out.jsonl")[0] == [("PERSON", "A"), ("PLACE", "model")]


def test_documents_are_chosen_by_state_or_id(filled: Session, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    export(filled.reader, target, ExportPlan("jsonl", states=(DocumentState.FINISHED,)))
    assert [row["id"] for row in rows_in(target)] == ["en"]
    export(filled.reader, target, ExportPlan("jsonl", documents=(DocumentId("he"),)))
    assert [row["id"] for row in rows_in(target)] == ["he"]


def test_what_was_exported_can_be_imported_and_is_the_same(filled: Session, tmp_path: Path) -> None:
    every = tuple(MentionStatus)
    export(filled.reader, tmp_path / "documents.jsonl", ExportPlan("jsonl", statuses=every))
    export(filled.reader, tmp_path / "entities.jsonl", ExportPlan("entities"))
    other = SqliteWorkspaces().create(str(tmp_path / "other.annotator"))
    report = import_paths(Session.open(other, "X"), [tmp_path / "documents.jsonl", tmp_path / "entities.jsonl"])
    assert [item.message for item in report.items if item.error] == []
    mine, theirs = everything(filled.reader), everything(other.reader)
    assert mine[0] == theirs[0]  # type: ignore[index] # a tuple
    assert list(entity_records(filled.reader)) == list(entity_records(other.reader))
    export(other.reader, tmp_path / "again.jsonl", ExportPlan("jsonl", statuses=every))
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "documents.jsonl").read_bytes()
    other.close()


def test_merges_and_what_is_kept_apart_come_back_with_the_table(session: Session, tmp_path: Path) -> None:
    for identifier in ("a", "b", "c", "d"):
        add_entity(session, f"person/{identifier}", "PERSON", en=[f"Name {identifier}"])
    a, b, c, d = (EntityId(f"person/{identifier}") for identifier in "abcd")
    session.execute(MergeEntities(keep=a, gone=b))
    session.execute(KeepApart(c, d))
    export(session.reader, tmp_path / "table.jsonl", ExportPlan("entities"))
    other = SqliteWorkspaces().create(str(tmp_path / "other.annotator"))
    import_paths(Session.open(other, "X"), [tmp_path / "table.jsonl"])
    assert other.reader.redirects() == session.reader.redirects() == {b: a}
    assert other.reader.apart() == session.reader.apart() != []
    (again,) = import_paths(Session.open(other, "X"), [tmp_path / "table.jsonl"]).items
    assert not again.error
    export(other.reader, tmp_path / "again.jsonl", ExportPlan("entities"))
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "table.jsonl").read_bytes()
    third = SqliteWorkspaces().create(str(tmp_path / "third.annotator"))
    add_entity(Session.open(third, "X"), b, "PERSON", en=["Name b"])
    (item,) = import_paths(Session.open(third, "X"), [tmp_path / "table.jsonl"]).items
    assert any("was left alone" in remark.sentence for remark in item.remarks)
    assert third.reader.redirects() == {}
    other.close()
    third.close()


@pytest.mark.parametrize("name", ["jsonl", "conll2003", "docbin", "entities", "entities-csv"])
def test_the_same_workspace_gives_the_same_bytes(filled: Session, tmp_path: Path, name: str) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    for target in (first, second):
        export(filled.reader, target, ExportPlan(name))
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size > 0


def test_a_preview_is_what_the_file_will_begin_with(filled: Session, tmp_path: Path) -> None:
    for name in ("jsonl", "conll2003"):
        plan = ExportPlan(name, documents=(DocumentId("en"),))
        shown = preview(filled.reader, ExportPlan(name))
        export(filled.reader, tmp_path / name, plan)
        assert shown is not None
        assert (shown.document.id, shown.data) == ("en", (tmp_path / name).read_bytes())
        assert shown.text == shown.data.decode()


def test_there_is_no_preview_of_nothing(reader: Reader) -> None:
    assert preview(reader, ExportPlan("jsonl")) is None


def test_losses_are_counted_and_refused_when_they_may_not_be(filled: Session, tmp_path: Path) -> None:
    target = tmp_path / "out.conll"
    target.write_text("old", encoding="utf-8")
    nested = [{"start": 0, "end": 5, "label": "PERSON", "annotator": "A"}]
    import_paths(filled, [write_jsonl(tmp_path / "n.jsonl", [{"id": "en", "text": ENGLISH, "mentions": nested}])])
    with pytest.raises(UserError, match="nested"):
        export(filled.reader, target, ExportPlan("conll2003", strict=True))
    with pytest.raises(LossesRefusedError) as refused:
        export(filled.reader, target, ExportPlan("conll2003", strict=True))
    assert refused.value.as_json()["outcome"] == "refused"
    assert refused.value.losses.lost > 0
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".part") == []
    report = export(filled.reader, target, ExportPlan("conll2003", gold=True))
    losses = report.as_json()["losses"]
    assert losses["lost"] >= 1  # type: ignore[index] # JSON
    assert any(mention["text"] == "Benny" for mention in losses["mentions"])  # type: ignore[index] # JSON


def test_the_token_policy_reaches_the_writer(filled: Session, tmp_path: Path) -> None:
    plan = ExportPlan("conll2003", documents=(DocumentId("he"),), gold=True)
    export(filled.reader, tmp_path / "cut", plan)
    widened = ExportPlan("conll2003", documents=(DocumentId("he"),), gold=True, tokens=TokenPolicy.parse("widen"))
    report = export(filled.reader, tmp_path / "widened", widened)
    assert "\nרבאט " in (tmp_path / "cut").read_text(encoding="utf-8")
    assert "\nברבאט " in (tmp_path / "widened").read_text(encoding="utf-8")
    assert report.losses.lost == 1


def test_a_split_has_every_document_once_in_the_asked_proportion(many: Session, tmp_path: Path) -> None:
    report = export(many.reader, tmp_path / "parts", ExportPlan("jsonl", split=Split.parse("80/10/10", seed=7)))
    assert [(file.path.name, file.documents) for file in report.files] == [
        ("train.jsonl", 760),
        ("dev.jsonl", 95),
        ("test.jsonl", 95),
    ]
    ids = [[str(row["id"]) for row in rows_in(file.path)] for file in report.files]
    assert sorted(chain.from_iterable(ids)) == [f"d{number:03}" for number in range(950)]
    assert all(part == sorted(part) for part in ids)


def test_a_split_s_files_may_be_named_after_one(many: Session, tmp_path: Path) -> None:
    report = export(many.reader, tmp_path / "corpus.jsonl", ExportPlan("jsonl", split=Split.parse("1/1")))
    assert [file.path.name for file in report.files] == ["corpus-train.jsonl", "corpus-test.jsonl"]


def test_a_cancelled_export_leaves_what_was_there(many: Session, tmp_path: Path) -> None:
    class StopsLater(Stoppable):
        def report(self, done: int, total: int | None, note: str = "") -> None:
            assert total == 950
            if done >= 500:
                self.cancel()
            super().report(done, total, note)

    target = tmp_path / "new" / "out.jsonl"
    with pytest.raises(Cancelled):
        export(many.reader, target, ExportPlan("jsonl"), StopsLater())
    assert not target.parent.exists()


def test_an_unknown_annotator_or_format_is_refused(filled: Session, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no annotator Z"):
        export(filled.reader, tmp_path / "x", ExportPlan("jsonl", annotators=("Z",)))
    with pytest.raises(UserError, match="no format"):
        export(filled.reader, tmp_path / "x", ExportPlan("nonsense"))
    with pytest.raises(UserError, match="not written"):
        export(filled.reader, tmp_path / "x", ExportPlan("text"))
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(os.name == "nt", reason="there is no such place")
def test_what_is_no_file_is_not_replaced(filled: Session) -> None:
    with pytest.raises(UserError, match="not a file"):
        export(filled.reader, Path(os.devnull), ExportPlan("jsonl"))
    assert not Path(os.devnull).is_file()


def record(*mentions: MentionRecord) -> DocumentRecord:
    return DocumentRecord("0123456789", mentions, id="d")


def test_gold_keeps_what_says_more_and_all_that_is_disputed() -> None:
    unlinked = MentionRecord(0, 2, "PERSON", annotator="A")
    linked = MentionRecord(0, 2, "PERSON", entity="x", annotator="B")
    otherwise = MentionRecord(0, 2, "PERSON", entity="y", annotator="C")
    counts = GoldCounts()
    gold = as_gold(record(unlinked, linked, otherwise, unlinked._replace(annotator="D")), counts)
    assert list(gold.mentions) == [linked._replace(annotator=""), otherwise._replace(annotator="")]
    assert (counts.united, counts.disputed) == (2, 2)


def test_gold_tells_labels_spans_and_dates_apart() -> None:
    mentions = [
        MentionRecord(0, 2, "DATE", value="2021", annotator="A"),
        MentionRecord(0, 2, "DATE", value="2021", calendar="hebrew", annotator="B"),
        MentionRecord(0, 2, "ORG", annotator="B"),
        MentionRecord(0, 3, "ORG", annotator="B"),
    ]
    counts = GoldCounts()
    assert len(as_gold(record(*mentions), counts).mentions) == 4
    assert (counts.united, counts.disputed) == (0, 2)


@pytest.mark.parametrize("text", ["", "80", "80/x/10", "0/0/0", "-1/2", "1/2/3/4", "inf/1", "nan/1"])
def test_what_is_no_split_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="not a split"):
        Split.parse(text)


def test_the_workspace_is_left_alone(filled: Session, workspace: Workspace, tmp_path: Path) -> None:
    before, acts = everything(workspace.reader), workspace.reader.history()
    export(workspace.reader, tmp_path / "x.jsonl", ExportPlan("jsonl"))
    assert (everything(workspace.reader), workspace.reader.history()) == (before, acts)
