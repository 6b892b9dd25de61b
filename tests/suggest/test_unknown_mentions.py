"""Names that nobody knows are proposed where the words leave little doubt, and nowhere else."""

from __future__ import annotations

import pytest

from tests.suggest.entities import entity
from tests.suggest.finding_articles import found, mention

NOBODY = (entity("paris", "Paris", kind="PLACE"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("General Uri Tzafrir arrived. Tzafrir spoke.", [("Uri Tzafrir", "PERSON"), ("Tzafrir", "PERSON")]),
        ("By Claire Whitmore", [("Claire Whitmore", "PERSON")]),
        ("The talks with the Patriotic Front and David Kessler failed.", [
            ("Patriotic Front", "ORG"), ("David Kessler", "PERSON"),
        ]),
        ("قال الجنرال دو ديفيزيون محمد الصنهاجي مفتش الإدارة", [("محمد الصنهاجي", "PERSON")]),
        ("ووزير الدفاع السابق يوآف تسفرير، قال", [("يوآف تسفرير", "PERSON")]),
        ("كتب: حسام عبدالرازق", [("حسام عبدالرازق", "PERSON")]),
        ("أعلن سلاح الجو الإيطالي", [("سلاح الجو الإيطالي", "ORG")]),
        ("مع القوات المسلحة الملكية", [("القوات المسلحة الملكية", "ORG")]),
        ("وقال مدير عام وزارته ألون أوشبيز إن", [("ألون أوشبيز", "PERSON")]),
        ("التقت رئيسها محمد الصنهاجي", [("محمد الصنهاجي", "PERSON")]),
        ("שוחח עם סגנו יואב תספריר במשרדו", [("יואב תספריר", "PERSON")]),
        ("الرئيس إبراهيم رئيسي قال", [("إبراهيم رئيسي", "PERSON")]),
        ("דיבר רב-סרן יואב תספריר במשרדו", [("יואב תספריר", "PERSON")]),
        ("מאת נועה אלמוג", [("נועה אלמוג", "PERSON")]),
        ("דובר חיל האוויר האיטלקי אמר", [("חיל האוויר האיטלקי", "ORG")]),
    ],
)  # fmt: skip
def test_names_in_plain_view_are_proposed_without_an_entity(text: str, expected: list[tuple[str, str]]) -> None:
    suggestions = found(NOBODY, text)
    assert [(each.surface, each.label) for each in suggestions] == expected
    assert not any(each.candidates for each in suggestions)
    assert all(each.score < 0.8 for each in suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "Defense Cooperation and Strategic Alliance",
        "The Memorandum of Understanding was signed under the Abraham Accords with the Jewish state.",
        "Both countries have been investing great efforts. Undoubtedly, the Minister said Nothing.",
        "هذا الاتفاق يسمح باقتناء معدات أمنية عالية التكنولوجيا بسهولة على الصعيدين الإقليمي والدولي",
        "وزير الخارجية زار المنطقة والتقى نظيره في مؤتمر دولي",
        "الجيش والحكومة والبرلمان",
        'שר הביטחון נפגש עם הרמטכ"ל בלשכתו והם דנו בנושא',
        "הצבא והממשלה והכנסת",
        "תוכנית רב-שנתית שמטרתה השגת עליונות צבאית",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert found(NOBODY, text) == []


def test_what_is_known_or_marked_is_left_alone() -> None:
    text = "General Uri Tzafrir arrived. Tzafrir spoke."
    assert [each.surface for each in found(NOBODY, text, [mention(text, "Uri Tzafrir", "PERSON")])] == []
    known = entity("uri", "Uri Tzafrir")
    assert all(each.candidates for each in found((known,), text))
