"""Is a name that of a newspaper, or of somebody who writes for one? By the outlets we know, by how both are named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from indexer import gazetteer
from indexer.found import Found
from indexer.lexicon import is_given

_WORD: Final = re.compile(r"[^\W\d_][\w\u0900-\u0963\u0980-\u09e3’'\u200c-]*")
_ARTICLES: Final = frozenset({"al", "el", "la", "le", "the", "die", "der", "das"})
"""First words that are given names too, and begin the names of papers."""
_ELISION: Final = re.compile(r"\b[dln][’'](?=\w)", re.IGNORECASE)
_DIGEST: Final = re.compile(
    r"\b(?:press (?:reviews?|digest|summary|clippings?|cuttings?|round-?up|monitor\w*|release)|media monitoring|digest"
    r"|briefing|newsletter|clippings?|clips|cuttings|round-?up|revue de (?:la )?presse|bulletin de veille|presseschau"
    r"|pressespiegel|rassegna stampa|(?:revista|selección|resumen) de (?:la )?prensa|revista de imprensa|persoverzicht"
    r"|basın (?:özeti|bülteni|taraması)|обзор (?:прессы|сми)|дайджест)\b"
    r"|نشرة|مختارات|الصحافة اليوم|بریده جراید|مرور مطبوعات|新闻摘要|剪报",
    re.IGNORECASE,
)
_MASTHEAD: Final = 80
_LONGEST: Final = 6
_WRITERS: Final = range(2, 5)


def is_paper(name: str) -> bool:
    """Whether a name is that of an outlet of our table, or made as newspapers' names are: "Oderner Tageblatt"."""
    words = _WORD.findall(_ELISION.sub("", name))
    if not words or len(words) > _LONGEST or is_digest(name):
        return False
    return _paper_words(tuple(word.casefold() for word in words)) or " ".join(words).casefold() in _known()


def is_digest(text: str) -> bool:
    """Whether a line names what was put together from papers: a press review, a digest, a newsletter."""
    return len(text) < _MASTHEAD and _DIGEST.search(text) is not None


def is_writer(name: str) -> bool:
    """Whether a name is a person's: a given name first, and nothing of a paper's."""
    words = _WORD.findall(name)
    if len(words) not in _WRITERS or words[0].casefold() in _ARTICLES or is_paper(name):
        return False
    return is_given(words[0])


def told_apart(text: str, found: Iterable[Found]) -> list[Found]:
    """What was found in a line, with names of writers that stand where outlets stand as authors.

    Of two names of which one is a paper's, the other is a writer's.
    """
    named = list(found)
    outlets = [f for f in named if f.name == "outlet"]
    papers = [f for f in outlets if is_paper(text[f.start : f.end])]
    writers = [f for f in outlets if f not in papers and (papers or is_writer(text[f.start : f.end]))]
    return [replace(f, name="author") if f in writers and _is_personal(text[f.start : f.end]) else f for f in named]


def _is_personal(name: str) -> bool:
    return len(_WORD.findall(name)) in _WRITERS


@lru_cache(maxsize=4096)
def _paper_words(words: tuple[str, ...]) -> bool:
    whole, begins, ends, last = _table()
    return any(word in whole or word.startswith(begins) or word.endswith(ends) for word in words) or words[-1].endswith(
        last
    )


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    table = gazetteer.ours("paper_words.toml")
    words = table["words"].split()
    return (
        frozenset(word for word in words if "*" not in word),
        tuple(word[:-1] for word in words if word.endswith("*")),
        tuple(word[1:] for word in words if word.startswith("*")),
        tuple(table["ends"].split()),
    )


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """The names of all outlets of our table, in words."""
    names = (
        name
        for entry in gazetteer.load().outlets
        for name in (entry["name"], *(str(entry.get("aliases") or "").split("|")))
    )
    return frozenset(" ".join(_WORD.findall(name)).casefold() for name in names if name)
