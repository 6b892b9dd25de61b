"""Dates in Hebrew, Arabic and English text: where they stand, and what they mean beside the date of the text.

:func:`recognise` finds them, :func:`read_date` reads a string that is one date as a whole, and
:func:`propose_document_date` guesses the date of a text from what it says about itself. Each is a pure function.
"""

from __future__ import annotations

from annotator.lang.dates.document_date import DateProposal, Reason, document_date_proposals, propose_document_date
from annotator.lang.dates.mentions import ProposedDate, date_at, is_relative, propose_dates
from annotator.lang.dates.readings import DateMention, Reading
from annotator.lang.dates.recognise import read_date, recognise

__all__ = [
    "DateMention",
    "DateProposal",
    "ProposedDate",
    "Reading",
    "Reason",
    "date_at",
    "document_date_proposals",
    "is_relative",
    "propose_dates",
    "propose_document_date",
    "read_date",
    "recognise",
]
