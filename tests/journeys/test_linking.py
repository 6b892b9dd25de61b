"""Linking with few keys: known names, names of other scripts, new entities, nothing, and all that reads alike."""

from __future__ import annotations

import pytest

from annotator.core.datevalue import DateValue
from annotator.core.offsets import Span
from annotator.ui.dialogs.identical import IdenticalDialog
from tests.journeys.hands import until
from tests.journeys.sitting import DATE, ORG, PERSON, PLACE, Sitting


@pytest.mark.parametrize(
    ("article", "inside", "surface", "digit", "entity"),
    [
        ("hebrew.txt", "גנץ במרוקו", "מרוקו", PLACE, "place/morocco"),
        ("hebrew.txt", 'מדברים בצה"ל', 'צה"ל', ORG, "org/idf"),
        ("hebrew.txt", "חזית פוליסריו", "חזית פוליסריו", ORG, "org/polisario-front"),
        ("egyptian.txt", "بينى جانتس", "بينى جانتس", PERSON, "person/benny-gantz"),
        ("egyptian.txt", "لها بـNSO", "NSO", ORG, "org/nso-group"),
        ("moroccan.txt", "وتسمح للمغرب", "لمغرب", PLACE, "place/morocco"),
        ("moroccan.txt", "العام للقوات", "لقوات المسلحة الملكية", ORG, "org/royal-moroccan-armed-forces"),
        ("levantine.txt", "غانتس حين", "غانتس", PERSON, "person/benny-gantz"),
        ("english.txt", "“Hizballah”", "Hizballah", ORG, "org/hezbollah"),
    ],
)
def test_a_known_name_costs_two_keys(
    sitting: Sitting, article: str, inside: str, surface: str, digit: int, entity: str
) -> None:
    sitting.open_article(article)
    before = sitting.disk.names(entity)
    sitting.link(sitting.find(surface, inside=inside), digit, "Return")
    ((stored, _, linked),) = sitting.disk.briefs(sitting.document)
    assert (stored, linked) == (surface, entity)
    assert sitting.disk.names(entity) == before, "a name it had already was learned again"


def test_a_new_spelling_is_learned_and_known_from_then_on(sitting: Sitting) -> None:
    """The Egyptian hand writes ي without its dots; one link teaches it."""
    sitting.open_article("egyptian.txt")
    span = sitting.find("القوات المسلحة المغربية")
    clipped = Span(span.start, span.end - len(" المغربية"))
    sitting.mark(clipped, ORG)
    sitting.hands.write("Benny")
    until(lambda: sitting.card.candidates.chosen is not None)
    sitting.hands.press("Return")
    sitting.settle()
    assert sitting.disk.briefs() == [("القوات المسلحة", "ORG", "person/benny-gantz")]
    assert ("ar", "القوات المسلحة") in sitting.disk.names("person/benny-gantz")


def test_typing_searches_names_in_every_script(sitting: Sitting) -> None:
    sitting.open_article("hebrew.txt")
    sitting.mark(sitting.find("זהר פלטי"), PERSON)
    sitting.hands.write("loud")
    until(lambda: not sitting.desk.bridge.unsaved)
    sitting.hands.press("Return")
    sitting.settle()
    assert sitting.disk.briefs() == [("זהר פלטי", "PERSON", "person/abdellatif-loudiyi")]


def test_a_digit_chooses_a_candidate(sitting: Sitting) -> None:
    sitting.open_article("english.txt")
    sitting.mark(sitting.find("Israel", inside="concluded with Israel"), PLACE)
    chosen = sitting.card.candidates.offers[1].entity
    sitting.hands.press("2", "Return")
    sitting.settle()
    assert sitting.disk.briefs() == [("Israel", "PLACE", chosen)]


def test_a_new_entity_has_the_dictionary_form_as_its_first_name(sitting: Sitting) -> None:
    sitting.open_article("egyptian.txt")
    sitting.link(sitting.find("حسام عبدالرازق"), PERSON, "Ctrl+Return")
    ((_, _, made),) = sitting.disk.briefs()
    assert made is not None
    assert sitting.disk.names(made) == [("ar", "حسام عبدالرازق")]
    sitting.open_article("moroccan.txt")
    before = set(sitting.disk.entities())
    sitting.link(sitting.find("لمغرب", inside="وتسمح للمغرب"), PLACE, "Ctrl+Return")
    (new,) = set(sitting.disk.entities()) - before
    assert sitting.disk.names(new) == [("ar", "المغرب")]


def test_nil_and_later_are_different(sitting: Sitting) -> None:
    sitting.open_article("hebrew.txt")
    sitting.link(sitting.find("נועה אלמוג"), PERSON, "0")
    sitting.link(sitting.find("זהר פלטי"), PERSON, "Esc")
    assert sitting.disk.briefs() == [("נועה אלמוג", "PERSON", "NIL"), ("זהר פלטי", "PERSON", None)]
    sitting.hands.press("Ctrl+Home", "F8")
    until(lambda: sitting.view.selected_mark is not None)
    sitting.hands.press("Return")
    until(sitting.card.isVisible)
    sitting.hands.press("Return")
    sitting.settle()
    assert sitting.disk.briefs()[1] == ("זהר פלטי", "PERSON", "person/zohar-palti")


def test_a_link_can_be_taken_away_and_given_as_last_time(sitting: Sitting) -> None:
    sitting.open_article("hebrew.txt")
    first, second = sitting.find("גנץ", inside="לפני גנץ"), sitting.find("גנץ", inside="אמור גנץ")
    sitting.link(first, PERSON, "Return")
    sitting.link(second, PERSON, "Esc")
    sitting.hands.press("L")
    sitting.settle()
    assert [brief[2] for brief in sitting.disk.briefs()] == ["person/benny-gantz"] * 2
    sitting.hands.press("Shift+L")
    sitting.settle()
    assert [brief[2] for brief in sitting.disk.briefs()] == ["person/benny-gantz", None]


def test_the_label_can_be_changed_while_linking(sitting: Sitting) -> None:
    sitting.open_article("hebrew.txt")
    sitting.mark(sitting.find("אמנסטי אינטרנשיונל"), PERSON)
    sitting.hands.press("Alt+2", "Return")
    sitting.settle()
    assert sitting.disk.briefs() == [("אמנסטי אינטרנשיונל", "ORG", "org/amnesty-international")]


def test_all_alike_in_the_article_are_linked_in_one_act(sitting: Sitting) -> None:
    sitting.open_article("hebrew.txt")
    text = sitting.view.document.text
    sitting.link(sitting.find("מרוקו", inside="גנץ במרוקו"), PLACE, "Return")
    before = sitting.disk.work()
    sitting.hands.press("I")
    sitting.hands.dialog(IdenticalDialog)
    sitting.hands.press("Return")
    sitting.hands.dialog_closed()
    sitting.settle()
    stored = sitting.disk.mentions()
    assert len(stored) > 5
    assert all(text[mention.start : mention.end] == mention.surface == "מרוקו" for mention in stored)
    assert {mention.entity for mention in stored} == {"place/morocco"}
    assert not any(text[mention.end : mention.end + 1].isalpha() for mention in stored), "cut a longer word"
    sitting.hands.press("Ctrl+Z")
    sitting.settle()
    assert sitting.disk.work() == before


def test_all_alike_in_the_workspace_but_one(sitting: Sitting) -> None:
    sitting.open_article("egyptian.txt")
    sitting.link(sitting.find("NSO"), ORG, "Return")
    sitting.hands.press("Shift+I")
    dialog = sitting.hands.dialog(IdenticalDialog)
    total = dialog.model.total
    dialog.list.setCurrentIndex(dialog.model.index(1))
    sitting.hands.press("Space", "Return")
    sitting.hands.dialog_closed()
    sitting.settle()
    stored = sitting.disk.mentions()
    assert len(stored) == total  # the first, and all the others but one
    assert {(mention.surface, mention.entity) for mention in stored} == {("NSO", "org/nso-group")}
    assert len({mention.document for mention in stored}) > 1


def test_a_date_gets_a_value(sitting: Sitting) -> None:
    sitting.open_article("moroccan.txt")
    sitting.mark(sitting.find("12 شتنبر 2022"), DATE)
    assert sitting.date_card.draft.value == DateValue("2022-09-12")
    sitting.hands.press("Return")
    sitting.settle()
    (stored,) = sitting.disk.mentions()
    assert (stored.label, stored.value, stored.entity) == ("DATE", "2022-09-12", None)
