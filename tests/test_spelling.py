"""Spellings of one name have one key; other names have another."""

import pytest

from indexer.cases import stem
from indexer.spelling import actor_id, key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahmad Al Shara", "Ahmed al-Sharaa"),
        ("Muhammad Khalid", "Mohammed Khaled"),
        ("Hasan Qasim", "Hassan Qassem"),
        ("Юрия Лужкова", "Юрий Лужков"),
    ],
)
def test_transliterations_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)
    assert actor_id(one) == actor_id(other)


def test_names_that_are_only_alike_stay_apart() -> None:
    assert key("Ali Khamenei") != key("Ali Khomeini")


def test_a_name_in_latin_letters_keeps_its_spelling_in_the_id() -> None:
    assert actor_id("Jürgen Weißmann") == "jurgen-weissmann"


@pytest.mark.parametrize("word", ["Громова", "Громову", "Громовым", "Громове"])
def test_russian_cases_share_a_stem(word: str) -> None:
    assert stem(word) == "Громов"
