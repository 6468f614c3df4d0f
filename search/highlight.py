"""Which passages show why an article was found? Texts as (text, matched) pieces, never markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from search.article import Article
from search.compiled import compile_tree, positive, zone
from search.matching import Mark, Table
from search.results import Passage, Piece
from search.tree import Node
from search.words import is_abbreviation

PASSAGES = 2
WIDTH = 160
"""Characters of the text in a passage, at most; the dots where it is cut come on top."""
CUT = "…"
"""Stands where a passage begins or ends inside a sentence."""
_FULL = 0.3
"""How much of its room whole sentences must fill; where they fill less, a passage is cut between words."""
_EDGE = re.compile(r"[.!?…؟۔।॥]+[\"'”’»)\]]*\s+|[。！？]+|\n+")
_LONGEST_EDGE = 8
"""Characters between the end of a sentence and the beginning of the next, as a rule."""
_SPACE = re.compile(r"\s+")


class _Span(NamedTuple):
    """Where a passage stands in its text, and whether whole sentences begin and end it."""

    start: int
    end: int
    begins_whole: bool
    ends_whole: bool


class Matcher:
    """A tree, compiled once for all the hits of a page."""

    def __init__(self, tree: Node) -> None:
        self._compiled = compile_tree(tree)
        self._last: tuple[Article, list[Mark], list[Mark]] | None = None
        shown = positive(tree)
        numbered = list(enumerate(self._compiled.leaves))
        self._all = {
            name: Table([(n, leaf) for n, leaf in numbered if zone(leaf) == name]) for name in ("title", "text")
        }
        self._shown = {
            name: Table([(n, leaf) for n, leaf in numbered if zone(leaf) == name and n in shown]) for name in self._all
        }

    def title(self, article: Article) -> Passage:
        """The whole title."""
        return pieces(article.title, self._marks(article)[0])

    def text(self, article: Article) -> Passage:
        """The whole text."""
        return pieces(article.text, self._marks(article)[1])

    def snippets(self, article: Article, count: int = PASSAGES, width: int = WIDTH) -> tuple[Passage, ...]:
        """The passages of the text that hold the most distinct terms, in the order of the text."""
        return passages(article.text, self._marks(article)[1], count, width)

    def mark(self, text: str, language: str, field: Literal["title", "text"]) -> Passage:
        """A whole text, judged by itself: every leaf that matches in it is marked."""
        return pieces(text, _flat(self._shown[field].run(text, language)))

    def excerpts(self, text: str, language: str, count: int = PASSAGES, width: int = WIDTH) -> tuple[Passage, ...]:
        """The passages of a text, judged by itself."""
        return passages(text, _flat(self._shown["text"].run(text, language)), count, width)

    def _marks(self, article: Article) -> tuple[list[Mark], list[Mark]]:
        if self._last is None or self._last[0] is not article:
            self._last = article, *self._judge(article)
        return self._last[1], self._last[2]

    def _judge(self, article: Article) -> tuple[list[Mark], list[Mark]]:
        title = self._all["title"].run(article.title, article.language)
        text = self._all["text"].run(article.text, article.language)
        live = self._compiled.live(frozenset(title) | frozenset(text))
        in_title, in_text = (_flat({n: found[n] for n in found if n in live}) for found in (title, text))
        return in_title, in_text


def matcher(tree: Node) -> Matcher:
    """The matcher of a tree."""
    return Matcher(tree)


def mark(text: str, language: str, tree: Node, field: Literal["title", "text"]) -> Passage:
    """The whole text in pieces; joined they are the text. What is marked matched a leaf that looks in this field."""
    return Matcher(tree).mark(text, language, field)


def snippets(text: str, language: str, tree: Node, count: int = PASSAGES, width: int = WIDTH) -> tuple[Passage, ...]:
    """The densest passages; without a match the beginning of the text, unmarked; none of an empty text."""
    return Matcher(tree).excerpts(text, language, count, width)


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Passage:
    """`text[start:end]` in pieces. Marks that overlap make one piece."""
    end = len(text) if end is None else end
    found: list[Piece] = []
    at = start
    for first, last in _merged(marks, start, end):
        if first > at:
            found.append(Piece(text[at:first]))
        found.append(Piece(text[first:last], True))
        at = last
    if at < end:
        found.append(Piece(text[at:end]))
    return tuple(found)


def passages(text: str, marks: Sequence[Mark], count: int, width: int) -> tuple[Passage, ...]:
    """At most `count` passages of at most `width` characters, in the order of the text, dots where they are cut."""
    spans: list[_Span] = []
    if not marks and text.strip():
        begin = len(text) - len(text.lstrip())
        spans = [_extended(text, begin, begin, width, 0, len(text))]
    windows = _windows(marks, width)
    covered: set[int] = set()
    while windows and len(spans) < count:
        best = max(windows, key=lambda window: (len(window[2] - covered), len(window[2]), window[3], -window[0]))
        low = max((span.end for span in spans if span.end <= best[0]), default=0)
        high = min((span.start for span in spans if span.start >= best[1]), default=len(text))
        span = _extended(text, best[0], min(best[1], best[0] + width), width, low, high)
        spans.append(span)
        covered |= best[2]
        windows = [window for window in windows if window[1] <= span.start or window[0] >= span.end]
    return tuple(_shown(text, marks, span) for span in sorted(spans))


def _shown(text: str, marks: Sequence[Mark], span: _Span) -> Passage:
    found = pieces(text, marks, span.start, span.end)
    before = () if span.begins_whole else (Piece(f"{CUT} "),)
    return (*before, *found) if span.ends_whole else (*before, *found, Piece(f" {CUT}"))


def _windows(marks: Sequence[Mark], width: int) -> list[tuple[int, int, frozenset[int], int]]:
    """For each mark the marks that fit in a passage from it on: start, end, distinct leaves, number."""
    windows = []
    last = 0
    for first, found in enumerate(marks):
        last = max(last, first + 1)
        while last < len(marks) and marks[last].end - found.start <= width:
            last += 1
        inside = marks[first:last]
        windows.append((found.start, max(m.end for m in inside), frozenset(m.leaf for m in inside), len(inside)))
    return windows


def _extended(text: str, start: int, end: int, width: int, low: int, high: int) -> _Span:
    """The passage around a window: whole sentences where they fit and fill enough, else from a word, to a word."""
    slack = width - (end - start)
    floor = max(low, start - slack)
    edges = _edges(text, floor, start)
    if floor == 0:
        edges.insert(0, len(text) - len(text.lstrip()))
    if edges:
        begin = edges[-1]
    else:
        begin = low if floor == low else _word_start(text, max(floor, start - slack // 3), start)
        begin += len(text[begin:start]) - len(text[begin:start].lstrip())
    most = min(high, begin + width)
    last = _sentence_end(text, begin, end, most)
    if last:
        first = next((edge for edge in edges if last - edge <= width), begin)  # sentences before it that fit too
        if last - first >= (most - begin) * _FULL or most >= len(text.rstrip()):
            return _Span(first, last, bool(edges), True)
    return _Span(begin, _word_end(text, begin, end, most), bool(edges), False)


def _sentence_end(text: str, begin: int, least: int, most: int) -> int:
    """Where the last sentence ends that ends between these, 0 for none."""
    if most >= (last := len(text.rstrip())):
        return max(least, last)
    ends = (begin + len(text[begin:edge].rstrip()) for edge in reversed(_edges(text, least, most + 1)))
    return next((end for end in ends if least <= end <= most), 0)


def _word_end(text: str, begin: int, least: int, most: int) -> int:
    spaces = [found.start() for found in _SPACE.finditer(text, max(least, most - 30), most + 1)]
    end = spaces[-1] if spaces else most
    while not spaces and end > least and _joins(text, end):
        end -= 1
    return max(least, begin + len(text[begin:end].rstrip()))


def _word_start(text: str, at: int, most: int) -> int:
    if at == 0:
        return 0
    space = _SPACE.search(text, at - 1, most)
    if space:
        return space.end()
    while at < most and _joins(text, at):
        at += 1
    return at


def _joins(text: str, at: int) -> bool:
    """Whether a cut here would tear a mark from its letter."""
    return (
        unicodedata.category(text[at]).startswith("M") or text[at] in "\u200c\u200d" or text[at - 1] in "\u200c\u200d"
    )


def _edges(text: str, low: int, high: int) -> list[int]:
    """Where in text[low : high + 1] a sentence begins."""
    found = []
    for edge in _EDGE.finditer(text, max(0, low - _LONGEST_EDGE), high):
        at = edge.end()
        before = text[max(0, edge.start() - 12) : edge.start()].split()
        if at < low or (text[edge.start()] == "." and before and is_abbreviation(before[-1].lstrip("(“\"'"))):
            continue
        if not text[at : at + 1].islower():
            found.append(at)
    return found


def _merged(marks: Iterable[Mark], start: int, end: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted((max(m.start, start), min(m.end, end)) for m in marks if m.end > start and m.start < end):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _flat(found: dict[int, list[Mark]]) -> list[Mark]:
    return sorted(mark for marks in found.values() for mark in marks)
