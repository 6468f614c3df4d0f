"""How a Query stands in a URL."""

from __future__ import annotations

from datetime import date as Day
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import FACETS, MAX_PAGE_SIZE, PAGE_SIZE, WINDOW, Query
from web.params import bound, decode, encode

VALUES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
SELECTIONS = st.dictionaries(st.sampled_from(FACETS), st.frozensets(VALUES, max_size=3), max_size=4)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    limit = draw(st.integers(1, MAX_PAGE_SIZE))
    return Query(
        text=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=40)),
        selected=draw(SELECTIONS),
        excluded=draw(SELECTIONS),
        since=draw(st.none() | st.dates()),
        until=draw(st.none() | st.dates()),
        sort=draw(st.sampled_from(["relevance", "newest", "oldest"])),
        unit=draw(st.sampled_from(["articles", "stories"])),
        limit=limit,
        page=draw(st.integers(1, WINDOW // limit)),
    )


def read(query_string: str) -> Query:
    return decode(parse_qsl(query_string, keep_blank_values=True)).query


@given(queries())
def test_decoding_what_was_encoded_gives_the_query(query: Query) -> None:
    assert read(encode(query)) == query


@given(queries())
def test_equal_queries_have_one_address(query: Query) -> None:
    assert encode(read(encode(query))) == encode(query)


@given(
    st.lists(st.tuples(st.sampled_from([*FACETS, "not.outlet", "q", "from", "page", "limit", "x"]), VALUES), max_size=8)
)
def test_any_parameters_give_a_query(pairs: list[tuple[str, str]]) -> None:
    query = decode(pairs).query
    assert query.page * query.limit <= WINDOW
    assert read(encode(query)) == query


def test_the_order_of_parameters_does_not_matter_but_is_always_the_same() -> None:
    one = read("to=2025-06-30&outlet=b&q=war&outlet=a&not.country=IQ")
    assert one == read("q=war&outlet=a&outlet=b&not.country=IQ&to=2025-06-30")
    assert encode(one) == "q=war&outlet=a&outlet=b&not.country=IQ&to=2025-06-30"


def test_an_empty_query_has_an_empty_address() -> None:
    assert encode(Query()) == ""
    assert read("q=&from=&to=&outlet=") == Query()


@pytest.mark.parametrize(
    ("query_string", "name"),
    [
        ("from=2025-13-01", "from"),
        ("to=yesterday", "to"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=two", "page"),
        ("page=1e9", "page"),
        ("page=99999999999999999999", "page"),
        ("limit=1000", "limit"),
        ("sort=best", "sort"),
        ("unit=words", "unit"),
    ],
)
def test_a_value_that_cannot_be_read_is_named_in_a_remark(query_string: str, name: str) -> None:
    (remark,) = decode(parse_qsl(query_string)).remarks
    assert remark.message.startswith(name)


def test_unknown_parameters_are_ignored_without_a_word() -> None:
    decoded = decode([("utm_source", "x"), ("q", "war")])
    assert decoded.query == Query(text="war")
    assert not decoded.remarks


def test_a_page_past_the_window_becomes_the_last_one() -> None:
    decoded = decode([("page", "1000000")])
    assert decoded.query.page == WINDOW // PAGE_SIZE
    assert decoded.remarks


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", Day(2024, 1, 1), Day(2024, 12, 31)),
        ("2024-02", Day(2024, 2, 1), Day(2024, 2, 29)),
        ("2023-02-28", Day(2023, 2, 28), Day(2023, 2, 28)),
        ("2023-02-29", None, None),
        ("0000", None, None),
        ("24", None, None),
    ],
)
def test_a_bound_may_be_a_year_a_month_or_a_day(written: str, first: Day | None, last: Day | None) -> None:
    assert bound(written, last=False) == first
    assert bound(written, last=True) == last
