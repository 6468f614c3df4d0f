"""Of all names on a page, which is the outlet of each article?"""

from __future__ import annotations

import pytest

from bench.layouts import drafts_of, outlet_of
from indexer.cutting.headers import header
from indexer.cutting.lines import Line
from indexer.cutting.papers import is_writer, owns
from indexer.cutting.unnamed import is_no_name

BODIES = (
    "The ferry landing is closed for two years because worms have eaten its piles, the council said on Tuesday.\n\n"
    "A smaller boat is to cross twice a day until the new landing is built, and it will carry no cars.",
    "Three salt works on the northern shore want to dig a canal together, their owners told the province on Monday.\n\n"
    "The canal would be nine kilometres long and would need eleven bridges, four of them for sheep.",
    "A choir of lighthouse keepers has given its last concert after forty years, before an audience of six.\n\n"
    "The keepers had sung over the radio at first, each from his own rock, and met only in the winter.",
)
TITLES = (
    "Worms close a landing for two years",
    "Salt works want to dig a canal together",
    "Choir of lighthouse keepers sings for the last time",
)


def outlets_of(page: str) -> list[str | None]:
    return [found.name if (found := outlet_of(draft)) else None for draft in drafts_of(page)]


def page_of(*heads: str, below: tuple[str, ...] = ("", "", "")) -> str:
    """A page of articles with these heads, and a line below each."""
    parts = zip(heads, TITLES, BODIES, below, strict=False)
    return "\n\n".join(f"{head.replace('TITLE', title)}\n\n{body}\n\n{line}" for head, title, body, line in parts)


@pytest.mark.parametrize(
    "name",
    [
        *("By our staff", "Historia de la Redacción", "Par la rédaction", "Redaktion", "Newsroom", "Haber Merkezi"),
        *("本报讯", "A+", "FIRST LEAD", "** NEW **", "Culture, Musique, Mer", "3.1 Also on this day", "NP-0417"),
        "НС-0417 общ",
    ],
)
def test_newsrooms_marks_and_topics_are_no_names(name: str) -> None:
    assert is_no_name(name)


@pytest.mark.parametrize(
    "name", ["Harrat Post", "Agencia Meridia", "20 Minuten", "Le Courrier, le Matin", "Редкая газета"]
)
def test_names_of_papers_are_names(name: str) -> None:
    assert not is_no_name(name)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Par la rédaction de La Dépêche de Corvelle", "La Dépêche de Corvelle"),
        ("Par la rédaction - Le Courrier de l'Anse", "Le Courrier de l'Anse"),
        ("Harrat Post correspondents", "Harrat Post"),
        ("By Harrat Post staff", "Harrat Post"),
    ],
)
def test_the_byline_of_a_newsroom_names_its_paper(line: str, outlet: str) -> None:
    said = header(Line(0, len(line), line))
    assert said is not None
    assert [line[f.start : f.end] for f in said.found if f.name == "outlet"] == [outlet]
    assert not [f for f in said.found if f.name == "author"]


@pytest.mark.parametrize("name", ["मीरा सक्सेना", "نسرین کاوه", "ليلى البدري", "김민수", "佐伯千尋", "Nguyễn Văn An"])
def test_writers_are_known_where_no_capital_marks_them(name: str) -> None:
    assert is_writer(name)


@pytest.mark.parametrize("name", ["한마루일보", "北浜新報", "Le Courrier", "أخبار الساحل", "सोनपुर समाचार"])
def test_papers_are_no_writers_where_no_capital_marks_them(name: str) -> None:
    assert not is_writer(name)


def test_a_company_that_publishes_papers_is_no_paper() -> None:
    assert owns("Harrat Post")
    assert not owns("Harrat Post Media Group")


def test_a_name_made_like_a_papers_goes_before_a_bare_one_below_the_age() -> None:
    heads = [f"Harrat {paper}\nTITLE\n{age}\n{place}" for paper, age, place in (
        ("Post", "13 hours ago", "Qarsh"), ("Gazette", "2 days ago", "Tindara"), ("Herald", "3 days ago", "Kell")
    )]  # fmt: skip
    assert outlets_of(page_of(*heads)) == ["Harrat Post", "Harrat Gazette", "Harrat Herald"]


def test_a_bare_name_is_the_outlet_where_the_other_articles_have_theirs() -> None:
    heads = ["Harrat Post\nTITLE\n2 hours ago\nQarsh", "Nine Rivers\nTITLE\n5 hours ago\nKell"]
    heads.append("Harrat Herald\nTITLE\n9 hours ago\nTindara")
    assert outlets_of(page_of(*heads)) == ["Harrat Post", "Nine Rivers", "Harrat Herald"]


def test_marks_of_a_rating_are_no_outlets() -> None:
    papers = ["Old Quarry", "Nine Rivers", "Blue Ondine"]
    heads = [f"{name}\nCentre · Reliability: High · 5 hours ago\nTITLE" for name in papers]
    assert outlets_of(page_of(*heads)) == papers


def test_a_line_below_a_text_says_where_it_stood() -> None:
    below = ("Read original at Harrat Post →", "Read original at Harrat Gazette →", "Read original at Harrat Herald →")
    heads = ["TITLE\n12 June 2025", "TITLE\n13 June 2025", "TITLE\n14 June 2025"]
    assert outlets_of(page_of(*heads, below=below)) == ["Harrat Post", "Harrat Gazette", "Harrat Herald"]


def test_a_papers_name_below_a_text_is_that_of_the_next_one_where_the_last_has_none() -> None:
    heads = ["12 June 2025\nTITLE", "13 June 2025\nTITLE", "14 June 2025\nTITLE"]
    signed = page_of(*heads, below=("🗞 Harrat Post", "🗞 Harrat Gazette", "🗞 Harrat Herald"))
    assert outlets_of(signed) == ["Harrat Post", "Harrat Gazette", "Harrat Herald"]
    unsigned = page_of(*heads, below=("🗞 Harrat Post", "🗞 Harrat Gazette", ""))
    assert outlets_of(unsigned) == [None, "Harrat Post", "Harrat Gazette"]


def test_the_name_of_an_account_is_no_outlet() -> None:
    assert outlets_of(page_of("Old Tidewater\n@tidewater · Jun 21, 2025\n\nTITLE")) == [None]


def test_a_page_with_one_article_is_its_mastheads_whatever_stands_beside_the_day() -> None:
    above = "Harrat Post\nNews\nSport\nDaily weather\n\n"
    owner = "© 2025 Harrat Post Ltd. All rights reserved."
    page = page_of("TITLE\nAda Kitson\nKniephaven\n12 June 2025, 18:40", below=(owner,))
    assert outlets_of(above + page) == ["Harrat Post"]


def test_the_owner_of_a_page_with_articles_of_others_is_none_of_their_outlets() -> None:
    owner = "\n\n© 2025 Harrat Monitor. All rights reserved."
    heads = ["Kell Gazette\nTITLE\n12 June 2025", "Dorn Herald\nTITLE\n13 June 2025", "TITLE\n14 June 2025"]
    assert outlets_of(f"Harrat Monitor\n\n{page_of(*heads)}{owner}") == ["Kell Gazette", "Dorn Herald", None]


def test_headings_of_a_press_review_name_the_papers_of_the_articles_below_them() -> None:
    heads = ["=== Harrat Post ===\n\nTITLE\n12 June 2025", "TITLE\n13 June 2025"]
    heads.append("=== Dorn Herald ===\n\nTITLE\n14 June 2025")
    assert outlets_of(page_of(*heads)) == ["Harrat Post", "Harrat Post", "Dorn Herald"]


def test_the_site_behind_a_headline_is_the_outlet() -> None:
    sheet = f"26/06/25, 08:41     {TITLES[0]} - Harrat Post\n\nMenu\n\n"
    assert outlets_of(sheet + page_of("TITLE\nBy Ada Kitson\n25 June 2025")) == ["Harrat Post"]


def test_what_was_handed_on_is_of_whom_it_was_forwarded_from() -> None:
    heads = [
        "Harrat News, [22.06.2025 14:05]\nTITLE",
        "Harrat News, [23.06.2025 14:05]\n[Forwarded from Dorn Wheel]\nTITLE",
    ]
    assert outlets_of(page_of(*heads)) == ["Harrat News", "Dorn Wheel"]


def test_the_agency_in_the_datelines_of_a_wires_queue_is_the_outlet() -> None:
    page = "\n\n".join(
        f"{title.upper()}\nBy Ada Kitson\n\n{place}, June {day} (Norpress) - {body}\n\nENDS ak"
        for title, place, day, body in zip(TITLES, ("HARRAT", "DORN", "KELL"), (12, 13, 14), BODIES, strict=True)
    )
    assert outlets_of(page) == ["Norpress"] * 3
    assert outlets_of(page.replace("\n\nENDS ak", "")) == [None] * 3
    assert {draft.hints[-1].value for draft in drafts_of(page)} == {"Norpress"}


def test_a_line_that_says_whose_article_follows_is_no_headline() -> None:
    heads = ["24 June 2025\n\nFrom today's Harrat Post:\n\nTITLE", "25 June 2025\n\nDorn Herald writes:\n\nTITLE"]
    assert outlets_of(page_of(*heads)) == ["Harrat Post", "Dorn Herald"]
    assert [draft.title for draft in drafts_of(page_of(*heads))] == list(TITLES[:2])


def test_behind_a_paper_stands_its_section_and_behind_a_writer_his_paper() -> None:
    heads = ["Dorn Herald | Island life\nTITLE\n12 June 2025", "Selin Arda | Harrat Post\nTITLE\n13 June 2025"]
    assert outlets_of(page_of(*heads)) == ["Dorn Herald", "Harrat Post"]


@pytest.mark.parametrize(
    "line", ["PLACE, 12 June 2025", "PLACE\n12 June 2025", "12 June 2025 | PLACE", "PLACE • 12 June 2025"]
)
def test_a_place_of_which_an_article_tells_is_not_its_outlet(line: str) -> None:
    pages = [page_of(f"TITLE\n{line.replace('PLACE', place)}") for place in ("Port Elara", "Kell")]
    assert [outlets_of(page.replace("the council", "the council of Port Elara and Kell")) for page in pages] == [
        [None]
    ] * 2


def test_sections_are_no_outlets_though_one_is_called_as_a_journal_is() -> None:
    heads = [f"TITLE\n{section}\n12 June 2025" for section in ("Islands", "Nature", "Sport")]
    assert outlets_of(page_of(*heads)) == [None, None, None]


def test_buttons_below_a_text_are_no_papers() -> None:
    page = page_of("TITLE\n12 June 2025", below=("Telegram\nMail\nPost\nPrint",))
    assert outlets_of(page) == [None]


def test_a_letter_that_is_headed_and_signed_by_a_paper_is_the_papers() -> None:
    heads = ["TITLE", "TITLE", "TITLE"]
    letter = f"Harrat Dispatch\nThe morning letter\n\n{page_of(*heads)}\n\nUnsubscribe\nHarrat Dispatch, 1 Canal Street"
    assert outlets_of(letter) == ["Harrat Dispatch"] * 3


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("© Diario del Cabo S.L. Aviso legal", "Diario del Cabo"),
        ("Copyright ⓒ 한마루일보. All rights reserved.", "한마루일보"),
        ("© 2025 Harrat Post Ltd. All rights reserved.", "Harrat Post"),
    ],
)
def test_an_owner_is_named_without_the_form_of_his_company(line: str, owner: str) -> None:
    said = header(Line(0, len(line), line))
    assert said is not None
    assert [line[f.start : f.end] for f in said.found] == [owner]
