"""Which of the names in the headers of a page are outlets, and which are writers?"""

from __future__ import annotations

import pytest

from indexer.cutting.items import items
from indexer.cutting.papers import is_writer
from indexer.cutting.paragraphs import lines
from indexer.pages import articles

TEXT = "Pilots who guide tankers into the port stopped work at midnight on Tuesday, leaving 31 ships at anchor."


def found(line: str) -> list[tuple[str, str]]:
    item = items(lines(line))[0]
    return [(f.name, item.line.text[f.start : f.end]) for f in item.found if f.name != "byline"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Selin Arda | Karaova Postası | 5 Haz 2025", [("author", "Selin Arda"), ("outlet", "Karaova Postası")]),
        ("Анна Лебедева – 18.06.2025", [("author", "Анна Лебедева")]),
        ("13.06.2025 — 林国栋", [("author", "林国栋")]),
        ("Norpress13-06-2025 – By Tom Farrow", [("outlet", "Norpress"), ("author", "Tom Farrow")]),
        ("[1] JUNE 19, 2025 · Norpress · By Leila Osman", [("outlet", "Norpress"), ("author", "Leila Osman")]),
        ("2. By Tom Farrow • 24/06/2025", [("author", "Tom Farrow")]),
        ("मीरा सक्सेना - 11 जून 2025", [("author", "मीरा सक्सेना")]),
        ("मंगलवार, 24 जून 2025", []),
        ("A1, 24 June 2025", []),
        ("ENDS jm, 24 June 2025", []),
        ("Factuality: High | 24 June 2025", []),
        ("Press review, 24 June 2025", []),
    ],
)
def test_names_beside_a_date(line: str, names: list[tuple[str, str]]) -> None:
    assert [pair for pair in found(line) if pair[0] != "date"] == names


@pytest.mark.parametrize(
    "name", ["Marie Claire", "Jackson Sun", "Charlotte Observer", "Al Ahram", "Norpress", "The Veldon Post"]
)
def test_papers_that_are_called_like_persons_are_no_writers(name: str) -> None:
    assert not is_writer(name)


def outlets(page: str) -> dict[int, list[str]]:
    said: dict[int, list[str]] = {}
    for item in articles(page):
        if item.article >= 0:
            values = [item.line.text[f.start : f.end] for f in item.found if f.name == "outlet"]
            said.setdefault(item.article, []).extend(values)
    return said


HEADS = [
    ("Bakers end strike after eleven days", "Capital Dispatch"),
    ("Thieves return stolen atlas to Brennick library by post", "Brennick Gazette"),
    ("Inside the copper mine that a village bought back", "Norpress"),
]


@pytest.mark.parametrize(
    "form",
    [
        "[{n}] {title}\nBy Ada Kitson\n{outlet}\n\n{text}",
        "{title}\n{outlet}\n\n{text}",
        "{outlet}\n{title}\nBy Ada Kitson\n\n{text}",
        "({n}) {outlet}\n{title}\nBy Ada Kitson\n\n{text}",
    ],
)
def test_a_bare_name_in_the_same_place_of_every_header_is_the_outlet(form: str) -> None:
    blocks = [form.format(n=n, title=t, outlet=o, text=f"{t}. {TEXT}") for n, (t, o) in enumerate(HEADS, 1)]
    assert outlets("\n\n-----------\n\n".join(blocks)) == {n: [o] for n, (_, o) in enumerate(HEADS)}


def test_a_bare_line_of_one_article_is_believed_only_where_it_is_called_like_a_paper() -> None:
    assert outlets(f"{HEADS[0][0]}\nDown by the River\n\n{TEXT}\n\n{TEXT} Again.") == {0: []}
    assert outlets(f"{HEADS[0][0]}\nThe Elara Times\n\n{TEXT}\n\n{TEXT} Again.") == {0: ["The Elara Times"]}


@pytest.mark.parametrize("lines_", [("Business", "Sport", "World"), ("London", "Cairo", "Berlin")])
def test_sections_and_places_above_every_headline_are_no_outlets(lines_: tuple[str, ...]) -> None:
    blocks = [
        f"{line}\n{title}\nBy Ada Kitson\n\n{title}. {TEXT}" for (title, _), line in zip(HEADS, lines_, strict=True)
    ]
    assert outlets("\n\n-----------\n\n".join(blocks)) == {0: [], 1: [], 2: []}
