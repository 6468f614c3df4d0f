"""Where do the many links of one page lead? A query's address is written once, and each link fills its place in.

A page of results has more than a hundred links that differ from each other in one value or in two days only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Day
from urllib.parse import quote_plus

from flask import request

from search.address import NOT, encode
from search.query import Query

_PLACE = "\x00"
_FIRST, _LAST = Day.min, Day.max


def search_url(query: Query, anchor: str = "") -> str:
    """The address of a query's results."""
    address = f"{request.script_root}/search"  # a page holds a hundred of these, and url_for is slow
    return with_query(address, query) + (f"#{anchor}" if anchor else "")


def with_query(address: str, query: Query) -> str:
    """The address with the query behind it."""
    encoded = encode(query)
    return f"{address}?{encoded}" if encoded else address


def leaving_out(query: Query, facet: str) -> Callable[[str], str]:
    """What gives the address of the query with a value of the facet left out, or taken in again."""
    chosen = query.selected.get(facet, frozenset()) | query.excluded.get(facet, frozenset())
    place = f"{NOT}{facet}="
    before, _, after = search_url(query.toggle_not(facet, _PLACE)).partition(place + quote_plus(_PLACE))

    def address(value: str) -> str:
        if chosen:  # values stand in their order, and one that is selected goes
            return search_url(query.toggle_not(facet, value))
        return f"{before}{place}{quote_plus(value)}{after}"

    return address


def dated_between(query: Query) -> Callable[[Day, Day], str]:
    """What gives the address of the query between two days."""
    place = f"from={_FIRST.isoformat()}&to={_LAST.isoformat()}"
    before, _, after = search_url(query.between(_FIRST, _LAST)).partition(place)
    return lambda since, until: f"{before}from={since.isoformat()}&to={until.isoformat()}{after}"
