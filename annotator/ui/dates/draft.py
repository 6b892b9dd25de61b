"""What the date editor holds while somebody works on a date: plain data, changed by what they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.core.datevalue import Calendar, DateModifier, DateValue
from annotator.core.edtf import Granularity
from annotator.core.errors import UserError
from annotator.lang.dates.bounds import bounds_of
from annotator.lang.dates.stepping import coarser, containing, finer, stepped, unit_of
from annotator.lang.dates.typed import read_typed, typed_form


class DateDraft:
    """A date being edited.

    Attributes:
        value: What it means by the last that could be read; None: no value.
        readings: What it may mean otherwise, the likeliest first.
        text: What stands in the field.
        problem: Why what stands there cannot be read, None when it can.
        is_relative: Whether it counts from the date of the article.
    """

    def __init__(self, value: DateValue | None, readings: Sequence[DateValue], *, is_relative: bool) -> None:
        self.value = value
        self.readings = tuple(readings)
        self.text = typed_form(value) if value is not None else ""
        self.problem: UserError | None = None
        self.is_relative = is_relative
        self._day: int | None = None
        self._remember_day()

    @property
    def can_be_set(self) -> bool:
        """Whether there is something to set: a value, or nothing at all."""
        return self.problem is None

    @property
    def result(self) -> DateValue | None:
        """What is set: None when the field is empty."""
        return self.value if self.text.strip() else None

    @property
    def modifier(self) -> DateModifier | None:
        """The part that is meant."""
        return self.value.modifier if self.value else None

    def type(self, text: str, language: str, counts_from: str | None) -> None:
        """Take what was typed; what cannot be read leaves the last good value in place."""
        self.text = text
        typed = read_typed(text, language, counts_from)
        self.problem = typed.problem
        if typed.readings:
            self.readings = typed.readings
            self.is_relative = typed.is_relative
            best = typed.readings[0]
            self.value = best if best.modifier else replace(best, modifier=self.modifier)
            self._remember_day()

    def choose(self, rank: int) -> bool:
        """Take one of the readings; tell whether there is such a one."""
        if not 0 <= rank < len(self.readings):
            return False
        self._put(self.readings[rank])
        return True

    def set_part(self, modifier: DateModifier | None) -> None:
        """Say which part is meant. The range stays what it is."""
        if self.value is not None:
            self.value = replace(self.value, modifier=modifier)

    def step(self, by: int) -> None:
        """Go to the next or previous day, month, year … whatever the value is."""
        if self.value is not None:
            self._put(replace(self.value, value=stepped(self.value.value, self.value.calendar, by)))
            self._remember_day(anew=True)

    def coarsen(self) -> None:
        """Take the next larger unit around it."""
        if self.value is not None:
            self._put(replace(self.value, value=coarser(self.value.value, self.value.calendar)))

    def refine(self) -> None:
        """Take the next smaller unit in it: the one that it came from, or else its first."""
        if self.value is not None:
            self._put(replace(self.value, value=finer(self.value.value, self.value.calendar, self._day)))

    def write_in(self, calendar: Calendar) -> None:
        """Say that it is written in a calendar: of a month or year the one there that has most of its days."""
        value = self.value
        if value is None or value.calendar is calendar:
            return
        unit = unit_of(value.value, value.calendar)
        first, last = bounds_of(value.value)
        other = None
        if first is not None and last is not None and unit in (Granularity.MONTH, Granularity.YEAR):
            other = containing((first + last) // 2, unit, calendar)
        self._put(replace(value, value=other or value.value, calendar=calendar))

    def pick(self, number: int) -> None:
        """Take a day, by its number."""
        calendar = self.value.calendar if self.value else Calendar.GREGORIAN
        self._put(DateValue(containing(number, Granularity.DAY) or "", calendar, self.modifier))
        self._remember_day(anew=True)

    def clear(self) -> None:
        """Hold no value."""
        self.text, self.problem = "", None

    def _put(self, value: DateValue) -> None:
        self.value, self.problem = value, None
        self.text = typed_form(value)
        self._remember_day()

    def _remember_day(self, *, anew: bool = False) -> None:
        """Remember a day of the value, so that a finer unit comes back to where a coarser one was taken."""
        if self.value is None:
            return
        first, last = bounds_of(self.value.value)
        is_inside = self._day is not None and first is not None and last is not None and first <= self._day <= last
        if anew or not is_inside:
            self._day = first
