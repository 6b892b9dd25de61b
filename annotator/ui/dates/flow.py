"""What happens around the date editor: it learns what the words mean, follows its mark, and answers with an act."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.app.commands.dates import SetDocumentDate
from annotator.core.datevalue import DateValue
from annotator.core.document import Document
from annotator.core.mention import Mention
from annotator.lang.dates import DateMention, date_at
from annotator.ui.dates.card import HEIGHT, DateCard, DateQuestion
from annotator.ui.dates.sentence import in_sentence
from annotator.ui.decisions import Decisions, is_suggestion
from annotator.ui.document.view import DocumentView
from annotator.ui.linker.asked_mention import AskedMention
from annotator.ui.linker.beside_mark import BesideMark
from annotator.ui.workbench import Workbench


class DateFlow(QObject):
    """Asks about one date at a time."""

    def __init__(
        self,
        workbench: Workbench,
        view: DocumentView,
        card: DateCard,
        decisions: Decisions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._card = card
        self._decisions = decisions
        self._place = BesideMark(view, card)
        self._asked = AskedMention(workbench, view, card, self._place, self)
        self._counts_from: str | None = None
        card.date_chosen.connect(self._on_date_chosen)
        card.counting_chosen.connect(self._on_counting_chosen)
        card.article_date_chosen.connect(self._on_article_date_chosen)
        card.dismissed.connect(self._on_dismissed)
        self._asked.lost.connect(self.close)
        workbench.bridge.failed.connect(self.close)

    @property
    def mention(self) -> Mention | None:
        """The mention that is being asked about."""
        return self._asked.mention

    def open(self, mention: Mention) -> None:
        """Ask what a mention means; it need not be on disk yet."""
        document = self._workbench.document
        if document is None:
            return
        self._asked.ask(mention)
        self._counts_from = document.date
        self._place.make_room(mention, HEIGHT + 12)
        question = self._question(document, mention)
        self._card.open_for(question, self._place.anchor(mention), self._place.bounds())

    def close(self) -> None:
        """Stop asking."""
        self._asked.let_go()
        self._card.close_quietly()

    def _question(self, document: Document, mention: Mention, *, anew: bool = False) -> DateQuestion:
        """Return what is asked: about the value a mention has, or (``anew``) what its words mean."""
        found = date_at(document.text, mention.span, document.language, self._counts_from)
        return DateQuestion(
            shown=in_sentence(document, mention.span),
            label=self._workbench.labels.get(mention.label),
            language=document.language,
            date=None if anew else mention.date,
            readings=_values(found),
            is_relative=found is not None and found.is_relative,
            counts_from=self._counts_from,
        )

    def _on_date_chosen(self, date: DateValue | None) -> None:
        mention, document = self._asked.mention, self._workbench.document
        stored = self._workbench.mention(mention.id) if mention else None
        self.close()
        if mention is None or document is None:
            return
        if stored is None and not is_suggestion(mention):  # it was marked a moment ago and got the likeliest reading
            readings = _values(date_at(document.text, mention.span, document.language, document.date))
            if date == (readings[0] if readings else None):
                return
        self._decisions.set_date(stored or mention, date)

    def _on_counting_chosen(self, date: str) -> None:
        """Read the words as they are beside another date, for this mention alone."""
        self._ask_anew(date, is_own_anchor=True)

    def _on_article_date_chosen(self, date: str) -> None:
        document = self._workbench.document
        if document is not None:
            self._workbench.bridge.submit(SetDocumentDate(document.id, date))
            self._ask_anew(date, is_own_anchor=False)

    def _ask_anew(self, date: str, *, is_own_anchor: bool) -> None:
        document = self._workbench.document
        if self._asked.mention is not None and document is not None:
            self._counts_from = date
            question = self._question(document, self._asked.mention, anew=True)
            self._card.ask(question, is_own_anchor=is_own_anchor)

    def _on_dismissed(self) -> None:
        self._asked.let_go()


def _values(found: DateMention | None) -> tuple[DateValue, ...]:
    return tuple(reading.as_value() for reading in found.readings) if found is not None else ()
