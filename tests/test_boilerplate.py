"""Lines of the page are told from lines of the article."""

import re
from pathlib import Path

import pytest

from bench.corpora import cut
from bench.layouts import layout, layouts
from indexer import gazetteer
from indexer.cutting.boilerplate import NO_BOILERPLATE, Boilerplate, line_key, side
from indexer.shared_lines import learn

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


@pytest.mark.parametrize("path", layouts(), ids=lambda path: path.stem)
def test_a_page_is_cut_in_a_folder_of_its_like_as_it_is_alone(path: Path) -> None:
    page, _ = layout(path)
    assert cut(page, learn([page] * 3)) == cut(page, NO_BOILERPLATE)


def test_what_several_papers_printed_is_no_boilerplate_and_what_the_site_says_is() -> None:
    story = [f"On day {n} the ferry from Port Alba sailed again to Castra." for n in range(4)]
    foot = ["Sign up for our letter and get the best stories each morning.", "Share this page"]

    def page(number: int, text: list[str]) -> str:
        head = f"News\nSport\n\nHeadline {number} of the day\nThe Alba Post {number}\n14 June 2025\n"
        return "\n".join([head, *text, "", *foot])

    own = [
        page(n, [f"Witness {n} saw house {n} from the window {i} of the tower." for i in range(3)]) for n in range(9)
    ]
    learnt = learn([*own, *(page(n, story) for n in range(9, 14)), page(20, ["A lead of its own.", *story])])
    assert [line for line in story if line in learnt] == []
    assert [line for line in foot if line not in learnt] == []
    assert "14 June 2025" not in learnt


def test_a_learnt_line_stays_where_it_ends_a_paragraph_or_is_all_that_there_is() -> None:
    dam = "The dam above Castra has broken, and the lower town is told to leave its houses at once."
    learnt = Boilerplate({"said": 5, "more to follow": 5, line_key(dam): 5}, 9)
    wrapped = "House tells its story\n\nThe ferry sailed again to Castra this morning, the office of the harbour\nsaid."
    (draft,) = cut(f"{wrapped}\n\nMore to follow.", learnt)
    assert draft.text.endswith("said.")
    (flash,) = cut(f"House tells its story\nAlba Post\n14 June 2025\n\n{dam}", learnt)
    assert flash.text == dam


def test_patterns_are_written_in_small_letters_and_fit_any() -> None:
    table = gazetteer.ours("boilerplate.toml")
    for name in ("tail", "inline", "head"):
        for pattern in table[name]["patterns"]:
            letters = re.sub(r"\\.", "", pattern)
            assert letters == letters.lower()
    assert side("DOWNLOAD OUR NEW APP") == side("Download our new app") == "tail"
