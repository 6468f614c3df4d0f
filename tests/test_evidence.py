"""Every value of an article can say which words it comes from, and where they stand."""

from pathlib import Path

import pytest

from bench.layouts import layout, layouts
from indexer import readers, workers
from indexer.cutting.boilerplate import NO_BOILERPLATE
from indexer.draft import Draft, Hint, Place, RawDocument
from indexer.extraction import Options, extract
from search.article import Article, Evidence

OPTIONS = Options(corpus="sample", captured="2025-06-28T12:00:00Z")
CORPUS = Path(__file__).parent.parent / "corpus"


def without_words(article: Article) -> list[str]:
    """Evidence whose words do not stand where it says."""
    return [repr(e) for e in article.evidence if not _stands(e, article.zone(e.zone))]


def _stands(said: Evidence, zone: str) -> bool:
    return 0 <= said.start < said.end <= len(zone) and zone[said.start : said.end] == said.text


def articles_of(items: list[workers.Item]) -> tuple[Article, ...]:
    return workers.work(OPTIONS, NO_BOILERPLATE, workers.Chunk(0, tuple(items))).articles


def test_the_words_of_every_value_stand_where_they_are_said_to_in_the_sample_corpus():
    members = [m for m in readers.members([CORPUS]) if isinstance(m, readers.Member)]
    articles = [a for member in members for a in articles_of(list(readers.documents(member)))]
    assert len(articles) > 50
    assert [fault for article in articles for fault in without_words(article)] == []
    for article in articles:
        assert not article.agency or article.agency_evidence
        assert not article.dateline or article.dateline.evidence
        assert all(mention.evidence for mention in (*article.countries, *article.actors))


@pytest.mark.parametrize("path", layouts(), ids=lambda path: path.stem)
def test_the_words_of_every_value_stand_where_they_are_said_to_on_a_page(path):
    body = layout(path)[0].encode("utf-8", "surrogatepass")
    place = Place(path=path.stem, sha256="", start=0, end=len(body))
    found = articles_of([RawDocument(place=place, shape="text", body=body)])
    assert [fault for article in found for fault in without_words(article)] == []


def record(text: str, **fields: str) -> Article:
    metadata, hints = "", []
    for name, value in fields.items():
        metadata += f"{name}: "
        hints.append(Hint(name=name, value=value, start=len(metadata), end=len(metadata) + len(value), field=True))
        metadata += f"{value}\n"
    place = Place(path="x", sha256="", start=0, end=1)
    return extract(Draft(title="", text=text, place=place, spans=(), metadata=metadata, hints=tuple(hints)), OPTIONS)


@pytest.mark.parametrize(
    ("article", "zone", "words"),
    [
        (record("TRIPOLI (AFP) — The port reopened."), "dateline", "AFP"),
        (record("They left the hall.\n\n(AFP)"), "text", "AFP"),
        (record("The port reopened.", dateline=" TRIPOLI, May 3 (AFP) -"), "metadata", "AFP"),
        (record("The port reopened.", author="M. Sabry", agency="Agence France-Presse"), "metadata",
         "Agence France-Presse"),
    ],
)  # fmt: skip
def test_an_agency_says_where_it_is_credited(article, zone, words):
    assert article.agency == "AFP"
    assert [(e.zone, e.text) for e in article.agency_evidence] == [(zone, words)]
    assert without_words(article) == []


@pytest.mark.parametrize(
    "fields", [{}, {"dateline": "  Tripoli "}, {"url": "https://x.example", "dateline": "TRIPOLI - "}]
)
def test_a_dateline_says_where_it_stands(fields):
    article = record("TRIPOLI, May 3 - The port reopened." if not fields else "The port reopened.", **fields)
    assert [e.text.upper() for e in article.dateline.evidence] == ["TRIPOLI"]
    assert without_words(article) == []
