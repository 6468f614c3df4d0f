"""Under which terms may a typed word stand in the index?

The language of a query is unknown, so a word is stemmed for every language that the archive holds. Müller may stand as
muller and mueller, and the German stemmer reads Mueller as Müller. A word of several parts (US-backed) is a phrase of
them, or one word (cease-fire, ceasefire).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis import chunks_of, normal_language
from search.folding import opened
from search.tree import Words
from search.words import segment

_TURKIC = frozenset({"tr", "az"})
_VOWELS = (str.maketrans("i", "ı"), str.maketrans("uo", "üö"), str.maketrans("iuo", "ıüö"))
_JOINED = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)+")


@dataclass(frozen=True, slots=True)
class Form:
    """A typed word in the index: its stems, and its unstemmed twins."""

    stems: Words
    words: Words


def forms(text: str, languages: Iterable[str]) -> tuple[Form, ...]:
    """The words of a typed text in order, each with its terms over these languages."""
    spans, _, _ = segment(text)
    codes = sorted({normal_language(code) for code in languages} or {"und"})
    found = []
    for start, end in spans:
        word = text[start:end]
        spelled = [(raw, code) for raw in dict.fromkeys((word, opened(word))) for code in codes]
        spelled += [(raw, code) for code in _TURKIC.intersection(codes) for raw in _with_turkish_letters(word)]
        chunks = [chunks_of(code)[raw] for raw, code in spelled]
        found.append(Form(_distinct(chunk[0] for chunk in chunks), _distinct(chunk[1] for chunk in chunks)))
    return tuple(found)


def _with_turkish_letters(word: str) -> tuple[str, ...]:
    """A word typed in ASCII with the vowels it may stand for, because the stemmer goes by them: isiklar, ışıklar."""
    if not word.isascii() or not word.isalpha():
        return ()
    plain = word.lower()
    return tuple(dict.fromkeys(plain.translate(vowels) for vowels in _VOWELS))


def word_forms(text: str, languages: Iterable[str]) -> tuple[tuple[Form, ...], Form | None]:
    """The parts of a typed word, without an elided article, and the same word in one piece where that is another."""
    languages = tuple(languages)
    spans, _, _ = segment(text)
    parts = [text[start:end] for start, end in spans]
    if len(parts) < 2:
        return forms(text, languages), None
    core = text[spans[0][0] : spans[-1][1]]
    whole = forms(re.sub(r"[-'’]", "", core), languages) if _JOINED.fullmatch(core) else ()
    if parts[0][-1] in "'’":
        text = text[spans[1][0] :]
    return forms(text, languages), whole[0] if len(whole) == 1 else None


def _distinct(terms: Iterable[tuple[str, ...]]) -> Words:
    return tuple(dict.fromkeys(term for several in terms for term in several))
