"""Lines of the page are told from lines of the article."""

import re

import pytest

from indexer import gazetteer
from indexer.cutting.boilerplate import NO_BOILERPLATE, Boilerplate, learn, side

SHARED = "Read all about it in the Arden Post"


def test_a_line_of_three_files_and_one_percent_is_learnt() -> None:
    assert SHARED in learn([SHARED, SHARED.upper() + "\nmore", f"x\n  {SHARED}  "])
    assert SHARED not in learn([SHARED, SHARED])
    assert SHARED not in learn([SHARED] * 3 + [f"page {n}" for n in range(297)])


def test_a_line_counts_once_a_file() -> None:
    assert SHARED not in learn([f"{SHARED}\n{SHARED}\n{SHARED}", "x", "y"])


def test_long_lines_and_numbers_are_never_learnt() -> None:
    long = "word " * 40
    assert learn([f"{long}\n17"] * 5).lines == {}


def test_nothing_is_learnt_without_files() -> None:
    assert SHARED not in NO_BOILERPLATE
    assert learn([]) == NO_BOILERPLATE


def test_the_file_reads_back_as_it_was_written() -> None:
    learnt = learn(['say "hello" \\ there\nالتعليقات هنا'] * 4)
    assert Boilerplate.from_toml(learnt.to_toml()) == learnt
    assert learnt.files == 4


def test_a_row_that_a_person_deletes_is_no_longer_boilerplate() -> None:
    text = learn([SHARED] * 3).to_toml()
    kept = "\n".join(row for row in text.splitlines() if "arden" not in row)
    assert SHARED not in Boilerplate.from_toml(kept)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("Related Articles", "tail"),
        ("No comments yet...", "tail"),
        ("App-Store  Play-Store", "tail"),
        ("#valley #trams", "tail"),
        ("Lesen Sie auch", "tail"),
        ("أخبار ذات صلة", "tail"),
        ("ADVERTISEMENT", "inline"),
        ("Lire la suite", "inline"),
        ("3 min read", "head"),
        ("Years of dust", None),
        ("Arden rebuilds its tram line", None),
        ("x" * 201, None),
    ],
)
def test_phrases_of_sites_are_known_by_their_side(line: str, where: str | None) -> None:
    assert side(line) == where


def test_the_name_of_an_outlet_above_its_date_is_not_learnt() -> None:
    pages = [
        f"Headline {n} of the day\nThe Steppe Courier\n{n} June 2025\n\nA body.\n\nShare this page\n"
        for n in range(1, 6)
    ]
    learnt = learn(pages)
    assert "Share this page" in learnt
    assert "The Steppe Courier" not in learnt


def test_patterns_are_written_in_small_letters_and_fit_any() -> None:
    table = gazetteer.ours("boilerplate.toml")
    for name in ("tail", "inline", "head"):
        for pattern in table[name]["patterns"]:
            letters = re.sub(r"\\.", "", pattern)
            assert letters == letters.lower()
    assert side("DOWNLOAD OUR NEW APP") == side("Download our new app") == "tail"
