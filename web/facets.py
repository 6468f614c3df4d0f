"""What values does a facet have, all of them? A page per facet: search inside it, by count or from A to Z."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flask import Blueprint, abort, render_template, request

from search.find import ask
from search.query import FACETS, NONE, Query
from search.results import FacetValue
from web.room import asked, room
from web.tongues import tr
from web.wording import TYPE_NAMES, value_label

facets = Blueprint("facets", __name__)
A_PAGE = 120
MOST = 50_000
"""Values of a facet that are listed."""
MOST_CHOSEN = 100
"""Values that are chosen with one click."""


@facets.get("/facet/<name>")
def facet(name: str) -> str:
    """The values of a facet under a query, sorted by `order` ("name" or "count"); `at` is the page.

    `contains` narrows them to those whose name holds these letters, `type` to the actors of a type. With `absent` they
    are the values that the archive has and these results have not.
    """
    if name not in FACETS:
        abort(404, tr('There is no facet "%(name)s". There are: %(names)s.', name=name, names=", ".join(FACETS)))
    query = asked().query.turn_to(1)
    contains, order, type, absent = (request.args.get(n, "")[:100] for n in ("contains", "order", "type", "absent"))
    found = (_absent if absent else _values)(query, name, contains.strip())
    types = room().actor_types([value.value for value in found]) if name == "actor" else {}
    many = Counter(types.values())
    found = [value for value in found if type in ("", types.get(value.value))]
    if order == "name":
        found.sort(key=lambda value: (not value.selected, value_label(value, name).casefold()))
    pages = max(1, -(-len(found) // A_PAGE))
    at = min(max(request.args.get("at", 1, type=int), 1), pages)
    return render_template(
        "facet.html",
        name=name,
        query=query,
        values=found[(at - 1) * A_PAGE : at * A_PAGE],
        distinct=len(found),
        is_cut=len(found) >= MOST,
        contains=contains,
        order=order,
        type=type,
        absent=absent,
        types=[(kind, count) for kind in TYPE_NAMES if (count := many[kind])],
        any_of=_any_of(query, name, found),
        at=at,
        pages=pages,
    )


def _any_of(query: Query, name: str, values: list[FacetValue]) -> Query | None:
    """The query with all of these values selected; None for one alone, or for more than an address should hold."""
    chosen = frozenset(value.value for value in values) - {NONE}
    if not 1 < len(chosen) <= MOST_CHOSEN:
        return None
    excluded = {**query.excluded, name: query.excluded.get(name, frozenset()) - chosen}
    return replace(query, selected={**query.selected, name: chosen}, excluded=excluded)


def _values(query: Query, name: str, contains: str) -> list[FacetValue]:
    """The values and their counts under the query: selected first, then by count, then by name."""
    archive, searcher = room().archive, room().searcher
    counts = dict(searcher.values(ask(query, room().tree(query)), name, limit=MOST).values)
    if contains:
        named = set(archive.find_values(name, contains))
        counts = {value: count for value, count in counts.items() if value in named or _says(value, name, contains)}
    selected, excluded = query.selected.get(name, frozenset()), query.excluded.get(name, frozenset())
    names = {NONE: NONE, **archive.labels(name, [value for value in counts if value != NONE])}
    found = [
        FacetValue(value=v, label=names.get(v, v), count=n, selected=v in selected, excluded=v in excluded)
        for v, n in counts.items()
    ]
    return sorted(found, key=lambda v: (not v.selected, -v.count, v.label.casefold()))


def _absent(query: Query, name: str, contains: str) -> list[FacetValue]:
    """The values of the archive that no result of the query has, those of the most articles first."""
    here = {value.value for value in _values(query, name, "")}
    whole = _values(Query(), name, contains)
    return [replace(value, count=0) for value in whole if value.value not in here and value.value != NONE]


def _says(value: str, name: str, contains: str) -> bool:
    """Whether the value's name in the reader's language holds these letters ("Germany" for "DE")."""
    return contains.casefold() in value_label(FacetValue(value=value, label=value, count=0), name).casefold()
