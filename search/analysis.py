"""Which terms does a text hold? The one analyzer: used for indexing, for queries and for highlighting.

A text is cut at its spaces into chunks ("Mosul,"), and each distinct chunk is analysed once per language and kept: a
news text is 99 % chunks that were seen before. Each word gives a stem and its unstemmed twin, both folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

import Stemmer

from search.article import Article
from search.engine import Document
from search.folding import fold, lower
from search.words import PARAGRAPH, Span, segment

ANALYZER_VERSION = 2
"""Raised with every change that makes other terms of the same text; the index is then rebuilt."""
STEMMED = frozenset([
    "ar", "hy", "eu", "ca", "cs", "da", "nl", "en", "eo", "et", "fi", "fr", "de", "el", "hi", "hu", "id", "ga",
    "it", "lt", "ne", "no", "fa", "pl", "pt", "ro", "ru", "sr", "st", "es", "sv", "ta", "tr", "yi",
])  # fmt: skip
"""Languages with a stemmer; words of any other are their own stems."""
_SAME_STEMMER = {"nb": "no", "nn": "no", "in": "id", "ji": "yi"}
_KEPT_CHUNKS = 150_000
_KEPT_LENGTH = 40
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=...)|^و(?=....)")
_LIGHTER = (
    (", ", " "), ("\n\n", " \n\n "), ('" ', " "), ("” ", " "), (' "', " "), (" “", " "), (") ", " "), (" (", " ")
)  # fmt: skip
_QUIET = ',;:()"“”'
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


_STEMS, _WORDS = itemgetter(0), itemgetter(1)


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
        self._terms = _Terms(language)

    def __missing__(self, text: str) -> Chunk:
        core = text.strip(_QUIET)
        chunk = self._plain(text, core) if core.isascii() and core.isalpha() else self._analyse(text)
        if len(text) <= _KEPT_LENGTH:
            if len(self) >= _KEPT_CHUNKS:
                self.clear()
            self[text] = chunk
        return chunk

    def _plain(self, text: str, core: str) -> Chunk:
        """What `_analyse` gives for an ASCII word amid punctuation that ends no sentence, without the work."""
        stem, word = self._terms[core]
        start = text.index(core)
        return (stem,), (word,), ((start, start + len(core)),), None, core[0].islower()

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


class _Terms(dict[str, tuple[str, str]]):
    """Words of one language with stem and twin."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._stemmer = Stemmer.Stemmer(language, 0) if language in STEMMED else None

    def __missing__(self, raw: str) -> tuple[str, str]:
        terms = self._analyse(raw)
        if len(self) >= _KEPT_CHUNKS:
            self.clear()
        self[raw] = terms
        return terms

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


def normal_language(language: str) -> str:
    """The code of the stemmer for this language, or "und"."""
    code = language.partition("-")[0].lower()
    code = _SAME_STEMMER.get(code, code)
    return code if code in STEMMED or code == "az" else "und"


@cache
def _chunks(language: str) -> Chunks:
    return Chunks(language)


def starts(chunks: list[Chunk]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The positions at which sentences and paragraphs begin, from 0."""
    ends = list(accumulate(map(len, map(_STEMS, chunks))))
    total = ends[-1] if ends else 0
    found = {0: PARAGRAPH} if total else {}
    for at in [at for at, chunk in enumerate(chunks) if chunk[3]]:
        stems, _, _, inside, _ = chunks[at]
        breaks, tail = inside or ((), 0)
        for before, kind in breaks:
            place = ends[at] - len(stems) + before
            if found.get(place, 0) < kind:
                found[place] = kind
        place = ends[at]
        if tail and place < total and found.get(place, 0) < tail:
            later = at + 1
            while not chunks[later][0]:
                later += 1
            if tail == PARAGRAPH or not chunks[later][4]:
                found[place] = tail
    return tuple(sorted(found)), tuple(sorted(at for at, kind in found.items() if kind == PARAGRAPH))


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text in order, with offsets in characters of the text as given."""
    parts = text.split(" ")
    kept = chunks_of(language)
    chunks = [kept[part] for part in parts]
    sentences, paragraphs = (set(found) for found in starts(chunks))
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


def document(article: Article) -> Document:
    """What an engine is to hold of the article. A value that the article does not have is left out."""
    kept = chunks_of(article.language)
    title = [kept[part] for part in _lightened(article.title).split(" ")]
    text = [kept[part] for part in _lightened(article.text).split(" ")]
    sentences, paragraphs = starts(text)
    flat = chain.from_iterable
    return Document(
        id=article.id,
        title=tuple(flat(map(_STEMS, title))),
        title_x=tuple(flat(map(_WORDS, title))),
        text=tuple(flat(map(_STEMS, text))),
        text_x=tuple(flat(map(_WORDS, text))),
        facets=facet_values(article),
        day=article.date.day,
        story=article.story or article.id,
        has_copies=bool(article.copies),
        sentences=sentences,
        paragraphs=paragraphs,
    )


def _lightened(text: str) -> str:
    """A text of the same words and breaks, with fewer distinct chunks: punctuation that tells nothing goes."""
    for beside, alone in _LIGHTER:
        text = text.replace(beside, alone)
    return text


def facet_values(article: Article) -> dict[str, tuple[str, ...]]:
    """The article's values by facet, without repeats, in the order of the article."""
    values: dict[str, Iterable[str]] = {
        "outlet": [article.outlet.slug] if article.outlet else (),
        "country": [mention.code for mention in article.countries],
        "about": [mention.code for mention in article.countries if mention.about],
        "actor": [mention.id for mention in article.actors],
        "agency": [value_slug(article.agency)] if article.agency else (),
        "language": [article.language] if article.language else (),
        "corpus": [c for c in (article.source.corpus, *(copy.source.corpus for copy in article.copies)) if c],
    }
    return {facet: tuple(dict.fromkeys(found)) for facet, found in values.items() if found}


def value_slug(name: str) -> str:
    """The facet value of a name."""
    from slugify import slugify

    return str(slugify(name)) or fold(name)


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
