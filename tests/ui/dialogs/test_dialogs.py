"""The smaller dialogs: what they say, what their keys do, what they hand on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator import __version__
from annotator.core.document import Document
from annotator.core.errors import UserError
from annotator.core.ids import DocumentId
from annotator.core.labels import DEFAULT_LABELS
from annotator.ui.actions import ACTIONS, Section
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.document_properties import DocumentPropertiesDialog
from annotator.ui.dialogs.error import ErrorDialog, Trouble
from annotator.ui.dialogs.file_lines import FileLinesDialog, lines_around
from annotator.ui.dialogs.frame import DialogFrame
from annotator.ui.dialogs.keys import KeySheet, lines_of
from annotator.ui.widgets.keycaps import caps_of
from annotator.ui.widgets.push_button import PushButton

Key = Qt.Key


def opened(dialog: DialogFrame, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def button(dialog: DialogFrame, text: str) -> PushButton:
    return next(found for found in dialog.findChildren(PushButton) if found.text() == text)


class TestKeySheet:
    def test_every_action_with_a_key_is_there_once(self) -> None:
        shown = [key for section in Section for line in lines_of(section, DEFAULT_LABELS) for key in line.keys]
        labels = {f"mention.label_{digit}" for digit in range(len(DEFAULT_LABELS) + 1, 10)}
        linking = [digit for digit in range(1, 10) if (label := DEFAULT_LABELS.by_digit(digit)) and label.links]
        labels |= {f"mention.new_{digit}" for digit in range(1, 10) if digit not in linking}
        expected = [key for spec in ACTIONS for key in spec.keys if spec.id not in labels]
        assert sorted(shown) == sorted(expected)

    def test_digits_are_named_after_the_labels(self) -> None:
        lines = {line.keys: line.text for line in lines_of(Section.MARKING, DEFAULT_LABELS)}
        assert [lines[str(digit),] for digit in (1, 2, 3, 4)] == [
            "Mark as PERSON",
            "Mark as ORG",
            "Mark as PLACE",
            "Mark as DATE",
        ]
        assert ("5",) not in lines
        assert lines["Shift+3",] == "Mark as PLACE, a new entity"
        assert ("Shift+4",) not in lines

    def test_every_line_is_there_whole(self, qtbot: QtBot) -> None:
        sheet = KeySheet(DEFAULT_LABELS)
        opened(sheet, qtbot)
        assert [line for line in sheet.lines if line.sizeHint().width() > line.width()] == []

    def test_a_word_finds_its_lines(self, qtbot: QtBot) -> None:
        sheet = KeySheet(DEFAULT_LABELS)
        opened(sheet, qtbot)
        QTest.keyClicks(sheet.field, "undo")
        assert [line.text for line in sheet.shown] == ["Undo"]
        sheet.field.clear()
        assert len(sheet.shown) > 40

    def test_escape_closes_it(self, qtbot: QtBot) -> None:
        sheet = KeySheet(DEFAULT_LABELS)
        opened(sheet, qtbot)
        QTest.keyClick(sheet.field, Key.Key_Escape)
        assert not sheet.isVisible()

    @pytest.mark.parametrize(
        ("key", "caps"),
        [
            ("Ctrl+Shift+Z", ("Ctrl", "Shift", "Z")),
            ("Ctrl++", ("Ctrl", "+")),
            ("+", ("+",)),
            ("Alt+Shift+Left", ("Alt", "Shift", "←")),
            ("Return", ("Enter",)),
            ("F1", ("F1",)),
        ],
    )
    def test_keys_become_caps(self, key: str, caps: tuple[str, ...]) -> None:
        assert caps_of(key) == caps


class TestErrorDialog:
    trouble = Trouble(
        "The workspace file was removed while open",
        "Another program moved or deleted it.",
        safe=("Nothing is lost.",),
        details=("/home/noa/x.annotator",),
        way_out="Rescue into a new file…",
        again="Look again",
    )

    def test_escape_is_no_way_out_while_there_is_one(self, qtbot: QtBot) -> None:
        dialog = ErrorDialog(self.trouble)
        opened(dialog, qtbot)
        QTest.keyClick(dialog, Key.Key_Escape)
        assert dialog.isVisible()

    def test_enter_takes_the_way_out(self, qtbot: QtBot) -> None:
        dialog = ErrorDialog(self.trouble)
        opened(dialog, qtbot)
        with qtbot.waitSignal(dialog.way_out_chosen):
            QTest.keyClick(dialog, Key.Key_Return)
        assert not dialog.isVisible()

    def test_looking_again_asks_and_stays(self, qtbot: QtBot) -> None:
        dialog = ErrorDialog(self.trouble)
        opened(dialog, qtbot)
        with qtbot.waitSignal(dialog.again_chosen):
            button(dialog, "Look again").click()
        assert dialog.isVisible()

    def test_details_go_to_the_clipboard(self, qtbot: QtBot) -> None:
        dialog = ErrorDialog(self.trouble)
        opened(dialog, qtbot)
        button(dialog, "Details").click()
        assert "/home/noa/x.annotator" in QGuiApplication.clipboard().text()

    def test_an_error_that_changed_nothing_can_just_be_closed(self, qtbot: QtBot) -> None:
        error = UserError("There is no such file.", path="/tmp/x.annotator")
        dialog = ErrorDialog(Trouble.of("It could not be opened", error))
        opened(dialog, qtbot)
        QTest.keyClick(dialog, Key.Key_Escape)
        assert not dialog.isVisible()


def test_about_copies_what_a_bug_report_needs(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    opened(dialog, qtbot)
    button(dialog, "Copy").click()
    assert f"Annotator {__version__}" in QGuiApplication.clipboard().text()


class TestDocumentProperties:
    document = Document(DocumentId("d"), "d.txt", "وصل غانتس", "وصل غانتس", "ar", date="2021-11-24")

    def dialog(self, qtbot: QtBot, document: Document | None = None) -> DocumentPropertiesDialog:
        made = DocumentPropertiesDialog(document or self.document)
        opened(made, qtbot)
        return made

    def test_it_opens_with_what_is_known(self, qtbot: QtBot) -> None:
        dialog = self.dialog(qtbot)
        assert dialog.title.selectedText() == "وصل غانتس"
        assert dialog.title.layoutDirection() is Qt.LayoutDirection.RightToLeft
        assert (dialog.language_code, dialog.date.text()) == ("ar", "2021-11-24")

    def test_enter_saves_what_was_changed(self, qtbot: QtBot) -> None:
        dialog = self.dialog(qtbot)
        dialog.title.setText("A  new\ttitle ")
        dialog.date.setText("2021-11")
        with qtbot.waitSignal(dialog.described) as caught:
            QTest.keyClick(dialog.title, Key.Key_Return)
        assert caught.args == ["A new title", "ar", "2021-11"]

    def test_no_date_is_none(self, qtbot: QtBot) -> None:
        dialog = self.dialog(qtbot)
        dialog.date.clear()
        with qtbot.waitSignal(dialog.described) as caught:
            QTest.keyClick(dialog.date, Key.Key_Return)
        assert caught.args is not None
        assert caught.args[2] is None

    @pytest.mark.parametrize("date", ["24.11.2021", "2021-W48", "soon"])
    def test_what_is_no_date_of_an_article_cannot_be_saved(self, qtbot: QtBot, date: str) -> None:
        dialog = self.dialog(qtbot)
        dialog.date.setText(date)
        QTest.keyClick(dialog.date, Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.date.is_wrong

    def test_other_languages_have_a_code(self, qtbot: QtBot) -> None:
        french = Document(DocumentId("d"), "d.txt", "Rabat", "Rabat", "fr")
        dialog = self.dialog(qtbot, french)
        assert dialog.code.isVisible()
        assert dialog.language_code == "fr"
        dialog.code.setText("?")
        assert dialog.primary is not None
        assert not dialog.primary.isEnabled()


class TestFileLines:
    def test_the_line_is_in_the_middle_and_has_the_caret(self, tmp_path: Path, qtbot: QtBot) -> None:
        path = tmp_path / "long.conll"
        path.write_text("".join(f"line {number}\n" for number in range(1, 501)), "utf-8")
        dialog = FileLinesDialog(path, 214)
        opened(dialog, qtbot)
        assert dialog.text.textCursor().block().text() == "line 214"
        assert dialog.text.isReadOnly()

    def test_damaged_and_missing_files_are_shown_as_far_as_they_go(self, tmp_path: Path) -> None:
        path = tmp_path / "bad.txt"
        path.write_bytes(b"good\nb\xffd \x00\nend")
        assert lines_around(path, 2) == (1, ["good", "b\ufffdd \ufffd", "end"])
        assert lines_around(tmp_path / "gone.txt", 1) == (1, [])

    def test_a_line_beyond_the_end_opens_at_the_end(self, tmp_path: Path, qtbot: QtBot) -> None:
        path = tmp_path / "short.txt"
        path.write_text("one\ntwo", "utf-8")
        dialog = FileLinesDialog(path, 99)
        opened(dialog, qtbot)
        assert dialog.text.toPlainText() == "one\ntwo"
