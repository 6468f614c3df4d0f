"""Which of its dates is the day on which a page was published?"""

from __future__ import annotations

import pytest
from webpage import PROSE, fields, linked

from indexer.readers.html import html_fields


@pytest.mark.parametrize(
    ("head", "bottom", "expected"),
    [
        (linked(datePublished="2025-03-04T10:00:00+01:00", dateModified="2025-05-06"), "", "2025-03-04"),
        ('<meta name="dc.date.issued" content="2025-03-04">', "", "2025-03-04"),
        ('<meta name="prism.publicationDate" content="2025-03-04">', "", "2025-03-04"),
        (
            '<meta name="x:republished" content="2026-03-04"><meta name="x:first-published" content="2025-03-04">',
            "",
            "2025",
        ),
        ("", '<p class="date">4 March 2025, 13:43</p>', "4 March 2025"),
        ("", '<time itemprop="datePublished" datetime="2025-03-04T11:00">yesterday</time>', "2025-03-04"),
        ("", "<p>Published 4 March 2025. Last updated: 9 April 2025</p>", "4 March 2025"),
        (linked(datePublished="2025-03-05T01:00:00Z"), "<p>4 March 2025</p>", "4 March 2025"),
        (
            '<meta property="article:published_time" content="2025-03-04"><meta name="pubdate" content="2026-01-05">',
            "<time itemprop=datePublished datetime=2026-01-05>5 January 2026</time>",
            "2025-03-04",
        ),
        (
            '<script type="application/ld+json">{"@type":"HowTo","datePublished":"2025-03-04"}</script>',
            "",
            "2025-03-04",
        ),
        ("", f"<p>04.03.2025 – {PROSE}</p>", "04.03.2025"),
        ("", f"<p>March 4, 2025 -- {PROSE}</p>", "March 4, 2025"),
        ("", f"<p>PORT ALBA, Castra, March 4, 2025 /Wire/ -- {PROSE}</p>", "March 4, 2025"),
        ("", f"<p>Port Alba, den 4. März 2025 – {PROSE}</p>", "4. März 2025"),
        ("", f"<p>Port Alba, 04.03.2025 (dpa) - {PROSE}</p>", "04.03.2025"),
        (
            "",
            f"<p>{PROSE}</p>" * 9 + "<p>This article appeared in the print edition of 4 March 2025.</p>",
            "4 March 2025",
        ),
        ("", "<p>March 4, 2025 -- The ferry sailed again on Monday after days of storm.</p>", "March 4, 2025"),
        (linked(datePublished="1970-01-01T01:00:00+01:00"), "<p>4 March 2025</p>", "4 March 2025"),
        ("", "<p>by J. Doe, 4.3.25</p>", "4.3.25"),
        ("<title>Ferry sails again after storm | Alba Post | 04.03.2025</title>", "", "04.03.2025"),
        ("", f"<p>{PROSE}</p>" * 9 + "<aside><p>1 May 2024</p><p>发布于2025-03-04</p></aside>", "2025-03-04"),
        (
            "",
            '<p>3/04/25 <span class="publish-time" data-publishtime="1741082400000">10:00</span></p>',
            "1741082400000",
        ),
        ("", "<p><span>Mar</span> <span>04</span><span>2025</span></p>", "Mar 042025"),
        ("", "<dl><dd>Joined: 1 May 2019</dd><dt>J. Doe, 4 March 2025</dt></dl>", "4 March 2025"),
        (
            "",
            '<div class="sidebar"><time datetime="2025-03-04">4 March 2025</time></div>' + f"<p>{PROSE}</p>" * 9,
            "2025",
        ),
        (
            linked(datePublished="2025-03-04T21:00:00-05:00")
            + '<meta property="article:published_time" content="2025-03-05T02:00:00Z">',
            "<p>5 March 2025</p>",
            "2025-03-05",
        ),
        (
            '<link rel="canonical" href="https://alba.example/2025/3/4/ferry">' + linked(datePublished="2026-02-01"),
            "<p>1 February 2026</p>",
            "2025-03-04",
        ),
    ],
)
def test_the_date_is_the_day_of_publication(head: str, bottom: str, expected: str) -> None:
    assert fields(head, "<h1>Ferry sails again after storm</h1>" + bottom)["date"].startswith(expected)


@pytest.mark.parametrize(
    ("head", "bottom"),
    [
        (linked(dateModified="2025-05-06"), ""),
        ("", "<p>Last updated: 9 April 2025</p>"),
        ("", "<footer>© 9 April 2025 Alba Post</footer>"),
        ("", "<aside><p>1 May 2024</p><p>2 May 2024</p></aside>"),
        ("", '<div class="comments"><p>1 May 2024</p><p>8 May 2024</p></div>'),
    ],
)
def test_a_change_a_copyright_or_another_article_gives_no_date(head: str, bottom: str) -> None:
    filler = f"<p>{PROSE}</p>" * 30
    assert "date" not in fields(head, bottom=filler + bottom)


@pytest.mark.parametrize(
    ("head", "bottom", "expected"),
    [
        (linked(dateModified="2025-05-06T10:00:00Z"), "", "2025-05-06T10:00:00Z"),
        ('<meta property="article:modified_time" content="2025-05-06">', "", "2025-05-06"),
        ("", "<p>Last updated: 6 May 2025</p>", "6 May 2025"),
        ("", "<p>Last updated: 6 May 2025</p><p>Updated on 9 May 2025</p>", None),
        ("", "<p>The road was updated by the town</p>", None),
    ],
)
def test_a_change_is_told_as_a_change_where_no_publication_is(head: str, bottom: str, expected: str | None) -> None:
    found = fields(head, bottom=f"<p>{PROSE}</p>" * 30 + bottom)
    assert (found.get("date"), found.get("modified")) == (None, expected)


@pytest.mark.parametrize(
    "bottom",
    [
        "<p>The next boat to the island of Castra leaves the harbour on 4 March 2025 at noon.</p>",
        "<figure><img><figcaption>The harbour, 4 March 2025</figcaption></figure>",
        "<p>Broadcast on 4 March 2025</p>",
        "<p>Today is 4 March 2025</p>",
        "<p>Retrieved 4 March 2025</p>",
        "<p>Photo: Castra Press / 4 March 2025</p>",
        "<p>Jane Doe has written for us since 4 March 2015</p>",
        f"<p>The war that began on Tuesday, March 4, 2003 - {PROSE}</p>",
        "<p>Notes on the timetable, version 8.5.12</p>",
        "<p>Docket May 121999</p>",
    ],
)
def test_a_date_that_the_article_speaks_of_is_not_its_own(bottom: str) -> None:
    assert "date" not in fields(bottom=bottom + f"<p>{PROSE}</p>")


def test_a_date_at_the_foot_is_that_of_the_article_but_not_one_of_a_list() -> None:
    filler = "".join(f"<p>{PROSE} {n}</p>" for n in range(30))
    others = "".join(f"<li>{day} May 2024</li>" for day in range(1, 5))
    assert fields(bottom=f"{filler}<p>4 March 2025</p><ul>{others}</ul>").get("date") == "4 March 2025"
    assert "date" not in fields(bottom=f"{filler}<ul>{others}</ul>")
    comments = "<div><p>Jane, 4 March 2025</p><p>Nice</p></div><div><p>Joe, 5 March 2025</p></div>"
    assert "date" not in fields(bottom=filler + comments)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        ("", "<p>Next meeting: 4 March 2025</p>"),
        ("<p>Next meeting: 4 March 2025</p>", ""),
        ("", "<p>Prochaine séance le 4 mars 2025</p>"),
        ("", f"<p>Report of 4 March 2025 on the harbours of the islands</p><p>{PROSE}</p>"),
    ],
)
def test_a_lone_date_is_not_that_of_the_article_unless_it_is_called_so(near: str, far: str) -> None:
    filler = "".join(f"<p>{PROSE} {n}</p>" for n in range(30))
    top = "<h1>Ferry sails again after storm</h1>"
    assert "date" not in fields(top=top + near, bottom=filler + far)


@pytest.mark.parametrize("far", ["<p>Published on 4 March 2025</p>", '<p><span class="date">4 March 2025</span></p>'])
def test_a_lone_date_that_is_called_so_is_that_of_the_article(far: str) -> None:
    filler = "".join(f"<p>{PROSE} {n}</p>" for n in range(30))
    assert fields(bottom=f"{filler}{far}<p>{PROSE}</p>")["date"] == "4 March 2025"


@pytest.mark.parametrize("shown", ["26 minutes ago", "4 March 2025"])
def test_an_article_that_tells_how_long_ago_it_was_has_no_day_of_others(shown: str) -> None:
    top = f'<h1>Ferry sails again after storm</h1><p>By Jane <span class="article_published_at">{shown}</span></p>'
    others = "".join(f"<div>{day}.08.2020</div>" for day in (9, 8))
    assert fields(top=top + others)["date"] == shown


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>By Jane Doe · <time>3 hours ago</time></p>", "3 hours ago"),
        ("<p>Published 1 day ago</p><p>Updated 2 hours ago</p>", "1 day ago"),
        ("<p>Updated 2 hours ago</p>", None),
        ("<p>5 min read</p>", None),
        ('<aside><a href="/b">Storm warning</a> 3 hours ago</aside>', None),
        ("<p>3 hours ago</p><p>4 March 2025</p>", "4 March 2025"),
    ],
)
def test_how_long_ago_an_article_was_published_is_its_date_where_no_day_is(line: str, expected: str | None) -> None:
    assert fields(top=f"<h1>Ferry sails again after storm</h1>{line}").get("date") == expected
    assert fields(bottom=f"<p>{PROSE}</p>{line}").get("date") in (None, "4 March 2025")


def test_a_day_in_the_head_of_the_site_is_that_of_the_visit() -> None:
    menu = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12))
    day = "<div>Saturday, 28 November 2026</div>"
    top = "<h1>Ferry sails again after storm</h1>"
    assert "date" not in fields(top=f"<div>{day}<ul>{menu}</ul></div>{top}")
    assert fields(top=f"<ul>{menu}</ul>{day}{top}")["date"].endswith("28 November 2026")


@pytest.mark.parametrize(("changed", "day"), [("28 April 2020", "modified"), ("30 April 2020", "date")])
def test_nothing_is_published_after_its_last_change(changed: str, day: str) -> None:
    head = '<meta name="date" content="2020-04-29T11:52:23">'
    top = f"<h1>Ferry sails again after storm</h1><p>Last updated: {changed}</p>"
    found = fields(head, top)
    assert {name for name in ("date", "modified") if name in found} == {day}


SHORT = "<p>The ferry sailed again, the harbour office said. It is the first boat since Monday.</p>" * 3


@pytest.mark.parametrize("item", ["<li>{}</li>", "<div>{}</div>", '<article class="card">{}</article>'])
@pytest.mark.parametrize("day", ["<div>{} March 2025</div>", "<p><time datetime=2025-03-0{0}>{0} March</time></p>"])
@pytest.mark.parametrize("own", [None, "20 May 2025"])
def test_dates_of_parts_made_alike_that_lead_elsewhere_are_those_of_others(
    item: str, day: str, own: str | None
) -> None:
    parts = (f'<a href="/{n}">Another story of the islands {n}</a>{day.format(n)}' for n in (4, 3, 2))
    others = "".join(item.format(part) for part in parts)
    line = f"<p>{own}</p>" if own else ""
    body = f"<h1>Ferry sails again after storm</h1>{line}{SHORT}<h3>More</h3><section>{others}</section>"
    assert html_fields(f"<html lang=en><body>{body}</body></html>".encode()).get("date") == own
    body = f"<section>{others}</section><h1>Ferry sails again after storm</h1>{line}{SHORT}"
    assert html_fields(f"<html lang=en><body>{body}</body></html>".encode()).get("date") == own


def test_parts_that_are_articles_themselves_are_no_list_of_others() -> None:
    rows = (
        f"<tr><td>Written by Cooper on 4 March 2025</td></tr><tr><td><p>From 1 May 2025</p><p>{PROSE * 2}</p></td></tr>"
    )
    page = f"<html lang=en><body><table>{rows}</table><a href='/'>Home</a></body></html>"
    assert html_fields(page.encode())["date"] == "4 March 2025"


@pytest.mark.parametrize(
    "line",
    [
        "<p>When: 4 March 2025, 19:00</p>",
        "<p>Valid until 4 March 2025</p>",
        "<p>4 March 2025 – 9 March 2025</p>",
        "<p>4 March 2025, 19:00 – 21:30</p>",
        "<ul><li>The old pier of Castra was opened to all boats on 4 March 2025</li></ul>",
        "<p>Jane Doe (4 March 1925 to 5 May 2001)</p>",
        "<dl><dt>Next meeting</dt><dd>4 March 2025</dd></dl>",
        "<table><tr><td>Deadline</td><td>4 March 2025</td></tr></table>",
    ],
)
def test_a_date_that_says_what_it_is_or_how_long_something_lasts_is_not_that_of_the_article(line: str) -> None:
    assert "date" not in fields(top=f"<h1>Ferry sails again after storm</h1>{line}")
    later = fields(top=f"<h1>Ferry sails again after storm</h1>{line}<p>1 March 2025</p>")
    assert later["date"] == "1 March 2025"


@pytest.mark.parametrize("unset", ["1970-01-01 00:00:00", "1970-01-01", "1900-01-01T00:00:00", "0001-01-01T00:00:00"])
def test_a_clock_that_was_never_set_tells_no_day(unset: str) -> None:
    head = f'<meta property="article:published_time" content="{unset}">'
    assert fields(head, "<h1>Ferry sails again after storm</h1><p>4 March 2025</p>")["date"] == "4 March 2025"
    assert "date" not in fields(head)


def test_a_day_of_publication_that_the_whole_page_contradicts_is_not_believed() -> None:
    head = linked(datePublished="2019-03-04", dateModified="2025-05-06")
    found = fields(head, "<h1>Ferry sails again after storm</h1><p>6 May 2025</p>")
    assert ("date" in found, found["modified"]) == (False, "2025-05-06")


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        ("", "<div>Saturday, 28 November 2026</div>", ""),
        (linked(datePublished="2025-03-04", dateModified="2025-05-06"), "", "<p>6 May 2025</p>"),
        ('<meta name="date" content="2026-11-28">', "", ""),
    ],
)
def test_the_day_of_the_visit_and_a_declared_change_leave_the_day_of_publication(
    head: str, above: str, below: str
) -> None:
    head = head if "ld+json" in head else head + linked(datePublished="2025-03-04")
    assert fields(head, f"{above}<h1>Ferry sails again after storm</h1>{below}")["date"] == "2025-03-04"


@pytest.mark.parametrize("path", ["history/1945-05-08/end-of-war", "news/article-20010512.html"])
def test_digits_in_an_address_that_are_no_folders_leave_the_declared_day(path: str) -> None:
    head = f'<link rel="canonical" href="https://alba.example/{path}">' + linked(datePublished="2025-03-04")
    assert fields(head)["date"] == "2025-03-04"


def test_a_day_that_the_page_prints_the_other_way_round_is_no_contradiction() -> None:
    head = linked(datePublished="2025-05-08T10:30:23Z")
    assert fields(head, "<h1>Ferry sails again after storm</h1><p>05.08.2025</p>")["date"].startswith("2025-05-08")


def test_a_date_is_sought_by_the_line_that_is_the_title_though_it_is_no_heading() -> None:
    filler = "".join(f"<p>{PROSE} {n}</p>" for n in range(3))
    top = '<div class="relative"><div>Ferry sails again after storm</div><div>4 March 2025</div></div>'
    head = '<meta property="og:title" content="Ferry sails again after storm">'
    assert fields(head, top + filler, "<div>9 April 2024</div>")["date"] == "4 March 2025"
