"""A word that is being typed finds what begins so, and says it."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("text", "whole"),
    [("orches", "orchestra"), ("pump rep", "pump repairs"), ("(council OR orches", "(council OR orches*")],
)
def test_the_beginning_of_a_word_finds_the_word(client: FlaskClient, text: str, whole: str) -> None:
    answer = client.get("/api/v1/search", query_string={"q": text}).get_json()
    assert answer["total"] >= 1
    assert "orches*" in answer["query"]["understood"] or "rep*" in answer["query"]["understood"]
    assert any("beginning" in remark["message"] for remark in answer["query"]["remarks"])
    assert client.get("/api/v1/search", query_string={"q": whole}).get_json()["total"] >= 1


@pytest.mark.parametrize("text", ["orchestra", "orches ", "o", '"orches', "zzzz", "council OR", "orches*"])
def test_a_whole_word_is_left_as_it_is(client: FlaskClient, text: str) -> None:
    remarks = client.get("/api/v1/search", query_string={"q": text}).get_json()["query"]["remarks"]
    assert not [remark for remark in remarks if "beginning" in remark["message"]]


def test_every_number_agrees_while_a_word_is_unfinished(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=orches").get_json()
    for facet, values in answer["facets"].items():
        for value in values:
            narrowed = client.get("/api/v1/search", query_string={"q": "orches", facet: value["value"]}).get_json()
            assert narrowed["total"] == value["count"], (facet, value)
    assert client.get("/export.jsonl?q=orches").text.count("\n") == answer["total"] + 1
