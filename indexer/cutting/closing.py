"""Which lines of articles are the page's? Those that close all of them, alike but for a name, or that a corpus shares.

"Read the original article on Elara Herald.", "→ Ler no site do Jornal da Ria": a page sets them below each text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from indexer.cutting.boilerplate import Boilerplate
from indexer.cutting.items import Item
from indexer.cutting.lines import ends, folded

LEAST: Final = 3
"""So many articles must be closed alike, and more than half of all."""
SIGNED: Final = 0.75
DEEP: Final = 3
"""So many lines below a text may close it."""
BESIDE: Final = 12
"""So few words may stand beside a headline that is said again."""
_NOTE: Final = re.compile(r"\[\d{1,3}\]")
LONGEST: Final = 24
"""A line of more words is text."""
LABEL_WORDS: Final = 4
OPENING, ENDING = 3, 2
"""So many words at the beginning or at the end must be the same."""


def drop_closings(items: Sequence[Item]) -> None:
    """Last lines of articles that begin or end alike become boilerplate, as often as there are such lines.

    Articles whose texts begin with the same line are one: three prints of a story end alike because they are copies.
    """
    for _ in range(DEEP):
        texts: dict[int, list[Item]] = defaultdict(list)
        for item in items:
            if item.role == "text":
                texts[item.article].append(item)
        alike: dict[tuple[str, ...], list[Item]] = defaultdict(list)
        for text in texts.values():
            if len(text) > 1 and text[-1].line.words <= LONGEST:
                for key in _keys(text[-1]):
                    alike[key].append(text[-1])
        begins = {article: folded(text[0].line.text) for article, text in texts.items()}
        told = {key: len({begins[item.article] for item in group}) for key, group in alike.items()}
        most = max(told, key=lambda key: told[key], default=None)
        if most is None or told[most] < LEAST or 2 * told[most] <= len({*begins.values()}):
            return
        for item in alike[most]:
            item.put("boilerplate", rule="line that closes the articles of the page")


def drop_below_closings(items: Sequence[Item]) -> None:
    """What stands below the line that closes the last article of a page is the page's, where a line that begins alike
    stands right below the texts of most others: "Read at Brennick Gazette"."""
    ends = {item.article: i for i, item in enumerate(items) if item.role == "text"}
    last = max(ends, default=-1)
    below = {n: _opening(items[i + 1]) for n, i in ends.items() if n != last and i + 1 < len(items)}
    usual = next(((key, n) for key, n in Counter(below.values()).most_common(1) if key), ("", 0))
    if usual[1] < LEAST - 1 or 2 * usual[1] <= len(below):
        return
    text = [item for item in items if item.article == last and item.role == "text"]
    at = next((i for i, item in enumerate(text) if i and _opening(item) == usual[0]), len(text))
    for item in text[at:]:
        item.put("boilerplate", rule="below the line that closes the articles")


def _opening(item: Item) -> str:
    """The two words that a short line begins with."""
    words = folded(item.line.text).split() if item.kind in ("short", "boiler") and item.line.words <= LONGEST else []
    return " ".join(words[:2]) if len(words) > 2 else ""


def drop_said_again(items: Sequence[Item]) -> None:
    """A last paragraph that says the headline again with hardly a word beside it is the feed's: "The post Bakers end
    strike appeared first on Capital Dispatch"."""
    titles = {item.article: folded(_title(item)) for item in items if item.role == "title"}
    last = {item.article: item for item in items if item.role == "text"}
    first = {item.article: item for item in reversed(items) if item.role == "text"}
    for number, item in last.items():
        said, title = folded(_NOTE.sub("", item.line.text)), titles.get(number, "")
        words = len(title.split())
        beside = len(said.split()) - words
        if item is not first[number] and words >= OPENING and title in said and beside <= BESIDE:
            item.put("boilerplate", rule="headline said again")


def _title(item: Item) -> str:
    """A headline without the label before it."""
    return next((item.line.text[f.start : f.end] for f in item.found if f.name == "title"), item.text)


def drop_below_signatures(items: Sequence[Item]) -> None:
    """Text below the line that signs an article (its writer, its source) is the page's, where nearly all articles of a
    page are signed below their text: the weather, an advert, a quiz, what the sender says to it."""
    below: dict[str, dict[int, int]] = defaultdict(dict)
    texts: dict[int, int] = {}
    for i, item in enumerate(items):
        if item.role == "text":
            texts.setdefault(item.article, i)
        elif item.role == "meta" and item.header and item.article in texts and (kind := _signature(item)):
            below[kind].setdefault(item.article, i)
    for signed in below.values():
        if len(signed) >= LEAST and len(signed) >= SIGNED * len(texts):
            for item, sign in ((item, signed.get(item.article)) for item in items):
                if sign is not None and item.role == "text" and item.line.start > items[sign].line.start:
                    item.put("boilerplate", rule="below the signature")


def drop_learnt(items: Sequence[Item], learnt: Boilerplate) -> None:
    """Text that many pages of the corpus share becomes boilerplate; an article that would have no other keeps it."""
    texts: dict[int, list[Item]] = defaultdict(list)
    for item in items if learnt.lines else ():
        if item.role == "text":
            texts[item.article].append(item)
    for text in texts.values():
        goes_on = {id(item) for above, item in pairwise(text) if not item.line.blanks and not ends(above.line.text)}
        shared = [item for item in text if item.line.text in learnt and id(item) not in goes_on]
        for item in shared if len(shared) < len(text) else ():
            item.put("boilerplate", rule="line of the corpus")


def _signature(item: Item) -> str:
    """What kind of line signs a text: its writer behind a dash, the label of its source."""
    names = {f.name for f in item.found}
    if item.header and item.header.kind == "byline":
        return "byline"
    return "source" if item.header and item.header.kind == "label" and "outlet" in names else ""


def _keys(item: Item) -> list[tuple[str, ...]]:
    """The words that a line begins with, those that it ends with, and what it calls itself: "Our take: ..."."""
    words = folded(item.line.text).split()
    if len(words) <= OPENING:
        return [("all", *words)] if words else []
    label, colon, _ = item.line.text.partition(":")
    remark = [("label", label.casefold())] if colon and len(label.split()) <= LABEL_WORDS else []
    return [("opening", *words[:OPENING]), ("ending", *words[-ENDING:]), *remark]
