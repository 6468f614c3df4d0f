"""What does a program get? The JSON API, its contract, the browser's search description, and a sign of life."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, jsonify, url_for

from search import article as articles
from search import results
from web.room import asked, room
from web.suggesting import suggest

api = Blueprint("api", __name__)
CONTRACT = Path(__file__).parent / "openapi.json"


@api.get("/api/v1/search")
def search() -> Response:
    """A page of results as JSON, for the same parameters as the page."""
    decoded = asked()
    page = room().find(decoded.query)
    values = results.to_json(page)
    values["query"]["remarks"] += [{"message": r.message, "start": r.start, "end": r.end} for r in decoded.remarks]
    return jsonify(values)


@api.get("/api/v1/articles/<article_id>")
def article(article_id: str) -> Response:
    """An article as JSON, with the evidence of every value."""
    return jsonify(articles.to_json(room().archive.article(article_id)))


@api.get("/api/v1/suggest")
def suggestions() -> Response:
    """Ways to go on from what stands in the query box."""
    return jsonify({"suggestions": suggest(asked().query)})


@api.get("/api/openapi.json")
def openapi() -> Response:
    """The contract of the API."""
    return Response(CONTRACT.read_text("utf-8"), mimetype="application/json")


@api.get("/healthz")
def health() -> Response:
    """That the app answers, and how far its index has gone."""
    return jsonify({"status": "ok", "generation": room().searcher.generation})


@api.get("/opensearch.xml")
def opensearch() -> Response:
    """What a browser needs to offer Broadsheet in its search bar."""
    template = url_for("pages.search", _external=True)
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        "<ShortName>Broadsheet</ShortName>\n<Description>Search the articles</Description>\n"
        f'<Url type="text/html" template="{template}?q={{searchTerms}}"/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n"
    )
    return Response(body, mimetype="application/opensearchdescription+xml")
