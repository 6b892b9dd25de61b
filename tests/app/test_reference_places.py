"""The names of a hundred cities and of territories, checked by hand against atlases in three scripts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from annotator.app.reference_places import city_id, places, territory_id
from annotator.core.records import EntityRecord
from annotator.lang.place_names import names_in

CITIES = """
MA Rabat|الرباط|רבאט
MA Casablanca|الدار البيضاء|קזבלנקה
MA Marrakesh|مراكش|
MA Fes|فاس|פס
MA Tangier|طنجة|טנג'יר
MA Agadir|أكادير|אגאדיר
MA Meknes|مكناس|מכנס
MA Oujda|وجدة|
MA Kenitra|القنيطرة|
MA Tétouan|تطوان|
MA Safi|آسفي|
MA Essaouira|الصويرة|
IL Jerusalem|القدس|ירושלים
IL Tel Aviv|تل أبيب|תל אביב
IL Haifa|حيفا|חיפה
IL Beersheba|بئر السبع|באר שבע
IL Ashdod|أشدود|אשדוד
IL Netanya|نتانيا|נתניה
IL Petaẖ Tiqva||פתח תקווה
IL Holon|حولون|חולון
IL Nazareth|الناصرة|נצרת
IL Eilat|إيلات|אילת
IL Tiberias|طبريا|טבריה
IL Acre|عكا|עכו
IL Nahariya|نهاريا|נהריה
IL Ashkelon|عسقلان|אשקלון
PS Gaza|غزة|עזה
PS Ramallah|رام الله|רמאללה
PS Nablus|نابلس|שכם
PS Hebron|الخليل|חברון
PS Jenin|جنين|ג'נין
PS Bethlehem|بيت لحم|בית לחם
PS Jericho|أريحا|יריחו
PS Khān Yūnis|خان يونس|
PS Rafaḩ|رفح|רפיח
PS Tulkarm|طولكرم|טול כרם
EG Cairo|القاهرة|קהיר
EG Alexandria|الإسكندرية|אלכסנדריה
EG Giza|الجيزة|
EG Suez|السويس|סואץ
EG Port Said|بورسعيد|
EG Luxor|الأقصر|לוקסור
EG Aswān|أسوان|אסואן
EG Tanta|طنطا|טנטה
EG Al Mansurah|المنصورة|
EG Ismailia|الإسماعيلية|
EG Damietta|دمياط|דמיאט
EG Sohag|سوهاج|
EG Zagazig|الزقازيق|
LB Beirut|بيروت|ביירות
LB Tripoli|طرابلس|
LB Sidon|صيدا|צידון
LB Tyre|صور|צור
LB Zahlé|زحلة|
LB Baalbek|بعلبك|בעלבכ
SY Damascus|دمشق|דמשק
SY Aleppo|حلب|חלב
SY Homs|حمص|חומס
JO Amman|عمان|עמאן
JO Irbid|إربد|
IQ Baghdad|بغداد|בגדאד
IQ Basrah|البصرة|בצרה
IQ Mosul|الموصل|מוסול
SA Riyadh|الرياض|ריאד
SA Mecca|مكة المكرمة|מכה
SA Jeddah|جدة|ג'דה
SA Medina|المدينة المنورة|
KW Kuwait City|الكويت|
QA Doha|الدوحة|דוחה
BH Manama|المنامة|מנאמה
AE Dubai|دبي|דובאי
AE Abu Dhabi|أبو ظبي|אבו דאבי
OM Muscat|مسقط|מסקט
YE Sanaa|صنعاء|צנעא
YE Aden|عدن|עדן
DZ Algiers|الجزائر|אלג'יר
DZ Oran|وهران|אוראן
TN Tunis|تونس|תוניס
LY Tripoli|طرابلس|טריפולי
LY Benghazi|بنغازي|בנגאזי
SD Khartoum|الخرطوم|ח'רטום
MR Nouakchott|نواكشوط|נואקשוט
TR Ankara|أنقرة|אנקרה
TR Istanbul|إسطنبول|איסטנבול
IR Tehran|طهران|טהרן
FR Paris|باريس|פריז
GB London|لندن|לונדון
DE Berlin|برلين|ברלין
ES Madrid|مدريد|מדריד
IT Rome|روما|רומא
AT Vienna|فيينا|וינה
GR Athens|أثينا|אתונה
RU Moscow|موسكو|מוסקבה
PL Warsaw|وارسو|ורשה
BE Brussels|بروكسل|בריסל
CH Geneva|جنيف|ז'נבה
UA Kyiv|كييف|קייב
US New York City|نيويورك|ניו יורק
US Washington|واشنطن|וושינגטון
CN Beijing|بكين|בייג'ינג
JP Tokyo|طوكيو|טוקיו
"""


@pytest.fixture(scope="module")
def world() -> Mapping[str, EntityRecord]:
    return {place.id: place for place in places()}


def by_name(world: Mapping[str, EntityRecord]) -> dict[tuple[str, str], EntityRecord]:
    codes = {place.names["en"][0]: place.external["iso3166"] for place in world.values() if "iso3166" in place.external}
    found: dict[tuple[str, str], EntityRecord] = {}
    for place in world.values():
        kind, _, country = place.description.get("en", "").partition(" in ")
        if kind == "city":
            code = codes.get(country, "")
            found.setdefault((code, place.names["en"][0]), place)
    return found


@pytest.mark.parametrize(("language", "column", "least_found"), [("ar", 1, 0.93), ("he", 2, 0.9)])
def test_cities_are_called_as_in_an_atlas(
    world: Mapping[str, EntityRecord], language: str, column: int, least_found: float
) -> None:
    cities = by_name(world)
    wrong, asked, right, named = [], 0, 0, 0
    for row in filter(None, CITIES.split("\n")):
        head, *names = row.split("|")
        wanted = names[column - 1]
        city = cities.get((head[:2], head[3:]))
        if not wanted or city is None:
            continue
        asked += 1
        found = city.names.get(language, ())
        named += bool(found)
        right += wanted in found
        if wanted not in found[:1]:
            wrong.append((head, wanted, list(found)))
    assert asked >= 70
    assert right / named >= least_found, wrong
    assert (asked - len(wrong)) / named >= least_found - 0.05, wrong


def test_territories_are_named_in_three_scripts(world: Mapping[str, EntityRecord]) -> None:
    names = {code: world[territory_id(code)].names for code in ("IL", "EG", "MA", "HK", "MM")}
    assert [names[code]["he"][0] for code in ("IL", "EG", "MA")] == ["ישראל", "מצרים", "מרוקו"]
    assert [names[code]["ar"][0] for code in ("IL", "EG", "MA")] == ["إسرائيل", "مصر", "المغرب"]
    assert names["HK"]["en"] == ["Hong Kong"]
    assert names["MM"]["en"][:2] == ["Myanmar", "Burma"]
    territories = [place for place in world.values() if "iso3166" in place.external]
    assert sum({"en", "he", "ar"} <= place.names.keys() for place in territories) >= 245


@pytest.mark.parametrize(
    ("code", "english", "hebrew", "arabic"),
    [
        ("PS", "Palestine", "פלסטין", "فلسطين"),
        ("US", "US", "ארה״ב", "أمريكا"),
        ("AE", "UAE", "איחוד האמירויות", "الإمارات"),
        ("GB", "UK", "בריטניה", "بريطانيا"),
        ("SA", "Saudi Arabia", "סעודיה", "السعودية"),
    ],
)
def test_territories_have_the_short_names_of_the_press_behind_the_official_ones(
    world: Mapping[str, EntityRecord], code: str, english: str, hebrew: str, arabic: str
) -> None:
    names = world[territory_id(code)].names
    assert english in names["en"]
    assert hebrew in names["he"]
    assert arabic in names["ar"]
    assert all(len(set(own)) == len(own) for own in names.values())


def test_an_administrative_region_is_called_first_by_its_name_alone(world: Mapping[str, EntityRecord]) -> None:
    assert [world[territory_id(code)].names["ar"][0] for code in ("HK", "MO")] == ["هونغ كونغ", "ماكاو"]


def test_every_other_name_is_one_of_a_territory_that_there_is(world: Mapping[str, EntityRecord]) -> None:
    lexicon = tomllib.loads((Path(__file__).parents[2] / "resources/lexicons/territories.toml").read_text("utf-8"))
    for code, names in lexicon.items():
        for language, others in names.items():
            assert set(others) <= set(world[territory_id(code)].names[language])


def test_a_description_is_no_name() -> None:
    def frequency(name: str, _language: str) -> float:
        return {"مدينة القمر": 5.4, "أريحا": 4.6}.get(name, 0.0)

    mixed = ["مدينة القمر", "أريحا", "Jericho"]
    assert names_in("ar", mixed, frequency, like="Jericho") == ["أريحا"]
    assert names_in("ar", ["دار السلام"], frequency, like="Dodoma") == ["دار السلام"]
    assert names_in("ar", mixed, frequency, like="Jericho", usual="أَرِيحَا")[0] == "أريحا"
    assert names_in("ar", ["الخليل"], frequency, usual="هيبرون (مدينة الخليل)") == ["الخليل"]


def test_no_name_has_letters_of_another_language(world: Mapping[str, EntityRecord]) -> None:
    cities = [place for place in world.values() if "iso3166" not in place.external]
    arabic = {letter for place in cities for name in place.names.get("ar", ()) for letter in name}
    hebrew = {letter for place in cities for name in place.names.get("he", ()) for letter in name}
    assert not arabic & set("پچژگکیہھەۆێڕڵڤۇېۋ")
    assert not hebrew & set("װױײ")
    assert all(len(name) > 1 for place in cities for name in place.names.get("ar", ()))
    assert "TLV" not in world[city_id(293397)].names["en"]
