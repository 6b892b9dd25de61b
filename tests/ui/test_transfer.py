"""Bringing files in and taking the work out, through the dialogs of the real window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.app import recipes
from annotator.app.exporting import ExportPlan, split_of
from annotator.app.import_report import Outcome
from annotator.app.importing import ImportOptions, OnError
from annotator.app.recipes import recipe, recipe_names, save_recipe
from annotator.app.splitting import Split
from annotator.core.document import DocumentState
from annotator.core.errors import UserError
from annotator.core.ids import EntityId
from annotator.core.offsets import Span
from annotator.formats.projection import TokenPolicy
from annotator.ui.desk import Desk
from annotator.ui.dialogs.export import ExportDialog
from annotator.ui.dialogs.file_lines import FileLinesDialog
from annotator.ui.dialogs.import_files import ImportDialog
from annotator.ui.dialogs.import_report import FileLine, ImportReportDialog
from annotator.ui.dialogs.progress import ProgressCard
from annotator.ui.dialogs.recipes import RecipeNameDialog
from annotator.ui.main_window import MainWindow
from annotator.ui.transfer import TransferController
from annotator.ui.widgets.buttons import TextButton
from annotator.ui.widgets.push_button import PushButton
from tests.ui.small_workspace import ENGLISH, HEBREW

Key = Qt.Key


@pytest.fixture
def transfer(desk: Desk) -> TransferController:
    return desk.on_demand.transfer


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A good file, one in an older encoding, and a picture."""
    good, old, bad = (tmp_path / name for name in ("ביקור.txt", "هسبريس.txt", "photo.png"))
    good.write_text("שר הביטחון בני גנץ נחת ברבאט.\n", "utf-8")
    old.write_bytes(("وصل بيني غانتس إلى المغرب يوم الأربعاء ووقع اتفاقية أمنية. " * 5).encode("windows-1256"))
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    return [good, old, bad]


Shown = TypeVar("Shown", bound=QWidget)


def shown(window: MainWindow, kind: type[Shown], qtbot: QtBot) -> Shown:
    def visible() -> list[Shown]:
        return [found for found in window.findChildren(kind) if found.isVisible()]

    qtbot.waitUntil(lambda: bool(visible()))
    return visible()[-1]


def button(dialog: QWidget, text: str) -> PushButton:
    return next(found for found in dialog.findChildren(PushButton) if found.text() == text)


def import_them(
    window: MainWindow, transfer: TransferController, files: list[Path], qtbot: QtBot
) -> ImportReportDialog:
    transfer.offer(files)
    QTest.keyClick(shown(window, ImportDialog, qtbot), Key.Key_Return)
    return shown(window, ImportReportDialog, qtbot)


class TestImport:
    def test_dropped_files_are_offered_with_their_encodings(
        self, window: MainWindow, files: list[Path], qtbot: QtBot
    ) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        drop = QDropEvent(
            QPoint(300, 300),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        window.dropEvent(drop)
        dialog = shown(window, ImportDialog, qtbot)
        rows = dialog.model
        qtbot.waitUntil(lambda: rows.rowCount() == 3)
        words = [rows.index(row).data() for row in range(3)]
        assert "Plain text · UTF-8" in words[0]
        assert "WINDOWS-1256" in words[1]
        assert "PNG" in words[2]

    def test_another_encoding_is_tried_at_once(
        self, window: MainWindow, transfer: TransferController, files: list[Path], qtbot: QtBot
    ) -> None:
        transfer.offer(files[:1])
        dialog = shown(window, ImportDialog, qtbot)
        dialog.encoding.step(2)
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 1 and "0x9F" in dialog.model.index(0).data())
        assert dialog.options.encoding == "windows-1255"

    def test_enter_imports_and_a_report_says_what_came(
        self, window: MainWindow, desk: Desk, transfer: TransferController, files: list[Path], qtbot: QtBot
    ) -> None:
        before = len(desk.workbench.rows)
        report = import_them(window, transfer, files, qtbot)
        assert report.headline == "2 of 3 files are in"
        assert len(desk.workbench.rows) == before + 2
        QTest.keyClick(report, Key.Key_Return)
        assert desk.workbench.document is not None
        assert desk.workbench.document.id == report.documents[0]

    def test_undo_takes_the_whole_import_back(
        self, window: MainWindow, desk: Desk, transfer: TransferController, files: list[Path], qtbot: QtBot
    ) -> None:
        before = [row.id for row in desk.workbench.rows]
        button(import_them(window, transfer, files, qtbot), "Undo import").click()
        qtbot.waitUntil(lambda: [row.id for row in desk.workbench.rows] == before)

    def test_nothing_at_all_when_the_user_wants_that(
        self, window: MainWindow, desk: Desk, transfer: TransferController, files: list[Path], qtbot: QtBot
    ) -> None:
        before = len(desk.workbench.rows)
        transfer.import_files(files, ImportOptions(on_error=OnError.ABORT))
        report = shown(window, ImportReportDialog, qtbot)
        assert report.headline == "Nothing was imported"
        assert not button(report, "Undo import").isEnabled()
        assert len(desk.workbench.rows) == before

    def test_a_problem_opens_its_file_at_the_line(
        self, window: MainWindow, transfer: TransferController, tmp_path: Path, qtbot: QtBot
    ) -> None:
        bad = tmp_path / "bad.jsonl"
        good = json.dumps({"id": "one", "text": "Rabat", "language": "en", "mentions": []})
        bad.write_text(f'{good}\n{{"id": "two", "text": "Rabat", "mentions": [{{"start": 3, "end": 99}}]}}\n', "utf-8")
        report = import_them(window, transfer, [bad], qtbot)
        (line,) = report.findChildren(FileLine)
        link = line.findChild(TextButton)
        assert link is not None
        assert link.text() == "Open at line 2"
        link.click()
        assert shown(window, FileLinesDialog, qtbot).text.textCursor().block().text().startswith('{"id": "two"')

    def test_a_dump_comes_in_whole_and_goes_with_one_undo(
        self, window: MainWindow, desk: Desk, transfer: TransferController, tmp_path: Path, qtbot: QtBot
    ) -> None:
        dump = tmp_path / "dump.json"
        lines = [
            json.dumps({"id": f"Q{number}", "labels": {"en": {"value": f"Name {number}"}}, "claims": {"P31": ["Q5"]}})
            for number in range(6_000)
        ]
        dump.write_text("\n".join([*lines, "{"]), "utf-8")
        before = set(desk.workbench.reader.entities())
        report = import_them(window, transfer, [dump], qtbot)
        assert len(desk.workbench.reader.entities()) == len(before) + 6_000
        assert len(report.findChildren(FileLine)) == 1
        button(report, "Undo import").click()
        qtbot.waitUntil(lambda: set(desk.workbench.reader.entities()) == before)

    def test_only_what_is_wanted_of_a_dump_comes_in(
        self, window: MainWindow, desk: Desk, transfer: TransferController, tmp_path: Path, qtbot: QtBot
    ) -> None:
        dump = tmp_path / "dump.json"
        kinds = {"Q71": "Q5", "Q72": "Q515"}
        lines = [
            {"id": qid, "labels": {"en": {"value": qid}, "ar": {"value": "اسم"}}, "claims": {"P31": [kind]}}
            for qid, kind in kinds.items()
        ]
        dump.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        transfer.offer([dump])
        dialog = shown(window, ImportDialog, qtbot)
        qtbot.waitUntil(dialog.wanted.isVisible)
        for box in (dialog.wanted.types["PERSON"], dialog.wanted.languages["ar"]):
            QTest.mouseClick(box, Qt.MouseButton.LeftButton)
        QTest.keyClick(dialog, Key.Key_Return)
        shown(window, ImportReportDialog, qtbot)
        entities = desk.workbench.reader.entities()
        assert EntityId("wikidata/Q71") not in entities
        assert entities[EntityId("wikidata/Q72")].languages == ["en"]

    def test_the_report_can_be_saved(
        self, window: MainWindow, transfer: TransferController, files: list[Path], tmp_path: Path, qtbot: QtBot
    ) -> None:
        button(import_them(window, transfer, files, qtbot), "Save report…").click()
        target = tmp_path / "report.json"
        shown(window, QFileDialog, qtbot).fileSelected.emit(str(target))
        saved = json.loads(target.read_text("utf-8"))
        assert [item["outcome"] for item in saved["items"]].count(Outcome.REJECTED.value) == 1

    def test_cancel_stops_it_and_nothing_is_imported(
        self, window: MainWindow, desk: Desk, transfer: TransferController, tmp_path: Path, qtbot: QtBot
    ) -> None:
        many = tmp_path / "many"
        many.mkdir()
        for number in range(3000):
            (many / f"{number:04}.txt").write_text(f"Article {number} on Rabat.\n" * 30, "utf-8")
        before = [row.id for row in desk.workbench.rows]
        transfer.import_files(sorted(many.iterdir()), ImportOptions())
        card = window.findChild(ProgressCard)
        assert card is not None
        with qtbot.waitSignal(transfer.noted) as caught:
            card.cancel.click()
        assert caught.args == ["The import was stopped. Nothing was imported."]
        assert [row.id for row in desk.workbench.rows] == before

    def test_an_empty_folder_is_said_to_be_empty(
        self, transfer: TransferController, tmp_path: Path, qtbot: QtBot
    ) -> None:
        folder = tmp_path / "nothing"
        folder.mkdir()
        with qtbot.waitSignal(transfer.noted):
            transfer.offer([folder])


class TestExport:
    @pytest.fixture(autouse=True)
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Where recipes are kept; not there yet."""
        place = tmp_path / "home"
        monkeypatch.setattr(recipes, "data_folder", lambda: place)
        return place

    @pytest.fixture
    def dialog(self, window: MainWindow, transfer: TransferController, qtbot: QtBot) -> ExportDialog:
        transfer.ask_for_export()
        return shown(window, ExportDialog, qtbot)

    def test_the_first_article_is_shown_as_its_file_will_hold_it(self, dialog: ExportDialog, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: dialog.losses.headline == "Nothing is dropped")
        dialog.formats.choose("conll2002")
        qtbot.waitUntil(lambda: "cannot be kept" in dialog.losses.headline)
        assert any("date values left out" in clause for _, clause in dialog.losses.lines)

    def test_alt_arrows_go_through_the_formats(self, dialog: ExportDialog) -> None:
        QTest.keyClick(dialog, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert dialog.formats.chosen.name == "docbin"
        QTest.keyClick(dialog, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert dialog.formats.chosen.name == "jsonl"

    def test_the_plan_is_what_was_chosen(self, dialog: ExportDialog) -> None:
        dialog.split.is_on.click()
        dialog.split.seed.setText("7")
        dialog.tokens.projection.step(1)
        dialog.include.suggestions.click()
        plan = dialog.plan
        assert plan.split == Split((80, 10, 10), 7)
        assert str(plan.tokens) == "spacy+widen"
        assert len(plan.statuses) == 2
        dialog.split.seed.setText("x")
        assert dialog.primary is not None
        assert not dialog.primary.isEnabled()

    def test_settings_are_saved_as_a_recipe_and_taken_again(
        self, window: MainWindow, dialog: ExportDialog, home: Path, qtbot: QtBot
    ) -> None:
        dialog.formats.choose("conll2003")
        dialog.marks.gold.click()
        dialog.split.is_on.click()
        dialog.split.seed.setText("7")
        dialog.tokens.projection.step(2)
        dialog.include.suggestions.click()
        saved = dialog.plan
        QTest.keyClick(dialog, Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        menu = dialog.recipes.findChild(QMenu)
        assert menu is not None
        (save,) = menu.actions()
        save.trigger()
        menu.close()
        asking = shown(window, RecipeNameDialog, qtbot)
        QTest.keyClicks(asking.field, "for training")
        QTest.keyClick(asking, Key.Key_Return)
        assert recipe("for training") == saved
        assert (home / "export-recipes.json").is_file()
        dialog.take(ExportPlan("jsonl"))
        assert dialog.plan == ExportPlan("jsonl", states=tuple(reversed(DocumentState)))
        dialog.recipes.menu().actions()[0].trigger()
        assert dialog.plan == saved

    def test_what_only_the_command_line_says_survives_in_a_recipe(self, dialog: ExportDialog) -> None:
        plan = ExportPlan(
            "conll2003",
            annotators=("Dana Levi", "Omar"),
            states=(DocumentState.FINISHED,),
            tokens=TokenPolicy.parse("characters+drop"),
            strict=True,
        )
        dialog.take(plan)
        assert dialog.plan == plan

    def test_a_recipe_is_removed_and_a_damaged_file_of_recipes_is_said_to_be_so(
        self, dialog: ExportDialog, home: Path
    ) -> None:
        save_recipe("one", ExportPlan("jsonl"))
        removing = dialog.recipes.menu().actions()[-1].menu()
        assert isinstance(removing, QMenu)
        removing.actions()[0].trigger()
        assert recipe_names() == []
        (home / "export-recipes.json").write_text("[", "utf-8")
        dialog.recipes.click()
        assert "recipes cannot be read" in dialog.losses.headline

    def test_a_format_of_parts_shows_the_usual_ones(self, dialog: ExportDialog) -> None:
        assert dialog.split.bar.accessibleName() == "one file 3"
        dialog.formats.choose("parquet")
        assert dialog.split.bar.accessibleName() == "train 1, dev 1, test 1"

    def test_fields_that_are_off_show_what_a_format_of_parts_will_use(self, dialog: ExportDialog) -> None:
        dialog.formats.choose("parquet")
        usual = split_of(dialog.plan)
        assert usual is not None
        assert dialog.plan.split is None
        assert (dialog.split.shares.text(), dialog.split.seed.text()) == (str(usual), str(usual.seed))

    def test_how_labels_came_out_is_told_for_each_split(self, dialog: ExportDialog, qtbot: QtBot) -> None:
        assert dialog.split.note == ""
        dialog.split.is_on.click()
        qtbot.waitUntil(lambda: dialog.split.note.startswith("labels ±"))
        dialog.split.seed.setText("4")
        assert dialog.split.note == ""
        qtbot.waitUntil(lambda: dialog.split.note.startswith("labels ±"))

    def test_without_a_state_there_is_nothing_to_export(self, dialog: ExportDialog) -> None:
        for state in dialog.plan.states:
            dialog.include.check_of(state).click()
        assert dialog.primary is not None
        assert not dialog.primary.isEnabled()

    def test_a_mention_concerned_opens_its_article(self, desk: Desk, dialog: ExportDialog, qtbot: QtBot) -> None:
        dialog.formats.choose("conll2002")
        qtbot.waitUntil(lambda: "cannot be kept" in dialog.losses.headline)
        QTest.keyClick(dialog, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        model = dialog.affected.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        date = next(index for index in rows if index.data().startswith("Wednesday"))
        dialog.affected.clicked.emit(date)
        assert not dialog.isVisible()
        assert desk.workbench.document is not None
        assert desk.workbench.document.id == ENGLISH
        selection = desk.page.view.selection
        assert isinstance(selection, Span)
        assert selection.surface(desk.workbench.document.text) == "Wednesday"

    def test_enter_asks_for_the_place_and_writes_there(
        self, window: MainWindow, transfer: TransferController, dialog: ExportDialog, tmp_path: Path, qtbot: QtBot
    ) -> None:
        qtbot.waitUntil(lambda: dialog.losses.headline == "Nothing is dropped")
        QTest.keyClick(dialog, Key.Key_Return)
        target = tmp_path / "out.jsonl"
        with qtbot.waitSignal(transfer.noted) as caught:
            shown(window, QFileDialog, qtbot).fileSelected.emit(str(target))
        documents = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
        assert [document["id"] for document in documents] == ["english", "hebrew", "arabic"]
        assert caught.args is not None
        assert "3 articles exported" in caught.args[0]

    def test_a_split_goes_into_a_folder(self, transfer: TransferController, tmp_path: Path, qtbot: QtBot) -> None:
        with qtbot.waitSignal(transfer.noted):
            transfer.export(ExportPlan("jsonl", split=Split((1, 1, 1), 13)), tmp_path / "parts")
        assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == [
            "dev.jsonl",
            "test.jsonl",
            "train.jsonl",
        ]

    def test_what_cannot_be_written_is_a_sentence(
        self, transfer: TransferController, tmp_path: Path, qtbot: QtBot
    ) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("", "utf-8")
        with qtbot.waitSignal(transfer.refused) as caught:
            transfer.export(ExportPlan("jsonl"), blocked / "out.jsonl")
        assert caught.args is not None
        assert isinstance(caught.args[0], UserError)


def test_a_place_in_an_article_is_opened_and_selected(desk: Desk, transfer: TransferController) -> None:
    transfer.place_requested.emit(HEBREW, Span(4, 7))
    assert desk.workbench.document is not None
    assert desk.workbench.document.id == HEBREW
    assert desk.page.view.selection == Span(4, 7)


def test_files_are_looked_for_at_home_first_and_then_where_they_were_last(
    window: MainWindow, transfer: TransferController, tmp_path: Path, qtbot: QtBot
) -> None:
    transfer.ask_for_export()
    question = shown(window, ExportDialog, qtbot)
    folders = []
    for _ in range(2):
        question.export_requested.emit(ExportPlan("jsonl"), ".jsonl")
        dialog = shown(window, QFileDialog, qtbot)
        folders.append(Path(dialog.directory().absolutePath()))
        dialog.filesSelected.emit([str(tmp_path / "out.jsonl")])
        dialog.close()
    assert folders == [Path.home(), tmp_path]
    question.reject()


def test_the_actions_are_wired(window: MainWindow, qtbot: QtBot, transfer: TransferController) -> None:
    window.action_set["transfer.export"].trigger()
    shown(window, ExportDialog, qtbot).reject()
    window.action_set["transfer.import"].trigger()
    shown(window, QFileDialog, qtbot).reject()
