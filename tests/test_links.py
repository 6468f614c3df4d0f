"""Links that are filled in have the address that the query itself would have."""

from __future__ import annotations

from datetime import date as Day

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from test_params import VALUES, queries

from web.links import dated_between, leaving_out, search_url


@pytest.fixture(autouse=True, scope="module")
def reading(app: Flask):  # type: ignore[no-untyped-def]
    with app.test_request_context():
        yield


@given(query=queries(), value=VALUES)
def test_a_value_is_left_out_under_the_address_of_the_query_without_it(query, value) -> None:  # type: ignore[no-untyped-def]
    for facet in ("outlet", "actor", "corpus"):
        assert leaving_out(query, facet)(value) == search_url(query.toggle_not(facet, value))


@given(query=queries(), days=st.tuples(st.dates(Day(1, 1, 1)), st.dates(Day(1, 1, 1))))
def test_days_are_chosen_under_the_address_of_the_query_between_them(query, days) -> None:  # type: ignore[no-untyped-def]
    assert dated_between(query)(*days) == search_url(query.between(*days))
