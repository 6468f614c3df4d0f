"""Every rule that evidence can name is said in words, in every language of the page."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient
from newsroom import articles

import indexer
from search.article import COPIED, Evidence, Qualified, Rule
from web.rules import RULE_NAMES, RULE_QUALIFIERS, rule_label

RULES = frozenset(get_args(Rule))


def written() -> set[str]:
    """The rules that the indexer gives to `Evidence` as they stand; all others have the type `Rule` on their way."""
    found = set()
    for path in Path(indexer.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == Evidence.__name__:
                rules = [word.value for word in node.keywords if word.arg == "rule"]
                found |= {str(rule.value) for rule in rules if isinstance(rule, ast.Constant)}
    return found


def test_the_rules_that_the_indexer_writes_are_the_named_ones() -> None:
    assert {"field", "dateline"} <= written() <= RULES


def test_every_rule_and_qualifier_has_its_words() -> None:
    assert set(RULE_NAMES) == RULES
    assert set(RULE_QUALIFIERS) == set(get_args(Qualified))


@pytest.mark.parametrize(
    ("lang", "rule", "words"),
    [
        ("en", "city, weak", "city, weak"),
        ("fr", "city, weak", "ville, faible"),
        ("ar", "city, weak", "مدينة، ضعيف"),
        ("fr", COPIED + "header line, updated", "prêté par une copie : ligne d’en-tête, mise à jour"),
        ("fr", "a rule of another version", "a rule of another version"),
    ],
)
def test_a_rule_is_said_with_what_qualifies_it(app: Flask, lang: str, rule: str, words: str) -> None:
    with app.test_request_context(f"/?lang={lang}"):
        assert rule_label(rule) == words


def test_the_evidence_of_an_article_speaks_the_language_of_the_page(client: FlaskClient) -> None:
    pump = articles()[0]
    html = client.get(f"/a/{pump.id}/{pump.slug}?lang=fr").text
    assert "ligne d’en-tête</small>" in html
    assert "header line" not in html
