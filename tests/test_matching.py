"""The scan finds whole words with their offsets, in every script."""

import pytest

from indexer.matching import Patterns, Titles, fold, without_overlap

NAMES = {
    name: name
    for name in (
        *("Jordan", "Sudan", "South Sudan", "Niger", "Nigeria", "US", "U.S.", "iranian", "São Tomé", "Mali"),
        *("العراق", "سوري", "中国", "이란", "ישראל", "भारत", "Россия"),
    )
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jordan, jordan and JORDAN", ["Jordan", "JORDAN"]),
        ("an IRANIAN, an iranian", ["IRANIAN", "iranian"]),
        ("the US told us; US-backed", ["US", "US"]),
        ("THE U.S. and the u.s.", ["U.S."]),
        ("Nigeria, Niger's, Nigerians, Somalia", ["Nigeria", "Niger"]),
        ("South Sudan and Sudan", ["South Sudan", "Sudan"]),
        ("South\nSudan, South\u00a0Sudan", ["South\nSudan", "South\u00a0Sudan"]),
        ("SAO TOME or São Tomé", ["SAO TOME", "São Tomé"]),
        ("العراق وبالعراق والسوري سوريات", ["العراق", "العراق", "سوري"]),
        ("إلى للعراق", ["للعراق"]),
        ("他在中国的朋友", ["中国"]),
        ("이란은 강하다", ["이란"]),
        ("בישראל, הישראלי", ["ישראל"]),
        ("भारत, भारतीय", ["भारत"]),
        ("РОССИЯ", ["РОССИЯ"]),
        ("", []),
    ],
)
def test_a_name_is_found_where_it_stands_as_a_word(text, found):
    matches = Patterns(NAMES).find(text)
    assert [text[m.start : m.end] for m in matches] == found


def test_one_spelling_can_have_two_case_rules():
    patterns = Patterns({"Turkey": "country", "turkey": "bird"})
    assert [m.value for m in patterns.find("Turkey ate turkey")] == ["country", "bird"]


def test_no_patterns_find_nothing():
    assert Patterns({}).find("anything") == []


@pytest.mark.parametrize("text", ["İstanbul’da", "Straße ẞ", "Çeşme\nñandú", "ﷺ ½ ™", "ΟΔΟΣ", "e\u0301"])
def test_folding_keeps_the_length(text):
    folded = fold(text)
    assert len(folded.plain) == len(folded.lower) == len(text)


def test_titles_are_found_at_capitals_the_longest_first() -> None:
    titles = Titles({"san": 1, "san jose": 2, "san jose del monte": 3, "aix-en-provence": 4})
    text = fold("San José del Monte and San José, not Santa; AIX-EN-PROVENCE, san jose, San Josef")

    found = [(text.plain[m.start : m.end], m.value) for m in without_overlap(titles.candidates(text))]

    assert found == [("San Jose del Monte", 3), ("San Jose", 2), ("AIX-EN-PROVENCE", 4), ("San", 1)]


def test_a_name_at_the_end_of_a_text_ends_with_it() -> None:
    titles = Titles({"hong kong": 1, "hong kong island east": 2, "hong kok": 3})

    assert titles.candidates(fold("A storm in Hong Kong")) == [(11, -20, 1)]


def test_of_two_names_at_one_place_the_longer_wins_and_of_equal_ones_the_first() -> None:
    matches = without_overlap(
        [(0, -4, "short"), (0, -9, "long"), (5, -9, "inside"), (12, -15, "own"), (12, -15, "other")]
    )

    assert [m.value for m in matches] == ["long", "own"]
