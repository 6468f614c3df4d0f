"""What is an engine to hold of an article? Its terms, which come from the one analyzer, and its facet values.

Most chunks of a text are one ASCII word. Those are not looked up one by one: the text is set in lower case and stemmed
as a whole, and only the odd chunks are asked of the analyzer. The terms are the same, in a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import compress, count
from operator import and_, not_
from typing import NamedTuple

from search.analysis import chunks_of, starts
from search.article import Article
from search.engine import Document
from search.folding import CUT, fold

_LIGHTER = (
    (", ", " "), ("\n\n", " \n\n "), ('" ', " "), ("” ", " "), (' "', " "), (" “", " "), (") ", " "), (" (", " ")
)  # fmt: skip
_TURKIC = frozenset(["tr", "az"])
"""Languages in which I is not the capital of i."""

Words = tuple[str, ...]
Places = tuple[int, ...]


class _Terms(NamedTuple):
    """The stems of a text, their twins, and the positions at which sentences and paragraphs begin."""

    stems: Words
    words: Words
    sentences: Places
    paragraphs: Places


def document(article: Article) -> Document:
    """What an engine is to hold of the article. A value that the article does not have is left out."""
    title, text = _terms(article.title, article.language), _terms(article.text, article.language)
    return Document(
        id=article.id,
        title=title.stems,
        title_x=title.words,
        text=text.stems,
        text_x=text.words,
        facets=facet_values(article),
        day=article.date.day,
        story=article.story or article.id,
        has_copies=bool(article.copies),
        sentences=text.sentences,
        paragraphs=text.paragraphs,
    )


def _terms(text: str, language: str) -> _Terms:
    """The terms of a text: those of its chunks (`search.analysis.Chunks`), one after another."""
    kept = chunks_of(language)
    text = _lightened(text)
    parts, words = text.split(" "), text.lower().split(" ")
    odd = {at: kept[parts[at]] for at in _odd(parts, text.isascii(), kept.language)}
    stems = kept.stem(words)
    if not "".join(stems).isascii():
        stems = list(map(fold, stems))
    for at, chunk in reversed(odd.items()):  # from the end, as a chunk may be several words or none
        stems[at : at + 1], words[at : at + 1] = chunk[0], chunk[1]
    return _Terms(tuple(stems), tuple(words), *starts(parts, odd))


def _odd(parts: list[str], ascii_only: bool, language: str) -> Iterable[int]:
    """Where the parts stand that are not one ASCII word whose lower case is its twin."""
    if language in _TURKIC or len(max(parts, key=len)) > CUT:
        return range(len(parts))
    letters: Iterable[bool] = map(str.isalpha, parts)
    plain = letters if ascii_only else map(and_, letters, map(str.isascii, parts))
    return compress(count(), map(not_, plain))


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


@lru_cache(maxsize=10_000)
def value_slug(name: str) -> str:
    """The facet value of a name."""
    from search.slugs import slugged

    return slugged(name) or fold(name)
