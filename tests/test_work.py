"""What is too much work is refused before an engine begins, by what is asked and not by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from search import tree, work
from search.engine import Document, Engine, open_engine
from search.errors import QueryTooLarge
from search.syntax import parse

WORDS = ("the", "of", "and", "to", "in", "a", "harbour")


@pytest.fixture(params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A hundred articles of the same six words, one of them with another one."""
    with closing(open_engine(request.param, tmp_path, write=True)) as engine:
        documents = []
        for number in range(100):
            words = WORDS if number == 7 else WORDS[:6]
            documents.append(
                Document(
                    id=f"{number:016x}", title=(), text=words, title_x=(), text_x=words, facets={}, day=None, story=""
                )
            )
        engine.write(documents, [], 1)
        yield engine


def too_much(text: str, engine: Engine) -> bool:
    try:
        work.check(parse(text, frozenset()).tree, engine)
    except QueryTooLarge:
        return True
    return False


DEATHS = [
    "st*",
    '"the of and to in a"~50',
    " OR ".join(f"{word[:2]}*" for word in WORDS[:5] * 12),
    " NEAR/50 ".join(WORDS[:6] * 5),
    " PRE/50 ".join(WORDS[:6] * 5),
    " NEAR/50 ".join(["the"] * 30),
    " OR ".join(f"{word}~1" for word in ["wordsmith", "carpenter"] * 30),
]


@pytest.mark.parametrize("text", DEATHS)
def test_a_small_archive_answers_them_all(engine: Engine, text: str) -> None:
    assert not too_much(text, engine)


@pytest.mark.parametrize("text", DEATHS[1:])
def test_where_their_words_stand_in_many_articles_they_are_refused(
    engine: Engine, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "MOST", 100)
    assert too_much(text, engine)


def test_rare_words_may_be_sought_near_each_other_anywhere(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST", 300)
    assert not too_much(" NEAR/50 ".join(["harbour", "the"] * 15), engine)
    assert not too_much('"the of"', engine)
    assert not too_much("the OR of OR and", engine)


def test_the_message_says_what_to_do(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "MOST", 100)
    nears = [tree.Near("text", ("the",), (word,), 1) for word in ("of", "and")]
    with pytest.raises(QueryTooLarge, match=r"about 4 times as much work .* Ask for rarer or fewer words"):
        work.check(tree.And(tuple(nears)), engine)
