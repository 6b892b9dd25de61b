"""Words that dates begin with, in Hebrew and Arabic: after a prefix, what is left is a date and no part of a word.

Words that are commoner as something else with the letter before them are left out (במאי is rather a director).
"""

from __future__ import annotations

from typing import Final

TIME_WORDS: Final = frozenset({
    # Hebrew: months of both calendars
    "ינואר", "פברואר", "מרץ", "מרס", "אפריל", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
    "תשרי", "חשוון", "חשון", "מרחשוון", "כסלו", "טבת", "שבט", "אדר", "ניסן", "אייר", "סיוון", "סיון", "תמוז", "אלול",
    # Hebrew: stretches of time, seasons, parts
    "שבוע", "חודש", "שנת", "שנה", "שנות", "סתיו", "חורף", "קיץ", "אביב", "תחילת", "ראשית", "אמצע", "סוף", "מחצית",
    # Arabic: months in the east, in Egypt, in the Maghreb, and of the Muslim year
    "كانون", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين",
    "يناير", "فبراير", "مارس", "أبريل", "إبريل", "ابريل", "مايو", "يونيو", "يونيه", "يوليو", "يوليه", "أغسطس", "سبتمبر",
    "أكتوبر", "اكتوبر", "نوفمبر", "ديسمبر",
    "ماي", "يوليوز", "غشت", "شتنبر", "نونبر", "دجنبر",
    "محرم", "صفر", "ربيع", "جمادى", "رجب", "شعبان", "رمضان", "شوال",
    # Arabic: stretches of time, seasons, parts
    "عام", "سنة", "شهر", "أسبوع", "صيف", "شتاء", "خريف", "مطلع", "أوائل", "بداية", "منتصف", "أواخر", "نهاية",
})  # fmt: skip
