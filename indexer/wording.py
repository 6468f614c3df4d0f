"""Which words make up a capitalised sequence, and what kinds of words are they?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from indexer.cases import stem
from indexer.lexicon import Lexicon
from indexer.matching import fold
from search.article import ActorType

Sort = Literal["person", "organisation", "acronym", "single", "word", "unknown", "alias"]
_PIECE = re.compile(r"[^\s&]+|&")


class Part(NamedTuple):
    """A piece of a sequence: [start, end) in it, what it seems to be, and the rule that says so.

    "single" is one word and "unknown" several words that could be anything, "word" one that
    is a place or a common noun unless the article has a person of that name. `type` is that of an organisation.
    """

    start: int
    end: int
    sort: Sort
    rule: str
    type: ActorType = "organisation"


class Word(NamedTuple):
    """A word of a sequence, its kinds (bits of indexer.lexicon) and the small word before it."""

    start: int
    end: int
    text: str
    kinds: int
    link: str


def phrase(words: list[Word]) -> str:
    """The words with the small words between them, as the tables of places are spelt."""
    if len(words) == 1:
        text = words[0].text
    else:
        text = " ".join([f"{w.link.lstrip('~')} {w.text}" if w.link else w.text for w in words])
    return text if text.isascii() else fold(text).plain


def words_of(surface: str, lex: Lexicon) -> Iterator[Word]:
    link = ""
    start_of_particles = -1
    for match in _PIECE.finditer(surface):
        text = match.group()
        plain = text.rstrip(".") if len(text) > 2 else text
        if text in lex.links or (text in lex.particles and text[0].islower()):
            link = f"{link} {text}".strip()
            if start_of_particles < 0:
                start_of_particles = match.start()
            continue
        name = plain.replace("’", "'")
        kinds = lex.kinds.get(name)
        if kinds is None:
            kinds = 0 if name.isascii() else lex.kinds.get(fold(name).plain) or lex.kinds.get(stem(name), 0)
        start = match.start()
        if start_of_particles >= 0 and all(w in lex.particles for w in link.split()):
            yield Word(start_of_particles, match.end(), text, kinds, "~" + link)
        else:
            yield Word(start, match.end(), text, kinds, link)
        link, start_of_particles = "", -1
