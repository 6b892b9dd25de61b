"""The bar at the top: which workspace this is, the way to everything by typing, undo, and how the window looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.core.annotators import Annotator
from annotator.core.labels import DEFAULT_LABELS
from annotator.ui import theme
from annotator.ui.action_set import ActionSet, key_text, tip
from annotator.ui.fonts import interface_font
from annotator.ui.icons import paint_icon
from annotator.ui.widgets.buttons import FlatButton, IconButton, TextButton
from annotator.ui.widgets.painting import Align, advance, draw_rounded, draw_text, placed
from annotator.ui.widgets.surface import Surface, row
from annotator.ui.widgets.tabs import Tabs
from annotator.ui.widgets.text_line import TextLine
from annotator.ui.wording import isolated

HEIGHT: Final = 44

_FIELD_WIDTH: Final = 360
_NARROW_FIELD_WIDTH: Final = 280
_LEAST_FIELD_WIDTH: Final = 160
_NARROW_BELOW: Final = 1280
_BETWEEN: Final = 16
_WORKSPACE_WIDTH: Final = 220


class TopBar(Surface):
    """44 pixels, the command field in the exact middle as long as there is room.

    Signals:
        page_chosen: The index of the page whose tab the user chose.
        workspace_menu_requested: The user pressed the workspace's name; with the button.
        panels_menu_requested: The user pressed the panels' icon.
        settings_menu_requested: The user pressed the cog.
        annotator_menu_requested: The user pressed the annotator's initials.
        theme_pressed: The user wants light for dark, or dark for light.
    """

    page_chosen = Signal(int)
    workspace_menu_requested = Signal(object)
    panels_menu_requested = Signal(object)
    settings_menu_requested = Signal(object)
    annotator_menu_requested = Signal(object)
    theme_pressed = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._product = TextLine("Annotator", font=interface_font(10.5, QFont.Weight.DemiBold))
        self._workspace = WorkspaceButton()
        self.tabs = Tabs([], height=HEIGHT, inset=12, gap=26, has_rule=False)
        self._panels = IconButton("columns", self.tr("Panels and view"))
        self._theme = IconButton("moon", self.tr("Light or dark"))
        self._settings = IconButton("gear-six", self.tr("Menu"))
        self.avatar = Avatar()
        self._undo = IconButton("arrow-u-up-left")
        self._redo = IconButton("arrow-u-up-right")
        self._undo.stand_for(actions["edit.undo"])
        self._redo.stand_for(actions["edit.redo"])
        self._field = CommandField(actions)
        self._field.setParent(self)
        self._start = row(Logo(), self._product, self._workspace, self.tabs, gap=7)
        self._end = row(
            self._undo, self._redo, 10, self._panels, self._theme, self._settings, 8, self.avatar, gap=2
        )  # fmt: skip
        self.setLayout(row(self._start, None, self._end, start=16, end=16))
        self._connect()

    def show_workspace(self, name: str | None) -> None:
        """Show which workspace is open, None for none."""
        self._product.setVisible(name is None)
        for part in (self._workspace, self.tabs, self._undo, self._redo, self._panels):
            part.setVisible(name is not None)
        self._workspace.set_words(name or "")

    def show_pages(self, actions: Sequence[QAction], current: int) -> None:
        """Show a tab for each page; actions of the same order say what they are called."""
        self.tabs.clear()
        for action in actions:
            self.tabs.add(action.text(), tip(action))
        self.tabs.set_current(current)

    def show_annotator(self, annotator: Annotator | None) -> None:
        """Show who works here."""
        self.avatar.setVisible(annotator is not None)
        if annotator is not None:
            self.avatar.show_annotator(annotator)

    def show_theme(self, name: theme.ThemeName) -> None:
        """Show what a press on the theme's icon leads to."""
        self._theme.set_glyph("sun" if name is theme.ThemeName.DARK else "moon")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the command field in the exact middle."""
        self._place_field()

    def event(self, event: QEvent) -> bool:
        """Find the command field a place again when something beside it grew or went away."""
        if event.type() is QEvent.Type.LayoutRequest:
            handled = super().event(event)
            self._place_field()
            return handled
        return super().event(event)

    def _place_field(self) -> None:
        """Put the command field into the middle, or where it does not cover its neighbours, narrower if need be."""
        first = self._start.sizeHint().width() + _BETWEEN * 2
        last = self.width() - self._end.sizeHint().width() - _BETWEEN * 2
        usual = _FIELD_WIDTH if self.width() >= _NARROW_BELOW else _NARROW_FIELD_WIDTH
        width = max(min(usual, last - first), _LEAST_FIELD_WIDTH)
        start = min(max((self.width() - width) // 2, first), last - width)
        box = placed(self, start, (HEIGHT - 28) // 2, width, 28)
        self._field.setGeometry(box.toRect())

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.page_chosen)
        self._workspace.clicked.connect(self._on_workspace_pressed)
        self._panels.clicked.connect(self._on_panels_pressed)
        self._settings.clicked.connect(self._on_settings_pressed)
        self.avatar.clicked.connect(self._on_avatar_pressed)
        self._theme.clicked.connect(self.theme_pressed)

    def _on_workspace_pressed(self) -> None:
        self.workspace_menu_requested.emit(self._workspace)

    def _on_panels_pressed(self) -> None:
        self.panels_menu_requested.emit(self._panels)

    def _on_settings_pressed(self) -> None:
        self.settings_menu_requested.emit(self._settings)

    def _on_avatar_pressed(self) -> None:
        self.annotator_menu_requested.emit(self.avatar)


class Logo(QWidget):
    """The product's sign: three marks."""

    _WIDTHS: Final = (18, 12, 15)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks of the first three labels."""
        painter = QPainter(self)
        for place, (label, width) in enumerate(zip(DEFAULT_LABELS, self._WIDTHS, strict=False)):
            box = placed(self, 2, 3 + place * 6.2, width, 4.2)
            draw_rounded(painter, box, 2.1, theme.current().label_colour(label))


class WorkspaceButton(TextButton):
    """The workspace's name with a caret."""

    def __init__(self) -> None:
        super().__init__("", font=interface_font(10, QFont.Weight.DemiBold), tone="ink", is_data=True, shrinks=True)
        self.setMaximumWidth(_WORKSPACE_WIDTH)
        self.setToolTip(self.tr("Open another workspace"))

    def sizeHint(self) -> QSize:
        """Return room for the name and the caret."""
        return super().sizeHint() + QSize(20, 0)

    def paint_content(self, painter: QPainter) -> None:
        """Paint name and caret."""
        super().paint_content(painter)
        box = placed(self, self.width() - 18, (self.height() - 12) / 2, 12, 12)
        paint_icon(painter, box, "caret-down", QColor(theme.current().muted))


class CommandField(FlatButton):
    """Looks like a field and opens the command palette."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self._action_for_key = actions["palette.open"]
        self.stand_for(self._action_for_key)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint_ground(self, painter: QPainter) -> None:
        """Paint a trough, a little darker under the pointer."""
        tokens = theme.current()
        share = 0.08 if self.underMouse() else 0.05
        outline = tokens.hairline if tokens.name is theme.ThemeName.CONTRAST else None
        draw_rounded(painter, QRectF(self.rect()), 6, theme.mix(tokens.panel, tokens.ink, share), outline)

    def paint_content(self, painter: QPainter) -> None:
        """Paint the glass, the words and the key."""
        tokens = theme.current()
        direction = self.layoutDirection()
        paint_icon(painter, placed(self, 10, 7, 14, 14), "magnifying-glass", QColor(tokens.muted))
        box = placed(self, 32, 0, self.width() - 110, self.height())
        words = self._action_for_key.text()
        draw_text(painter, box, words, interface_font(9.5), tokens.muted, Align.START, direction, own_direction=False)
        box = placed(self, self.width() - 80, 0, 70, self.height())
        key = isolated(key_text(self._action_for_key))
        draw_text(painter, box, key, interface_font(8), tokens.muted, Align.END, direction)


class Avatar(FlatButton):
    """The initials of whoever works here."""

    def __init__(self) -> None:
        super().__init__()
        self._initials = ""
        self.setFixedSize(24, 24)

    def show_annotator(self, annotator: Annotator) -> None:
        """Show somebody's initials."""
        self._initials = annotator.initials
        self.set_name(annotator.name)
        self.update()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint a disc."""
        tokens = theme.current()
        share = 0.3 if self.underMouse() else 0.2
        draw_rounded(painter, QRectF(self.rect()), 12, theme.mix(tokens.panel, tokens.accent, share))

    def paint_content(self, painter: QPainter) -> None:
        """Paint the initials, smaller when they are wide."""
        font = interface_font(8.5, QFont.Weight.DemiBold)
        if advance(self._initials, font) > 18:
            font = interface_font(7, QFont.Weight.DemiBold)
        box = QRectF(self.rect())
        draw_text(painter, box, self._initials, font, theme.current().accent, Align.CENTRE)
