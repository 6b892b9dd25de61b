"""Two entities side by side: are they one? What would move is tinted, and one sentence says what will happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from annotator.app.commands.merging import united_aliases
from annotator.app.duplicates import Double
from annotator.core.entity import MEASURES
from annotator.ui import theme
from annotator.ui.entities.base import LANGUAGES, Fact
from annotator.ui.entities.wording import external_name, question_text, reason_text, source_text
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.check import Check
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, placed
from annotator.ui.widgets.push_button import Emphasis, PushButton
from annotator.ui.widgets.surface import Hairline, Surface, column, row
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import counted, language_name

HEIGHT: Final = 338

_INSET: Final = 24
_FIRST: Final = 112
_SECOND: Final = 462
_HEAD: Final = 32
_LINE: Final = 31
_BETWEEN: Final = 20
_ICON: Final = 16
_LEAST_WIDTH: Final = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """What the panel is about.

    Attributes:
        keep: The entity that stays.
        gone: The entity that joins it.
        double: Why they were proposed as one; None when the user has chosen them.
    """

    keep: Fact
    gone: Fact
    double: Double | None = None

    @property
    def conflicts(self) -> Mapping[str, tuple[str, str]]:
        """The identifiers that differ, by their source."""
        one, other = self.keep.entity.external, self.gone.entity.external
        return {
            source: (one[source], other[source])
            for source in sorted((one.keys() & other.keys()) - MEASURES)
            if one[source] != other[source]
        }

    @property
    def names_gained(self) -> int:
        """How many names the first gets."""
        united = united_aliases(self.keep.entity.aliases, self.gone.entity.aliases)
        return len(united) - len(self.keep.entity.aliases)


class _Value(NamedTuple):
    """A value in the comparison, and whether it goes to the entity that stays."""

    text: str
    is_moving: bool = False


class MergePanel(Surface):
    """The panel under the table.

    Signals:
        merge_requested: The ids of what stays and what joins it, and the identifiers that were chosen by source.
        apart_requested: The ids of two that are not the same.
        swap_requested: The other one is to stay.
    """

    merge_requested = Signal(object, object, object)
    apart_requested = Signal(object, object)
    swap_requested = Signal()

    def __init__(self) -> None:
        super().__init__("paper")
        self.setFixedHeight(HEIGHT)
        self._pair: Pair | None = None
        self._groups: dict[str, QButtonGroup] = {}
        self._title = TextLine("", font=interface_font(12, QFont.Weight.DemiBold), height=24, stretches=True)
        self.swap = PushButton(self.tr("Swap"), Emphasis.LINK, icon="arrows-left-right", height=28)
        self._comparison = _Comparison()
        self._sentence = TextLine("", height=20, stretches=True)
        self._choices = row(gap=12)
        self.apart = PushButton(self.tr("Not the same"), key="0")
        self.merge = PushButton(self.tr("Merge"), Emphasis.PRIMARY, key="Enter")
        foot = row(self._sentence, self._choices, self.apart, self.merge, start=_INSET, end=16, top=6, bottom=12, gap=8)
        head = row(_Icon(), self._title, self.swap, start=_INSET, top=10, end=16, bottom=4, gap=8)
        self.setLayout(column(Hairline(), head, self._comparison, foot))
        self.swap.clicked.connect(self.swap_requested)
        self.apart.clicked.connect(self._on_apart_pressed)
        self.merge.clicked.connect(self.accept)

    @property
    def pair(self) -> Pair | None:
        """What it asks about; None while it asks nothing."""
        return self._pair

    @property
    def question(self) -> str:
        """What it asks."""
        return self._title.text

    @property
    def sentence(self) -> str:
        """What it says will happen."""
        return self._sentence.text

    def show_pair(self, pair: Pair) -> None:
        """Ask about two entities."""
        self._pair = pair
        kept, gone = pair.keep.entity.type, pair.gone.entity.type
        self._title.set_text(question_text(kept if kept == gone else ""))
        self._comparison.show_pair(pair)
        self._offer_identifiers(pair.conflicts)
        self._show_state()
        self.show()

    def dismiss(self) -> None:
        """Ask nothing any more, so that no key answers what is not to be seen."""
        self._pair = None
        self.hide()

    def accept(self) -> None:
        """Merge, unless an identifier has to be chosen first."""
        if self._pair is not None and self.merge.isEnabled():
            chosen = {
                source: str(button.property("identifier"))
                for source, group in self._groups.items()
                if (button := group.checkedButton()) is not None
            }
            self.merge_requested.emit(self._pair.keep.entity.id, self._pair.gone.entity.id, chosen)

    def _on_apart_pressed(self) -> None:
        if self._pair is not None:
            self.apart_requested.emit(self._pair.keep.entity.id, self._pair.gone.entity.id)

    def _offer_identifiers(self, conflicts: Mapping[str, tuple[str, str]]) -> None:
        """Let one of two identifiers be chosen, for each source in which they differ."""
        while (item := self._choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._groups = {}
        for source, identifiers in conflicts.items():
            group = self._groups[source] = QButtonGroup(self)
            for identifier in identifiers:
                choice = Check(identifier, is_radio=True)
                choice.setAutoExclusive(False)
                choice.setAccessibleName(f"{external_name(source)} {identifier}")
                choice.setProperty("identifier", identifier)
                group.addButton(choice)
                self._choices.addWidget(choice)
            group.buttonClicked.connect(self._show_state)

    def _show_state(self) -> None:
        pair = self._pair
        if pair is None:
            return
        open_sources = [source for source, group in self._groups.items() if group.checkedButton() is None]
        self.merge.setEnabled(not open_sources)
        if open_sources:
            text = self.tr("Their {source} identifiers differ. Choose one if they are one all the same.")
            self._sentence.set_text(text.format(source=external_name(open_sources[0])), tone="error")
            return
        moves = counted(self.tr("%n mention(s) move[s]", "", pair.gone.mentions), pair.gone.mentions)
        names = counted(self.tr("%n name(s) unite[s]", "", pair.names_gained), pair.names_gained)
        text = self.tr("{mentions}, {names}. One act, one undo.")
        self._sentence.set_text(text.format(mentions=moves, names=names), tone="ink")


class _Icon(QWidget):
    """The sign of merging."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        box = QRectF(self.rect())
        paint_icon(QPainter(self), box, "git-merge", theme.colour(theme.current().accent), self.layoutDirection())


class _Comparison(QWidget):
    """The two entities, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self._pair: Pair | None = None

    def show_pair(self, pair: Pair) -> None:
        self._pair = pair
        self.setAccessibleName(self._spoken(pair))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for six rows."""
        return QSize(600, _HEAD + 6 * _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names, then used, names by language, source, and why."""
        pair = self._pair
        if pair is None:
            return
        painter = QPainter(self)
        self._paint_head(painter, _FIRST, _called(pair.keep), stays=True)
        self._paint_head(painter, self._second, _called(pair.gone), stays=False)
        top = float(_HEAD)
        for caption, ours, theirs in self._rows(pair):
            self._paint_row(painter, top, caption)
            self._paint_values(painter, top, _FIRST, ours)
            self._paint_values(painter, top, self._second, theirs)
            top += _LINE
        if pair.double is not None:
            self._paint_row(painter, top, self.tr("Why"))
            box = placed(self, _FIRST, top + 1, self.width() - _FIRST - _INSET, _LINE - 1)
            colour = theme.current().muted
            text = reason_text(pair.double)
            draw_text(
                painter,
                box,
                text,
                interface_font(9.5),
                colour,
                Align.START,
                self.layoutDirection(),
                own_direction=False,
            )

    @property
    def _second(self) -> float:
        return max(_FIRST + 120.0, min(float(_SECOND), self.width() * 0.56))

    def _rows(self, pair: Pair) -> list[tuple[str, Sequence[_Value], Sequence[_Value]]]:
        """Return the caption of each row with the values of both; what the first gains is moving."""
        gone = _Value(self._used(pair.gone), is_moving=pair.gone.mentions > 0)
        rows: list[tuple[str, Sequence[_Value], Sequence[_Value]]] = [
            (self.tr("Used"), [_Value(self._used(pair.keep))], [gone])
        ]
        for language in LANGUAGES:
            ours = pair.keep.entity.names(language)
            theirs = [_Value(name, is_moving=name not in ours) for name in pair.gone.entity.names(language)]
            rows.append((language_name(language), [_Value(name) for name in ours], theirs))
        sources = [[_Value(source_text(fact.entity))] for fact in (pair.keep, pair.gone)]
        rows.append((self.tr("Source"), sources[0], sources[1]))
        return rows

    def _used(self, fact: Fact) -> str:
        mentions = counted(self.tr("%n mention(s)", "", fact.mentions), fact.mentions)
        articles = counted(self.tr("%n article(s)", "", fact.documents), fact.documents)
        return f"{mentions}, {articles}"

    def _paint_head(self, painter: QPainter, start: float, name: str, *, stays: bool) -> None:
        tokens = theme.current()
        font = interface_font(12, QFont.Weight.DemiBold)
        box = placed(self, start, 0, 240, 24)
        width = draw_text(painter, box, name, font, tokens.ink, Align.START, self.layoutDirection())
        word, tone = (self.tr("stays"), tokens.ok) if stays else (self.tr("joins it"), tokens.warn)
        chip_font = interface_font(8.5, QFont.Weight.DemiBold)
        chip = placed(self, start + width + 10, 4, advance(word, chip_font) + 14, 17)
        draw_rounded(painter, chip, 4, theme.mix(tokens.paper, tone, 0.14))
        draw_text(painter, chip, word, chip_font, tone, Align.CENTRE)

    def _paint_row(self, painter: QPainter, top: float, caption: str) -> None:
        tokens = theme.current()
        painter.fillRect(placed(self, _INSET, top, self.width() - 2 * _INSET, 1), theme.colour(tokens.hairline))
        font = interface_font(8.5, QFont.Weight.DemiBold)
        draw_text(
            painter,
            placed(self, _INSET, top + 1, 80, _LINE - 1),
            caption,
            font,
            tokens.muted,
            Align.START,
            self.layoutDirection(),
        )

    def _paint_values(self, painter: QPainter, top: float, start: float, values: Sequence[_Value]) -> None:
        tokens = theme.current()
        font = interface_font(10)
        ends = self._second - 24 if start < self._second else self.width() - _INSET
        for value in values or (_Value(_NOTHING),):
            width = min(advance(value.text, font) + 1, ends - start)
            if width < _LEAST_WIDTH:
                return
            if value.is_moving:
                draw_rounded(painter, placed(self, start - 6, top + 5, width + 12, 22), 5, tokens.row)
            colour = tokens.accent if value.is_moving else tokens.ink if value.text != _NOTHING else tokens.faint
            box = placed(self, start, top + 1, width, _LINE - 1)
            draw_text(painter, box, value.text, font, colour, Align.START, self.layoutDirection())
            start += width + _BETWEEN

    def _spoken(self, pair: Pair) -> str:
        names = ", ".join((_called(pair.keep), _called(pair.gone)))
        return f"{names}. {reason_text(pair.double)}" if pair.double is not None else names


_NOTHING: Final = "—"


def _called(fact: Fact) -> str:
    return fact.entity.display_name(LANGUAGES)
