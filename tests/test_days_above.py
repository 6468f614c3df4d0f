"""Which days stand above articles that have none in their headers?"""

from __future__ import annotations

from bench.layouts import drafts_of
from indexer import dates

BODY = (
    "The {} voted on Tuesday to close the old ferry landing for two years, after engineers found that its piles had "
    "been eaten by worms. Residents said that they had warned of it for a decade.\n\nA bus will run instead of the "
    "ferry until the new landing is built, the harbour master told them."
)


def _days(page: str) -> list[str | None]:
    found = [dates.resolve(draft.hints, captured=None, language="en") for draft in drafts_of(page)]
    return [date.value[:10] if date.value else None for date in found]


def _articles(boxes: list[str]) -> str:
    titles = [
        "Landing of the old ferry closes",
        "Worms eat the piles of a landing",
        "Bus instead of ferry for two years",
    ]
    bodies = zip(titles, ("council", "parish", "senate"), strict=True)
    return "\n\n".join(f"{box}{title}\n\n{BODY.format(who)}" for box, (title, who) in zip(boxes, bodies, strict=False))


def test_a_box_above_each_headline_gives_its_day() -> None:
    boxes = [f"KA04{n} - HOME - {n}.06.2025 08:55\nElara Herald\nScreen {n} of 9\n\n" for n in (12, 14, 19)]
    assert _days(_articles(boxes)) == ["2025-06-12", "2025-06-14", "2025-06-19"]


def test_one_day_above_undated_articles_is_that_of_the_page() -> None:
    page = "Daily clips of the office\n\n24 June 2025\n\nFor internal use\n\n" + _articles(["By Ada Kitson\n"] * 3)
    assert set(_days(page)) == {None}
