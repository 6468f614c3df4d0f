"""What do all dates of a page together say about each one?"""

from __future__ import annotations

import pytest

from bench.layouts import drafts_of
from indexer import dates

BODY = (
    "The council voted on Tuesday to close the old ferry landing for two years, after engineers found that its piles "
    "had been eaten by worms. Residents said that they had warned of it for a decade.\n\nA bus will run instead."
)


def _days(page: str, captured: str | None = "2025-06-28T12:00:00Z") -> list[str | None]:
    found = [dates.resolve(draft.hints, captured=captured, language="en") for draft in drafts_of(page)]
    return [date.value[:10] if date.value else None for date in found]


def _page(above: str, lines: list[str]) -> str:
    titles = [
        "Landing of the old ferry closes",
        "Worms eat the piles of a landing",
        "Bus instead of ferry for two years",
    ]
    return above + "\n\n".join(
        f"{title}\n{line}\n\n{BODY.replace('council', word)}"
        for title, line, word in zip(titles, lines, ("council", "parish", "senate"), strict=False)
    )


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["Elara Herald, 05/06/2025", "Elara Herald, 13/06/2025"], ["2025-06-05", "2025-06-13"]),
        (["Elara Herald, 05/06/2025", "Elara Herald, 06/13/2025"], ["2025-05-06", "2025-06-13"]),
        (["Elara Herald, 05/06/2025", "Elara Herald, 04/06/2025"], [None, None]),
        (
            ["Elara Herald, 05/06/2025", "Elara Herald, 13/06/2025", "Elara Herald, 06/13/2025"],
            [None, "2025-06-13", "2025-06-13"],
        ),
    ],
)
def test_the_other_dates_of_a_page_say_which_number_is_the_day(lines: list[str], days: list[str | None]) -> None:
    assert _days(_page("", lines)) == days


def test_of_two_readings_one_that_had_not_come_yet_is_not_meant() -> None:
    assert _days(_page("", ["Elara Herald, 12/06/2025"])) == ["2025-06-12"]
    assert _days(_page("", ["Elara Herald, 12/06/2025"]), captured=None) == [None]


def test_the_day_of_a_letter_gives_its_year_to_days_without_one() -> None:
    head = "From: Brief <brief@example.org>\nSubject: Brief\nDate: Fri, 3 Jan 2025 05:30:11 +0000\n\n"
    assert _days(_page(head, ["Elara Herald, 2 January", "Elara Herald, December 28"])) == ["2025-01-02", "2024-12-28"]
    assert _days(_page(head, ["Elara Herald, 2 January", "Elara Herald, 14 July"])) == ["2025-01-02", None]


def test_a_page_that_tells_ages_is_of_the_year_of_its_capture() -> None:
    lines = ["Elara Herald, 3 hours ago", "Elara Herald, June 12"]
    assert _days(_page("", lines)) == ["2025-06-28", "2025-06-12"]
    assert _days(_page("", lines), captured=None) == [None, None]
    assert _days(_page("", ["Elara Herald, June 12", "Elara Herald, June 14"])) == [None, None]


def test_a_list_of_days_without_a_year_dates_nothing() -> None:
    head = "Date: Fri, 27 Jun 2025 05:30:11 +0000\n\n"
    assert _days(_page(head, ["1 June 26\n2 June 24"])) == [None]


def test_the_day_on_which_a_page_was_edited_gives_its_year() -> None:
    foot = "\n\nThis page was last edited on 27 June 2025, at 06:14."
    assert _days(_page("", ["Elara Herald, June 26", "Elara Herald, June 24"]) + foot) == ["2025-06-26", "2025-06-24"]
