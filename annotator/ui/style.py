"""The style sheet for the few things Qt paints itself: menus, lists that drop down, tool tips, scroll bars."""

from __future__ import annotations

from annotator.ui.theme import Theme, mix


def sheet(theme: Theme) -> str:
    """Return the application's style sheet in a theme."""
    handle = mix(theme.panel, theme.ink, 0.18).name()
    held = mix(theme.panel, theme.ink, 0.32).name()
    return f"""
    QMenu {{ background: {theme.raised}; border: 1px solid {theme.hairline}; padding: 6px; }}
    QMenu::item {{ padding: 5px 22px 5px 10px; border-radius: 6px; color: {theme.ink}; }}
    QMenu::item:selected {{ background: {theme.row}; }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::icon {{ padding-left: 8px; }}
    QMenu::separator {{ height: 1px; background: {theme.hairline}; margin: 5px 8px; }}
    QComboBox QAbstractItemView {{ background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.hairline};
        selection-background-color: {theme.row}; selection-color: {theme.ink}; padding: 4px; outline: none; }}
    QToolTip {{ background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.hairline}; padding: 4px 6px; }}
    QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {handle}; border-radius: 3px; min-height: 40px; margin: 1px 2px; }}
    QScrollBar::handle:vertical:hover {{ background: {held}; }}
    QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {handle}; border-radius: 3px; min-width: 40px; margin: 2px 1px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
