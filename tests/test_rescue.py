"""What empties a result, and what would be found without it."""

from __future__ import annotations

from datetime import date as Day

import pytest

from search.archive import Archive
from search.engine import Searcher
from search.find import ask, read
from search.query import Query
from search.rescue import rescues
from search.syntax import conjuncts

Newsroom = tuple[Archive, Searcher]


def test_each_way_out_says_what_it_finds(newsroom: Newsroom) -> None:
    archive, searcher = newsroom
    query = Query(
        text="pump zzyzx", selected={"language": frozenset({"de"})}, excluded={"outlet": frozenset({"al-midan"})},
        since=Day(1901, 1, 1), until=Day(1902, 1, 1),
    )  # fmt: skip
    for found in rescues(query, *newsroom):
        assert found.count == searcher.count(ask(found.query, read(found.query.text, archive, searcher).tree)) > 0


def test_the_word_that_no_article_holds_is_named(newsroom: Newsroom) -> None:
    (found,) = rescues(Query(text="pump AND zzyzx"), *newsroom)
    assert (found.kind, found.text, found.query.text) == ("words", "zzyzx", "pump")


def test_the_filter_that_empties_is_named_with_what_stands_without_it(newsroom: Newsroom) -> None:
    found = rescues(Query(text="pump", selected={"outlet": frozenset({"nobody"})}), *newsroom)
    assert found[0].kind in ("outlet", "words")
    assert {(one.kind, one.text, one.query.text) for one in found} == {("outlet", "nobody", "pump")}


def test_values_of_one_facet_go_together_because_any_of_them_was_enough(newsroom: Newsroom) -> None:
    (found,) = rescues(Query(text="pump", selected={"outlet": frozenset({"nobody", "no-one"})}), *newsroom)
    assert found.text == "no-one, nobody"
    assert not found.query.selected


def test_dates_are_taken_off_both_at_once(newsroom: Newsroom) -> None:
    (found,) = rescues(Query(text="pump", since=Day(1901, 1, 1), until=Day(1901, 2, 1)), *newsroom)
    assert (found.kind, found.text) == ("dates", "1901-01-01..1901-02-01")


def test_all_words_are_one_way_out_where_a_filter_stands_beside_them(newsroom: Newsroom) -> None:
    query = Query(text="pump zzyzx", selected={"outlet": frozenset({"al-midan"})})
    assert ("pump zzyzx", "") in {(one.text, one.query.text) for one in rescues(query, *newsroom)}


def test_a_query_that_finds_something_needs_no_help(newsroom: Newsroom) -> None:
    assert rescues(Query(text="pump"), *newsroom) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("oil gas", ["oil", "gas"]),
        ('"red sea" AND ferry -port', ['"red sea"', "ferry", "-port"]),
        ("(oil OR gas) title:war", ["(oil OR gas)", "title:war"]),
        ("oil OR gas", ["oil OR gas"]),
        ('oil NEAR/3 gas "a b"~5', ["oil NEAR/3 gas", '"a b"~5']),
        ("", []),
        ("( )", []),
    ],
)
def test_the_parts_that_must_all_hold_are_known_by_their_place(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in conjuncts(text)] == parts
