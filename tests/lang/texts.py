"""Texts to draw from: the scripts we serve, and everything that clings to them."""

from __future__ import annotations

from hypothesis import strategies as st

LETTERS = "abZñ" + "אבהםקר" + "لامغبتوةىأ" + "12٣"
SIGNS = " \n\t.,:;!?'\"’”״׳`-־–/&%()«»،؟…″ـ"
MARKS = "\u0301\u05b0\u05bc\u064e\u0651\u0670\ufe0f\u20e3"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c\u202b\u202c\u2067\u2069\u00ad\u2060\ufeff\u00a0"
PICTURES = "👩👨🏽🇮🇱🇲🇦ℹ©가각ᄀ\u0600नि"

plain = st.text(LETTERS + SIGNS, max_size=30)
mixed = st.text(LETTERS + SIGNS + MARKS + INVISIBLE + PICTURES, max_size=30)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
texts = st.one_of(plain, mixed, anything)
