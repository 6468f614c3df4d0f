"""Does a web page hold several articles, and where does each stand? A digest, an aggregator, a blog with whole posts.

Headings that are made alike, each with prose and a date of its own below it, are the titles of articles: unless the
page says of itself that it is one article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from indexer import dates
from indexer.headers import header
from indexer.lines import lines as text_lines
from indexer.readers.blocks import HEADINGS, Line
from indexer.readers.declared import Declared, folded
from indexer.readers.maintext import joined, outside, own_lines, weight

LEAST = 200  # characters of prose of an article
TITLE = 12  # characters of its title
MOST = 0.7  # of the headings that are made alike must head an article
SHARE = 0.6  # of the prose of the page must be in these articles
TOP = 8  # lines in which its date and outlet stand
Element = etree._Element


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a page: its heading, its lines, and the element with which it begins.

    `whole` says that the element holds all of the article; else it ends where the next one begins.
    """

    heading: Line
    lines: tuple[Line, ...]
    element: Element
    whole: bool


def parts(lines: Sequence[Line], said: Declared) -> list[Part]:
    """The articles of a page that holds several, in their order; none if it holds one."""
    if said.article or said.first("ogtype").casefold() == "article":
        return []
    beside = outside(lines)
    shown = [line for line in lines if line.parts not in beside]
    everything = sum(map(weight, shown))
    groups: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in shown:
        if line.is_heading and line.text:
            groups[line.tag, line.node.get("class") or ""].append(line)
    best: list[Part] = []
    for heads in groups.values():
        if len(heads) > 1 and _prose(found := _articles(heads, shown)) > max(SHARE * everything, _prose(best)):
            best = found
    return best


def _prose(found: Sequence[Part]) -> float:
    return sum(weight(line) for part in found for line in part.lines)


def _articles(heads: Sequence[Line], shown: Sequence[Line]) -> list[Part]:
    """What these headings head, if nearly all of them head an article."""
    found = list(_under(heads, shown))
    sure = [part for part in found if _is_article(part)]
    titles = {folded(part.heading.text) for part in sure}
    return [part for part in found if _prose([part])] if len(titles) == len(sure) >= max(2, MOST * len(found)) else []


def _is_article(part: Part) -> bool:
    return len(folded(part.heading.text)) >= TITLE and _prose([part]) >= LEAST and _has_date(part)


def _has_date(part: Part) -> bool:
    """Whether a short line at the top or the end of an article gives its date."""
    short = [line for line in (*part.lines[:TOP], *part.lines[-3:]) if not weight(line, LEAST)]
    return any(
        any(node.get("datetime") for node in line.stated)
        or any(reading.value or reading.ago for reading in dates.find_all(line.text))
        for line in short
        if line is not part.heading
    )


def _under(heads: Sequence[Line], shown: Sequence[Line]) -> Iterator[Part]:
    """What stands under each heading: in an element of its own, or down to the next heading."""
    around = [[*reversed([*head.node.iterancestors()]), head.node] for head in heads]
    depth = next((i for i, level in enumerate(zip(*around, strict=False)) if len(set(level)) > 1), 0)
    own = [path[depth] if depth < len(path) else path[-1] for path in around]
    if len(set(own)) == len(own) and not all(node.tag in HEADINGS for node in own):
        for head, element in zip(heads, own, strict=True):
            inside = set(element.iter())
            yield Part(head, tuple(line for line in shown if line.node in inside), element, True)
        return
    frame = set(around[0][depth - 1].iter())
    starts = [shown.index(head) for head in heads]
    last = max(i for i, line in enumerate(shown) if line.node in frame) + 1
    for head, (start, end) in zip(heads, pairwise([*starts, last]), strict=True):
        yield Part(head, tuple(shown[start:end]), head.node, False)


def part_fields(part: Part) -> dict[str, str]:
    """What the lines of an article say: title, text, and what stands in its header (outlet, author, date)."""
    fields = {
        "title": part.heading.text,
        "text": joined(own_lines([ln for ln in part.lines if ln is not part.heading])),
    }
    body = set(fields["text"].split("\n\n"))
    for line in part.lines:
        if line is part.heading or not line.text or line.text in body:
            continue
        said = header(text_lines(line.text)[0])
        for found in said.found if said else ():
            fields.setdefault(found.name, line.text[found.start : found.end])
    link = next((node.get("href") for node in _links(part.heading.node) if node.get("href")), None)
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
    for part in found:
        tag = str(part.element.tag)
        marks = list(re.finditer(rf"<(/?){tag}(?=[\s/>])", markup, re.IGNORECASE))
        opened = [i for i, mark in enumerate(marks) if not mark[1]]
        nodes = list(root.iter(tag))
        if len(nodes) != len(opened):
            return []
        first = opened[nodes.index(part.element)]
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
