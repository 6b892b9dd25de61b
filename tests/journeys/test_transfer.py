"""Files in by dragging and by dialog, work out in three formats, each read again by somebody else's code."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from annotator.ui.dialogs.export import ExportDialog
from annotator.ui.dialogs.import_files import ImportDialog
from annotator.ui.dialogs.import_report import ImportReportDialog
from tests.journeys.disk import OnDisk
from tests.journeys.hands import until
from tests.journeys.sitting import DATE, ORG, PERSON, PLACE, Sitting

HEBREW = "שר הביטחון נחת ברבאט.\nהביקור נמשך יומיים.\n"
ARABIC = "وصل الوفد إلى الرباط مساء الأربعاء.\n"
WIDE = "وغادرها صباح الخميس.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with texts in several encodings, marked articles, and things that are no texts."""
    folder = tmp_path / "files"
    (folder / "deeper").mkdir(parents=True)
    (folder / "hebrew-1255.txt").write_bytes(HEBREW.encode("windows-1255"))
    (folder / "deeper" / "arabic.txt").write_bytes(ARABIC.replace("\n", "\r\n").encode("utf-8-sig"))
    (folder / "wide.txt").write_bytes(WIDE.encode("utf-16"))
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (folder / "empty.txt").write_bytes(b"")
    good = {"start": 10, "end": 15, "text": "Rabat", "label": "PLACE", "entity": "place/rabat"}
    rows = [
        {"id": "in/good", "name": "good", "text": "A trip to Rabat.", "language": "en", "mentions": [good]},
        {"id": "in/bad", "name": "bad", "text": "No such name here.", "mentions": [good]},
    ]
    (folder / "marked.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows[:1]), "utf-8")
    (folder / "wrong.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows[1:]), "utf-8")
    return folder


def _confirm_import(sitting: Sitting) -> ImportReportDialog:
    """Answer the question before an import with Enter and wait for the report."""
    sitting.hands.dialog(ImportDialog)
    sitting.hands.press("Return")
    return sitting.hands.dialog(ImportReportDialog)


def test_a_folder_dropped_on_the_window(sitting: Sitting, files: Path) -> None:
    before = sitting.disk.work()
    assert sitting.hands.drop_files([files])
    _confirm_import(sitting)
    found = sitting.disk.documents()
    _expect(found, "hebrew-1255.txt", HEBREW, "he", "windows-1255")
    _expect(found, "arabic.txt", ARABIC, "ar", "utf-8")
    _expect(found, "wide.txt", WIDE, "ar", "utf-16")
    assert {"picture.png", "empty.txt", "bad"}.isdisjoint(found)
    assert sitting.disk.briefs("in/good") == [("Rabat", "PLACE", "place/rabat")]
    sitting.hands.press("Esc")
    sitting.hands.dialog_closed()
    sitting.hands.press("Ctrl+Z")
    sitting.settle()
    after = sitting.disk.work()
    assert {**after, "annotators": []} == {**before, "annotators": []}, "one undo does not take the import back"
    sitting.hands.press("Ctrl+Shift+Z")
    sitting.settle()
    assert sitting.disk.documents() == found


def _expect(found: dict[str, dict[str, str]], name: str, text: str, language: str, encoding: str) -> None:
    row = found[name]
    assert row["text"] == text
    assert row["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert row["language"] == language
    assert row["encoding"].lower().replace("cp", "windows-").startswith(encoding)


def test_files_chosen_in_a_dialog(sitting: Sitting, files: Path) -> None:
    sitting.hands.press("Ctrl+I")
    _choose(sitting, files / "hebrew-1255.txt")
    _confirm_import(sitting)
    sitting.hands.press("Return")
    sitting.hands.dialog_closed()
    sitting.settle()
    until(lambda: sitting.view.document.name == "hebrew-1255.txt", "the imported article")
    sitting.link(sitting.find("רבאט"), PLACE, "Return")
    assert sitting.disk.briefs(sitting.document) == [("רבאט", "PLACE", "place/rabat")]


def test_an_import_can_be_undone_from_its_report(sitting: Sitting, files: Path) -> None:
    before = set(sitting.disk.documents())
    sitting.hands.drop_files([files / "wide.txt", files / "marked.jsonl"])
    report = _confirm_import(sitting)
    assert set(sitting.disk.documents()) - before == {"wide.txt", "good"}
    report.undo_requested.emit()
    sitting.hands.press("Esc")
    sitting.hands.dialog_closed()
    sitting.settle()
    assert set(sitting.disk.documents()) == before


def _choose(sitting: Sitting, path: Path) -> None:
    """Give a path to the dialog that asks for a file."""
    dialog = sitting.hands.dialog(QFileDialog)
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(path))
    name.setFocus()
    sitting.hands.press("Return")


# Out


def _mark_an_article(sitting: Sitting) -> None:
    """Make marks that formats find hard: inside a word, nested, not in the base, undecided, a date."""
    sitting.open_article("hebrew.txt")
    sitting.link(sitting.find("משרד הביטחון של ישראל"), ORG, "Return")
    sitting.hands.press("Esc")
    sitting.link(sitting.find("ישראל", inside="משרד הביטחון של ישראל"), PLACE, "Return")
    sitting.link(sitting.find("מרוקו", inside="גנץ במרוקו"), PLACE, "Return")
    sitting.link(sitting.find("נועה אלמוג"), PERSON, "0")
    sitting.link(sitting.find("זהר פלטי"), PERSON, "Esc")
    sitting.mark(sitting.find("10 בדצמבר 2020"), DATE)
    sitting.hands.write("2020-12-10")
    sitting.hands.press("Return")
    sitting.settle()


def _export(sitting: Sitting, name: str, target: Path) -> None:
    """Export to a file in a format, by keys."""
    sitting.hands.press("Ctrl+E")
    dialog = sitting.hands.dialog(ExportDialog)
    for _ in range(20):
        if dialog.formats.chosen.name == name:
            break
        sitting.hands.press("Alt+Down")
    assert dialog.formats.chosen.name == name
    sitting.hands.press("Return")
    _choose(sitting, target)
    until(target.exists, "the exported file")
    sitting.hands.dialog_closed()
    sitting.settle()


def test_export_to_jsonl(sitting: Sitting, tmp_path: Path) -> None:
    _mark_an_article(sitting)
    _export(sitting, "jsonl", tmp_path / "out.jsonl")
    rows = {row["id"]: row for row in map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())}
    assert set(rows) == {sitting.document}, "articles that nobody has begun are left out unless they are wanted"
    row = rows[sitting.document]
    assert row["text"] == sitting.disk.documents()["hebrew.txt"]["text"]
    assert row["state"] == sitting.disk.documents()["hebrew.txt"]["state"] == "IN_PROGRESS"
    stored = sitting.disk.mentions(sitting.document)
    assert len(stored) == 6
    assert [
        (m["start"], m["end"], m["text"], m["label"], m.get("entity"), m.get("value"), m["annotator"])
        for m in row["mentions"]
    ] == [(m.start, m.end, m.surface, m.label, m.entity, m.value, m.annotator) for m in stored]


def test_export_to_docbin(sitting: Sitting, tmp_path: Path) -> None:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    _mark_an_article(sitting)
    _export(sitting, "docbin", tmp_path / "out.spacy")
    docs = list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(Vocab()))
    (doc,) = docs
    assert doc.text == sitting.disk.documents()["hebrew.txt"]["text"]
    stored = {(m.start, m.end, m.label, m.entity or "") for m in sitting.disk.mentions(sitting.document)}
    spans = {(span.start_char, span.end_char, span.label_, span.kb_id_) for span in doc.spans["mentions"]}
    assert spans == stored
    entities = {(span.start_char, span.end_char, span.label_, span.kb_id_) for span in doc.ents}
    assert stored - entities == {row for row in stored if row[3] == "place/israel"}, "only the nested one is no ent"


def test_export_to_conll(sitting: Sitting, tmp_path: Path) -> None:
    _mark_an_article(sitting)
    _export(sitting, "conll2003", tmp_path / "out.conll")
    names = _names_in_conll((tmp_path / "out.conll").read_text("utf-8"))
    stored = [
        ("".join(mention.surface.split()), mention.label, mention.entity or _date(mention))
        for mention in sitting.disk.mentions(sitting.document)
        if mention.entity != "place/israel"  # the format has no nesting
    ]
    assert names == stored


def _date(mention: OnDisk) -> str:
    return f"date:{mention.value}" if mention.value else "_"


def _names_in_conll(text: str) -> list[tuple[str, str, str]]:
    """Read the names of a CoNLL file, white space left out: text, label, entity or date."""
    names: list[tuple[str, str, str]] = []
    for line in text.splitlines():
        if not line or line.startswith("-DOCSTART-"):
            continue
        token, _, entity, tag = line.split(" ")
        if tag.startswith("B-"):
            names.append((token, tag[2:], entity))
        elif tag.startswith("I-"):
            before, label, known = names.pop()
            assert (label, known) == (tag[2:], entity)
            names.append((before + token, label, known))
    return names


def test_the_same_work_is_exported_as_the_same_bytes(sitting: Sitting, tmp_path: Path) -> None:
    _mark_an_article(sitting)
    for name, ending in (("jsonl", "jsonl"), ("docbin", "spacy"), ("conll2003", "conll")):
        first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
        _export(sitting, name, first)
        _export(sitting, name, second)
        assert first.read_bytes() == second.read_bytes()
