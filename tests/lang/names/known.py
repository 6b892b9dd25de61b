"""Names of well-known people and places in three scripts, and common names to stand in their way."""

from __future__ import annotations

KNOWN = (
    ("Benny Gantz", "בני גנץ", "بيني غانتس"),
    ("Naftali Bennett", "נפתלי בנט", "نفتالي بينيت"),
    ("Mahmoud Abbas", "מחמוד עבאס", "محمود عباس"),
    ("Aziz Akhannouch", "עזיז אח'נוש", "عزيز أخنوش"),
    ("Abdellatif Loudiyi", "עבד אל־לטיף לודיי", "عبد اللطيف لوديي"),
    ("Angela Merkel", "אנגלה מרקל", "أنجيلا ميركل"),
    ("Emmanuel Macron", "עמנואל מקרון", "إيمانويل ماكرون"),
    ("Barack Obama", "ברק אובמה", "باراك أوباما"),
    ("Vladimir Putin", "ולדימיר פוטין", "فلاديمير بوتين"),
    ("Madrid", "מדריד", "مدريد"),
    ("Amsterdam", "אמסטרדם", "أمستردام"),
    ("Casablanca", "קזבלנקה", "كازابلانكا"),
)
_GIVEN = """
    Adam Ahmed Alice Anna Anton Boris Carmen Clara Daniel David Dina Elena Emil Farid Felix Fatima Gabriel Hassan Helen
    Ibrahim Igor Jamal James Karim Laila Leon Maria Martin Michael Nadia Nina Omar Paul Rania Robert Salim Simon Tamar
"""
_FAMILY = """
    Abdallah Anderson Bergman Bernard Cohen Fischer Fernandez Garcia Gordon Haddad Ivanov Johnson Kaplan Khoury Levin
    Mansour Martinez Meyer Nasser Peterson Rahman Rosenberg Schmidt Shapiro Suleiman Taylor Weber Williams Zimmermann
"""


def _others() -> tuple[str, ...]:
    given, family = _GIVEN.split(), _FAMILY.split()
    return tuple(
        f"{name} {family[(at * 7 + step) % len(family)]}"
        for at, name in enumerate(given)
        for step in (0, 2, 5, 9, 11, 17, 23)
    )


OTHERS = _others()
