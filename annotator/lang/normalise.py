"""The matching form of names: what is left when spelling habits of one script are taken away.

Two names with one key are taken for two ways to write the same name. Folding never leaves the script; sounds across
scripts are another matter.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# Each entry with its reason. Accents, niqqud, tashkeel and the hamza on alef, waw and ya are marks once a letter is
# decomposed (UAX #15, NFKD) and go with all marks; NFKD also undoes presentation forms and widths.
_LETTERS: Final = {
    # Hebrew: final letters are the same letters; a prefix typed in the middle of a word ends in the other form.
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    # Hebrew: ligatures that Yiddish keyboards have keys for.
    "װ": "וו", "ױ": "וי", "ײ": "יי",
    # Arabic: wasla is alef; ta marbuta and alef maqsura lose their dots, or gain them, by local habit.
    "ٱ": "ا", "ة": "ه", "ى": "ي",
    # Arabic letters as Persian, Urdu and Kurdish keyboards type them.
    "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه",
    # Letters for foreign sounds, against the letter of the same shape that keyboards without them give.
    "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ڥ": "ف", "ڨ": "ق", "گ": "ك", "ڭ": "ك", "ݣ": "ك",
    # Latin letters that do not decompose, as passports and keyboards without them write them.
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n", "ŧ": "t",
}  # fmt: skip

# Geresh, gershayim, apostrophes and ayin signs are written or left out at will: ג'יה, Sana'a, O’Brien.
_QUOTES: Final = "'\"`´׳״‘’‚‛“”„‟′″‵‶ʹʺʻʼʽʾʿˈˊˋ＇"
_DROPPED_CATEGORIES: Final = frozenset({"Mn", "Me", "Cf", "Cc", "Sk"})
_DROPPED: Final = frozenset(_QUOTES + "\u0640.")  # tatweel lengthens a word on the line; U.S. is US
_SPACED_CATEGORIES: Final = frozenset({"Zs", "Zl", "Zp", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Pc"})
_WHITE: Final = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"
_KEPT_PUNCTUATION: Final = frozenset("&@#%*")  # they tell names apart: AT&T, C#


class _FoldTable(dict[int, str]):
    """The table that ``str.translate`` asks, filled as characters turn up."""

    def __missing__(self, code_point: int) -> str:
        found = self[code_point] = _fold(chr(code_point))
        return found


def _fold(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _WHITE:
        return " "
    if character in _DROPPED:
        return ""
    category = unicodedata.category(character)
    if category in _DROPPED_CATEGORIES:
        return ""
    if category in _SPACED_CATEGORIES and character not in _KEPT_PUNCTUATION:
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character


_FOLDS: Final = _FoldTable()


def match_key(name: str) -> str:
    """Return the form by which a name is found whatever way it was written within its script.

    Letter case, accents, niqqud and tashkeel, tatweel, hamza seats, ta marbuta, alef maqsura, Persian letters, final
    letters, geresh and gershayim, full stops, invisible controls, kinds of digits, hyphens, maqaf, other punctuation
    and the number of spaces make no difference. The function is idempotent. A name without letters, digits or
    symbols has the empty key, which matches nothing.
    """
    return unicodedata.normalize("NFC", " ".join(folded(name).split()))


def folded(text: str) -> str:
    """Return a text as :func:`match_key` folds it, before spaces are run together and letters composed again.

    Every character is folded by itself, so that a text can be folded piece by piece.
    """
    lowered = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKD", lowered).translate(_FOLDS)
