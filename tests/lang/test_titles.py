"""Titles before names."""

from __future__ import annotations

import pytest

from annotator.lang.titles import title_before


@pytest.mark.parametrize(
    "text",
    [
        "General |Gantz", "Mr. |Gantz", "Lt. Gen. |Gantz", "the Israeli Minister of Defense |Gantz",
        "الجنرال |غانتس", "ووزير الدفاع |غانتس", "الجنرال دو ديفيزيون |محمد", "للرئيس |ماكرون", "כשר הביטחון |גנץ",
        "ושר החוץ |לפיד", "הרמטכ\"ל |כוכבי", "מאת |נועה",
    ],
)  # fmt: skip
def test_a_title_stands_before_a_name(text: str) -> None:
    before, _, after = text.partition("|")
    assert title_before(before + after, len(before))


@pytest.mark.parametrize(
    "text",
    ["|Gantz", "They met |Gantz", "The general left. |Gantz stayed", "قال إن |غانتس", "אמר כי |גנץ", "Mr\n|Gantz"],
)
def test_other_words_and_those_of_another_sentence_are_none(text: str) -> None:
    before, _, after = text.partition("|")
    assert not title_before(before + after, len(before))
