"""What is marked matched, and a passage shows why."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import tree
from search.analysis import tokens
from search.article import Article, Source
from search.highlight import mark, matcher, snippets
from search.matching import Table
from search.results import Passage
from search.syntax import parse

SOURCE = Source(corpus="demo", path="a.txt", sha256="0", start=0, end=1, line=1)
TEXT = (
    "The U.S.-backed ministers met on Monday. The prime minister of Iraq left Baghdad; war in Iraq and Sana'a. "
    "Iraqi oil, oil and more oil.\n\nA second paragraph has a minister and a prime number."
)


def shown(passage: Passage) -> str:
    return "".join(f"[{piece.text}]" if piece.match else piece.text for piece in passage)


def marked(query: str, text: str = TEXT, language: str = "en") -> list[str]:
    passage = mark(text, language, parse(query, frozenset({"en", language})).tree, "text")
    assert "".join(piece.text for piece in passage) == text
    return [piece.text for piece in passage if piece.match]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("minister", ["ministers", "minister", "minister"]),
        ("=minister", ["minister", "minister"]),
        ('"prime minister"', ["prime minister"]),
        ("prime", ["prime", "prime"]),
        ("minister NEAR/0 prime", ["prime", "minister"]),
        ("minister PRE/3 prime", ["minister", "prime"]),
        ("minister /s baghdad", ["minister", "Baghdad"]),
        ("minister /p number", ["minister", "number"]),
        ("oil -war", ["oil", "oil", "oil"]),
        ("NOT oil", []),
        ("atleast3 oil", ["oil", "oil", "oil"]),
        ("atleast4 oil", []),
        ("bag* wa?", ["Baghdad", "war"]),
        ("bagdad~1", ["Baghdad"]),
        ("us-backed", ["U.S.-backed"]),
        ("sanaa", ["Sana'a"]),
        ("title:oil", []),
        ("country:iq", []),
        ("(oil AND zebra) OR war", ["war", "oil", "oil", "oil"]),
    ],
)
def test_marks_are_exactly_what_matched(query: str, words: list[str]) -> None:
    assert marked(query) == words


@pytest.mark.parametrize(
    ("query", "text", "language", "words"),
    [
        ("العراق وزراء", "عاد والعراق إلى الوزراء", "ar", ["والعراق", "الوزراء"]),
        ("北京", "我在北京大学学习北方", "zh", ["北京"]),
        ("muller", "Herr Müller und Frau Mueller", "de", ["Müller", "Mueller"]),
        ("turk", "Volker Tu\u0308rk sagte", "de", ["Tu\u0308rk"]),
        ("isik", "IŞIK ve ışıklar", "tr", ["IŞIK", "ışıklar"]),
    ],
)
def test_marks_cover_whole_words_in_any_script(query: str, text: str, language: str, words: list[str]) -> None:
    assert marked(query, text, language) == words


CHUNKS = (
    *("Dying", "lying,", "skies", "ueber", "Aerzte", "ebi", "ggo", "l'Irak", "qu'Élie", "a-b", "c++", "C#", "1,000"),
    *("3.5", "3d", "U.S.", "u.s.a", "anti-élan", "ÉLAN", "élan", "elan", "İstanbul", "ışık", "ISIK", "don’t", "don't"),
    *(
        "o'Neil",
        "x_y",
        "北京",
        "(der)",
        "والعراق",
        "عراق",
        "—",
        "minister's",
        "ministers",
        "ﬁre",
        "fire",
        "Kelvin",
        "e",
    ),
    *("É", "#tag", "@you", "\n\nNew", "new\nline"),
)


@given(
    st.lists(st.sampled_from(CHUNKS) | st.text("aeé -'’.x9İ", max_size=6), max_size=12),
    st.sampled_from(["en", "de", "fr", "tr", "fi", "ar", "nl", "und"]),
)
@settings(max_examples=100, deadline=None)
def test_the_words_that_are_looked_at_are_all_that_could_match(chunks: list[str], language: str) -> None:
    text = " ".join(chunks)
    found = tokens(text, language)
    for stem in {token.stem for token in found}:
        marks = Table([(0, tree.Term("text", (stem,)))]).run(text, language)[0]
        assert [mark[:2] for mark in marks] == [token[:2] for token in found if token.stem == stem]
    for first, second in pairwise(found):
        marks = Table([(0, tree.Phrase("text_x", ((first.word,), (second.word,))))]).run(text, language)[0]
        assert (first.start, second.end, 0) in marks
    for word in {token.word for token in found}:
        marks = Table([(0, tree.Fuzzy("text_x", word, 0))]).run(text, language)[0]
        assert [mark[:2] for mark in marks] == [token[:2] for token in found if token.word == word]


def test_a_branch_that_the_article_does_not_satisfy_is_not_marked() -> None:
    article = Article(id="1", title="Oil talks", text=TEXT, language="en", source=SOURCE)
    found = matcher(parse("(oil AND zebra) OR war OR (minister AND talks AND NOT camel)").tree)
    assert shown(found.title(article)) == "Oil [talks]"
    assert [piece.text for piece in found.text(article) if piece.match] == ["ministers", "minister", "war", "minister"]


def test_one_matcher_serves_many_articles_in_turn() -> None:
    found = matcher(parse("oil").tree)
    first = Article(id="1", title="Oil", text="oil oil", language="en", source=SOURCE)
    second = Article(id="2", title="Gas", text="gas oil", language="de", source=SOURCE)
    assert [shown(found.title(article)) for article in (first, second, first)] == ["[Oil]", "Gas", "[Oil]"]
    assert [shown(found.text(article)) for article in (first, second)] == ["[oil] [oil]", "gas [oil]"]


FILLER = "Nothing of note was said about the weather that day by anyone there. "


def test_passages_begin_and_end_with_sentences_where_they_can() -> None:
    text = FILLER * 5 + "The harbour pilots of Wexmoor voted to strike. " + FILLER * 5
    (passage,) = snippets(text, "en", parse("pilots strike").tree)
    assert shown(passage) == f"The harbour [pilots] of Wexmoor voted to [strike]. {FILLER.strip()}"


def test_the_two_passages_hold_the_most_distinct_words() -> None:
    text = (
        f"Pilots. {FILLER * 4}Pilots met pilots. {FILLER * 4}The pilots went on strike. {FILLER * 4}A harbour closed. "
    )
    found = snippets(text, "en", parse("pilots strike OR harbour").tree)
    assert [[piece.text for piece in passage if piece.match] for passage in found] == [
        ["pilots", "strike"],
        ["harbour"],
    ]


def test_without_a_match_the_beginning_stands() -> None:
    (passage,) = snippets(FILLER * 9, "en", parse("camel").tree)
    assert shown(passage) == f"{FILLER}{FILLER}".strip()
    assert snippets("", "en", parse("camel").tree) == ()
    assert shown(snippets("Short text", "en", tree.Everything())[0]) == "Short text"


def test_one_collapsed_line_is_cut_between_words() -> None:
    text = "lorem ipsum dolor " * 300 + "camel " + "sit amet elit " * 300
    (passage,) = snippets(text, "en", parse("camel").tree)
    cut = "".join(piece.text for piece in passage)
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    inside = cut.strip(" …")
    assert 100 < len(inside) <= 160
    assert f" {inside} " in text
    assert "[camel]" in shown(passage)


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (f"{FILLER * 3}It rained. Short. The pilots met. {'So they went on and on ' * 9}.{FILLER * 3}",
         f"{FILLER}It rained. Short. The [pilots] met."),
        (f"{'Before it there is a long tale ' * 9}. The pilots of the harbour have met. {FILLER * 3}",
         f"The [pilots] of the harbour have met. {FILLER.strip()}"),
        (f"{FILLER * 3}The pilots met and {'so they went on and on ' * 9}.{FILLER * 3}",
         "The [pilots] met and" + " so they went on and on" * 6 + " so …"),
        (f"{FILLER * 3}{'So they went on and on ' * 9} as pilots do. {FILLER * 3}",
         f"… {'So they went on and on ' * 2} as [pilots] do. {FILLER.strip()}"),
        (f"Pilots. {'So they went on and on ' * 9}", "[Pilots]." + " So they went on and on" * 6 + " So they went …"),
        ("飞行员在港口罢工。" + "没有人说天气。" * 40, "[飞行员]在港口罢工。" + "没有人说天气。" * 21),
    ],
)  # fmt: skip
def test_whole_sentences_stand_where_they_fit_and_dots_where_one_is_cut(text: str, passage: str) -> None:
    (found,) = snippets(
        text, "zh" if "飞" in text else "en", parse("pilots OR 飞行员", frozenset({"en", "zh"})).tree, 1
    )
    assert shown(found) == passage


WORDS = st.sampled_from(
    ["oil", "Oil,", "gas", "war.", "prime", "minister", "العراق", "北京", "e\u0301te\u0301", "\n\n", "Mr.", "x" * 90]
)
QUERIES = st.sampled_from(
    [
        "oil",
        '"oil gas"',
        "oil NEAR/2 war",
        "gas /s war",
        "mini*",
        "oil -gas",
        "atleast2 oil",
        "北京 OR ete",
        "العراق",
        "camel",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=120), QUERIES, st.integers(20, 200))
def test_passages_are_short_parts_of_the_text_in_order(words: list[str], query: str, width: int) -> None:
    text = " ".join(words)
    node = parse(query).tree
    whole = mark(text, "en", node, "text")
    assert "".join(piece.text for piece in whole) == text
    found = snippets(text, "en", node, 3, width)
    at = 0
    for passage in found:
        cut = "".join(piece.text for piece in passage).removeprefix("… ").removesuffix(" …")
        assert 0 < len(cut) <= width
        assert cut in text[at:]
        at = text.index(cut, at) + len(cut)
    assert any(piece.match for piece in whole) == any(piece.match for passage in found for piece in passage)
