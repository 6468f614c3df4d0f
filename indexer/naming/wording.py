"""Which words make up a capitalised sequence, and what kinds of words are they?"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from indexer.matching import fold
from indexer.naming.cases import stem
from indexer.naming.lexicon import GIVEN, HEAD, TITLE, Lexicon
from search.article import ActorType, Rule

Sort = Literal["person", "organisation", "acronym", "single", "word", "unknown", "alias"]
GENERATIONS = frozenset(("Jr", "Sr", "Jr.", "Sr.", "II", "III", "IV"))
"""What follows a surname and is none."""
_PIECE = re.compile(r"[^\s&]+|&")


class Part(NamedTuple):
    """A piece of a sequence: [start, end) in it, what it seems to be, and the rule that says so.

    "single" is one word and "unknown" several words that could be anything, "word" one that
    is a place or a common noun unless the article has a person of that name. `type` is that of an organisation.
    """

    start: int
    end: int
    sort: Sort
    rule: Rule
    type: ActorType = "organisation"


class Word(NamedTuple):
    """A word of a sequence, its kinds (bits of indexer.naming.lexicon) and the small word before it."""

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


def words_of(surface: str, lex: Lexicon) -> list[Word]:
    """The words of a sequence; the small words between them are links."""
    kinds_of, small = lex.kinds, lex.small
    words: list[Word] = []
    link = ""
    start_of_particles = -1
    for match in _PIECE.finditer(surface):
        text = match.group()
        start, end = match.span()
        if text in small or text == "à":
            link = f"{link} {text}" if link else text
            if start_of_particles < 0:
                start_of_particles = start
            continue
        kinds = kinds_of.get(text)
        if kinds is None:
            kinds = _kinds(text, lex)
        if link and all(w in lex.particles for w in link.split()) and not _is_german_of(link, words):
            words.append(Word(start_of_particles, end, text, kinds, "~" + link))
        else:
            words.append(Word(start, end, text, kinds, link))
        link, start_of_particles = "", -1
    return words


def _is_german_of(link: str, words: list[Word]) -> bool:
    """Whether "der" or "von" stands between two German nouns ("Angebot der Werft"), not within a person's name."""
    if not words or not all(w in ("von", "der", "zu", "zum", "zur") for w in link.split()):
        return False
    return not words[-1].kinds & (GIVEN | TITLE) and not words[-1].text.endswith(".")


def _kinds(text: str, lex: Lexicon) -> int:
    """The kinds of a word that does not stand in the table as it is: with a full stop, accents, a Russian ending."""
    name = (text.rstrip(".") if len(text) > 2 else text).replace("’", "'")
    kinds = lex.kinds.get(name)
    if kinds is not None:
        return kinds
    if name[-4:] in lex.compound_ends and len(name) > 7 and name.endswith(lex.compounds):
        return TITLE
    if name.endswith("s") and lex.kinds.get(name[:-1], 0) & HEAD:  # "des Verbands"
        return HEAD
    return 0 if name.isascii() else lex.kinds.get(fold(name).plain) or lex.kinds.get(stem(name), 0)
