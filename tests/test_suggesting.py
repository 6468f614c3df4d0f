"""Which words another spelling is offered for, on a real index."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.article import Article, Source
from search.documents import document
from search.engine import Engine, open_engine
from search.suggesting import SCARCE, closest

FREQUENT = 10 * SCARCE
HELD = {"harbour": FREQUENT, "harbours": SCARCE + 1, "harboor": 2, "harbuor": 1, "hairbours": 1}


def an_article(number: int, word: str) -> Article:
    source = Source(corpus="desk", path="desk/notes.txt", sha256="0" * 64, start=number, end=number + 1, line=number)
    text = f"The {word} was closed."
    return Article(id=f"{number:016x}", title="Closed.", text=text, language="en", source=source)


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(request.param, tmp_path_factory.mktemp("index"), write=True)
    words = [word for word, times in HELD.items() for _ in range(times)]
    engine.write([document(an_article(number, word)) for number, word in enumerate(words)], [], generation=1)
    yield engine
    engine.close()


def test_a_word_of_enough_articles_is_right_however_frequent_its_neighbour(engine: Engine) -> None:
    assert engine.frequency("text_x", "harbour") > 5 * engine.frequency("text_x", "harbours")
    assert closest("harbours", engine) == []


def test_a_rare_word_is_compared_with_those_one_edit_away(engine: Engine) -> None:
    assert closest("harboor", engine) == ["harbour"]
    assert "harbour" not in closest("hairbours", engine)


def test_a_word_that_stands_nowhere_may_be_two_edits_away(engine: Engine) -> None:
    assert closest("haarbour", engine)[0] == "harbour"
    assert "harbour" in closest("haarbuor", engine)
