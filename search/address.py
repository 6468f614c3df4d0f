"""Where does a query stand in the web page's addresses? One order of parameters: equal queries have one address."""

from __future__ import annotations

from urllib.parse import urlencode

from search.query import PAGE_SIZE, Query

NOT = "not."
"""What stands before the name of a facet whose values are excluded."""
PATH = "/search"


def encode(query: Query) -> str:
    """The query string of a Query, without the question mark; empty for a query with nothing in it."""
    pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    pairs += [(facet, value) for facet, values in query.selected.items() for value in sorted(values)]
    pairs += [(NOT + facet, value) for facet, values in query.excluded.items() for value in sorted(values)]
    rest = {
        "from": query.since.isoformat() if query.since else "",
        "to": query.until.isoformat() if query.until else "",
        "sort": "" if query.sort == "relevance" else query.sort,
        "unit": "" if query.unit == "articles" else query.unit,
        "limit": "" if query.limit == PAGE_SIZE else str(query.limit),
        "page": "" if query.page == 1 else str(query.page),
    }
    return urlencode(pairs + [(name, value) for name, value in rest.items() if value])


def search_path(query: Query) -> str:
    """The address of a query's results on the page, without the host."""
    encoded = encode(query)
    return f"{PATH}?{encoded}" if encoded else PATH
