"""The latest places that name an entity; a click opens the article there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.rows import DocumentRow, Occurrence
from annotator.ui.fonts import interface_font
from annotator.ui.widgets.buttons import TextButton
from annotator.ui.widgets.surface import column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import isolated, language_name

_WORDS = 24


class LastUses(QWidget):
    """A few lines.

    Signals:
        opened: The ``Occurrence`` that was clicked.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._uses: dict[int, Occurrence] = {}
        self._lines = column(gap=2)
        self.setLayout(self._lines)

    @property
    def buttons(self) -> list[TextButton]:
        """What can be clicked."""
        return [button for button in self.findChildren(TextButton) if not button.isHidden()]

    def show_uses(self, uses: Sequence[Occurrence], rows: Mapping[str, DocumentRow]) -> None:
        """Show these."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._uses = {}
        shown = [use for use in uses if use.mention.document in rows]
        if not shown:
            self._lines.addWidget(TextLine(self.tr("No mention names it yet."), font=interface_font(9.5), tone="muted"))
        for number, use in enumerate(shown):
            self._lines.addWidget(self._line(number, use, rows[use.mention.document]))
            self._uses[number] = use

    def _line(self, number: int, use: Occurrence, document: DocumentRow) -> QWidget:
        words = f"{use.before[-_WORDS:].lstrip()}{use.mention.surface}{use.after[:_WORDS].rstrip()}"
        button = TextButton(words, font=interface_font(9.5), tone="ink", is_data=True, shrinks=True)
        button.setProperty("number", number)
        button.setAccessibleName(isolated(words))
        button.clicked.connect(self._on_clicked)
        where = TextLine(
            f"{isolated(document.name.rsplit('.', 1)[0])} · {language_name(document.language)}",
            font=interface_font(9),
            tone="muted",
        )
        where.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = QWidget()
        line.setLayout(row(button, None, where, gap=8))
        return line

    def _on_clicked(self) -> None:
        use = self._uses.get(self.sender().property("number"))
        if use is not None:
            self.opened.emit(use)
