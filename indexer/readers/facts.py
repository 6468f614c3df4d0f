"""What do the lines around an article of a web page say: its outlet, day and author?

A page sets such facts beside each other by its style, so that their elements touch: "Elara Herald" and "24 June" come
as one word. And an outlet on a line of its own is told by the day that stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from indexer import dates, outlets
from indexer.cutting.found import Header
from indexer.cutting.headers import header
from indexer.cutting.papers import writes
from indexer.cutting.paragraphs import lines as text_lines
from indexer.cutting.pieces import is_name, is_phrase
from indexer.naming.lexicon import is_given
from indexer.readers.beside import Element
from indexer.readers.blocks import Line

LONGEST: Final = 140  # characters of a line of facts
TELLING: Final = frozenset({"outlet", "date", "author", "agency"})
NAME_WORDS: Final = 6
BETWEEN: Final = " | "
_PERSON: Final = re.compile(r"author|writer|byline|user|member|contributor|autor|auteur|profile", re.I)
_BAR: Final = re.compile(r"\s+[|·•–—/-]+\s+|,\s|\s[Bb]y\s")
_PREPOSITION: Final = re.compile(r"(?:from|via|source:?)\s", re.I)


def facts(shown: Sequence[Line], beside_title: str = "") -> dict[str, str]:
    """What some lines say, by the names of hints; `beside_title` is what stands in one line with the title."""
    found: dict[str, str] = {}
    plain = [line for line in shown if 0 < len(line.text) <= LONGEST]
    texts = list(map(apart, plain))
    for text in (beside_title, *texts):
        _take(text, _read(text), found)
    if not writes(found.get("outlet", "")) and (named := next(_names((beside_title, *texts)), None)):
        if is_given(found.get("outlet", "").split(" ")[0]):
            found.setdefault("author", found["outlet"])
        found["outlet"] = named
    if "outlet" not in found:
        for one, other in pairwise(zip(plain, texts, strict=True)):
            for (name, text), (_, day) in ((one, other), (other, one)):
                if _may_be_outlet(name, text) and tells_day(day):
                    joined = BETWEEN.join((text, day))
                    _take(joined, _read(joined), found)
    return found


def tells_day(text: str) -> bool:
    """Whether a line is there for a day."""
    said = _read(text)
    return said is not None and any(name.name == "date" for name in said.found)


def is_fact(text: str) -> bool:
    """Whether a line says something about an article, and nothing of it."""
    said = _read(text) if 0 < len(text) <= LONGEST else None
    return said is not None and any(name.name in TELLING for name in said.found)


def is_day(text: str) -> bool:
    """Whether a line holds nothing but a day."""
    said = _read(text) if len(text) <= NAME_WORDS * 10 else None
    return said is not None and said.kind == "date" and [name.name for name in said.found] == ["date"]


def apart(line: Line) -> str:
    """The text of a line, with a bar between elements that touch."""
    pieces = [piece for piece in _pieces(line.node) if piece.strip()]
    glued = "".join(pieces)
    if len(pieces) < 2 or " ".join(glued.split()) != line.text:
        return line.text
    parted = pieces[0]
    for before, piece in pairwise(pieces):
        touching = before[-1:].isalnum() and piece[:1].isalnum() and not piece[:1].islower()  # else one word in part
        parted += (BETWEEN if touching else "") + piece
    return " ".join(parted.split())


def _pieces(node: Element) -> Iterator[str]:
    return (str(piece) for piece in node.itertext())


def _read(text: str) -> Header | None:
    read = text_lines(text)
    return header(read[0]) if len(read) == 1 else None


def _take(text: str, said: Header | None, found: dict[str, str]) -> None:
    for name in said.found if said else ():
        value = text[name.start : name.end]
        found.setdefault(name.name, _PREPOSITION.sub("", value) if name.name == "outlet" else value)


def _names(texts: Iterable[str]) -> Iterator[str]:
    """The names of outlets beyond doubt that stand in some lines, between bars, points and the like."""
    for text in texts:
        for piece in _BAR.split(text):
            name = _PREPOSITION.sub("", piece.strip())
            if 0 < len(name.split()) <= NAME_WORDS and not dates.find_all(name) and _is_paper(name):
                yield name


def _is_paper(name: str) -> bool:
    """Whether a name is a paper's, and no phrase that holds such a word: "Diesen Post per E-Mail versenden"."""
    return writes(name) and is_name(name) and (not is_phrase(name) or outlets.known(name) is not None)


def _may_be_outlet(line: Line, text: str) -> bool:
    """Whether a line is a name that nothing calls a person's."""
    words = text.split(" by ")[0].split()
    if _read(text) or not 0 < len(words) <= NAME_WORDS or not is_name(text) or not any(map(str.isalpha, text)):
        return False
    return not is_given(words[0]) and not any(_is_persons(node) for node in (line.node, *line.node.iter("a", "span")))


def _is_persons(node: Element) -> bool:
    said = (node.get("class"), node.get("rel"), node.get("itemprop"), node.get("href"))
    return any(value and _PERSON.search(value) for value in said)
