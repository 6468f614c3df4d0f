"""Which stretches of time are one click away."""

from datetime import date as Day

import pytest

from web.spans import presets, wider, year_before


def test_the_newest_days_and_months_end_with_the_newest_article() -> None:
    days, months, *years = presets(Day(2025, 6, 18), [2023, 2025, 2024])
    assert (days.since, days.until) == (Day(2025, 5, 20), Day(2025, 6, 18))
    assert (months.since, months.until) == (Day(2024, 6, 19), Day(2025, 6, 18))
    assert [span.since.year for span in years] == [2025, 2024, 2023]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-06-03", "2025-06-09", ("2025-06-01", "2025-06-30")),
        ("2025-06-01", "2025-06-30", ("2025-01-01", "2025-12-31")),
        ("2025-03-01", "2025-06-30", ("2025-01-01", "2025-12-31")),
        ("2025-01-01", "2025-12-31", None),
        ("2024-12-01", "2025-01-31", None),
        (None, "2025-01-31", None),
    ],
)
def test_a_day_widens_to_its_month_and_a_month_to_its_year(
    since: str | None, until: str, expected: tuple[str, str] | None
) -> None:
    found = wider(Day.fromisoformat(since) if since else None, Day.fromisoformat(until))
    assert (found and (found.since.isoformat(), found.until.isoformat())) == expected


def test_a_year_back_from_a_leap_day_is_a_day() -> None:
    assert year_before(Day(2024, 2, 29)) == Day(2023, 3, 1)
