"""Spellings of one name have one key; other names have another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from indexer.naming.cases import stem
from indexer.naming.spelling import actor_id, key, keys
from search.slugs import slugged


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


def test_a_slug_is_that_of_the_library_whatever_the_script() -> None:
    for name in ("Volker Türk", "Иван Петров", "سامر البرغوثي", "L'Équipe & Cie", "日本放送協会", ""):
        assert slugged(name) == slugify(name)
        assert slugged(name, max_length=8) == slugify(name, max_length=8, word_boundary=True)


@given(st.text("aZ9 _-'\"&,;.#/\\\t\n!x0%()é", max_size=30), st.sampled_from([0, 8, 60]))
def test_a_slug_made_without_the_library_is_that_of_the_library(name: str, most: int) -> None:
    assert slugged(name, max_length=most) == slugify(name, max_length=most, word_boundary=most > 0)


def test_keys_of_many_names_are_those_of_each() -> None:
    names = ["bin Laden", "Abd al-Karim Qasim", "Владимира Путина", "al-Sharaa Ahmed", "Nuri as-Said", "Abdel Fattah"]
    assert keys(names) == [key(name) for name in names]
