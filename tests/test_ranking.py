"""Hits in the order of how well they answer; what matches stays the same. On real engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from search import tree
from search.article import Article, Source
from search.documents import document
from search.engine import Clause, Engine, Request, open_engine
from search.find import loosened
from search.ranking import MOST_PAIRS, ranked, significant
from search.syntax import parse


def an_article(id: str, text: str, title: str = "Notes of the day") -> Article:
    source = Source(corpus="desk", path="desk.txt", sha256="0" * 64, start=0, end=1, line=1)
    return Article(id=id, title=title, text=text, language="en", source=source)


class Pile:
    """Articles by id, as an archive gives them."""

    def __init__(self, articles: list[Article]) -> None:
        self._articles = {article.id: article for article in articles}

    def articles(self, ids: list[str], *, evidence: bool = True) -> dict[str, Article]:
        return {id: self._articles[id] for id in ids if id in self._articles}


FILLING = " The clerk wrote a letter about it and the porter carried it up the stairs."
ARTICLES = [
    an_article("apart", f"The harbour was busy.{FILLING}{FILLING} A strike began."),
    an_article("close", f"The harbour strike began.{FILLING}{FILLING} It was busy."),
    an_article("titled", f"They talked for hours.{FILLING}{FILLING} A strike at the harbour.", "Harbour strike"),
    an_article("repeated", "Strike, strike, strike, strike and strike again." + FILLING),
    *[an_article(f"plain{n}", f"Nothing happened on day {n}.{FILLING}") for n in range(250)],
    *[an_article(f"ferry{n}", f"The ferry Aurora sank off the cape, and divers came. {n}{FILLING}") for n in range(18)],
    an_article("wreck", "Divers looked for the Aurora in the bay." + FILLING),
    an_article("market", "Traders looked for the treasure in the bay." + FILLING),
]


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(request.param, tmp_path_factory.mktemp("index"), write=True)
    engine.write(map(document, ARTICLES), (), 1)
    yield engine
    engine.close()


def asked(text: str, engine: Engine, **more: object) -> Request:
    request = Request(tree=parse(text).tree, limit=50, **more)  # type: ignore[arg-type]
    return ranked(request, Pile(ARTICLES), engine)


def order(text: str, engine: Engine) -> list[str]:
    return [id for id, _ in engine.answer(asked(text, engine)).hits]


def test_a_word_in_the_title_counts_most_and_close_words_more_than_words_apart(engine: Engine) -> None:
    assert order("harbour strike", engine) == ["titled", "close", "apart"]


def test_many_different_words_count_more_than_one_that_is_repeated(engine: Engine) -> None:
    assert order("harbour OR strike OR busy", engine)[-1] == "repeated"


def test_a_common_word_hardly_counts(engine: Engine) -> None:
    scores = dict(engine.answer(asked("clerk OR harbour", engine)).hits)
    assert scores["apart"] > 20 * scores["plain1"]


def test_clauses_order_hits_and_change_neither_matches_nor_counts(engine: Engine) -> None:
    for text in ("harbour strike", "harbour OR strike OR ferry OR bay", 'strike "harbour strike"', "strike NOT busy"):
        plain = Request(tree=parse(text).tree, limit=50, facets={"language": 5}, histogram="month")
        before, after = engine.answer(plain), engine.answer(ranked(plain, Pile(ARTICLES), engine))
        assert sorted(id for id, _ in before.hits) == sorted(id for id, _ in after.hits)
        assert replace(before, hits=()) == replace(after, hits=())


def test_a_constant_clause_counts_once_however_often_its_word_stands(engine: Engine) -> None:
    strike = tree.Term("text", ("strike",))
    request = Request(tree=strike, clauses=(Clause(strike, 2.0, constant=True),))
    assert {score for _, score in engine.answer(request).hits} == {2.0}


def test_words_that_the_best_answers_share_lift_what_else_holds_them(engine: Engine) -> None:
    too_few_words = order("ferry OR bay", engine)
    assert too_few_words.index("market") < too_few_words.index("wreck")
    found = order("ferry OR sank OR bay", engine)
    assert found.index("wreck") < found.index("market")


def test_a_date_order_and_a_single_word_need_no_clauses(engine: Engine) -> None:
    assert asked("harbour strike", engine, sort="newest").clauses == ()
    assert asked("harbour", engine).clauses == ()


def test_the_number_of_clauses_is_bounded(engine: Engine) -> None:
    words = " ".join(f"word{n}" for n in range(60))
    clauses = asked(words, engine).clauses
    assert sum(isinstance(clause.node, tree.Near) for clause in clauses) == MOST_PAIRS
    assert len(clauses) <= 2 * 60 + MOST_PAIRS


def test_loosened_words_are_ranked_like_words_joined_by_or(engine: Engine) -> None:
    node = loosened(parse("harbour strike ferry").tree)
    assert node is not None
    loose = ranked(Request(tree=node, limit=50), Pile(ARTICLES), engine)
    assert [id for id, _ in engine.answer(loose).hits] == order("harbour OR strike OR ferry", engine)


def test_significant_words_are_neither_everywhere_nor_in_one_article_only(engine: Engine) -> None:
    found = dict(significant([(document(ARTICLES[-3]), 1.0)], engine))
    assert {"aurora", "diver"} <= set(found)
    assert not {"the", "clerk", "8"} & set(found)
