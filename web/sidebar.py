"""What stands beside the results? The facets as rows to tick, the actors under the names of their types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.query import NONE, Query
from search.results import Facet, FacetValue
from web.links import leaving_out
from web.room import room
from web.wording import TYPE_NAMES, in_order, number, value_label

SHOWN, MOST = 8, 20
"""Values of a facet that stand open, and those that "more" opens to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A value as it stands beside the results; `flip` is the address without it, or with it again."""

    value: str
    label: str
    count: str
    selected: bool
    excluded: bool
    flip: str


Group = tuple[str, list[Row]]
"""Rows under a heading, "" for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A facet beside the results: what stands open, what "more" opens, and how many values there are in all."""

    name: str
    open: list[Group]
    more: list[Group]
    distinct: int
    is_cut: bool


def sections(facets: Sequence[Facet], query: Query) -> list[Section]:
    """The facets in the order of the page, without those that tell nothing apart."""
    return [_section(facet, query) for facet in in_order(facets) if _tells_apart(facet)]


def _tells_apart(facet: Facet) -> bool:
    if not facet.values:
        return False
    return facet.distinct > 1 or facet.values[0].value != NONE or facet.values[0].selected


def _section(facet: Facet, query: Query) -> Section:
    flip = leaving_out(query, facet.name)
    rows = [
        Row(
            value=value.value,
            label=value_label(value, facet.name),
            count=number(value.count),
            selected=value.selected,
            excluded=value.excluded,
            flip=flip(value.value),
        )
        for value in facet.values
    ]
    chosen = sum(value.selected or value.excluded for value in facet.values)
    shown = max(SHOWN, chosen)
    types = _types(facet.values) if facet.name == "actor" else {}
    return Section(
        name=facet.name,
        open=_grouped(rows[:shown], types),
        more=_grouped(rows[shown:], types),
        distinct=facet.distinct,
        is_cut=facet.distinct > len(rows),
    )


def _types(values: Sequence[FacetValue]) -> dict[str, str]:
    """What the type of each actor is called; one that was chosen stands before all types."""
    found = room().actor_types([value.value for value in values])
    chosen = {value.value for value in values if value.selected or value.excluded}
    return {id: str(TYPE_NAMES[type]) for id, type in found.items() if type in TYPE_NAMES and id not in chosen}


def _grouped(rows: Sequence[Row], headings: dict[str, str]) -> list[Group]:
    """The rows under their headings, which stand in the order of their first rows; those without one come first."""
    groups: dict[str, list[Row]] = {"": []}
    for row in rows:
        groups.setdefault(headings.get(row.value, ""), []).append(row)
    return [(heading, found) for heading, found in groups.items() if found]
