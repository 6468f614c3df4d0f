"""Which other spelling would find more?

A word that few articles hold is compared with the words of the texts that begin like it. A suggestion is only made when
it finds more under the filters that hold now, and says how much.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engine import Searcher
from search.folding import fold
from search.results import Suggestion
from search.vocabulary import vocabulary

SCARCE = 5
"""With more results than this nothing is suggested, and no other word for one that more articles hold."""
_TRIED = 3
_MORE_FREQUENT = 5
_WORD = re.compile(r"(?<![\w=*?~:/])[^\W\d_]{4,40}(?![\w*?~:])")
_OPERATORS = frozenset({"NEAR", "NOT", "AND"})


def suggestions(text: str, total: int, searcher: Searcher, count: Callable[[str], int]) -> tuple[Suggestion, ...]:
    """At most one other text that finds more than `total`; `count` says how much a text finds under these filters."""
    if total > SCARCE:
        return ()
    words = [word for word in dict.fromkeys(_WORD.findall(text)) if word not in _OPERATORS]
    near = {word: found for word in words if (found := closest(word, searcher))}
    best, changed = total, text
    for word, candidates in near.items():
        for candidate in candidates:
            more = count(one := _with(changed, word, candidate))
            if more > best:
                changed, best = one, more
                break
    if not best and len(near) > 1:  # where several words are wrong, none of them alone helps
        for word, candidates in near.items():
            changed = _with(changed, word, candidates[0])
        best = count(changed)
    return (Suggestion(text=changed, count=best),) if best > total else ()


def _with(text: str, word: str, other: str) -> str:
    return re.sub(rf"\b{re.escape(word)}\b", other, text)


def closest(word: str, searcher: Searcher) -> list[str]:
    """Far more frequent words that differ from this one by one edit, or by two if it is long and stands nowhere.

    A word of more than `SCARCE` articles is right as it is: what makes the results few are the words beside it.
    """
    sought = fold(word.casefold())
    having = max(searcher.frequency("text_x", sought), searcher.frequency("title_x", sought))
    if having > SCARCE:
        return []
    known = vocabulary(searcher)
    inside = known.beginning(sought[:1])
    frequency = dict(zip(known.words[inside], known.counts[inside], strict=True))
    least = max(1, having * _MORE_FREQUENT)
    distance = 1 if having or len(sought) < 6 else 2
    near = process.extract(sought, list(frequency), scorer=OSA.distance, score_cutoff=distance, limit=50)
    better = [(edits, -frequency[found], found) for found, edits, _ in near if edits and frequency[found] >= least]
    return [found for _, _, found in sorted(better)[:_TRIED]]
