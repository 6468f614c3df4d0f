"""What do several sightings of one body make together?"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from store import dated, make, outlet, prose

from search.article import (
    ArticleDate,
    Evidence,
    Outlet,
)
from search.merging import merge


def test_the_earliest_dated_sighting_is_the_article() -> None:
    late, early = (
        replace(make(prose(1)), date=dated("2024-05-02")),
        replace(make(prose(1), "b"), date=dated("2024-05-01")),
    )
    merged = merge([late, early])
    assert merged.source.path == "b"
    assert [(copy.source.path, copy.date) for copy in merged.copies] == [("a.txt", "2024-05-02")]


def test_without_dates_the_longest_text_is_the_article() -> None:
    assert merge([make(prose(1)), make(prose(1) + "!!!", "b")]).source.path == "b"


def test_a_copy_lends_its_outlet_with_the_words_that_gave_it() -> None:
    poor = replace(make(prose(1) + "...", "long.txt"), date=dated("2024-05-02"), metadata="seen in May")
    lender = replace(make(prose(1), "b.txt"), outlet=outlet("Signal"), metadata="name: Signal\nseen in June")
    merged = merge([poor, lender])
    assert merged.outlet is not None
    assert (merged.outlet.name, merged.date.value, merged.source.path) == ("Signal", "2024-05-02", "long.txt")
    (words,) = merged.outlet.evidence
    assert merged.zone(words.zone)[words.start : words.end] == words.text == "Signal"
    assert words.rule == "copy: header line"
    assert merged.metadata == "seen in May\nname: Signal"


def test_an_outlet_is_lent_from_any_zone_with_its_words() -> None:
    words = Evidence(zone="title", start=0, end=6, text="Signal", rule="title suffix")
    signal = Outlet(name="Signal", slug="signal", evidence=(words,))
    merged = merge([make(prose(1) + "..."), replace(make(prose(1), "b.txt"), title="Signal: dam held", outlet=signal)])
    assert merged.outlet is not None
    (lent,) = merged.outlet.evidence
    assert merged.zone(lent.zone)[lent.start : lent.end] == "Signal"


def test_a_date_is_never_averaged_or_invented() -> None:
    undated = replace(make(prose(1) + "...", "a"), date=ArticleDate(raw="recently"))
    assert merge([undated, make(prose(1), "b")]).date == undated.date
    assert merge([undated, replace(make(prose(1), "b"), date=dated("2024-06-03"))]).date == dated("2024-06-03")


def test_merging_does_not_depend_on_the_order() -> None:
    places = [
        replace(make(prose(1), f"{n}.txt"), outlet=outlet(f"Paper{n}"), metadata=f"name: Paper{n}") for n in range(5)
    ]
    places += [make(prose(1), "none.txt"), replace(make(prose(1), "dated.txt"), date=dated("2023-01-01"))]
    expected = merge(places)
    for seed in range(20):
        assert merge(random.Random(seed).sample(places, len(places))) == expected


def test_an_article_needs_a_sighting() -> None:
    with pytest.raises(ValueError, match="sighting"):
        merge([])
