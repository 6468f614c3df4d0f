"""What is marked is what matched: the highlighter as the judge of both engines, through the page's own code."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.archive import Archive
from search.article import Article, Source
from search.catchup import sync
from search.engine import Engine, open_engine
from search.find import ask, find, read
from search.highlight import matcher
from search.query import Query
from search.results import SearchPage

WORDS = "ferry ferries port ports tax taxes guard guards bridge bridges storm storms".split()  # noqa: SIM905
LEAVES = (
    "{a}", "={a}",
    '"{a} {b}"', '"{a} {b}"~3', "{a} NEAR/3 {b}", "{a} PRE/2 {b}", "{a} near1 ({b} OR {c})", "{a} /s {b}",
    "{a} /p {b}", "{a} /s {b} /s {c}", "atleast2 {a}", "atleast3 ({a} OR {b})", "po*", "br?dge*", "{a}~1", "title:{a}",
    'text:"{a} {b}"', 'title:({a} NEAR/2 {b})', '"po* {b}"', "{a} NEAR/4 gu*",
)  # fmt: skip
JOINED = ("{x}", "{x} {y}", "{x} OR {y}", "{x} NOT {y}", "{x} ({y} OR {z})", "{x} -({y} {z})")


def invented(seed: int = 7) -> list[Article]:
    chance = random.Random(seed)

    def sentence() -> str:
        words = " ".join(chance.choices(WORDS, k=chance.randint(2, 7)))
        return words[0].upper() + words[1:] + "."

    def body() -> str:
        return "\n\n".join(
            " ".join(sentence() for _ in range(chance.randint(1, 3))) for _ in range(chance.randint(1, 3))
        )

    source = Source(corpus="desk", path="desk.txt", sha256="0" * 64, start=0, end=1, line=1)
    return [
        Article(id=f"{n:016x}", title=" ".join(chance.choices(WORDS, k=3)), text=body(), language="en", source=source)
        for n in range(150)
    ]


def queries(count: int) -> list[str]:
    chance = random.Random(3)

    def leaf() -> str:
        a, b, c = chance.sample(WORDS, 3)
        return chance.choice(LEAVES).format(a=a, b=b, c=c)

    return [chance.choice(JOINED).format(x=leaf(), y=leaf(), z=leaf()) for _ in range(count)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("marks")
    with Archive.open(folder, create=True, write=True) as archive:
        archive.add(archive.begin_run("add", "desk"), invented())
        yield archive


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(
    request: pytest.FixtureRequest, archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    engine = open_engine(request.param, tmp_path_factory.mktemp("index"), write=True)
    sync(archive, engine)
    yield engine
    engine.close()


def test_an_article_is_a_hit_exactly_if_a_word_of_it_is_marked(archive: Archive, engine: Engine) -> None:
    every = archive.articles([article.id for article in invented()])
    for text in queries(300):
        node = read(text, archive, engine).tree
        marks = matcher(node)
        marked = {
            id for id, article in every.items() if any(p.match for p in (*marks.title(article), *marks.text(article)))
        }
        assert set(engine.ids(ask(Query(text=text), node))) == marked, text


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], SearchPage]]:
    source = Source(corpus="desk", path="desk.txt", sha256="0" * 64, start=0, end=1, line=1)
    text = (
        "The ferry left the port. A storm came, and the port closed.\n\n"
        "Later the ferry company paid a tax. The tax was low, and another tax followed. The storm was over."
    )
    folder: Path = tmp_path_factory.mktemp("small")
    with Archive.open(folder, create=True, write=True) as archive:
        article = Article(id="f" * 16, title="Port tax", text=text, language="en", source=source)
        archive.add(archive.begin_run("add", "desk"), [article])
        engine = open_engine("tantivy", archive.index_folder, write=True)
        sync(archive, engine)
        yield lambda text: find(Query(text=text), archive, engine)
        engine.close()


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("ferry /s port", ["ferry", "port"]),
        ("storm /s port", ["storm", "port"]),
        ("ferry /s storm", None),
        ("ferry /p storm", ["ferry", "storm", "ferry", "storm"]),
        ("company /p storm", ["company", "storm"]),
        ("text:atleast3 tax", ["tax", "tax", "tax"]),
        ("text:atleast4 tax", None),
        ("low NEAR/2 tax", ["tax", "low", "tax"]),
        ("tax PRE/1 low", ["tax", "low"]),
        ('"ferry company"', ["ferry company"]),
        ("title:tax", []),
    ],
)
def test_marks_are_those_of_the_sentence_paragraph_number_or_distance(
    small: Callable[[str], SearchPage], query: str, marked: list[str] | None
) -> None:
    page = small(query)
    if marked is None:
        assert page.total == 0
        return
    (hit,) = page.hits
    found = [piece.text for passage in hit.snippets for piece in passage if piece.match]
    assert found == marked
