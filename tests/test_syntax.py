"""What a typed text means, and what is said about its faults."""

from __future__ import annotations

from datetime import date as Day

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import tree
from search.errors import QueryTooLarge
from search.patterns import Pattern, glob_matches
from search.syntax import Parsed, parse


def text_node(query: str) -> tree.Node:
    """The node for the text alone."""
    return parse(f"text:({query})").tree


def messages(parsed: Parsed) -> list[str]:
    return [remark.message for remark in parsed.remarks]


def test_an_empty_query_is_everything() -> None:
    assert parse("") == parse("  ") == Parsed(tree=tree.Everything(), understood="")


def test_a_bare_word_stands_in_title_or_text_by_its_stem() -> None:
    assert parse("ministers").tree == tree.Or(
        (tree.Boost(tree.Term("title", ("minist",)), 2.0), tree.Term("text", ("minist",)))
    )


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("=ministers", tree.Term("text_x", ("ministers",))),
        ('"Prime Ministers"', tree.Phrase("text_x", (("prime",), ("ministers",)))),
        ('"oil"', tree.Term("text_x", ("oil",))),
        ('"oil prices"~5', tree.Near("text_x", ("oil",), ("prices",), 5)),
        ("oil NEAR/5 price", tree.Near("text", ("oil",), ("price",), 5)),
        ("oil near5 price", tree.Near("text", ("oil",), ("price",), 5)),
        ("oil W/5 price", tree.Near("text", ("oil",), ("price",), 5)),
        ("oil n/5 price", tree.Near("text", ("oil",), ("price",), 5)),
        ("oil NEAR price", tree.Near("text", ("oil",), ("price",), 10)),
        ("oil PRE/5 price", tree.Near("text", ("oil",), ("price",), 5, True)),
        ("oil adj5 price", tree.Near("text", ("oil",), ("price",), 5, True)),
        ("(oil OR gas) w/3 price", tree.Near("text", ("oil", "gas"), ("price",), 3)),
        ("=oil w/3 prices", tree.Near("text_x", ("oil",), ("prices",), 3)),
        ("oil /s price", tree.Within("sentence", (("oil",), ("price",)))),
        ("oil w/s gas w/s price", tree.Within("sentence", (("oil",), ("gas",), ("price",)))),
        ("oil /p price", tree.Within("paragraph", (("oil",), ("price",)))),
        ("oil SAME price", tree.Within("paragraph", (("oil",), ("price",)))),
        ("atleast3 oil", tree.AtLeast("text", ("oil",), 3)),
        ("ATLEAST3(oil OR gas)", tree.AtLeast("text", ("oil", "gas"), 3)),
        ("minist*", tree.Prefix("text_x", "minist")),
        ("Wi?d*", tree.Wildcard("text_x", "wi?d*")),
        ("Türk*", tree.Prefix("text_x", "turk")),
        ("bagdad~1", tree.Fuzzy("text_x", "bagdad", 1)),
        ("bagdad~", tree.Fuzzy("text_x", "bagdad", 2)),
        ("北京", tree.Phrase("text", (("北",), ("京",)))),
        ("l'Irak", tree.Term("text", ("irak", "lirak"))),
        ("U.S.", tree.Term("text", ("us",))),
        ("c++", tree.Term("text", ("c++",))),
        ("example.com", tree.Phrase("text", (("exampl",), ("com",)))),
        ("cease-fire", tree.Or((tree.Phrase("text", (("ceas",), ("fire",))), tree.Term("text", ("ceasefir",))))),
    ],
)
def test_each_form_has_its_node(query: str, node: tree.Node) -> None:
    assert text_node(query) == node


OIL, GAS, WAR = (tree.Term("text", (word,)) for word in ("oil", "gas", "war"))


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("oil gas", tree.And((OIL, GAS))),
        ("oil AND gas", tree.And((OIL, GAS))),
        ("oil && gas", tree.And((OIL, GAS))),
        ("+oil +gas", tree.And((OIL, GAS))),
        ("oil، gas", tree.And((OIL, GAS))),
        ("oil OR gas", tree.Or((OIL, GAS))),
        ("oil || gas", tree.Or((OIL, GAS))),
        ("oil ｜ gas", tree.Or((OIL, GAS))),
        ("oil -gas", tree.And((OIL, tree.Not(GAS)))),
        ("oil –gas", tree.And((OIL, tree.Not(GAS)))),
        ("oil NOT gas", tree.And((OIL, tree.Not(GAS)))),
        ("oil AND NOT gas", tree.And((OIL, tree.Not(GAS)))),
        ("oil !gas", tree.And((OIL, tree.Not(GAS)))),
        ("oil OR gas war", tree.Or((OIL, tree.And((GAS, WAR))))),
        ("（oil OR gas） war", tree.And((tree.Or((OIL, GAS)), WAR))),
        ("NOT oil gas", tree.And((tree.Not(OIL), GAS))),
    ],
)
def test_precedence_is_not_then_and_then_or(query: str, node: tree.Node) -> None:
    assert text_node(query) == node


@pytest.mark.parametrize("query", ['"oil gas"', "“oil gas”", "«oil gas»", "„oil gas“", "＂oil gas＂"])
def test_phrases_may_stand_in_any_quotation_marks(query: str) -> None:
    assert text_node(query) == tree.Phrase("text_x", (("oil",), ("gas",)))


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("title:oil", tree.Term("title", ("oil",))),
        ("Headline:oil", tree.Term("title", ("oil",))),
        ("hd:=oil", tree.Term("title_x", ("oil",))),
        ("body:(oil OR gas)", tree.Or((OIL, GAS))),
        ("text:oil NEAR/2 gas", tree.Near("text", ("oil",), ("gas",), 2)),
        ('outlet:"The Harbour Post"', tree.Value("outlet", "the-harbour-post")),
        ("source:harbour", tree.Value("outlet", "harbour")),
        ("country:sd", tree.Value("country", "SD")),
        ("-about:sd", tree.Not(tree.Value("about", "SD"))),
        ("country:(sd OR td)", tree.Or((tree.Value("country", "SD"), tree.Value("country", "TD")))),
        ("actor:none", tree.Value("actor", "(none)")),
        ("lang:EN", tree.Value("language", "en")),
        ("id:0a1b", tree.Value("id", "0a1b")),
        ("is:undated", tree.Flag("undated")),
        ("is:copy", tree.Flag("copy")),
        ("date:2019..2021", tree.Dates(Day(2019, 1, 1), Day(2021, 12, 31))),
        ("date:2024-02", tree.Dates(Day(2024, 2, 1), Day(2024, 2, 29))),
        ("date:٢٠٢٤-٠٢-٠٣", tree.Dates(Day(2024, 2, 3), Day(2024, 2, 3))),
        ("date:03.02.2024", tree.Dates(Day(2024, 2, 3), Day(2024, 2, 3))),
        ("date:[2025-06-01 TO 2025-06-20]", tree.Dates(Day(2025, 6, 1), Day(2025, 6, 20))),
        ("date:[* TO 2025]", tree.Dates(None, Day(2025, 12, 31))),
        ("date:2025..", tree.Dates(Day(2025, 1, 1), None)),
        ("date:>2024", tree.Dates(Day(2025, 1, 1), None)),
        ("after:2020", tree.Dates(Day(2020, 1, 1), None)),
        ("before:2020", tree.Dates(None, Day(2019, 12, 31))),
    ],
)
def test_each_field_has_its_node(query: str, node: tree.Node) -> None:
    parsed = parse(query)
    assert parsed.tree == node
    assert parsed.remarks == ()


@pytest.mark.parametrize(
    ("query", "understood", "places"),
    [
        ("AND oil", "oil", [(0, 3)]),
        ("oil OR", "oil", [(4, 6)]),
        ("oil AND OR gas", "oil AND gas", [(8, 10)]),
        ("(oil gas", "oil AND gas", [(0, 1)]),
        ("oil) gas", "oil AND gas", [(3, 4)]),
        ("oil ()", "oil", [(4, 5)]),
        ('oil "gas war', "oil AND gas AND war", [(4, 5)]),
        ("oil NEAR/5", "oil", [(4, 10)]),
        ("oil w/3 -gas", "oil AND NOT gas", [(4, 7)]),
        ("oil w/900 gas", "oil NEAR/50 gas", [(4, 9)]),
        ('oil w/3 "gas war"', 'oil AND "gas war"', [(4, 7)]),
        ("title:", "", [(0, 6)]),
        ("*ing", "ing", [(0, 4)]),
        ("s*", "s", [(0, 2)]),
        ("iran~2", "iran~1", [(0, 6)]),
        ("date:soon", "soon", [(5, 9)]),
        ("date:2025-02-30", "2025-02-30", [(5, 15)]),
        ("is:good", "good", [(3, 7)]),
        ("foo:bar", "foo:bar", [(0, 7)]),
        ("oil or gas", "oil AND or AND gas", [(4, 6)]),
        ("{oil}", "oil", [(0, 1), (4, 5)]),
        ("who sells oil?", "who AND sells AND oil", [(10, 14)]),
        ("by:jane", "jane", [(0, 3)]),
        ("?!", "", [(0, 2)]),
    ],
)
def test_a_fault_is_named_with_its_place_and_the_words_are_searched(
    query: str, understood: str, places: list[tuple[int, int]]
) -> None:
    parsed = parse(query)
    assert parsed.understood == understood
    assert [(remark.start, remark.end) for remark in parsed.remarks] == places


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("(" * 20_000, "1,000"),
        ("a " * 499, "64"),
        ("(" * 17 + "a" + ")" * 17, "16"),
        ("(" * 900, "16"),
        ("NOT " * 200 + "a", "16"),
        ("title:" * 160 + "a", "16"),
    ],
)
def test_a_query_over_a_limit_is_refused_and_the_limit_named(query: str, limit: str) -> None:
    with pytest.raises(QueryTooLarge, match=limit):
        parse(query)


def test_names_are_resolved_to_the_values_of_a_facet() -> None:
    known = {("country", "sudan"): ("SD", "SS")}
    parsed = parse("country:Sudan", resolve=lambda facet, typed: known.get((facet, typed.lower()), ()))
    assert parsed.tree == tree.Or((tree.Value("country", "SD"), tree.Value("country", "SS")))
    assert parsed.understood == "country: SD or SS"


def test_a_name_that_no_value_has_finds_nothing_and_says_so() -> None:
    parsed = parse("outlet:Nowhere", resolve=lambda facet, typed: ())
    assert parsed.tree == tree.Nothing()
    assert messages(parsed) == ['No outlet is called "Nowhere".']


def test_patterns_in_phrases_and_proximity_become_the_words_of_the_index() -> None:
    def expand(pattern: Pattern) -> tuple[str, ...]:
        return tuple(word for word in ("minister", "ministers", "mint") if word.startswith(pattern.text))

    assert parse('text:"prime minist*"', expand=expand).tree == tree.Phrase(
        "text_x", (("prime",), ("minister", "ministers"))
    )
    assert parse("text:prime w/2 minist*", expand=expand).tree == tree.Near(
        "text_x", ("prime",), ("minister", "ministers"), 2
    )


def test_every_part_is_shown_with_a_node_of_its_own() -> None:
    parsed = parse('oil "gas war" -title:iran outlet:post')
    assert [shown for shown, _ in parsed.parts] == ["oil", '"gas war"', "title: iran", "outlet: post"]
    assert parsed.understood == 'oil AND "gas war" AND NOT title: iran AND outlet: post'
    assert parsed.parts[2][1] == tree.Term("title", ("iran",))


PIECES = ["oil", "OR", "AND", "NOT", "-", "(", ")", '"', "title:", "date:", "2020..", "NEAR/3", "/s", "~2", "*", "?",
          "=", "atleast2", "[", "]", "a TO b", "ي", "北京", "\x00", "«", "a-b", "country:", "+", "\n", ":"]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("oil gas OR war", "(oil AND gas) OR war"),
        ("oil (gas OR war)", "oil AND (gas OR war)"),
        ("oil gas war", "oil AND gas AND war"),
        ("oil (gas war)", "oil AND gas AND war"),
    ],
)
def test_brackets_show_what_belongs_together(query: str, understood: str) -> None:
    assert parse(query).understood == understood


def test_of_a_name_that_many_values_bear_the_first_eight_are_shown() -> None:
    values = tuple(f"smith-{number}" for number in range(12))
    parsed = parse("actor:smith", resolve=lambda *_: values, called=lambda _, values: [v.title() for v in values])
    assert parsed.understood == "actor: " + " or ".join(f"Smith-{number}" for number in range(8)) + " or …"
    same = parse("actor:smith", resolve=lambda *_: values, called=lambda _, values: ["Smith"] * len(values))
    assert same.understood == "actor: Smith"
    assert len(same.parts) == 1


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14), st.sampled_from(["", " "]))
def test_any_text_is_read_and_faults_stand_inside_it(pieces: list[str], between: str) -> None:
    query = between.join(pieces)
    parsed = parse(query)
    assert "could not be read" not in " ".join(messages(parsed))
    for remark in parsed.remarks:
        assert remark.start is not None
        assert remark.end is not None
        assert 0 <= remark.start < remark.end <= len(query)


@pytest.mark.parametrize(
    ("pattern", "word", "fits"),
    [("wi?d*", "wind", True), ("wi?d*", "windmill", True), ("wi?d*", "wid", False), ("a*b*c", "aXbYc", True),
     ("a*b", "abx", False), ("a*", "a", True), ("a" + "*a" * 30 + "b", "a" * 100, False)],
)  # fmt: skip
def test_wildcards_fit_whole_words(pattern: str, word: str, fits: bool) -> None:
    assert glob_matches(pattern, word) is fits
