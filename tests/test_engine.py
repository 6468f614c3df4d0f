"""The contract of every engine: the same requests, the same answers, with brute force as the judge.

`BROADSHEET_CONTRACT="2000 2000"` asks for that many documents and that many random requests.
"""

from __future__ import annotations

import os
import random
import re
import threading
from bisect import bisect_right
from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta
from pathlib import Path

import pytest

from search import tree
from search.engine import Answer, Document, Engine, Request, open_engine
from search.engines import watermark
from search.errors import ArchiveDamaged, ArchiveLocked, EngineUnavailable
from search.query import FACETS, NONE

ENGINES = ("tantivy", "whoosh")
DOCUMENTS, REQUESTS = map(int, os.environ.get("BROADSHEET_CONTRACT", "300 150").split())
ODD = (
    "u.s",
    "c++",
    "a-b",
    "北",
    "京",
    "ไทย",
    "हिन्दी",
    "والعراق",
    "😀",
    "x_y",
    "a:b",
    "a",
    "3:text:tax",
    "[ab]",
    "o|r",
    "\\d",
)
PLAIN = (
    *("tax", "taxes", "war", "wars", "warn", "bank", "banks", "river", "rivers"),
    *("mosul", "mosque", "iraq", "iran", "oil", "soil", "spoil", "minister"),
)
WORDS = (*PLAIN, *ODD)
LIMITS = {facet: 5 for facet in FACETS}


# The judge


class Judge:
    """Answers requests by looking at every document."""

    def __init__(self, documents: dict[str, Document]) -> None:
        self.documents = documents
        self.holding: tuple[tree.Node, list[Document]] = (tree.Nothing(), [])

    def matches(self, request: Request, but: str = "") -> list[Document]:
        if self.holding[0] is not request.tree:
            self.holding = (request.tree, [d for d in self.documents.values() if holds(request.tree, d)])
        return [d for d in self.holding[1] if passes(request, d, but)]

    def total(self, found: list[Document], request: Request) -> int:
        return stories(found) if request.unit == "stories" else len(found)

    def facet(self, request: Request, name: str, limit: int) -> tuple[tuple[tuple[str, int], ...], int]:
        by_value: dict[str, list[Document]] = {}
        for document in self.matches(request, but=name):
            for value in set(document.facets.get(name) or (NONE,)):
                by_value.setdefault(value, []).append(document)
        counts = {value: self.total(found, request) for value, found in by_value.items()}
        order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        selected = {v: counts.get(v, 0) for v in request.selected.get(name, ())}
        rest = sorted((i for i in selected.items() if i not in order[:limit]), key=lambda item: (-item[1], item[0]))
        return tuple(order[:limit] + rest), len(counts)

    def histogram(self, request: Request) -> dict[str, int]:
        length = {"year": 4, "month": 7, "day": 10}[request.histogram or "month"]
        bars: dict[str, list[Document]] = {}
        for document in self.matches(request):
            if document.day:
                bars.setdefault(document.day.isoformat()[:length], []).append(document)
        return {bar: self.total(found, request) for bar, found in sorted(bars.items())}

    def dated_order(self, request: Request) -> list[str]:
        sign = 1 if request.sort == "oldest" else -1
        found = self.matches(request)
        found.sort(key=lambda d: (d.day is None, sign * d.day.toordinal() if d.day else 0, d.id))
        if request.unit == "stories":
            first: dict[str, Document] = {}
            for document in found:
                first.setdefault(document.story or document.id, document)
            found = list(first.values())
        return [d.id for d in found]


def stories(found: list[Document]) -> int:
    return len({d.story or d.id for d in found})


def passes(request: Request, d: Document, but: str = "") -> bool:
    values = {f: set(d.facets.get(f) or (NONE,)) for f in (*request.selected, *request.excluded)}
    return (
        all(values[f] & wanted for f, wanted in request.selected.items() if f != but)
        and not any(values[f] & refused for f, refused in request.excluded.items())
        and (not (request.since or request.until) or between(d.day, request.since, request.until))
    )


def between(day: Day | None, since: Day | None, until: Day | None) -> bool:
    return day is not None and (since or Day.min) <= day <= (until or Day.max)


def holds(node: tree.Node, d: Document) -> bool:
    match node:
        case tree.Everything():
            return True
        case tree.Nothing():
            return False
        case tree.And(children):
            return all(holds(c, d) for c in children)
        case tree.Or(children):
            return any(holds(c, d) for c in children)
        case tree.Not(child):
            return not holds(child, d)
        case tree.Boost(child, _):
            return holds(child, d)
        case tree.Value(facet, value):
            return value in ([d.id] if facet == "id" else d.facets.get(facet) or (NONE,))
        case tree.Dates(since, until):
            return between(d.day, since, until)
        case tree.Flag(name):
            return d.has_copies if name == "copy" else d.day is None
        case tree.Within(unit, parts):
            return together(d, d.sentences if unit == "sentence" else d.paragraphs, parts)
    return holds_words(node, getattr(d, node.field), getattr(d, twin(node.field)))


def holds_words(node: tree.Node, words: tuple[str, ...], twins: tuple[str, ...]) -> bool:
    match node:
        case tree.Term(_, any_of):
            return any(w in any_of for w in words)
        case tree.Phrase(_, phrase):
            spans = range(len(words) - len(phrase) + 1)
            return any(all(words[at + i] in any_of for i, any_of in enumerate(phrase)) for at in spans)
        case tree.Near(_, left, right, distance, ordered):
            return any(
                words[i] in left and words[j] in right and 0 < (j - i if ordered else abs(j - i)) <= distance + 1
                for i in range(len(words))
                for j in range(max(0, i - distance - 1), min(len(words), i + distance + 2))
            )
        case tree.AtLeast(_, any_of, times):
            return sum(w in any_of for w in words) >= times
        case tree.Prefix(_, text):
            return any(w.startswith(text) for w in twins)
        case tree.Wildcard(_, glob):
            pattern = "".join({"*": ".*", "?": "."}.get(c) or re.escape(c) for c in glob)
            return any(re.fullmatch(pattern, w, re.DOTALL) for w in twins)
        case tree.Fuzzy(_, word, distance):
            return any(edits(w, word) <= distance for w in twins)
    raise AssertionError(node)


def twin(field: str) -> str:
    return field if field.endswith("_x") else field + "_x"


def together(d: Document, starts: tuple[int, ...], parts: tuple[tree.Words, ...]) -> bool:
    units: dict[int, set[str]] = {}
    for at, word in enumerate(d.text):
        units.setdefault(bisect_right(starts, at), set()).add(word)
    return any(all(words & set(part) for part in parts) for words in units.values())


def edits(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


# Documents and requests


def a_document(id: str, text: str = "", **more: object) -> Document:
    words = tuple(text.split())
    given = {"facets": {}, "day": None, "story": "", "title": (), "title_x": (), "text_x": words, **more}
    return Document(id=id, text=words, **given)  # type: ignore[arg-type]


def random_document(rng: random.Random, number: int) -> Document:
    text = rng.choices(WORDS, [3] * len(PLAIN) + [1] * len(ODD), k=rng.randint(0, 40))
    title = rng.choices(WORDS, k=rng.randint(0, 5))
    starts = sorted({0, *(rng.randrange(40) for _ in range(5))})
    paragraphs = tuple(s for i, s in enumerate(starts) if i == 0 or rng.random() < 0.5)
    return Document(
        id=random_id(number),
        title=tuple(stem(w) for w in title),
        text=tuple(stem(w) for w in text),
        title_x=tuple(title),
        text_x=tuple(text),
        facets={f: tuple(skewed(rng, f) for _ in range(rng.choice((0, 1, 1, 2, 5)))) for f in FACETS},
        day=None if rng.random() < 0.1 else Day(2019, 1, 1) + timedelta(int(rng.betavariate(2, 1) * 1500)),
        story=story_of(rng, number),
        has_copies=rng.random() < 0.2,
        sentences=tuple(s for s in starts if s < len(text)),
        paragraphs=tuple(s for s in paragraphs if s < len(text)),
    )


def random_id(number: int) -> str:
    """Half of the ids have the same head, so that they are told apart by their end only."""
    return f"{random.Random(number).getrandbits(64) >> 40 * (number % 2):016x}"


def story_of(rng: random.Random, number: int) -> str:
    """None, its own (as a lead), or that of a document which is there, is not, or is no lead itself."""
    of = rng.choice((None, None, number, number, rng.randrange(number + 1), rng.randrange(number // 6 + 1)))
    return "" if of is None else random_id(of)


def skewed(rng: random.Random, facet: str) -> str:
    return f"{facet}-{int(rng.paretovariate(0.6)) % (4 if facet == 'language' else 60)}"


def stem(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def random_tree(rng: random.Random, depth: int = 2) -> tree.Node:
    field = rng.choice(("title", "text", "text", "text", "title_x", "text_x"))
    some = lambda: tuple(rng.sample(WORDS, rng.choice((1, 1, 1, 2, 3))))  # noqa: E731
    if depth and rng.random() < 0.5:
        children = tuple(random_tree(rng, depth - 1) for _ in range(rng.randint(1, 3)))
        return rng.choice((tree.And(children), tree.Or(children), tree.Not(children[0]), tree.Boost(children[0], 2.5)))
    word = rng.choice(WORDS)
    return rng.choice((
        lambda: tree.Everything(),
        lambda: tree.Term(field, some()),
        lambda: tree.Term(field, some()),
        lambda: tree.Phrase(field, tuple(some() for _ in range(rng.randint(1, 3)))),
        lambda: tree.Near(field, some(), some(), rng.choice((0, 1, 3, 9)), rng.random() < 0.5),
        lambda: tree.Within(rng.choice(("sentence", "paragraph")), tuple(some() for _ in range(rng.randint(1, 3)))),
        lambda: tree.AtLeast(field, some(), rng.randint(1, 4)),
        lambda: tree.Prefix(field, word[: rng.randint(1, 3)]),
        lambda: tree.Wildcard(field, word[:1] + rng.choice(("?", "*")) + word[2:]),
        lambda: tree.Fuzzy(field, word, rng.randint(1, 2)),
        lambda: tree.Value(*rng.choice((("outlet", "outlet-1"), ("actor", NONE), ("id", random_id(7))))),
        lambda: tree.Dates(rng.choice((None, Day(2020, 3, 1))), rng.choice((None, Day(2022, 5, 31)))),
        lambda: tree.Flag(rng.choice(("undated", "copy"))),
    ))()  # fmt: skip


def random_request(rng: random.Random) -> Request:
    picks = lambda: {  # noqa: E731
        f: frozenset(skewed(rng, f) if rng.random() < 0.8 else rng.choice((NONE, "nowhere")) for _ in range(2))
        for f in rng.sample(FACETS, rng.choice((0, 0, 1, 2)))
    }
    return Request(
        tree=random_tree(rng),
        selected=picks(),
        excluded=picks() if rng.random() < 0.3 else {},
        since=Day(2020, 1, 15) if rng.random() < 0.15 else None,
        until=Day(2022, 6, 30) if rng.random() < 0.15 else None,
        sort=rng.choice(("relevance", "newest", "oldest")),
        offset=rng.choice((0, 0, 0, 7)),
        limit=rng.choice((5, 20)),
        facets=LIMITS,
        histogram=rng.choice(("year", "month", "day")),
        unit=rng.choice(("articles", "articles", "stories")),
    )


@pytest.fixture(scope="module", params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def engine(name: str, tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(name, tmp_path / "index", write=True)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def collection(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Judge]]:
    """Random documents, written in several commits, some of them replaced and some deleted on the way."""
    rng = random.Random(4)
    documents = [random_document(rng, number) for number in range(DOCUMENTS)]
    engine = open_engine(name, tmp_path_factory.mktemp("index"), write=True)
    kept: dict[str, Document] = {}
    step = DOCUMENTS // 5
    for start in range(0, DOCUMENTS, step):
        batch = documents[start : start + step]
        deleted = rng.sample(sorted(kept), min(len(kept), 5))
        changed = [replace(random_document(rng, start), id=id) for id in rng.sample(sorted(kept), min(len(kept), 5))]
        for id in deleted:
            del kept[id]
        kept |= {d.id: d for d in (*batch, *changed)}
        engine.write([*batch, *changed], deleted, start + step)
    yield engine, Judge(kept)
    engine.close()


def ids(answer: Answer) -> list[str]:
    return [id for id, _ in answer.hits]


# Random requests


def test_random_requests_are_answered_as_brute_force_answers_them(collection: tuple[Engine, Judge]) -> None:
    engine, judge = collection
    rng = random.Random(11)
    for _ in range(REQUESTS):
        check(engine, judge, random_request(rng))


def check(engine: Engine, judge: Judge, request: Request) -> None:
    found = judge.matches(request)
    answer = engine.answer(request)
    every = engine.ids(request)
    assert sorted(engine.ids(replace(request, unit="articles"))) == sorted(d.id for d in found), request
    assert (answer.total, answer.stories) == (judge.total(found, request), stories(found)), request
    assert engine.count(request) == answer.total, request
    assert ids(answer) == every[request.offset : request.offset + request.limit], request
    if request.sort != "relevance":
        assert every == judge.dated_order(request), request
    for facet, limit in LIMITS.items():
        counts = answer.facets[facet]
        assert (counts.values, counts.distinct) == judge.facet(request, facet, limit), (facet, request)
    assert answer.histogram == judge.histogram(request), request
    undated = [d for d in found if d.day is None]
    assert answer.undated == judge.total(undated, request), request
    days = sorted(d.day for d in found if d.day)
    assert (answer.first, answer.last) == ((days[0], days[-1]) if days else (None, None)), request
    check_scores(judge, answer)
    if request.unit == "stories":
        check_folding(judge, found, answer)


def check_scores(judge: Judge, answer: Answer) -> None:
    def place(hit: tuple[str, float]) -> tuple[float, int, str]:
        day = judge.documents[hit[0]].day
        return -hit[1], -(day.toordinal() if day else 0), hit[0]

    if any(score for _, score in answer.hits):
        assert sorted(answer.hits, key=place) == list(answer.hits)


def check_folding(judge: Judge, found: list[Document], answer: Answer) -> None:
    members = Tally(d.story or d.id for d in found)
    shown = [judge.documents[id].story or id for id in ids(answer)]
    assert len(set(shown)) == len(shown)
    assert list(answer.similar) == [members[story] - 1 for story in shown]


def test_what_was_counted_in_stories_is_not_given_for_articles(collection: tuple[Engine, Judge]) -> None:
    engine, judge = collection
    request = Request(tree=tree.Term("text", ("war",)), facets=LIMITS, histogram="month", unit="stories")
    for unit in ("stories", "articles", "stories"):
        check(engine, judge, replace(request, unit=unit))


# The facet rule


@pytest.fixture
def press(engine: Engine) -> Engine:
    """Six articles of three outlets and two countries."""
    rows = [("post", "iq"), ("post", "iq"), ("post", "sd"), ("mail", "iq"), ("mail", ""), ("wire", "sd")]
    documents = [
        a_document(f"{i:016x}", "war", facets={"outlet": (outlet,), "country": (country,) if country else ()})
        for i, (outlet, country) in enumerate(rows)
    ]
    engine.write(documents, [], 1)
    return engine


def counts_of(engine: Engine, facet: str, **given: object) -> list[tuple[str, int]]:
    answer = engine.answer(Request(facets={facet: 10}, **given))  # type: ignore[arg-type]
    return list(answer.facets[facet].values)


def test_values_of_one_facet_are_or_and_facets_are_and(press: Engine) -> None:
    request = Request(selected={"outlet": frozenset({"post", "mail"}), "country": frozenset({"iq"})})
    assert press.answer(request).total == 3


def test_counts_of_a_facet_ignore_its_own_selection_and_honour_the_others(press: Engine) -> None:
    chosen = {"outlet": frozenset({"post"})}
    assert counts_of(press, "outlet", selected=chosen) == [("post", 3), ("mail", 2), ("wire", 1)]
    assert counts_of(press, "country", selected=chosen) == [("iq", 2), ("sd", 1)]


def test_an_exclusion_is_never_left_out_of_a_count(press: Engine) -> None:
    refused = {"outlet": frozenset({"post"})}
    assert counts_of(press, "outlet", excluded=refused) == [("mail", 2), ("wire", 1)]
    assert counts_of(press, "country", excluded=refused) == [(NONE, 1), ("iq", 1), ("sd", 1)]


def test_a_selected_value_is_shown_even_at_zero(press: Engine) -> None:
    chosen = {"outlet": frozenset({"gone"}), "country": frozenset({"sd"})}
    assert counts_of(press, "outlet", selected=chosen) == [("post", 1), ("wire", 1), ("gone", 0)]


def test_a_missing_value_is_counted_and_selected_like_any_other(press: Engine) -> None:
    assert (NONE, 1) in counts_of(press, "country")
    assert press.answer(Request(selected={"country": frozenset({NONE})})).total == 1


def test_the_order_of_values_is_by_count_then_by_value(press: Engine) -> None:
    assert counts_of(press, "country") == [("iq", 3), ("sd", 2), (NONE, 1)]
    assert counts_of(press, "language") == [(NONE, 6)]


def test_every_shown_count_is_the_total_after_the_click(collection: tuple[Engine, Judge]) -> None:
    engine, _ = collection
    request = Request(tree=tree.Term("text", ("war", "bank")), facets=LIMITS)
    for facet, counts in engine.answer(request).facets.items():
        for value, count in counts.values:
            after = engine.answer(replace(request, selected={facet: frozenset({value})}))
            assert after.total == count, (facet, value)


def test_counts_are_exact_where_a_facet_has_more_values_than_an_engine_collects(engine: Engine) -> None:
    """Many rare values in each of several segments, and one that is rare in each but frequent in all."""
    rng = random.Random(2)
    truth: Tally[str] = Tally()
    for batch in range(3):
        documents = []
        for i in range(600):
            values = {f"a{batch}-{rng.randrange(900)}" for _ in range(6)} | ({"everywhere"} if i < 4 else set())
            truth.update(values)
            documents.append(a_document(f"{batch:04}{i:012x}", "war", facets={"actor": tuple(values)}))
        engine.write(documents, [], batch + 1)
    best = sorted(truth.items(), key=lambda item: (-item[1], item[0]))
    counts = engine.answer(Request(facets={"actor": 40})).facets["actor"]
    assert list(counts.values) == best[:40]
    assert counts.distinct == len(best)
    everything = engine.values(Request(), "actor", limit=10_000)
    assert (list(everything.values), everything.distinct) == (best, len(best))


def test_values_are_found_by_what_they_hold_under_the_request_but_its_own_facet(press: Engine) -> None:
    request = Request(selected={"outlet": frozenset({"wire"}), "country": frozenset({"iq"})})
    assert press.values(request, "outlet", contains="O").values == (("post", 2),)
    assert press.values(Request(), "outlet", limit=1).values == (("post", 3),)


# Words


@pytest.mark.parametrize("word", ODD)
def test_a_word_is_found_whatever_characters_it_holds(engine: Engine, word: str) -> None:
    engine.write([a_document("1", f"x {word} y"), a_document("2", "x z y")], [], 1)
    nodes: list[tree.Node] = [
        tree.Term("text", (word,)),
        tree.Phrase("text", (("x",), (word,), ("y",))),
        tree.Prefix("text_x", word),
        tree.Wildcard("text_x", word),
        tree.Within("sentence", (("x",), (word,))),
        tree.AtLeast("text", (word,), 1),
    ]
    assert [engine.ids(Request(tree=node)) for node in nodes] == [["1"]] * len(nodes)


def test_near_counts_the_words_between_in_either_order(engine: Engine) -> None:
    engine.write([a_document("1", "a x x b"), a_document("2", "b x x a"), a_document("3", "a x x x b")], [], 1)
    assert sorted(engine.ids(Request(tree=tree.Near("text", ("a",), ("b",), 2)))) == ["1", "2"]
    assert engine.ids(Request(tree=tree.Near("text", ("a",), ("b",), 2, ordered=True))) == ["1"]


def test_a_word_is_not_near_itself(engine: Engine) -> None:
    engine.write([a_document("1", "a x x"), a_document("2", "a x a")], [], 1)
    assert engine.ids(Request(tree=tree.Near("text", ("a",), ("a", "c"), 5))) == ["2"]


@pytest.mark.parametrize("ordered", [True, False])
def test_near_takes_as_many_alternatives_as_a_pattern_has(engine: Engine, ordered: bool) -> None:
    left, right = tuple(f"l{i}" for i in range(100)), tuple(f"r{i}" for i in range(100))
    texts = ["l5 x x r99", "l5 x x x r7", "r1 l1", "l100 r1"]
    engine.write([a_document(str(i), text) for i, text in enumerate(texts)], [], 1)
    found = engine.ids(Request(tree=tree.Near("text", left, right, 2, ordered)))
    assert sorted(found) == (["0"] if ordered else ["0", "2"])


def test_a_phrase_of_many_alternatives_is_still_a_phrase(engine: Engine) -> None:
    many = tuple(f"w{i}" for i in range(20))
    engine.write([a_document("1", "w3 w4"), a_document("2", "w3 x w4"), a_document("3", "w31 w4")], [], 1)
    assert engine.ids(Request(tree=tree.Phrase("text", (many, many)))) == ["1"]


def test_all_words_in_one_sentence_is_more_than_each_two_of_them(engine: Engine) -> None:
    engine.write(
        [
            a_document("1", "a b b c a c", sentences=(0, 2, 4), paragraphs=(0,)),
            a_document("2", "x a b c", sentences=(0, 1), paragraphs=(0, 1)),
        ],
        [],
        1,
    )
    parts = (("a",), ("b",), ("c",))
    assert engine.ids(Request(tree=tree.Within("sentence", parts))) == ["2"]
    assert sorted(engine.ids(Request(tree=tree.Within("paragraph", parts)))) == ["1", "2"]


def test_the_vocabulary_counts_articles_and_forgets_deleted_ones(engine: Engine) -> None:
    engine.write([a_document("1", "tax tax"), a_document("2", "tax taxi"), a_document("3", "war")], [], 1)
    assert engine.vocabulary("tax") == [("tax", 2), ("taxi", 1)]
    engine.write([], ["2"], 2)
    assert engine.vocabulary("tax") == [("tax", 1)]
    assert engine.vocabulary("", limit=1) == [("tax", 1)]


def test_titles_have_a_vocabulary_of_their_own(engine: Engine) -> None:
    engine.write([a_document("1", "tax", title_x=("tax", "toll")), a_document("2", "", title_x=("toll",))], [], 1)
    assert engine.vocabulary("t", field="title_x") == [("toll", 2), ("tax", 1)]
    assert engine.vocabulary("t") == [("tax", 1)]


# Order and pages


def test_a_word_in_the_title_can_outweigh_one_in_the_text(engine: Engine) -> None:
    engine.write([a_document("1", "tax tax war"), a_document("2", "war", title=("tax",))], [], 1)
    node = tree.Or((tree.Boost(tree.Term("title", ("tax",)), 5.0), tree.Term("text", ("tax",))))
    assert engine.ids(Request(tree=node)) == ["2", "1"]


def test_filters_do_not_change_scores(press: Engine) -> None:
    node = tree.Term("text", ("war",))
    plain = press.answer(Request(tree=node)).hits
    filtered = press.answer(Request(tree=node, selected={"outlet": frozenset({"post", "mail", "wire"})})).hits
    assert plain == filtered


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("unit", ["articles", "stories"])
@pytest.mark.parametrize("node", [tree.Everything(), tree.Prefix("text", "w"), tree.Term("text", ("war", "oil"))])
def test_pages_in_a_row_never_repeat_or_skip(
    collection: tuple[Engine, Judge], sort: str, unit: str, node: tree.Node
) -> None:
    engine, _ = collection
    request = Request(tree=node, sort=sort, unit=unit)  # type: ignore[arg-type]
    total = engine.answer(request).total
    pages = [ids(engine.answer(replace(request, offset=at, limit=13))) for at in range(0, total + 13, 13)]
    assert [id for page in pages for id in page] == engine.ids(request)
    assert len({id for page in pages for id in page}) == total


def test_equal_scores_are_ordered_by_day_then_id(engine: Engine) -> None:
    days = [None, Day(2020, 1, 1), Day(2021, 1, 1), Day(2021, 1, 1)]
    for number, day in enumerate(days):
        engine.write([a_document(f"same-head-{number}", "war", day=day)], [], number)
    expected = ["same-head-2", "same-head-3", "same-head-1", "same-head-0"]
    assert engine.ids(Request(tree=tree.Term("text", ("war",)))) == expected
    assert [ids(engine.answer(Request(tree=tree.Term("text", ("war",)), offset=i, limit=1))) for i in range(4)] == [
        [id] for id in expected
    ]


def test_undated_articles_stand_last_in_both_date_orders(engine: Engine) -> None:
    engine.write([a_document("1"), a_document("2", day=Day(1850, 1, 1)), a_document("3", day=Day(2099, 1, 1))], [], 1)
    assert engine.ids(Request(sort="newest")) == ["3", "2", "1"]
    assert engine.ids(Request(sort="oldest")) == ["2", "3", "1"]


def test_no_hits_are_asked_for_when_the_limit_is_zero(press: Engine) -> None:
    answer = press.answer(Request(limit=0, facets={"outlet": 3}))
    assert (answer.hits, answer.total, len(answer.facets["outlet"].values)) == ((), 6, 3)


# Changes


def test_an_update_replaces_and_a_deletion_removes(engine: Engine) -> None:
    engine.write([a_document("1", "war"), a_document("2", "war")], [], 1)
    engine.write([a_document("1", "peace")], ["2"], 2)
    assert engine.ids(Request()) == ["1"]
    assert engine.ids(Request(tree=tree.Term("text", ("war",)))) == []


def test_a_replay_changes_nothing(engine: Engine) -> None:
    batch = [a_document("1", "war", facets={"outlet": ("post",)}), a_document("2", "war"), a_document("1", "war")]
    engine.write(batch, ["3"], 1)
    first = engine.answer(Request(facets=LIMITS))
    engine.write(batch, ["3"], 1)
    assert engine.answer(Request(facets=LIMITS)) == first
    assert first.total == 2


def test_a_failing_stream_of_documents_leaves_the_index_as_it_was(engine: Engine) -> None:
    def broken() -> Iterator[Document]:
        yield a_document("2", "war")
        raise RuntimeError("the source broke off")

    engine.write([a_document("1", "war")], [], 1)
    with pytest.raises(RuntimeError, match="broke off"):
        engine.write(broken(), ["1"], 2)
    assert (engine.ids(Request()), engine.generation) == (["1"], 1)
    engine.write([a_document("3", "war")], [], 2)
    assert sorted(engine.ids(Request())) == ["1", "3"]


def test_a_reader_sees_the_next_generation_in_its_next_answer(name: str, tmp_path: Path) -> None:
    writer = open_engine(name, tmp_path, write=True)
    writer.write([a_document("1", "war")], [], 7)
    reader = open_engine(name, tmp_path)
    assert (reader.generation, reader.answer(Request()).total) == (7, 1)
    writer.write([a_document("2", "war")], [], 8)
    answer = reader.answer(Request())
    assert (answer.generation, answer.total) == (8, 2)
    reader.close()
    writer.close()


def test_an_index_is_there_again_after_it_was_closed(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, write=True)
    assert (engine.generation, engine.answer(Request(facets=LIMITS, histogram="month")).total) == (0, 0)
    engine.write([a_document("1", "war")], [], 3)
    engine.close()
    again = open_engine(name, tmp_path, write=True)
    assert (again.generation, again.ids(Request())) == (3, ["1"])
    again.close()


def test_a_second_writer_is_refused_and_a_reader_is_not(name: str, tmp_path: Path) -> None:
    writer = open_engine(name, tmp_path, write=True)
    with pytest.raises(ArchiveLocked):
        open_engine(name, tmp_path, write=True)
    reader = open_engine(name, tmp_path)
    with pytest.raises(ArchiveLocked, match="reading"):
        reader.write([], [], 1)
    reader.close()
    writer.close()
    open_engine(name, tmp_path, write=True).close()


def test_an_index_of_another_version_is_refused_with_the_way_out(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path, write=True)
    engine.write([a_document("1", "war")], [], 1)
    engine.close()
    watermark.write(tmp_path, "another", 1)
    with pytest.raises(ArchiveDamaged, match=r'"another".*broadsheet rebuild'):
        open_engine(name, tmp_path)


def test_a_folder_without_an_index_is_refused_with_the_way_out(name: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="broadsheet rebuild"):
        open_engine(name, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match='"lucene"'):
        open_engine("lucene", tmp_path)


def test_readers_beside_a_writer_see_whole_generations(name: str, tmp_path: Path) -> None:
    """Each commit replaces all documents, so that hits, total, facet and histogram of one answer must agree."""
    writer = open_engine(name, tmp_path, write=True)
    writer.write(generation(0), [], 0)
    reader = open_engine(name, tmp_path)
    faults: list[object] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                answer = reader.answer(Request(limit=50, facets={"outlet": 5}, histogram="year"))
                counts, bars = answer.facets["outlet"].values, answer.histogram
                numbers = {answer.total, len(answer.hits), *(n for _, n in counts), *bars.values()}
                if len(numbers) != 1 or len(counts) != 1 or len(bars) != 1:
                    faults.append(answer)
        except Exception as error:  # whatever a reader meets is the fault to report
            faults.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 16):
        writer.write(generation(number), [f"{i:04}" for i in range(10 + number % 3, 20)], number)
    done.set()
    for thread in threads:
        thread.join()
    reader.close()
    writer.close()
    assert faults == []


def generation(number: int) -> list[Document]:
    facets = {"outlet": (f"outlet-{number}",)}
    return [a_document(f"{i:04}", "war", facets=facets, day=Day(2000 + number, 1, 1)) for i in range(10 + number % 3)]
