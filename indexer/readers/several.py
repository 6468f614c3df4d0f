"""Does a web page hold several articles, and where does each stand? A digest, an aggregator, a blog with whole posts.

Headings that are made alike, each with prose and a date of its own below it, are the titles of articles: unless the
page says of itself that it is one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise

from indexer import dates, pages
from indexer.cutting.digests import is_digest, may_be_digest
from indexer.cutting.paragraphs import lines as text_lines
from indexer.readers.alike import LEAST, MOST, TITLE, Head, groups, size_of
from indexer.readers.beside import Element, outside, weight
from indexer.readers.blocks import ROWS, Line
from indexer.readers.declared import Declared, folded
from indexer.readers.facts import LONGEST, apart, facts, is_day, is_fact, tells_day
from indexer.readers.maintext import joined, own_lines
from indexer.readers.roles import FACTS, WORD

SHARE = 0.6  # of the prose of the page must be in these articles
LABEL_WORDS = 3
CLOSE = 0.95  # of the prose of an article must stand in a part that is the article
LONG = 120  # characters of a line of prose that is beyond doubt none about the article
SENTENCE = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", '"', "”", "»")  # with which a text may end
TOP = 8  # lines in which its date and outlet stand
TELLS = FACTS | {"date", "dates", "datetime", "time", "author", "authors", "source"}


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a page: its heading, its lines, and the element with which it begins.

    `whole` says that the element holds all of the article; else it ends where the next one begins. `day` is what a
    line above several articles says of them, `foot` the lines below its text that are made as those of all others are.
    """

    heading: Head
    lines: tuple[Line, ...]
    element: Element
    whole: bool
    day: str = ""
    foot: frozenset[Line] = frozenset()


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
    for heads, marked in groups(shown):
        found = _articles(heads, shown)
        if _prose(found) > max(SHARE * everything, _prose(best)) and (marked or _name_outlets(found)):
            best = found
    return list(_with_feet(best))


def _with_feet(found: Sequence[Part]) -> Iterator[Part]:
    """The articles with their feet: what all have below their prose, made alike and otherwise than the prose."""
    tails = [_tail(part) for part in found]
    prose = {_made(line) for part in found for line in part.lines if weight(line, LONG)}
    alike = frozenset.intersection(*[frozenset(map(_made, tail)) for tail in tails]) if len(found) > 1 else frozenset()
    for part, tail in zip(found, tails, strict=True):
        foot = [line for line in tail if _made(line) in alike - prose and not line.text.endswith(SENTENCE)]
        yield replace(part, foot=frozenset(foot))


def _tail(part: Part) -> Sequence[Line]:
    last = max((i for i, line in enumerate(part.lines) if weight(line, LONG)), default=len(part.lines))
    return part.lines[last + 1 :]


def _made(line: Line) -> tuple[str, str]:
    """How the nearest element with a class is made around a line."""
    around = (line.node, *line.node.iterancestors())
    return next(((str(node.tag), said) for node in around if (said := node.get("class"))), ("", ""))


def told_apart(lines: Sequence[Line]) -> dict[str, str]:
    """The lines of a page in which only outlets and days tell the articles apart, as its text; {} for other pages.

    The page cutter finds the articles in it, as in the text of any other record. That is more than what a page says of
    itself: a letter of news that is sent out each week calls itself an article too.
    """
    if not _has_many_days(lines):
        return {}
    text = "\n\n".join(_labelled([line for line in lines if line.text and (not line.parts or _tells_facts(line))]))
    if not may_be_digest(text_lines(text)):
        return {}
    return {"text": text} if is_digest(pages.articles(text), SHARE) else {}


def _labelled(lines: Sequence[Line]) -> Iterator[str]:
    """The texts of lines; a row of two cells, a label and what it stands for, is a line "Source: Elara Herald"."""
    label = ""
    for line in lines:
        row = line.node.getparent() if line.tag in ROWS else None
        if row is not None and len(row) == 2 and row[0] is line.node and len(line.text.split()) <= LABEL_WORDS:
            label = line.text.rstrip(" :") + ": "
        else:
            yield label + line.text
            label = ""


def _has_many_days(lines: Sequence[Line]) -> bool:
    """Whether two short lines hold days; a line without a digit is not looked at, as hardly one of them does."""
    short = (line for line in lines if len(line.text) <= LONGEST and any(map(str.isdigit, line.text)))
    own = (line for line in short if not line.parts or _tells_facts(line))
    return len([*islice((line for line in own if dates.find_all(line.text)), 2)]) > 1


def _tells_facts(line: Line) -> bool:
    """Whether a line stands apart from an article's text only because it tells outlet, author or day of the article."""
    apart = [part for part, role in line.parts if role]
    return not weight(line) and all(
        TELLS.intersection(word.lower() for word in WORD.findall(part.get("class") or "")) for part in apart
    )


def _prose(found: Sequence[Part]) -> float:
    return sum(weight(line) for part in found for line in part.lines if line is not part.heading.line)


def _articles(heads: Sequence[Head], shown: Sequence[Line]) -> list[Part]:
    """What these headings head, if nearly all of them head an article."""
    found = list(_with_days(_ended(list(_under(heads, shown))), shown))
    sure = [part for part in found if _is_article(part)]
    titles = {folded(part.heading.title) for part in sure}
    kept = [part for part in found if _prose([part]) >= LEAST or (_prose([part]) and _has_date(part))]
    return kept if len(titles) == len(sure) >= max(2, MOST * len(found)) else []


def _name_outlets(found: Sequence[Part]) -> bool:
    """Whether most articles name an outlet: comments and the letters of a thread have first lines and days too."""
    return sum("outlet" in part_fields(part) for part in found) >= MOST * len(found)


def _is_article(part: Part) -> bool:
    return size_of(folded(part.heading.title)) >= TITLE and _prose([part]) >= LEAST and _has_date(part)


def _has_date(part: Part) -> bool:
    """Whether a short line at the top or the end of an article gives its date."""
    short = [line for line in (*part.lines[:TOP], *part.lines[-3:]) if not weight(line, LEAST)]
    return (
        bool(part.day)
        or tells_day(part.heading.beside)
        or any(
            any(node.get("datetime") for node in line.stated)
            or any(reading.value or reading.ago or reading.month_day for reading in dates.find_all(apart(line)))
            for line in short
            if line is not part.heading.line
        )
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
        found = [Part(head, tuple(held[node]), node, True) for head, node in zip(heads, own, strict=True)]
        if _prose(found):
            yield from map(_closest, found)
            return
    frame = around[0][depth - 1]
    inside = _held(shown, [frame])[frame]
    starts = _starts(heads, inside)
    for head, (start, end) in zip(heads, pairwise([*starts, len(inside)]), strict=True):
        first = inside[start].node
        yield Part(head, tuple(inside[start:end]), head.element if first is frame else first, False)


def _starts(heads: Sequence[Head], inside: Sequence[Line]) -> list[int]:
    """Where in some lines the articles begin: at their titles, or above where the day stands above the first one's."""
    starts = [inside.index(head.line) for head in heads]
    above = [at > 0 and tells_day(apart(inside[at - 1])) for at in starts]
    return [at - lead for at, lead in zip(starts, above, strict=True)] if above[0] and sum(above) > 1 else starts


def _ended(found: list[Part]) -> list[Part]:
    """The articles, the last one without the foot of the page, if all others end with a line about them."""
    if len(found) < 2 or found[-1].whole or not all(is_fact(part.lines[-1].text) for part in found[:-1]):
        return found
    last = found[-1]
    told = [i for i, line in enumerate(last.lines) if line is not last.heading.line and is_fact(line.text)]
    return [*found[:-1], replace(last, lines=last.lines[: told[-1] + 1])] if told else found


def _with_days(found: Sequence[Part], shown: Sequence[Line]) -> Iterator[Part]:
    """The articles, those without a day with that of the heading above them, if two such headings hold a day alone."""
    own = {line for part in found for line in part.lines if part.whole}
    firsts = {part.lines[0] for part in found if part.lines}
    days = [line for line, after in pairwise(shown) if after in firsts and line not in own and is_day(line.text)]
    if len(days) < 2 or all(map(_has_date, found)):
        yield from found
        return
    at = {line: i for i, line in enumerate(shown)}
    for part in found:
        above = [line for line in days if part.lines and at[line] < at[part.lines[0]]]
        yield replace(part, day=above[-1].text) if above and not _has_date(part) else part


def _closest(part: Part) -> Part:
    """The article without what stands around it: what a member of a forum says of it, the day of the post."""
    size = _prose([part])
    for node in part.heading.element.iterancestors():
        if node is part.element:
            break
        quoted = node.tag == "blockquote"
        if quoted or node.tag not in ("a", "b", "strong"):
            lines = tuple(_held(part.lines, [node])[node])
            inner = Part(part.heading, lines, node, True)
            enough = _prose([inner]) >= (LEAST if quoted else CLOSE * size)
            if enough and _has_date(inner) and (quoted or "outlet" in facts(lines, part.heading.beside)):
                return inner
    return part


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
    edges, told = {*part.lines[:TOP], *part.lines[-3:]}, _attributes(part.lines)
    own = [
        line
        for line in part.lines
        if line is not title and line not in told | part.foot and not (line in edges and is_fact(line.text))
    ]
    fields = {"title": part.heading.title, "text": joined(own_lines(own))}
    body = set(fields["text"].split("\n\n"))
    around = [line for line in part.lines if line is not title and line.text not in body and not _leads(line, part)]
    fields = ({"date": part.day} if part.day else {}) | facts(around, part.heading.beside) | fields
    link = next((node.get("href") for node in _links(part.heading.element) if node.get("href")), None)
    return fields | ({"url": link} if link else {})


def _leads(line: Line, part: Part) -> bool:
    """Whether a line of the foot is there to be clicked: a link to share the article is none of its facts."""
    return line in part.foot and 2 * line.linked > len(line.text)


def _attributes(lines: Sequence[Line]) -> set[Line]:
    """The cells of rows that say something about an article: "Source:", "Elara Herald"."""
    pairs = [
        (label, value)
        for label, value in pairwise(lines)
        if label.tag in ROWS and label.text.endswith((":", "：")) and value.node.getparent() is label.node.getparent()
    ]
    return {line for pair in pairs for line in pair}


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
