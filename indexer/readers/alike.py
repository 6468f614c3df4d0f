"""Which lines of a web page may be the titles of its articles? Lines that are made alike, each with prose below it.

Headings and lines in bold tell by their tags. Pages that scripts make have only boxes and names that a machine gave:
there it is the place that tells, the same in each box.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from indexer.cutting.headers import header
from indexer.cutting.paragraphs import lines as text_lines
from indexer.readers.beside import Element, weight
from indexer.readers.blocks import DENSE, DENSITY, ROWS, Line
from indexer.readers.facts import apart, tells_day

LEAST = 200  # characters of prose of an article
TITLE = 12  # characters of its title
LONGEST = 250
MANY = 500  # lines that are made alike; more are a list
MOST = 0.7  # of the lines that are made alike must head an article
WORDS = 4  # of a title, mostly: names of authors and outlets have fewer
LETTERS = 8  # of a word and a half: titles in scripts without blanks
STOPS = (".", ",", ";", ":", "。", "，", "；", "：", "۔", "،", "؛", "।")
INLINE = ("b", "strong", "a", "span", "font", "em", "i")
WHOLE = ("b", "strong", "a")  # what a line of its own makes a title
NAMED = re.compile(r"title|headline|heading", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """A line that heads something, and the element that is its title; `title` is what the line says but for its end."""

    line: Line
    element: Element
    title: str

    @property
    def beside(self) -> str:
        """What stands beside the title in its line."""
        return beside(self.line, self.title) if self.title != self.line.text else ""


def beside(line: Line, title: str) -> str:
    """What stands in a line beside the title with which it begins or ends."""
    text = apart(line)
    return text.removeprefix(title).removesuffix(title).strip(" \u00a0|·•–—-,:()[]")


def groups(shown: Sequence[Line]) -> Iterator[tuple[list[Head], bool]]:
    """The lines that may be titles, those that are made alike together, and whether tags or names say that they are."""
    reach = _Reach(shown)
    for found, marked in ((_marked(shown), True), (_placed(shown), False)):
        for heads in found:
            if 1 < len(heads) <= MANY and reach.are_apart(heads):
                yield heads, marked


def _marked(shown: Sequence[Line]) -> list[list[Head]]:
    """Headings, lines that are named titles, lines in bold or that begin in bold before an outlet and a day."""
    found: defaultdict[tuple[str, ...], list[Head]] = defaultdict(list)
    inner: dict[Element, list[tuple[str, Element]]] = {}
    for line in shown:
        names = line.node.get("class") or ""
        if line.text and (line.is_heading or (NAMED.search(names) and len(line.text) <= LONGEST)):
            found[line.tag, names].append(Head(line, line.node, line.text))
        elif _may_be_title(line.text):
            if line.node not in inner:
                inner[line.node] = [(words_of(node), node) for node in line.node.iter(*INLINE)]
            for text, node in inner[line.node]:
                if (line.text == text and node.tag in WHOLE) or _opens_or_ends(line, text):
                    made = "" if node.tag in WHOLE else node.get("class") or ""
                    found["in", str(node.tag), made, line.tag, names].append(Head(line, node, text))
                    break
    return list(found.values())


def _may_be_title(text: str) -> bool:
    return size_of(text) >= TITLE and len(text) <= LONGEST and not text.endswith(STOPS)


def size_of(text: str) -> float:
    """The length of a text in characters of an alphabet."""
    return len(text) * (DENSITY if DENSE.search(text) else 1)


def _opens_or_ends(line: Line, text: str) -> bool:
    """Whether a line is a title with its day beside it."""
    if not _may_be_title(text) or len(text) >= len(line.text) or _words(text) < WORDS:
        return False
    return (line.text.startswith(text) or line.text.endswith(text)) and tells_day(beside(line, text))


def words_of(node: Element) -> str:
    """The words of an element, in one line."""
    return " ".join("".join(map(str, node.itertext())).split())


def _placed(shown: Sequence[Line]) -> list[list[Head]]:
    """The lines that stand at the same place in boxes of the same make."""
    kinds = _Kinds()
    found: defaultdict[tuple[int, int], list[Head]] = defaultdict(list)
    for line in shown:
        if _may_be_title(line.text) and not line.is_heading:
            kind = kinds[line.node]
            head = Head(line, line.node, line.text)
            if line.tag not in ROWS:
                found[kind, -1].append(head)
            if not (line.node.get("class") or line.node.get("style")):
                found[kind, kinds.position(line.node)].append(head)
    return [heads for heads in found.values() if _are_titles(heads)]


def _are_titles(heads: Sequence[Head]) -> bool:
    """Whether lines read like titles: some words each, no two the same, none a header of outlet and day."""
    if not 1 < len(heads) <= MANY or median([_words(head.title) for head in heads]) < WORDS:
        return False
    if len({head.title for head in heads}) < len(heads) or len({head.line.node for head in heads}) < len(heads):
        return False
    return not any(header(line) for head in heads for line in text_lines(head.title))


def _words(title: str) -> float:
    return max(len(title.split()), size_of(title) / LETTERS)


class _Kinds(dict[Element, int]):
    """An element by its make: tags and names from the root down; two of one make have one number."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[tuple[int, str, str], int] = {}
        self.positions: dict[Element, int] = {}

    def __missing__(self, node: Element) -> int:
        path = [node]
        while (parent := path[-1].getparent()) is not None and parent not in self:
            path.append(parent)
        kind = -1 if parent is None else self[parent]
        for step in reversed(path):
            key = (kind, str(step.tag), step.get("class") or step.get("style") or "")  # mails have no other names
            kind = self[step] = self.numbers.setdefault(key, len(self.numbers))
        return kind

    def position(self, node: Element) -> int:
        """Which child of its parent an element is."""
        parent = node.getparent()
        if node not in self.positions and parent is not None:
            self.positions.update((child, i) for i, child in enumerate(parent))
        return self.positions.get(node, 0)


class _Reach:
    """How much prose stands below each line of a page, down to another."""

    def __init__(self, shown: Sequence[Line]) -> None:
        self.at = {line: i for i, line in enumerate(shown)}
        self.sums = list(accumulate(map(weight, shown), initial=0.0))

    def are_apart(self, heads: Sequence[Head]) -> bool:
        """Whether most of these lines have an article's prose between them and the next one."""
        starts = [self.at[head.line] for head in heads]
        below = [self.sums[b] - self.sums[a] for a, b in pairwise([*starts, len(self.sums) - 1])]
        return sum(size >= LEAST for size in below) >= max(2, MOST * len(heads))
