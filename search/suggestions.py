"""How might the reader go on typing? Words, outlets, countries, actors and titles, each with what it finds.

No text is read and no pattern is run: words come from the frequent ones in memory, names from the directory in
memory, titles from the few most frequent words that begin like the last one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol

from search import tree
from search.directory import Directory
from search.engine import Request, Searcher
from search.find import Shelf, read
from search.folding import fold
from search.vocabulary import beginning

Kind = Literal["term", "outlet", "country", "actor", "title"]
NAMED: tuple[Literal["outlet", "country", "actor"], ...] = ("outlet", "country", "actor")
LEAST = 2
"""From so many letters of the last word on there are suggestions."""
_WORDS, _NAMES, _TITLES = 3, 4, 2
_OPENED = 8
_MOST_TITLES = 10_000
"""Where more titles than this go on so, the newest two say nothing, and to find them takes longer than a key stroke."""
_LAST = re.compile(r"(?:^|(?<=[\s(]))\w[\w'’-]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A way to go on. `count` is what it finds under no filter.

    A term: `text` is the whole query, its last word completed. A facet value: `text` is its name, `value` to be
    selected, `before` the words that stay. A title: `text` is the title, `value` the article's id, `count` 1.
    """

    kind: Kind
    text: str
    count: int
    value: str = ""
    before: str = ""


class Names(Shelf, Protocol):
    """What suggestions need of the archive."""

    def directory(self) -> Directory:
        """The names of all facet values."""


def suggest(text: str, archive: Names, searcher: Searcher, limit: int = 8) -> tuple[Completion, ...]:
    """At most `limit` ways to go on from the last word; none before two letters, or where no word is being typed.

    Of two kinds that find something each gets its place; within a kind the most frequent come first.
    """
    last = _LAST.search(text)
    if not last or len(last.group()) < LEAST:
        return ()
    before, typed = text[: last.start()], last.group()
    names = _names(text, before, archive, _NAMES)
    titles = _titles(before, typed, archive, searcher)[:_TITLES]
    words = _words(before, typed, archive, searcher, _WORDS)
    room = max(0, limit - len(titles) - min(len(words), _WORDS))
    names = names[:room]
    return (*words[: limit - len(names) - len(titles)], *names, *titles)[:limit]


def _names(text: str, before: str, archive: Names, limit: int) -> list[Completion]:
    """The values whose name goes on like the whole text, or like its last words."""
    words = text.split()
    directory = archive.directory()
    for at in range(max(0, len(words) - 4), len(words)):
        kept = " ".join(words[:at])
        found = directory.starting(" ".join(words[at:]), NAMED, limit)
        if found:
            return [
                Completion(kind=kind, text=named.label, count=named.articles, value=named.value, before=kept)
                for named in found
                for kind in NAMED
                if kind == named.facet
            ]
    return []


def _words(before: str, typed: str, archive: Names, searcher: Searcher, limit: int) -> list[Completion]:
    sought = fold(typed.casefold())
    known = [word for word in beginning(sought, searcher, limit + 1) if word != sought][:limit]
    found = [Completion(kind="term", text=before + word, count=0) for word in known]
    counted = [(c, searcher.count(Request(tree=read(c.text, archive, searcher).tree))) for c in found]
    return [Completion(kind="term", text=c.text, count=count) for c, count in counted if count]


def _titles(before: str, typed: str, archive: Names, searcher: Searcher) -> list[Completion]:
    """The newest articles whose title holds all the words, the last one completed."""
    sought = fold(typed.casefold())
    opened = beginning(sought, searcher, _OPENED)
    if not opened:
        return []
    last = tree.Term("title_x", tuple(dict.fromkeys((sought, *opened))))
    earlier = [tree.Term("title_x", (fold(word.casefold()),)) for word in before.split() if word.isalnum()]
    if min(sum(searcher.frequency("title_x", word) for word in term.words) for term in (*earlier, last)) > _MOST_TITLES:
        return []
    request = Request(tree=tree.And((*earlier, last)) if earlier else last, sort="newest", limit=_TITLES)
    ids = [id for id, _ in searcher.answer(request).hits]
    found = archive.articles(ids)
    return [Completion(kind="title", text=found[id].title, count=1, value=id) for id in ids if id in found]
