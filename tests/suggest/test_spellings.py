from __future__ import annotations

from annotator.suggest.spellings import Spellings


def like(key: str, *keys: str) -> list[str]:
    return [spelling for spelling, _ in Spellings.build(keys).like(key)]


def test_a_letter_less_more_other_or_swapped() -> None:
    keys = ("netanyahu", "netanyhu", "netanyahuu", "netanyaho", "netaynahu", "nasrallah")
    assert set(like("netanyahu", *keys)) == set(keys[:5])


def test_the_most_alike_come_first_and_equals_in_alphabetical_order() -> None:
    assert like("gantz", "gants", "ganz", "gantz", "xantz") == ["gantz", "gants", "ganz", "xantz"]


def test_single_words_of_names_count_too() -> None:
    assert like("gants", "benny gantz") == ["gantz"]


def test_short_names_are_like_nothing() -> None:
    assert like("dan", "ban", "dan") == []


def test_every_word_of_a_mixed_name_counts_in_its_own_script() -> None:
    assert like("pegasos", "תוכנת pegasus") == ["pegasus"]
    assert like("תוכנט", "תוכנת pegasus") == ["תוכנת"]


def test_likeness_is_the_share_of_letters_that_stay() -> None:
    assert Spellings.build(["gantz"]).like("gants") == [("gantz", 0.8)]
    assert Spellings.build(["gantz"]).like("gantz") == [("gantz", 1.0)]


def test_a_word_goes_with_the_last_name_that_has_it() -> None:
    spellings = Spellings.build(["benny gantz"])
    spellings.add("gantz")
    spellings.remove("gantz", is_word=lambda word: word == "gantz")
    assert [found for found, _ in spellings.like("gantz")] == ["gantz"]
    spellings.remove("benny gantz", is_word=lambda _: False)
    assert spellings.like("gantz") == spellings.like("benny gantz") == []
