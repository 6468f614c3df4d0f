"""Which terms does a text hold? The one analyzer: used for indexing, for queries and for highlighting.

A text is cut at its spaces into chunks ("Mosul,"), and each distinct chunk is analysed once per language and kept: a
news text is 99 % chunks that were seen before. Each word gives a stem and its unstemmed twin, both folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import Stemmer

from search.folding import fold, lower
from search.words import PARAGRAPH, SENTENCE, Span, is_abbreviation, segment

ANALYZER_VERSION = 2
"""Raised with every change that makes other terms of the same text; the index is then rebuilt."""
STEMMED = frozenset([
    "ar", "hy", "eu", "ca", "cs", "da", "nl", "en", "eo", "et", "fi", "fr", "de", "el", "hi", "hu", "id", "ga",
    "it", "lt", "ne", "no", "fa", "pl", "pt", "ro", "ru", "sr", "st", "es", "sv", "ta", "tr", "yi",
])  # fmt: skip
"""Languages with a stemmer; words of any other are their own stems."""
_OWN_LETTERS = frozenset(["tr", "az", "ar", "fa"])
"""Languages whose words are prepared before they are stemmed, or whose small letters are their own."""
_SAME_STEMMER = {"nb": "no", "nn": "no", "in": "id", "ji": "yi"}
_KEPT_CHUNKS = 150_000
_KEPT_LENGTH = 40
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=...)|^و(?=....)")
_QUIET = ',;:()"“”'
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


class Token(NamedTuple):
    """A word of a text: `text[start:end]`, its stem, its unstemmed twin, and the sentence and paragraph from 0."""

    start: int
    end: int
    stem: str
    word: str
    sentence: int
    paragraph: int


Chunk = tuple[
    tuple[str, ...], tuple[str, ...], tuple[Span, ...], "tuple[tuple[tuple[int, int], ...], int] | None", bool
]
"""What stands between two spaces: stems, words, spans, breaks, and whether its first word begins in lower case.

The breaks are None or (those inside, the one that its end may be); see `search.words.segment`. Plain tuples of plain
values, because the garbage collector then leaves the hundred thousands of them alone.
"""


class Chunks(dict[str, Chunk]):
    """The chunks of one language that were analysed so far; a missing one is analysed."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._stemmer = Stemmer.Stemmer(language, 0) if language in STEMMED else None
        self._terms = _Terms(language, self._stemmer)
        self._stems = _Stems(self._stemmer) if self._stemmer else None

    def __missing__(self, text: str) -> Chunk:
        core = text.strip(_QUIET)
        word = core.removesuffix(".") if text.endswith(".") else core
        chunk = self._plain(text, word, core) if word.isascii() and word.isalpha() else self._analyse(text)
        if len(text) <= _KEPT_LENGTH:
            if len(self) >= _KEPT_CHUNKS:
                self.clear()
            self[text] = chunk
        return chunk

    def stem(self, words: list[str]) -> list[str]:
        """The stems of plain words in lower case: their folds are the terms that `self` gives for them."""
        return list(words) if self._stems is None else list(map(self._stems.__getitem__, words))

    def _plain(self, text: str, core: str, whole: str) -> Chunk:
        """What `_analyse` gives for an ASCII word amid quiet punctuation, and perhaps a full stop, without the work."""
        stem, word = self._terms.plain(core)
        start = text.index(core)
        ends = whole != core and not is_abbreviation(core)
        return (stem,), (word,), ((start, start + len(core)),), ((), SENTENCE) if ends else None, core[0].islower()

    def _analyse(self, text: str) -> Chunk:
        spans, breaks, tail = segment(text)
        pairs = [self._terms[text[start:end]] for start, end in spans]
        return (
            tuple([stem for stem, _ in pairs]),
            tuple([word for _, word in pairs]),
            tuple(spans),
            (tuple(breaks), tail) if breaks or tail else None,
            bool(spans) and text[spans[0][0]].islower(),
        )


class _Stems(dict[str, str]):
    """Words in lower case with what the stemmer makes of them: to look one up takes half the time of making it."""

    def __init__(self, stemmer: Stemmer.Stemmer) -> None:
        super().__init__()
        self._stemmer = stemmer

    def __missing__(self, word: str) -> str:
        stem: str = self._stemmer.stemWord(word)
        if len(word) <= _KEPT_LENGTH:
            if len(self) >= _KEPT_CHUNKS:
                self.clear()
            self[word] = stem
        return stem


class WordCounts(dict[str, int]):
    """How many words the chunks of one language hold; most are seen to be one word without being analysed."""

    def __init__(self, chunks: Chunks) -> None:
        super().__init__()
        self._chunks = chunks

    def __missing__(self, text: str) -> int:
        core = text.strip(_QUIET)
        count = 1 if core.isascii() and core.isalpha() else len(self._chunks[text][0])
        if len(self) >= _KEPT_CHUNKS:
            self.clear()
        self[text] = count
        return count


class _Terms(dict[str, tuple[str, str]]):
    """Words of one language with stem and twin."""

    def __init__(self, language: str, stemmer: Stemmer.Stemmer | None) -> None:
        super().__init__()
        self._language = language
        self._stemmer = stemmer

    def __missing__(self, raw: str) -> tuple[str, str]:
        terms = self._analyse(raw)
        if len(self) >= _KEPT_CHUNKS:
            self.clear()
        self[raw] = terms
        return terms

    def plain(self, raw: str) -> tuple[str, str]:
        """Those of a word of ASCII letters alone, which in most languages needs nothing but its stem."""
        if self._language in _OWN_LETTERS or len(raw) > _KEPT_LENGTH:
            return self[raw]
        word = raw.lower()
        stem = self._stemmer.stemWord(word) if self._stemmer else word
        return (stem if stem.isascii() else fold(stem)) or word, word

    def _analyse(self, raw: str) -> tuple[str, str]:
        word = lower(_spell(raw), self._language)
        twin = fold(_without_suffix(word, self._language)) or fold(raw) or raw[:1]
        if self._stemmer is None or not word[:1].isalpha():
            return twin, twin
        stem = fold(self._stemmer.stemWord(_prepare(word, self._language)))
        if self._language == "ar" and len(stem) > 3:
            stem = stem.removesuffix("ه")
        return stem or twin, twin


def chunks_of(language: str) -> Chunks:
    """The kept chunks of a language (BCP 47); languages without a stemmer share theirs."""
    return _chunks(normal_language(language))


def word_counts(language: str) -> WordCounts:
    """The kept counts of words in the chunks of a language."""
    return _word_counts(normal_language(language))


def normal_language(language: str) -> str:
    """The code of the stemmer for this language, or "und"."""
    code = language.partition("-")[0].lower()
    code = _SAME_STEMMER.get(code, code)
    return code if code in STEMMED or code == "az" else "und"


@cache
def _chunks(language: str) -> Chunks:
    return Chunks(language)


@cache
def _word_counts(language: str) -> WordCounts:
    return WordCounts(_chunks(language))


def starts(parts: Sequence[str], odd: Mapping[int, Chunk]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The positions at which sentences and paragraphs begin, from 0, in a text that was cut into parts at its spaces.

    `odd` gives, in order, the chunks of all parts that are not just one word of letters.
    """
    total = len(parts) + sum([len(chunk[0]) - 1 for chunk in odd.values()])
    found = {0: PARAGRAPH} if total else {}
    shift = 0
    for at, (stems, _, _, inside, _) in odd.items():
        begin = at + shift
        shift += len(stems) - 1
        breaks, tail = inside or ((), 0)
        for before, kind in breaks:
            if found.get(begin + before, 0) < kind:
                found[begin + before] = kind
        end = begin + len(stems)
        if tail and end < total and found.get(end, 0) < tail:
            later = at + 1
            while later in odd and not odd[later][0]:
                later += 1
            small = odd[later][4] if later in odd else parts[later][0].islower()
            if tail == PARAGRAPH or not small:
                found[end] = tail
    return tuple(sorted(found)), tuple(sorted(at for at, kind in found.items() if kind == PARAGRAPH))


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text in order, with offsets in characters of the text as given."""
    parts = text.split(" ")
    kept = chunks_of(language)
    chunks = [kept[part] for part in parts]
    sentences, paragraphs = (set(found) for found in starts(parts, dict(enumerate(chunks))))
    found: list[Token] = []
    sentence = paragraph = -1
    for offset, chunk in zip(offsets(parts), chunks, strict=True):
        for stem, word, (start, end) in zip(*chunk[:3], strict=True):
            sentence += len(found) in sentences
            paragraph += len(found) in paragraphs
            found.append(Token(offset + start, offset + end, stem, word, sentence, paragraph))
    return found


def offsets(parts: list[str]) -> list[int]:
    """Where each part begins in the text that was split at its spaces."""
    return [0, *(end + at for at, end in enumerate(accumulate(map(len, parts[:-1])), 1))]


def _spell(raw: str) -> str:
    """The word in NFC with one kind of apostrophe, without dots of initials and commas of thousands."""
    word = unicodedata.normalize("NFC", raw).replace("\u00ad", "").replace("\u0640", "")
    word = word.replace("’", "'").replace("ʼ", "'")
    if word[:1].isdigit():
        return word.replace(",", "" if _THOUSANDS.fullmatch(word) else ".")
    return word.replace(".", "")


def _without_suffix(word: str, language: str) -> str:
    """The word without a possessive 's, in Turkish without all that follows the apostrophe of a name."""
    if language == "tr":
        return word.partition("'")[0] or word
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word


def _prepare(word: str, language: str) -> str:
    """The word as its stemmer reads it.

    The Arabic stemmer leaves والعراق whole and cuts وزراء but not الوزراء, so article and conjunction are cut here.
    The Persian one knows Persian letters and the non-joiner only.
    """
    if language == "ar":
        return _ARTICLE.sub("", fold_arabic(word))
    if language == "fa":
        return word.replace("ي", "ی").replace("ى", "ی").replace("ك", "ک")
    return word


def fold_arabic(word: str) -> str:
    """The word without marks, with plain alefs and Arabic yeh and kaf; teh marbuta stays, the stemmer needs it."""
    kept = word.replace("ة", "\0")
    return fold(kept).replace("\0", "ة")
