"""Which lines of a web page stand beside its article: in menus, among comments, in teasers of other articles?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from lxml import etree

from indexer.readers.blocks import Line, Parts

STOPS: Final = re.compile(r"[.!?…:;,。！？、،؟।”\"»]")
PROSE = 50  # characters of a line of prose
ASIDE_SHARE = 0.5  # of all prose: a part with more is no aside, whatever it is called
CARD = 700  # characters of a teaser
REACH = 6  # elements around a heading that may be its teaser
Element = etree._Element
Key = TypeVar("Key")


def weight(line: Line, least: int = PROSE) -> float:
    """How much prose a line is: its characters outside links, 0 for a heading, a menu, a line without a stop."""
    size = line.size
    if size < least or line.is_heading or 2 * line.linked > len(line.text) or not STOPS.search(line.text):
        return 0.0
    return size - line.linked


def shown(lines: Sequence[Line]) -> list[Line]:
    """The lines that stand in no part that is beside the article, and in no teaser."""
    beside = outside(lines)
    found = [line for line in lines if line.text and line.parts not in beside]
    around = _Around()
    teasers = _teasers(lines, around)
    return [line for line in found if teasers.isdisjoint(around[line.node][:REACH])] if teasers else found


def outside(lines: Sequence[Line]) -> set[Parts]:
    """The parts that are beside the article. One that holds most of the prose is not, nor are its like together."""
    sizes = _sums((line.parts, weight(line)) for line in lines)
    everything = sum(sizes.values())
    heads = {step for line in lines if line.tag == "h1" for step in line.node.iterancestors()}
    comments = _sums((part, size) for parts, size in sizes.items() for part, role in parts if role == "comments")
    talk = {
        part
        for part, size in comments.items()
        if not (size > 0.7 * everything and part in heads) and not (size > 0.5 * everything and part.tag == "article")
    }
    own = {parts: size for parts, size in sizes.items() if not any(part in talk for part, _ in parts)}
    prose = sum(own.values())
    kinds = {part: _kind(part) for part in {part for parts in sizes for part, _ in parts}}
    alike = _sums((kind, size) for parts, size in own.items() for kind in {kinds[part] for part, _ in parts})
    return {
        parts for parts in sizes if any(part in talk or alike[kinds[part]] <= ASIDE_SHARE * prose for part, _ in parts)
    }


def _kind(part: Element) -> tuple[object, str]:
    """What parts that are made alike have in common: their names; those without a name are alike to none."""
    names = part.get("class")
    return (part.tag, names) if names else (part, "")


def _sums(pairs: Iterable[tuple[Key, float]]) -> defaultdict[Key, float]:
    found: defaultdict[Key, float] = defaultdict(float)
    for key, size in pairs:
        found[key] += size
    return found


class _Around(dict[Element, tuple[Element, ...]]):
    """A node and the elements around it, one more than REACH: worked out once, since lines have most in common."""

    def __missing__(self, node: Element) -> tuple[Element, ...]:
        inner: list[Element] = []
        outer: Element | None = node
        while outer is not None and outer not in self:
            inner.append(outer)
            outer = outer.getparent()
        around = self[outer] if outer is not None else ()
        for step in reversed(inner):
            around = self[step] = (step, *around[:REACH])
        return around


def _teasers(lines: Sequence[Line], around: _Around) -> set[Element]:
    """The small parts of the page that repeat and begin with a heading that leads elsewhere."""
    heads = [
        line
        for line in lines
        if len(line.text) > 12
        and line.linked >= 0.8 * len(line.text)
        and (line.is_heading or re.search("title|head", line.node.get("class") or ""))
    ]
    if not heads:
        return set()
    sizes = _sums((step, len(line.text)) for line in lines if line.text for step in around[line.node][:REACH])
    alike: defaultdict[tuple[Element, object], set[Element]] = defaultdict(set)
    for line in heads:
        for node, parent in pairwise(around[line.node]):
            if sizes[node] > CARD:
                break
            alike[parent, node.tag].add(node)
    return {node for nodes in alike.values() if len(nodes) > 1 for node in nodes}
