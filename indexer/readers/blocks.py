"""Which lines does a web page show, and in which parts of it? One walk over the tree, for all who ask."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ROWS: Final = frozenset({"td", "th"})
UNPRINTED: Final = dict.fromkeys(map(ord, "\u200b\ufeff\u00ad\u2060"))
STATES: Final = re.compile(r"date|publish|time", re.I)
DENSE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts that say more in a character
DENSITY = 2.5


@dataclass(slots=True, eq=False)
class Line:
    """A line of a page: the element in which it stands, its text, and how many of its characters are in links.

    `parts` are the elements around it that are named as something beside the article, outermost first; `stated` the
    elements in it that may state a time in an attribute.
    """

    node: etree._Element
    tag: str
    parts: tuple[tuple[etree._Element, Role], ...] = ()
    text: str = ""
    linked: int = 0
    stated: list[etree._Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The length of its text in characters of an alphabet."""
        return len(self.text) * (DENSITY if not self.text.isascii() and DENSE.search(self.text) else 1)

    @property
    def is_heading(self) -> bool:
        """Whether it stands in a heading."""
        return self.tag in HEADINGS


def lines(root: etree._Element) -> list[Line]:
    """The lines of a page in their order; those without text are there if they state a time."""
    walk = _Walk(root)
    for event, node in (events := etree.iterwalk(root, events=("start", "end"))):
        tag = node.tag
        if not isinstance(tag, str) or tag in UNSEEN:
            if event == "start":
                events.skip_subtree()
            else:
                walk.add(node.tail)
        elif event == "start":
            walk.enter(node, tag)
        else:
            walk.leave(node, tag)
    walk.end_line()
    return walk.found


class _Walk:
    """Where a walk has come to: the elements that are open, and the line that is being read."""

    def __init__(self, root: etree._Element) -> None:
        self.found: list[Line] = []
        self.open: list[tuple[etree._Element, str]] = [(root, "html")]
        self.parts: list[tuple[etree._Element, Role]] = []
        self.links = 0
        self.line = Line(root, "html")

    def add(self, text: str | None) -> None:
        if text:
            self.line.pieces.append(text)
            if self.links:
                self.line.linked += len(text.strip())

    def enter(self, node: etree._Element, tag: str) -> None:
        names = node.get("class")
        if tag in BLOCKS:
            self._enter_block(node, tag, names)
        elif tag == "a":
            self.links += 1
        if tag == "time" or node.get("itemprop") or node.get("property") or (names and STATES.search(names)):
            self.line.stated.append(node)
        self.add(node.text)

    def _enter_block(self, node: etree._Element, tag: str, names: str | None) -> None:
        if tag != "br":
            if named := role(node, tag, names):
                self.parts.append((node, named))
            self.open.append((node, tag))
        self.end_line()

    def leave(self, node: etree._Element, tag: str) -> None:
        if tag == "a":
            self.links -= 1
        elif tag in BLOCKS and tag != "br":
            self.open.pop()
            if self.parts and self.parts[-1][0] is node:
                self.parts.pop()
            self.end_line()
        self.add(node.tail)

    def end_line(self) -> None:
        line = self.line
        if line.pieces:
            line.text = " ".join("".join(line.pieces).translate(UNPRINTED).split())
        if line.text or line.stated:
            line.pieces, line.linked = [], min(line.linked, len(line.text))
            self.found.append(line)
        self.line = Line(*self.open[-1], tuple(self.parts))
