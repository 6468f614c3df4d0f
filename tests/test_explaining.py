"""How a query was read, and what each of its parts finds."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from indexer.cli import cli
from search.archive import Archive
from search.engine import Searcher
from search.explaining import drawn, explain, node_json, to_json
from search.find import find
from search.query import Query
from search.syntax import parse

Newsroom = tuple[Archive, Searcher]


def test_each_part_says_what_it_finds_alone(newsroom: Newsroom) -> None:
    found = explain('pump "great pump" title:repairs', *newsroom)
    assert [term.text for term in found.terms] == ["pump", '"great pump"', "title: repairs"]
    assert [term.count for term in found.terms] == [find(Query(text=t.text), *newsroom).total for t in found.terms]


def test_what_was_joined_by_or_is_told_apart_from_what_was_asked(newsroom: Newsroom) -> None:
    found = explain("pump zzyzx", *newsroom)
    assert found.exact == 0
    assert found.total == find(Query(text="pump"), *newsroom).total
    assert found.remarks


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("oil", "oil in the text, by its stem"),
        ("=oil", "oil in the text, as written"),
        ('"oil price"', '"oil price" in the text, as written'),
        ("oil NEAR/3 gas", "oil near (at most 3 words between) gas in the text, by its stem"),
        ("oil PRE/3 gas", "oil before (at most 3 words between) gas in the text, by its stem"),
        ("oil /s gas", "oil and gas in one sentence"),
        ("oil /p gas", "oil and gas in one paragraph"),
        ("atleast3 oil", "oil at least 3 times in the text, by its stem"),
        ("oil*", "words that begin with oil in the text, as written"),
        ("oi?l", "words that fit oi?l in the text, as written"),
        ("river~1", "words at most 1 letters from river in the text, as written"),
        ("NOT oil", "not"),
        ("date:2019..2021", "dated 2019-01-01 to 2021-12-31"),
        ("is:undated", "is undated"),
        ("lang:de", "language: de"),
        ("", "every article"),
    ],
)
def test_every_part_of_the_language_is_said_in_words(query: str, line: str) -> None:
    node = parse(query).tree
    assert line in [shown.strip() for shown in drawn(node)]
    json.dumps(node_json(node))


def test_values_are_named_as_in_the_archive(newsroom: Newsroom) -> None:
    found = explain("about:iq actor:river-guard", *newsroom)
    assert found.understood == "about: Iraq AND actor: River Guard"
    assert [term.text for term in found.terms] == ["about: Iraq", "actor: River Guard"]


def test_the_explanation_is_json(newsroom: Newsroom) -> None:
    found = json.loads(json.dumps(to_json(explain("pump OR well", *newsroom))))
    assert found["tree"]["kind"] == "or"
    assert found["limits"] == {"characters": 1000, "terms": 64, "depth": 16}
    assert {"clause", "weight"} == set(found["ranking"][0])


def test_the_command_prints_what_was_understood(newsroom: Newsroom) -> None:
    folder = str(newsroom[0].folder)
    shown = CliRunner().invoke(cli, ["--archive", folder, "explain", 'pump "open'], catch_exceptions=False)
    assert "Read as: pump AND open" in shown.stdout
    assert "not closed" in shown.stdout
    as_json = CliRunner().invoke(cli, ["--archive", folder, "explain", "pump", "--json"], catch_exceptions=False)
    assert json.loads(as_json.stdout)["query"]["understood"] == "pump"
