"""The by-line that a web page shows, read where the page declares no author."""

from __future__ import annotations

import pytest
from webpage import fields

from indexer.authors import names

HEAD = "<h1>Ferry sails again after storm</h1>"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>By Anna Marin</p>", ["Anna Marin"]),
        ("<p>Von Hans Müller</p>", ["Hans Müller"]),
        ("<p>Por Juan Pérez 5 mayo, 2022, 6:12 pm</p>", ["Juan Pérez"]),
        ("<p>By Anna Marin on Monday, November 18th, 2019 at 11:04 a.m.</p>", ["Anna Marin"]),
        ("<div class=entry-meta>October 9, 2018 | by Anna Marin</div>", ["Anna Marin"]),
        ("<p>By Anna Marin and Jan Weber</p>", ["Anna Marin", "Jan Weber"]),
        ("<p>By Anna Marin, Coast Daily</p>", ["Anna Marin"]),
        ("<div class=byline>Anna Marin - Apr 16, 2015 8:02 pm UTC</div>", ["Anna Marin"]),
        ("<p>By Minh Do</p>", ["Minh Do"]),
        (
            "<p>The harbour office says that the storm did little harm to the island.</p><p>By Anna Marin</p>",
            ["Anna Marin"],
        ),
        ("<p>By Coast Daily</p>", []),
        ("<p>By Staff Reporter</p>", []),
        ("<p>Posted by vortex</p>", []),
        ("<p>Von Wien bis Graz</p>", []),
        ("<p>1 June 2025 Anna Kaufberater, Boats, Storms 0</p>", []),
        ("<p>Anna Marin</p>", []),
        ("<aside class=related><p>By Anna Marin</p></aside>", []),
    ],
)
def test_the_by_line_at_the_headline_is_read(line: str, expected: list[str]) -> None:
    assert list(names([fields(top=HEAD + line).get("author", "")])) == expected
    if "<p>The" not in line:
        assert list(names([fields(top=line + HEAD).get("author", "")])) == expected


def test_a_by_line_above_the_prose_of_a_page_without_a_headline_is_read() -> None:
    assert fields("<title>Ferry sails again after storm</title>", "<p>By Anna Marin</p>")["author"] == "Anna Marin"


def test_what_the_page_declares_goes_before_what_it_shows() -> None:
    head = '<meta name="author" content="Ruth Amsel">'
    assert fields(head, f"{HEAD}<p>By Anna Marin</p>")["author"] == "Ruth Amsel"


def test_a_by_line_below_the_article_is_not_its_own() -> None:
    assert "author" not in fields(bottom="<h3>Storms of the year</h3><p>By Anna Marin</p>")
