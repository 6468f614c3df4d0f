"""Pages of an article, for the tests of what is read from them."""

from __future__ import annotations

from indexer.readers.html import html_fields

PROSE = "The ferry from Port Alba to Castra sailed again on Monday, said the harbour office of the island. " * 4


def fields(head: str = "", top: str = "<h1>Ferry sails again after storm</h1>", bottom: str = "") -> dict[str, str]:
    """The fields of a page with an article of two paragraphs, between what stands above and below them."""
    article = f"<article>{top}<p>{PROSE}</p><p>{PROSE}</p>{bottom}</article>"
    return html_fields(f"<html lang=en><head>{head}</head><body>{article}</body></html>".encode())


def linked(**values: str) -> str:
    """The linked data of an article with these values."""
    pairs = ",".join(f'"{name}":"{value}"' for name, value in values.items())
    return f'<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle",{pairs}}}]}}</script>'


def title_without_article(head: str, body: str) -> str:
    """The title of a page whose prose has no heading of its own; "" if it has none."""
    prose = f"<div><p>{PROSE}</p><p>{PROSE}</p></div>"
    return html_fields(f"<html><head>{head}</head><body>{body}{prose}</body></html>".encode()).get("title", "")
