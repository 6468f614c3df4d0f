"""How might the reader go on? Words, facet values and titles for what stands in the query box, with their addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from search import suggestions
from search.query import Query
from search.results import FacetValue
from search.suggestions import Completion
from web.links import search_url
from web.room import article_url, room
from web.wording import FACET_NAMES, value_label

Suggestion = dict[str, Any]


def suggest(query: Query) -> list[Suggestion]:
    """At most eight ways to go on from the last word of the text, each with its kind, text, count and address.

    The addresses keep what is selected, and a count is the number of results there; a title has none.
    """
    found = suggestions.suggest(query.text, room().archive, room().searcher)
    titles = room().archive.articles([item.value for item in found if item.kind == "title"])
    out: list[Suggestion] = []
    for item in found:
        if item.kind == "title":
            if item.value in titles:
                url = article_url(titles[item.value])
                out.append({"kind": "article", "text": item.text, "count": None, "url": url})
        else:
            out.append(_narrowed(item, query))
    return out


def _narrowed(item: Completion, query: Query) -> Suggestion:
    """A word or a facet value under what is selected now."""
    if item.kind == "term":
        kind, text, asked = "word", item.text, replace(query, text=item.text, page=1)
    else:
        kind = str(FACET_NAMES[item.kind])
        text = value_label(FacetValue(value=item.value, label=item.text, count=0), item.kind)
        is_there = item.value in query.selected.get(item.kind, ())
        asked = replace(query if is_there else query.toggle(item.kind, item.value), text=item.before.strip(), page=1)
    return {"kind": kind, "text": text, "count": room().count(asked), "url": search_url(asked)}
