"""The sample articles are what they claim to be: right offsets, known entities, and every hard case in them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.core.datevalue import Calendar, DateModifier
from annotator.core.document import Document, DocumentState, check_storable
from annotator.core.labels import DEFAULT_LABELS
from annotator.core.offsets import Span
from seeds import build

SEEDS = Path(build.__file__).parent
LANGUAGES = ("en", "he", "ar")
# ISO 8601 dates, months, years and weeks; EDTF level 1 decades, seasons and intervals.
DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-2[1-4]|-W[0-5]\d)?|\d{3}X|\d{2}XX"
VALUE = re.compile(rf"({DATE})(/({DATE}))?")


class Gold(NamedTuple):
    start: int
    end: int
    text: str
    label: str
    entity: str | None
    value: str | None
    modifier: str | None
    calendar: str | None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Article:
    document: Document
    mentions: tuple[Gold, ...]


@dataclass(frozen=True)
class Thing:
    type: str
    names: dict[str, list[str]]
    description: dict[str, str]
    external: dict[str, str]

    def is_called(self, name: str) -> bool:
        return any(name in names for names in self.names.values())


def _articles() -> dict[str, Article]:
    articles = {}
    for line in (SEEDS / "sample.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        mentions = tuple(
            Gold(*(mention.get(field) for field in Gold._fields))  # every field is checked by the tests below
            for mention in row["mentions"]
        )
        document = Document(
            id=row["id"],
            name=row["name"],
            title=row["title"],
            text=row["text"],
            language=row["language"],
            date=row["date"],
            state=DocumentState(row["state"]),
        )
        articles[row["id"]] = Article(document, mentions)
    return articles


def _things() -> dict[str, Thing]:
    rows = [json.loads(line) for line in (SEEDS / "entities.jsonl").read_text("utf-8").splitlines()]
    return {row["id"]: Thing(row["type"], row["names"], row["description"], row.get("external", {})) for row in rows}


ARTICLES = _articles()
THINGS = _things()
EVERY_ARTICLE = pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)


def test_the_interchange_file_is_made_from_the_articles() -> None:
    assert (SEEDS / "sample.jsonl").read_text("utf-8") == build.sample()


def test_three_languages_three_arabic_hands_and_work_that_has_begun() -> None:
    assert Counter(article.document.language for article in ARTICLES.values()) == {"ar": 3, "he": 1, "en": 1}
    states = {article.document.state for article in ARTICLES.values()}
    assert states == {DocumentState.IN_PROGRESS, DocumentState.FINISHED}


@EVERY_ARTICLE
def test_an_article_is_whole(article: Article) -> None:
    document = article.document
    check_storable(document.text)
    assert document.date is not None
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", document.date)
    assert 350 <= len(document.text.split()) <= 600
    paragraphs = document.text.split("\n")
    assert len(paragraphs) >= 6
    assert all(paragraph and paragraph == paragraph.strip() for paragraph in paragraphs)
    assert not re.search(r"[\[\]|]", document.text), "a mark was left in the text"


@EVERY_ARTICLE
def test_every_surface_is_the_text_at_its_offsets(article: Article) -> None:
    assert len(article.mentions) >= 50
    for gold in article.mentions:
        assert gold.span.surface(article.document.text) == gold.text
        assert gold.text == gold.text.strip()


@EVERY_ARTICLE
def test_every_mention_has_a_known_label_and_what_that_label_asks_for(article: Article) -> None:
    for gold in article.mentions:
        label = DEFAULT_LABELS[gold.label]
        if label.is_date:
            assert gold.entity is None
            assert gold.value is not None
            assert VALUE.fullmatch(gold.value), gold
            assert gold.calendar in set(Calendar)
            assert gold.modifier is None or gold.modifier in set(DateModifier)
        else:
            assert gold.value is None
            assert gold.entity is not None
            assert gold.entity == "NIL" or THINGS[gold.entity].type == gold.label


@EVERY_ARTICLE
def test_no_clitic_is_inside_a_mention(article: Article) -> None:
    """A surface is a name of its entity as it stands, or, from the second lam of لل on, without its alef."""
    text = article.document.text
    for gold in article.mentions:
        if gold.entity is None or gold.entity == "NIL":
            continue
        thing = THINGS[gold.entity]
        if text[max(0, gold.start - 1) : gold.start + 1] == "لل":
            assert thing.is_called("ا" + gold.text), gold
        else:
            assert thing.is_called(gold.text), gold


@EVERY_ARTICLE
def test_mentions_nest_one_level_deep_and_only_in_organizations(article: Article) -> None:
    for inner in article.mentions:
        around = [outer for outer in article.mentions if outer != inner and outer.span.overlaps(inner.span)]
        inside = [outer for outer in around if outer.span.contains(inner.span)]
        assert len(inside) <= 1
        assert all(outer.label == "ORG" for outer in inside)
        assert all(inner.span.contains(other.span) for other in around if other not in inside)


def test_there_are_enough_entities_and_each_is_met_in_an_article() -> None:
    assert len(THINGS) >= 45
    assert {gold.entity for article in ARTICLES.values() for gold in article.mentions} >= set(THINGS)


@pytest.mark.parametrize("identifier", THINGS)
def test_an_entity_has_names_and_a_description_in_every_language(identifier: str) -> None:
    thing = THINGS[identifier]
    assert thing.type in DEFAULT_LABELS
    assert identifier.startswith(thing.type.lower() + "/")
    assert list(thing.names) == list(LANGUAGES)
    assert list(thing.description) == list(LANGUAGES)
    for names in thing.names.values():
        assert names
        assert len(set(names)) == len(names)
        assert all(name and name == name.strip() for name in names)
    assert all(len(text) >= 9 and not text.endswith(".") for text in thing.description.values())


def test_external_ids_are_well_formed_and_belong_to_one_entity() -> None:
    patterns = {"wikidata": r"Q[1-9]\d*", "iso3166": r"[A-Z]{2}"}
    given = [(key, value) for thing in THINGS.values() for key, value in thing.external.items()]
    assert len(set(given)) == len(given)
    assert all(re.fullmatch(patterns[key], value) for key, value in given)


# What the articles carry, case by case: the article, the text as it stands, the mention in it.
CLITICS = [
    ("hebrew", "במרוקו", "מרוקו"),
    ("hebrew", "ולישראל", "ישראל"),
    ("hebrew", "לאלג'יריה", "אלג'יריה"),
    ("hebrew", "וכשבישראל", "ישראל"),
    ("hebrew", "כשדונלד טראמפ", "דונלד טראמפ"),
    ("hebrew", "שאיראן", "איראן"),
    ("hebrew", "מצרפת", "צרפת"),
    ("hebrew", 'באו"ם', 'או"ם'),
    ("hebrew", 'בצה"ל', 'צה"ל'),
    ("hebrew", "ב-NSO", "NSO"),
    ("levantine", "والمغرب", "المغرب"),
    ("levantine", "وللمغرب", "لمغرب"),
    ("moroccan", "للمغرب", "لمغرب"),
    ("moroccan", "وبالرباط", "الرباط"),
    ("moroccan", "كإسرائيل", "إسرائيل"),
    ("moroccan", "للقوات المسلحة الملكية", "لقوات المسلحة الملكية"),
    ("egyptian", "فالجزائر", "الجزائر"),
    ("egyptian", "لإسرائيل", "إسرائيل"),
    ("egyptian", "للمملكة المغربية", "لمملكة المغربية"),
    ("egyptian", "بـNSO", "NSO"),
]
VARIANTS = [
    ("hebrew", "לודיי", "person/abdellatif-loudiyi"),
    ("hebrew", "לודיאי", "person/abdellatif-loudiyi"),
    ("hebrew", 'ארה"ב', "place/united-states"),
    ("hebrew", "ארצות הברית", "place/united-states"),
    ("egyptian", "جانتس", "person/benny-gantz"),
    ("egyptian", "بينى جانتس", "person/benny-gantz"),
    ("moroccan", "بيني غانتس", "person/benny-gantz"),
    ("levantine", "غانتس", "person/benny-gantz"),
    ("egyptian", "عبداللطيف لوديى", "person/abdellatif-loudiyi"),
    ("moroccan", "عبد اللطيف لوديي", "person/abdellatif-loudiyi"),
    ("moroccan", "محمد بن الوالي", "person/mohamed-benouali"),
    ("moroccan", "بنوالي", "person/mohamed-benouali"),
    ("english", "Hezbollah", "org/hezbollah"),
    ("english", "Hizballah", "org/hezbollah"),
    ("english", "Islamic Republic", "place/iran"),
    ("egyptian", "NSO", "org/nso-group"),
    ("egyptian", "Forbidden Stories", "org/forbidden-stories"),
    ("hebrew", "Forbidden Stories", "org/forbidden-stories"),
    ("english", "Newslooks.com", "org/newslooks"),
    ("levantine", "عربي21", "org/arabi21"),
    ("moroccan", "الأيام 24", "org/al-ayyam-24"),
    ("levantine", "المغرب العربي", "place/maghreb"),
    ("egyptian", "وزارة الدفاع المغربية", "org/moroccan-national-defense-administration"),
    ("english", "Moroccan Army", "org/royal-moroccan-armed-forces"),
    ("english", "Claire Whitmore", "NIL"),
]
NESTED = [
    ("hebrew", "משרד הביטחון של ישראל", "ישראל"),
    ("hebrew", "צבא מרוקו", "מרוקו"),
    ("english", "Israel’s Ministry of Defense", "Israel"),
    ("english", "Israel Defense Forces", "Israel"),
    ("english", "Tel Aviv University", "Tel Aviv"),
]
DATES = [
    ("hebrew", "25.11.2021", "2021-11-25", None, "gregorian"),
    ("hebrew", "אתמול (רביעי)", "2021-11-24", None, "gregorian"),
    ("hebrew", "כ' בכסלו תשפ\"ב", "2021-11-24", None, "hebrew"),
    ("hebrew", 'כ"ט בנובמבר 1947', "1947-11-29", None, "gregorian"),
    ("hebrew", "יולי האחרון", "2021-07", None, "gregorian"),
    ("hebrew", "שבוע הבא", "2021-W48", None, "gregorian"),
    ("hebrew", "סתיו 2000", "2000-23", None, "gregorian"),
    ("hebrew", "שנות השישים", "196X", None, "gregorian"),
    ("english", "10–22 December 2020", "2020-12-10/2020-12-22", None, "gregorian"),
    ("english", "the mid-1990s", "199X", "MID", "gregorian"),
    ("english", "tomorrow", "2021-11-25", None, "gregorian"),
    ("egyptian", "الخميس ٢٥ نوفمبر ٢٠٢١", "2021-11-25", None, "gregorian"),
    ("egyptian", "١٩ ربيع الآخر ١٤٤٣ هـ", "2021-11-24", None, "hijri"),
    ("egyptian", "أمس الأربعاء", "2021-11-24", None, "gregorian"),
    ("egyptian", "منتصف التسعينيات", "199X", "MID", "gregorian"),
    ("egyptian", "ديسمبر الماضى", "2020-12", None, "gregorian"),
    ("moroccan", "نونبر 2021", "2021-11", None, "gregorian"),
    ("moroccan", "12 شتنبر 2022", "2022-09-12", None, "gregorian"),
    ("moroccan", "10 دجنبر 2020", "2020-12-10", None, "gregorian"),
    ("moroccan", "11 و12 غشت 2021", "2021-08-11/2021-08-12", None, "gregorian"),
    ("moroccan", "يوليوز 2022", "2022-07", None, "gregorian"),
    ("moroccan", "مطلع العام الجاري", "2023", "START", "gregorian"),
    ("levantine", "نيسان/ أبريل 2020", "2020-04", None, "gregorian"),
    ("levantine", "تشرين الثاني/ نوفمبر 2021", "2021-11", None, "gregorian"),
    ("levantine", "كانون الأول/ ديسمبر", "2020-12", None, "gregorian"),
    ("levantine", "نهاية عام 2020", "2020", "END", "gregorian"),
    ("levantine", "ستينيات القرن الماضي", "196X", None, "gregorian"),
]
WRITING = [
    ("hebrew", '"רשימת קניות"'),
    ("hebrew", "״ברית אסטרטגית של ידע״"),
    ("hebrew", 'הרמטכ"ל'),
    ("hebrew", "מג'יהאד"),
    ("hebrew", "שָׁלוֹם"),
    ("hebrew", "(50%)"),
    ("hebrew", "Pegasus של NSO"),
    ("english", "“strategic alliance of knowledge”"),
    ("english", "‘normalization’"),
    ("english", "(the spelling in the dossier)"),
    ("english", "Paris-based"),
    ("egyptian", '"غير مسبوقة"'),
    ("egyptian", "(Pegasus)"),
    ("egyptian", "٩٩٪"),
    ("egyptian", "إتفاق دفاعى"),
    ("egyptian", "اتفاق واحد"),
    ("moroccan", "«الأيام 24»"),
    ("moroccan", "94%"),
    ("levantine", "“معاريف”"),
    ("levantine", "«عربي21»"),
    ("levantine", "(أميركا"),
]


def _surfaces(name: str) -> list[tuple[Gold, str]]:
    article = ARTICLES[f"sample/{name}"]
    return [(gold, article.document.text) for gold in article.mentions]


@pytest.mark.parametrize(("name", "token", "stem"), CLITICS)
def test_clitics_stay_outside(name: str, token: str, stem: str) -> None:
    before = token.removesuffix(stem)
    assert any(
        gold.text == stem and re.search(rf"(?<!\w){re.escape(before)}$", text[: gold.start])
        for gold, text in _surfaces(name)
    )


@pytest.mark.parametrize(("name", "surface", "entity"), VARIANTS)
def test_spellings_of_one_thing(name: str, surface: str, entity: str) -> None:
    assert any(gold.text == surface and gold.entity == entity for gold, _ in _surfaces(name))


@pytest.mark.parametrize(("name", "outer", "inner"), NESTED)
def test_names_inside_names(name: str, outer: str, inner: str) -> None:
    mentions = [gold for gold, _ in _surfaces(name)]
    assert any(
        around.text == outer and within.text == inner and around.span.contains(within.span)
        for around in mentions
        for within in mentions
    )


@pytest.mark.parametrize(("name", "surface", "value", "modifier", "calendar"), DATES)
def test_kinds_of_dates(name: str, surface: str, value: str, modifier: str | None, calendar: str) -> None:
    found = {(gold.text, gold.value, gold.modifier, gold.calendar) for gold, _ in _surfaces(name)}
    assert (surface, value, modifier, calendar) in found


@pytest.mark.parametrize(("name", "fragment"), WRITING)
def test_quotes_digits_brackets_and_vowel_points(name: str, fragment: str) -> None:
    assert fragment in ARTICLES[f"sample/{name}"].document.text


@pytest.mark.parametrize("marked", ["[[Rabat|place/rabat", "Rabat|place/rabat]]", "[[[[a|x/y]] b"])
def test_marks_that_do_not_close_are_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        build.read_marks(marked)


def test_marks_nest() -> None:
    text, marks = build.read_marks("the [[[[Tel Aviv|place/tel-aviv]] University|org/tel-aviv-university]], [a|b]")
    assert text == "the Tel Aviv University, [a|b]"
    assert [(mark.start, mark.end, mark.target) for mark in marks] == [
        (4, 23, "org/tel-aviv-university"),
        (4, 12, "place/tel-aviv"),
    ]


def test_a_target_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        build.mention(build.Mark(0, 1, "place/rabat maybe"), "x", {"place/rabat": "PLACE"})
    with pytest.raises(KeyError):
        build.mention(build.Mark(0, 1, "place/nowhere"), "x", {})
