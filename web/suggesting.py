"""How might the reader go on? Words, facet values and titles for what stands in the query box."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from search.engine import Request
from search.folding import fold
from search.query import Query
from search.results import FacetValue
from web.room import article_url, room, search_url
from web.wording import FACET_NAMES, value_label

MOST = 8
_FACETS = ("outlet", "about", "actor")
_TRIED = 40
_LAST = re.compile(r"(?:^|(?<=[\s(]))[^\W\d_][\w'-]*$")
Suggestion = dict[str, Any]


def suggest(query: Query) -> list[Suggestion]:
    """At most eight ways to go on from the last word of the text, each with its kind, text, count and address.

    The addresses keep what is selected. Nothing is suggested before two letters, or when no word is being typed.
    """
    last = _LAST.search(query.text)
    if not last or len(last.group()) < 2:
        return []
    before, word = query.text[: last.start()], last.group()
    found = [*_values(query, before, word), *_words(query, before, word)][: MOST - 2]
    return found + _titles(word)[: MOST - len(found)]


def _words(query: Query, before: str, word: str) -> list[Suggestion]:
    typed = fold(word.casefold())
    known = room().searcher.vocabulary(typed, 4)
    return [
        {"kind": "word", "text": before + term, "count": count, "url": search_url(replace(query, text=before + term))}
        for term, count in known
        if term != typed
    ]


def _values(query: Query, before: str, word: str) -> list[Suggestion]:
    out: list[Suggestion] = []
    for facet in _FACETS:
        values = room().archive.find_values(facet, word)[:_TRIED]
        names = room().archive.labels(facet, values)
        shown_as = {v: value_label(FacetValue(value=v, label=names.get(v, v), count=0), facet) for v in values}
        for value, shown in [item for item in shown_as.items() if _begins(item[1], word)][:2]:
            count = room().searcher.count(Request(selected={facet: frozenset({value})}))
            asked = replace(query.toggle(facet, value) if not _has(query, facet, value) else query, text=before.strip())
            out.append({"kind": str(FACET_NAMES[facet]), "text": shown, "count": count, "url": search_url(asked)})
    return sorted(out, key=lambda item: -int(item["count"]))[:4]


def _begins(label: str, word: str) -> bool:
    """Whether a word of the label begins with the typed one, case and accents aside."""
    typed = fold(word.casefold())
    return any(part.startswith(typed) for part in re.findall(r"[\w']+", fold(label.casefold())))


def _has(query: Query, facet: str, value: str) -> bool:
    return value in query.selected.get(facet, ())


def _titles(word: str) -> list[Suggestion]:
    page = room().find(Query(text=f"title:{word}*", limit=2))
    return [
        {"kind": "article", "text": hit.article.title, "count": None, "url": article_url(hit.article)}
        for hit in page.hits
        if hit.article.title
    ]
