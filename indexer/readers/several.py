"""Does a web page hold several articles, and where does each stand? A digest, an aggregator, a blog with whole posts.

Headings that are made alike, each with prose and a date of its own below it, are the titles of articles: unless the
page says of itself that it is one article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from indexer import dates
from indexer.headers import header
from indexer.lines import lines as text_lines
from indexer.readers.beside import Element, outside, weight
from indexer.readers.blocks import Line
from indexer.readers.declared import Declared, folded
from indexer.readers.maintext import joined, own_lines
from indexer.readers.roles import FACTS, WORD

LEAST = 200  # characters of prose of an article
TITLE = 12  # characters of its title
LONGEST = 250
MANY = 500  # headings that are made alike; more are a list
MOST = 0.7  # of the headings that are made alike must head an article
SHARE = 0.6  # of the prose of the page must be in these articles
TOP = 8  # lines in which its date and outlet stand
NAMED = re.compile(r"title|headline|heading", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """A line that heads something, and the element that is just this line."""

    line: Line
    element: Element


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a page: its heading, its lines, and the element with which it begins.

    `whole` says that the element holds all of the article; else it ends where the next one begins.
    """

    heading: Head
    lines: tuple[Line, ...]
    element: Element
    whole: bool


def parts(lines: Sequence[Line], said: Declared) -> list[Part]:
    """The articles of a page that holds several, in their order; none if it holds one."""
    if said.article or said.first("ogtype").casefold() == "article":
        return []
    beside = outside(lines)
    shown = [line for line in lines if line.parts not in beside or _tells_facts(line)]
    everything = sum(map(weight, shown))
    if everything < 2 * LEAST:
        return []
    best: list[Part] = []
    for heads in _groups(shown):
        if 1 < len(heads) <= MANY and _prose(found := _articles(heads, shown)) > max(SHARE * everything, _prose(best)):
            best = found
    return best


def _tells_facts(line: Line) -> bool:
    """Whether a line stands apart from an article's text only because it tells outlet, author or day of the article."""
    apart = [part for part, role in line.parts if role]
    return not weight(line) and all(
        FACTS.intersection(word.lower() for word in WORD.findall(part.get("class") or "")) for part in apart
    )


def _groups(shown: Sequence[Line]) -> Collection[list[Head]]:
    """The lines that may be headings, those that are made alike together."""
    groups: defaultdict[tuple[str, ...], list[Head]] = defaultdict(list)
    bold: dict[Element, dict[str, Element]] = {}
    for line in shown:
        names = line.node.get("class") or ""
        if line.text and (line.is_heading or (NAMED.search(names) and len(line.text) <= LONGEST)):
            groups[line.tag, names].append(Head(line, line.node))
        elif TITLE <= len(line.text) <= LONGEST and line.text[-1] not in ".,;:":
            if line.node not in bold:
                bold[line.node] = {_words(node): node for node in line.node.iter("b", "strong")}
            if line.text in bold[line.node]:
                groups["b", line.tag, names].append(Head(line, bold[line.node][line.text]))
    return groups.values()


def _words(node: Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def _prose(found: Sequence[Part]) -> float:
    return sum(weight(line) for part in found for line in part.lines)


def _articles(heads: Sequence[Head], shown: Sequence[Line]) -> list[Part]:
    """What these headings head, if nearly all of them head an article."""
    found = list(_under(heads, shown))
    sure = [part for part in found if _is_article(part)]
    titles = {folded(part.heading.line.text) for part in sure}
    return [part for part in found if _prose([part])] if len(titles) == len(sure) >= max(2, MOST * len(found)) else []


def _is_article(part: Part) -> bool:
    return len(folded(part.heading.line.text)) >= TITLE and _prose([part]) >= LEAST and _has_date(part)


def _has_date(part: Part) -> bool:
    """Whether a short line at the top or the end of an article gives its date."""
    short = [line for line in (*part.lines[:TOP], *part.lines[-3:]) if not weight(line, LEAST)]
    return any(
        any(node.get("datetime") for node in line.stated)
        or any(reading.value or reading.ago for reading in dates.find_all(line.text))
        for line in short
        if line is not part.heading.line
    )


def _under(heads: Sequence[Head], shown: Sequence[Line]) -> Iterator[Part]:
    """What stands under each heading: in an element of its own, or down to the next heading."""
    around = [[*reversed([*head.element.iterancestors()]), head.element] for head in heads]
    depth = next((i for i, level in enumerate(zip(*around, strict=False)) if len(set(level)) > 1), None)
    if depth is None:  # one of them stands in another
        return
    own = [path[depth] for path in around]
    if len(set(own)) == len(own):
        held = _held(shown, own)
        if any(weight(line) for lines in held.values() for line in lines):
            yield from (Part(head, tuple(held[node]), node, True) for head, node in zip(heads, own, strict=True))
            return
    frame = around[0][depth - 1]
    inside = _held(shown, [frame])[frame]
    starts = [inside.index(head.line) for head in heads]
    for head, (start, end) in zip(heads, pairwise([*starts, len(inside)]), strict=True):
        yield Part(head, tuple(inside[start:end]), head.element, False)


def _held(lines: Sequence[Line], elements: Sequence[Element]) -> dict[Element, list[Line]]:
    """The lines that stand in each of these elements, none of which stands in another."""
    held: dict[Element, list[Line]] = {element: [] for element in elements}
    known: dict[Element, list[Line] | None] = {**held}  # lines have most elements around them in common
    for line in lines:
        path: list[Element] = []
        node: Element | None = line.node
        while node is not None and node not in known:
            path.append(node)
            node = node.getparent()
        inside = known[node] if node is not None else None
        known |= dict.fromkeys(path, inside)
        if inside is not None:
            inside.append(line)
    return held


def part_fields(part: Part) -> dict[str, str]:
    """What the lines of an article say: title, text, and what stands in its header (outlet, author, date)."""
    title = part.heading.line
    fields = {"title": title.text, "text": joined(own_lines([line for line in part.lines if line is not title]))}
    body = set(fields["text"].split("\n\n"))
    for line in part.lines:
        if line is title or not line.text or line.text in body:
            continue
        said = header(text_lines(line.text)[0])
        for found in said.found if said else ():
            fields.setdefault(found.name, line.text[found.start : found.end])
    link = next((node.get("href") for node in _links(part.heading.element) if node.get("href")), None)
    return fields | ({"url": link} if link else {})


def _links(heading: Element) -> Iterator[Element]:
    yield from heading.iter("a")
    yield from heading.iterancestors("a")


def places(found: Sequence[Part], markup: str) -> list[tuple[int, int]]:
    """Where each article stands in the markup, in characters; none if the elements cannot be told there.

    `markup` is the page with blanks for its comments and scripts.
    """
    root = found[0].element.getroottree().getroot()
    spans: list[tuple[int, int]] = []
    for tag, group in groupby(found, key=lambda part: str(part.element.tag)):
        marks = list(re.finditer(rf"<(/?){tag}(?=[\s/>])", markup, re.IGNORECASE))
        opened = [i for i, mark in enumerate(marks) if not mark[1]]
        at = {node: i for i, node in enumerate(root.iter(tag))}
        if len(at) != len(opened):
            return []
        for part in group:
            first = opened[at[part.element]]
            spans.append((marks[first].start(), _end(marks[first:], markup) if part.whole else len(markup)))
    starts = [start for start, _ in spans]
    if starts != sorted(set(starts)):
        return []
    return [(start, min(end, after)) for (start, end), after in zip(spans, [*starts[1:], len(markup)], strict=True)]


def _end(marks: Sequence[re.Match[str]], markup: str) -> int:
    """The end of the element whose first mark is the first of these."""
    depth = 0
    for mark in marks:
        depth += -1 if mark[1] else 1
        if depth == 0:
            return markup.find(">", mark.end()) + 1 or len(markup)
    return len(markup)
