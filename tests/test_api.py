"""The JSON API keeps its contract, whatever it is asked."""

from __future__ import annotations

import json
import re

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from newsroom import articles

from web.api import CONTRACT


def test_every_answer_is_as_the_contract_says(app: Flask) -> None:
    contract = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    for found in contract.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        def asked(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        asked()


def test_the_contract_shows_examples_for_what_one_may_ask() -> None:
    contract = json.loads(CONTRACT.read_text("utf-8"))
    for path, item in contract["paths"].items():
        named = [p for p in item["get"]["parameters"] if "$ref" not in p and p["name"] in ("q", "article_id")]
        assert all("example" in parameter for parameter in named), path


def test_suggestions_lead_somewhere_and_keep_what_is_selected(client: FlaskClient) -> None:
    found = client.get("/api/v1/suggest?q=lamplight+ken&outlet=al-midan").get_json()["suggestions"]
    assert {item["kind"] for item in found} >= {"Country named", "word"}
    for item in found:
        assert client.get(item["url"]).status_code == 200
        if item["kind"] == "word":
            assert item["text"].startswith("lamplight ken")
        if item["url"].startswith("/search"):
            there = client.get(item["url"].replace("/search", "/api/v1/search")).get_json()
            assert there["total"] == item["count"]
            assert "outlet=al-midan" in item["url"]
            assert re.search(r"q=lamplight\b", item["url"])


@pytest.mark.parametrize("typed", ["", "k", "pump ", '"', "-", "\x00", "(", "title:"])
def test_nothing_is_suggested_without_the_beginning_of_a_word(client: FlaskClient, typed: str) -> None:
    answer = client.get("/api/v1/suggest", query_string={"q": typed})
    assert answer.status_code == 200
    assert answer.get_json() == {"suggestions": []}


def test_an_article_of_the_api_can_be_fetched_by_the_id_of_a_hit(client: FlaskClient) -> None:
    hit = client.get("/api/v1/search?q=pump").get_json()["hits"][0]
    article = client.get(f"/api/v1/articles/{hit['id']}").get_json()
    assert article["id"] == hit["id"] in {a.id for a in articles()}
