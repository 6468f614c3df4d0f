"""Facet values by what they are called."""

from __future__ import annotations

import pytest

from search.directory import Directory, Named

NAMES = Directory(
    [
        Named("country", "NG", "Nigeria", 40),
        Named("country", "SD", "Sudan", 12),
        Named("country", "SS", "South Sudan", 7),
        Named("outlet", "abend-bote", "Abend-Bote", 9),
        Named("outlet", "le-phare", "Le Phare", 4),
        Named("actor", "lena-hartwig", "Lena Hartwig", 3),
        Named("actor", "lena-hartwig", "L. Hartwig", 5),
        Named("actor", "omer-demir", "Ömer Demir", 8),
    ]
)


@pytest.mark.parametrize(
    ("facet", "typed", "values"),
    [
        ("country", "sudan", ["SD"]),
        ("country", "Niger", []),
        ("country", "nigeria", ["NG"]),
        ("country", "ng", ["NG"]),
        ("country", "south", ["SS"]),
        ("outlet", "bote", ["abend-bote"]),
        ("outlet", "le phare", ["le-phare"]),
        ("actor", "omer", ["omer-demir"]),
        ("actor", "L. Hartwig", ["lena-hartwig"]),
        ("actor", "", []),
    ],
)
def test_a_name_means_what_is_called_just_so_or_holds_it_as_whole_words(
    facet: str, typed: str, values: list[str]
) -> None:
    assert [named.value for named in NAMES.called(facet, typed)] == values


def test_any_part_of_a_name_is_found_inside_a_facet() -> None:
    assert [named.value for named in NAMES.holding("country", "SUD")] == ["SD", "SS"]
    assert [named.value for named in NAMES.holding("outlet", "bot")] == ["abend-bote"]


def test_names_are_found_by_the_beginning_of_any_of_their_words_most_frequent_first() -> None:
    found = NAMES.starting("su", ("country", "actor"), 5)
    assert [(named.label, named.articles) for named in found] == [("Sudan", 12), ("South Sudan", 7)]
    assert [named.value for named in NAMES.starting("OME", ("actor",), 5)] == ["omer-demir"]
    assert len(NAMES.starting("", ("country",), 2)) == 2


def test_a_value_with_several_names_bears_the_most_frequent_and_counts_them_all() -> None:
    assert NAMES.starting("hartw", ("actor",), 5) == [Named("actor", "lena-hartwig", "L. Hartwig", 8)]
