r"""The grammar of dates: patterns over the letters that lexemes are known by, each with what it says.

The three languages share one grammar, because their words differ where their order does. Letters of words:

- months ``M`` (Gregorian), ``H`` (Hebrew), ``I`` (Muslim); weekday ``W``, Hebrew ordinal that may be one ``b``
- units: day ``D``, week ``K``, month ``U``, year ``Y``, decade ``X``, century ``C``, quarter ``q``, half ``f``;
  season ``S``; a Hebrew unit with its article, which is the present one, ``J`` (השבוע)
- relative day ``R``, other relative expressions ``r``, part of day ``T``
- last, this, next before a noun ``L``, after it ``l``; Hebrew and Arabic "recent" ``e``
- part of a period ``P`` (early, סוף, مطلع), behind it ``F`` (המוקדמות), before or after one ``B``, and from then
  on ``O``
- glue: preposition ``i``, joiner ``j``, "of" ``v``, article ``w``, prefix ``p``, era ``a``
- ``u`` and ``N`` tell that something beside them is no date, ``V`` that figures behind it number something (version,
  flight); ``A`` is named by its year (מלחמת 1973); ``?`` is any other word, ``|`` a break

Letters of numbers: one or two figures ``n``, a year ``y``, other figures ``t`` (up to four) and ``x``, Hebrew letters
for a day ``g`` and for a year ``G``, ordinals ``o``, cardinals ``c``, decades ``s`` (1990s) and ``k`` (nineties);
dates in figures ``d``, ``E``, ``m``, ``z`` (see ``annotator.lang.dates.numeric``), ISO weeks ``h``, Q3 and H1 ``Q``.
Signs stand for themselves.
"""

from __future__ import annotations

from annotator.lang.dates.grammar.days import DAY_RULES
from annotator.lang.dates.grammar.months import MONTH_RULES
from annotator.lang.dates.grammar.periods import PERIOD_RULES
from annotator.lang.dates.grammar.years import YEAR_RULES

RULES = (*DAY_RULES, *MONTH_RULES, *PERIOD_RULES, *YEAR_RULES)

__all__ = ["RULES"]
