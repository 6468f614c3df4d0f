"""Which lines does a web page show, and in which parts of it? One walk over the tree, for all who ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from indexer.readers.roles import Role, role, word_set

BLOCKS: Final = word_set(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
)
UNSEEN: Final = word_set(
    "script style template noscript svg head title button select option textarea input iframe object canvas audio video"
    " map math datalist dialog label rt rp"
)
CONTROLS: Final = word_set("button label dialog")
"""Tags of UNSEEN that a reader of the page sees all the same."""
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ROWS: Final = frozenset({"td", "th"})
UNPRINTED: Final = dict.fromkeys(map(ord, "\u200b\ufeff\u00ad\u2060"))
STATES: Final = re.compile(r"date|publish|time", re.I)
DENSE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts that say more in a character
DENSITY = 2.5


Parts = tuple[tuple[etree._Element, Role], ...]


@dataclass(slots=True, eq=False)
class Line:
    """A line of a page: the element in which it stands, its text, and how many of its characters are in links.

    `parts` are the elements around it that are named as something beside the article, outermost first; `stated` the
    elements in it that may state a time in an attribute; `size` its length in characters of an alphabet.
    """

    node: etree._Element
    tag: str
    parts: Parts
    text: str
    linked: int
    stated: Sequence[etree._Element]
    size: float
    is_heading: bool


def lines(root: etree._Element, controls: frozenset[str] = frozenset()) -> list[Line]:
    """The lines of a page in their order; those without text are there if they state a time.

    `controls` are tags of UNSEEN that give lines too.
    """
    walk = _Walk(root, BLOCKS | controls)
    unseen = UNSEEN - controls
    events = etree.iterwalk(root, events=("start", "end"))
    for event, node in events:
        tag = node.tag
        if tag in unseen or not isinstance(tag, str):
            if event == "start":
                events.skip_subtree()
                continue
            text = node.tail
        elif event == "start":
            walk.enter(node, tag)
            text = node.text
        else:
            walk.leave(node, tag)
            text = node.tail
        if text and (walk.pieces or not text.isspace()):
            walk.pieces.append(text)
            if walk.links:
                walk.linked += len(text.strip())
    walk.end_line()
    return walk.found


class _Walk:
    """Where a walk has come to: the elements that are open, and the line that is being read."""

    __slots__ = ("at", "blocks", "found", "inside", "linked", "links", "open", "parts", "pieces", "stated")

    def __init__(self, root: etree._Element, blocks: frozenset[str]) -> None:
        self.blocks = blocks
        self.found: list[Line] = []
        self.open: list[tuple[etree._Element, str]] = [(root, "html")]
        self.parts: Parts = ()
        self.links = self.linked = 0
        self.pieces: list[str] = []
        self.stated: list[etree._Element] = []
        self.at = self.open[0]
        self.inside: Parts = ()

    def enter(self, node: etree._Element, tag: str) -> None:
        said = node.items()  # one call for all attributes: most elements have none, and there are many
        if tag in self.blocks:
            if tag != "br":
                if named := role(node, tag, dict(said)):
                    self.parts = (*self.parts, (node, named))
                self.open.append((node, tag))
            self.end_line()
        elif tag == "a":
            self.links += 1
        if tag == "time" or (said and _states(said)):
            self.stated.append(node)

    def leave(self, node: etree._Element, tag: str) -> None:
        if tag == "a":
            self.links -= 1
        elif tag in self.blocks and tag != "br":
            self.open.pop()
            if self.parts and self.parts[-1][0] is node:
                self.parts = self.parts[:-1]
            self.end_line()

    def end_line(self) -> None:
        if self.pieces or self.stated:
            self._keep(" ".join("".join(self.pieces).split()))
            self.pieces, self.stated, self.linked = [], [], 0
        self.at, self.inside = self.open[-1], self.parts

    def _keep(self, text: str) -> None:
        size: float = len(text)
        if not text.isascii():
            text = text.translate(UNPRINTED).strip()
            size = len(text) * (DENSITY if DENSE.search(text) else 1)
        node, tag = self.at
        linked = min(self.linked, len(text))
        self.found.append(Line(node, tag, self.inside, text, linked, self.stated, size, tag in HEADINGS))


def _states(said: Sequence[tuple[str, str]]) -> bool:
    """Whether the attributes of an element may state a time."""
    for name, value in said:
        if name == "itemprop" or name == "property" or (name == "class" and _names_time(value)):
            return True
    return False


@lru_cache(65536)
def _names_time(names: str) -> bool:
    return bool(STATES.search(names))
