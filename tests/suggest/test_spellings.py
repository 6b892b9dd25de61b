from __future__ import annotations

from annotator.suggest.spellings import Spellings


def like(key: str, *keys: str, script: str = "Latn") -> list[str]:
    return [spelling for spelling, _ in Spellings.build((script, name) for name in keys).like(key, "Latn")]


def test_a_letter_less_more_other_or_swapped() -> None:
    keys = ("netanyahu", "netanyhu", "netanyahuu", "netanyaho", "netaynahu", "nasrallah")
    assert set(like("netanyahu", *keys)) == set(keys[:5])


def test_the_most_alike_come_first_and_equals_in_alphabetical_order() -> None:
    assert like("gantz", "gants", "ganz", "gantz", "xantz") == ["gantz", "gants", "ganz", "xantz"]


def test_single_words_of_names_count_too() -> None:
    assert like("gants", "benny gantz") == ["gantz"]


def test_short_names_are_like_nothing() -> None:
    assert like("dan", "ban", "dan") == []


def test_other_scripts_are_not_looked_at() -> None:
    assert like("gantz", "gantz", script="Hebr") == []


def test_a_word_goes_with_the_last_name_that_has_it() -> None:
    spellings = Spellings.build([("Latn", "benny gantz")])
    spellings.add("Latn", "gantz")
    spellings.remove("Latn", "gantz", is_word=lambda word: word == "gantz")
    assert [found for found, _ in spellings.like("gantz", "Latn")] == ["gantz"]
    spellings.remove("Latn", "benny gantz", is_word=lambda _: False)
    assert spellings.like("gantz", "Latn") == []
