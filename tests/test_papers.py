"""Is a name that of a newspaper, or of somebody who writes for one?"""

from __future__ import annotations

import pytest

from bench.layouts import drafts_of
from indexer.cutting.dated_lines import dated
from indexer.cutting.papers import is_digest, is_paper, is_writer


@pytest.mark.parametrize(
    "name",
    [
        "Oderner Tageblatt",
        "Karaova Postası",
        "L'Écho des Grèves",
        "خبرگزاری ساربان",
        "云岭日报",
        "Вечерние новости",
        "Reuters",
    ],
)
def test_papers_are_named_as_papers_are(name: str) -> None:
    assert is_paper(name)
    assert not is_writer(name)


@pytest.mark.parametrize("name", ["Selin Arda", "Анна Лебедева", "Hugo Lestrade"])
def test_writers_have_a_given_name(name: str) -> None:
    assert is_writer(name)
    assert not is_paper(name)


@pytest.mark.parametrize("line", ["DAILY DIGEST No. 117", "Revue de presse du 27 juin", "Press review", "نشرة المساء"])
def test_a_digest_is_no_paper(line: str) -> None:
    assert is_digest(line)
    assert not is_paper(line)


@pytest.mark.parametrize(
    ("line", "outlet", "author"),
    [
        ("Selin Arda – 17 Haziran 2025 – Karaova Postası", "Karaova Postası", "Selin Arda"),
        ("نسرین کاوه / 6 ژوئن 2025 / خبرگزاری ساربان", "خبرگزاری ساربان", "نسرین کاوه"),
        ("21.06.2025 | Анна Лебедева", None, "Анна Лебедева"),
        ("Elara Herald, 21 June 2025", "Elara Herald", None),
    ],
)
def test_of_two_names_beside_a_day_one_is_the_paper(line: str, outlet: str | None, author: str | None) -> None:
    header = dated(line)
    assert header is not None
    found = {f.name: line[f.start : f.end] for f in header.found}
    assert (found.get("outlet"), found.get("author")) == (outlet, author)


def test_the_masthead_of_a_page_with_one_article_is_its_outlet() -> None:
    body = "The ferry landing is closed for two years because worms have eaten its piles, the council said on Tuesday."
    above = "Brennick Gazette\nHome  News  Sport\n\n"
    page = (
        f"{above}Worms close a landing for two years\nBy Ada Kitson\n12 June 2025\n\n{body}\n\n{body[:80]} the mayor."
    )
    (draft,) = drafts_of(page)
    assert [hint.value for hint in draft.hints if hint.name == "outlet"] == ["Brennick Gazette"]


@pytest.mark.parametrize("name", ["Press Office", "Pressestelle", "Service de presse", "Oficina de prensa"])
def test_who_speaks_to_papers_is_none(name: str) -> None:
    assert not is_paper(name)
