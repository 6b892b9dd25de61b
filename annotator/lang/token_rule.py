r"""The token rule, as one regular expression.

What is one token, for the sake of somebody who marks names:

- Letters, their marks, tatweel and figures that touch, in any script: مـــحمد, ב2021, بـNSO. Prefixes written together
  with a name are told apart by ``annotator.lang.clitics``, not here.
- A geresh or gershayim inside a Hebrew word, whatever key it was typed with: צה"ל, ארה״ב, ג'יה, אח’נוש; also a geresh
  at the end of a letter or abbreviation (רח', א'). But a quotation mark after prefixes opens a quotation, when it is
  closed behind the next word or when that word is too long to be the tail of an acronym: ב"הארץ" is ב, ", הארץ, ".
- An apostrophe inside a Latin word: O'Brien, Sana’a, don't. The English possessive is a token of its own, so that
  the name before it can be marked: Morocco, ’s.
- Letters with full stops between them: U.S., a.m., أ.ف.ب.
- Figures with separators between them: 7,500, 24.11.2021, 10:30, and ISO dates. Percent signs stand apart.
- An Arabic article with its hyphen: al-Qaeda, אל-קאעידה. Every other hyphen, dash or maqaf parts its words:
  Moroccan-Israeli and ישראל־מרוקו are three tokens each, because either half may be a mention.
- A short name with a number: F-16, COVID-19; an ampersand between capitals: AT&T.
- Every other sign that can be seen, by itself or repeated: NSO، and 24″ are two tokens each.

White space, controls and invisible formatting characters belong to no token. No token cuts a grapheme cluster.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import regex

_MARK: Final = r"[\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\u200d]"
_BASE: Final = r"[[\p{L}\p{N}\u0640]--[\p{GCB=Extend}\p{GCB=SpacingMark}\p{Extended_Pictographic}]]"
_INNER: Final = r"[[\p{L}\p{N}\u0640\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\u200d]--\p{Extended_Pictographic}]"
_WORD: Final = rf"{_BASE}{_INNER}*+ (?:\u00ad{_BASE}{_INNER}*+)*+"
_NO_WORD_BEFORE: Final = rf"(?<!{_INNER})"
_NO_WORD_AFTER: Final = rf"(?!{_INNER})"

_GERESH: Final = "'\u2019\u02bc\u05f3`\u00b4"
_GERSHAYIM: Final = '"\u201c\u201d\u201e\u05f4'
_HYPHEN: Final = r"\-\u2010\u2011"
_HEBREW_LETTER: Final = r"\p{Hebrew}\p{M}*+"
# What may follow the gershayim of an acronym: its last letter, alone or inflected (דו"חות, מנכ"לית).
_ACRONYM_TAIL: Final = r"\p{Hebrew}(?:ים|ית|יות|ות|י|ה|ו|ן|ניק|ניקים)?(?!\p{Hebrew})"
_ABBREVIATION: Final = "(?:רח|גב|פרופ|עמ|מס|וכו|וגו|שד|טל|[א-ת]*[גזצץ]|[א-ת])"

# Most tokens are plain words before a space, to which none of what follows can apply.
_PLAIN_WORD: Final = rf"{_BASE}{_INNER}*+(?<!\p{{GCB=Prepend}})(?=[\s\u060c])"
_INITIALISM: Final = rf"{_NO_WORD_BEFORE}(?:\p{{L}}\p{{M}}*+\.)+\p{{L}}\p{{M}}*+{_NO_WORD_AFTER}(?:\.(?!{_MARK}))?"
_ISO_DATE: Final = rf"{_NO_WORD_BEFORE}\p{{Nd}}{{4}}-\p{{Nd}}{{1,2}}-\p{{Nd}}{{1,2}}{_NO_WORD_AFTER}"
_DESIGNATION: Final = (
    rf"{_NO_WORD_BEFORE}\p{{Lu}}(?:\p{{L}}*-\p{{Nd}}{{1,2}}|\p{{Lu}}*-\p{{Nd}}{{1,4}})s?{_NO_WORD_AFTER}"
)
_QUOTING_PREFIX: Final = rf"""
    {_NO_WORD_BEFORE}[ושהבלמכ]{{1,4}}
    (?= [{_GERSHAYIM}] (?: (?:{_HEBREW_LETTER}){{2,}}[{_GERSHAYIM}] | (?!{_ACRONYM_TAIL})\p{{Hebrew}} ) )
"""
_ARTICLE: Final = rf"""
    {_NO_WORD_BEFORE}
    (?: [Aa][Ll][{_HYPHEN}](?=\p{{Latin}}) | [Ee]l[{_HYPHEN}](?=\p{{Latin}}) | אל[{_HYPHEN}\u05be](?=\p{{Hebrew}})
      | (?:[Aa](?:d|dh|n|r|s|sh|t|th|z)|[Uu]l)[{_HYPHEN}](?=\p{{Lu}}) )
"""
_JOINED: Final = rf"""
    (?: (?: (?<=\p{{Hebrew}}\p{{M}}*) [{_GERESH}{_GERSHAYIM}] (?=\p{{Hebrew}})
          | (?<=\p{{Latin}}\p{{M}}*) ['\u2019\u2018\u02bc-\u02bf`] (?=\p{{Latin}}) (?! [sS]{_NO_WORD_AFTER} )
          | (?<=\p{{Nd}}) [.,:/\u066b\u066c] (?=\p{{Nd}})
          | (?<=\p{{Lu}}) & (?=\p{{Lu}}) )
        {_WORD} )*+
"""
_FINAL_GERESH: Final = rf"""
    (?: \u05f3 (?!{_MARK})
      | (?<={_NO_WORD_BEFORE}{_ABBREVIATION}) ['\u2019] (?!{_INNER})
        (?<! (?:^|[\s(]) ['\u2018] [^'\u2018\u2019\n]{{0,80}} .) )?+
"""
_POSSESSIVE: Final = rf"(?<={_INNER})['\u2019][sS]{_NO_WORD_AFTER}"
_SIGN: Final = rf"""
    (?! \s | {_MARK} | [[\p{{Cc}}\p{{Cf}}]--\p{{GCB=Prepend}}] | \p{{GCB=Prepend}}++\s )
    (?<sign>\X) (?: (?P=sign) (?!{_MARK}) )*+
"""

_RULE: Final = "|".join(
    (
        _PLAIN_WORD,
        _INITIALISM,
        _ISO_DATE,
        _DESIGNATION,
        _QUOTING_PREFIX,
        rf"(?:{_ARTICLE})? \p{{GCB=Prepend}}*+ {_WORD} {_JOINED} {_FINAL_GERESH} (?<!\p{{GCB=Prepend}})",
        _POSSESSIVE,
        _SIGN,
    )
)


@cache
def token_pattern() -> regex.Pattern[str]:
    """Return the compiled rule."""
    import regex  # start-up can do without

    return regex.compile(_RULE, regex.VERBOSE | regex.VERSION1)
