"""A mention that names no entity: not linked yet, not in the base, or a date; and what to do about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont

from annotator.core.labels import Label
from annotator.core.mention import Mention
from annotator.ui.document.marks import MarkState
from annotator.ui.fonts import interface_font
from annotator.ui.models.marks import state_of
from annotator.ui.panels.entity_head import LabelHeading
from annotator.ui.widgets.buttons import TextButton
from annotator.ui.widgets.surface import Surface, column, row
from annotator.ui.widgets.text_line import Prose, TextLine
from annotator.ui.wording import isolated, label_name

_ICONS: Final = {
    MarkState.UNLINKED: "link-break",
    MarkState.NIL: "prohibit",
    MarkState.DATED: "calendar-blank",
    MarkState.UNDATED: "calendar-blank",
    MarkState.LINKED: "link",
}


class MentionCard(Surface):
    """What is known of the selected mention itself; with nothing selected, how to begin."""

    def __init__(self) -> None:
        super().__init__()
        self._label = LabelHeading()
        self._surface = TextLine(
            "", font=interface_font(17, QFont.Weight.DemiBold), height=36, is_data=True, stretches=True
        )
        self._state = TextButton("", font=interface_font(10))
        self._state.setEnabled(True)
        self._hint = Prose(lines=6)
        self.setLayout(
            column(
                row(self._label, None), 2, self._surface, row(self._state, None), 6, self._hint, None,
                start=16, top=14, end=16,
            )
        )  # fmt: skip
        self.show_nothing()

    @property
    def hint(self) -> str:
        """What it says that can be done."""
        return self._hint.text

    def show_nothing(self) -> None:
        """Say how to begin."""
        self._label.hide()
        self._surface.hide()
        self._state.hide()
        self._hint.set_text(
            self.tr(
                "Select a mention to see what it names, in every language and article. Tab goes from one to the next; "
                "1 to 4 mark the words you select."
            )
        )

    def show_mention(self, mention: Mention, label: Label) -> None:
        """Show a mention without an entity."""
        state = state_of(mention, label)
        self._label.set_label(label, label.name)
        self._surface.set_text(mention.surface)
        tone = "warn" if state is MarkState.UNLINKED else "muted"
        self._state.set_words(self._sentence(mention, state), tone=tone, icon=_ICONS[state])
        self._hint.set_text(self._advice(state, label))
        self._label.show()
        self._surface.show()
        self._state.show()

    def _sentence(self, mention: Mention, state: MarkState) -> str:
        if state is MarkState.UNLINKED:
            return self.tr("Not linked yet")
        if state is MarkState.NIL:
            return self.tr("Not in the base")
        return isolated(mention.date.value) if mention.date else self.tr("No value yet")

    def _advice(self, state: MarkState, label: Label) -> str:
        if state is MarkState.UNLINKED:
            return self.tr("Press Enter to link it, L to link it as last time, 0 when the base does not have it.")
        if state is MarkState.NIL:
            return self.tr("Press Enter to link it all the same.")
        return self.tr("A {label} has a value instead of an entity.").format(label=isolated(label_name(label.name)))
