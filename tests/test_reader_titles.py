"""Which of its headings and declarations is the title of a page?"""

from __future__ import annotations

import pytest
from webpage import PROSE, fields, linked, title_without_article

from indexer.readers.html import html_fields


@pytest.mark.parametrize(
    ("head", "top", "expected"),
    [
        ("<title>Ferry sails again - News | Alba Post</title>", "<h1>Ferry sails again</h1>", "Ferry sails again"),
        (
            '<meta property="og:site_name" content="Alba Post"><title>Alba Post: Ferry sails again</title>',
            "<div>no heading</div>",
            "Ferry sails again",
        ),
        (linked(headline="Ferry sails again"), "<h1>Alba Post</h1><h1>Ferry sails again</h1>", "Ferry sails again"),
        (
            '<meta property="og:title" content="Ferry: what we know">',
            "<h1>Ferry sails after days of storm</h1>",
            "Ferry sails after days of storm",
        ),
        (
            '<meta property="og:title" content="Ferry sails after storm">',
            '<h1><span class="kicker">Shipping</span> Ferry sails after storm</h1>',
            "Ferry sails after storm",
        ),
        (
            '<meta property="og:title" content="Ferry sails after storm">',
            '<h1 class="site-title"><a href="/">Harbours of the world</a></h1>',
            "Ferry sails after storm",
        ),
        (
            "<title>Ferry sails after storm</title>",
            "<h1>News from the islands</h1><h2>Ferry sails after storm</h2>",
            "Ferry sails after storm",
        ),
        (
            "<title>The Alba Blog | Ferry sails after storm</title>",
            "<h2>Ferry sails after storm</h2>",
            "Ferry sails after storm",
        ),
        ("<title>x</title>", "<h1><ruby>東京<rt>とうきょう</rt></ruby>の港が閉鎖された</h1>", "東京の港が閉鎖された"),
        (
            '<meta property="og:site_name" content="Port"><title>Airport: flights cancelled after storm</title>',
            "<div>no heading</div>",
            "Airport: flights cancelled after storm",
        ),
    ],
)
def test_the_title_is_the_heading_that_the_page_declares(head: str, top: str, expected: str) -> None:
    assert fields(head, top)["title"] == expected


@pytest.mark.parametrize(
    "top",
    [
        "<h1>Harbours of the world</h1><h3>Ferry sails after storm</h3>",
        "<h1>The harbour blog</h1><h2>Ferry sails after storm – a report</h2>",
    ],
)
def test_the_name_of_a_blog_is_no_title_though_the_title_element_begins_with_it(top: str) -> None:
    head = "<title>Harbours of the world: Ferry sails after storm</title>"
    head += '<meta property="og:title" content="Ferry sails after storm">'
    assert fields(head, top)["title"].startswith("Ferry sails after storm")


SERVICES = "<title>Alba Post - News</title>"


@pytest.mark.parametrize(
    ("head", "top", "expected"),
    [
        ("<title>About the boats and ferries | Alba Post</title>", "<h1>Ferries</h1>", "Ferries"),
        (SERVICES, "<h2>Weather</h2><p>12 °C</p><h2>Ferry sails</h2>", "Ferry sails"),
        (SERVICES, "<h2>Ferry sails</h2><h3>Harbour open since Monday</h3>", "Ferry sails"),
        (SERVICES, "<h2>News</h2>", "Alba Post - News"),
        ("<title>Ferry sails after storm</title>", "<h2>Background</h2>", "Ferry sails after storm"),
        (
            "<title>Ferry sails after storm</title>",
            "<p>Home > News > Ferry sails after storm</p><h2>What we know of the ferry</h2>",
            "Ferry sails after storm",
        ),
        ("", '<h1 class="logo"><a href="/">The blog of the islands</a></h1><h2>Ferry sails</h2>', "Ferry sails"),
        (
            "<title>Blog of Alba - Ferry sails after storm - News</title>",
            "<div>News: Ferry sails after storm</div>",
            "Ferry sails after storm",
        ),
    ],
)
def test_a_page_that_declares_none_of_its_headings_has_the_one_above_its_prose(
    head: str, top: str, expected: str
) -> None:
    assert fields(head, top)["title"] == expected


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<meta property="og:title" content="Ferry sails after storm">', "<h1>News</h1>"),
        ("<title>Ferry sails after storm | Alba Post</title>", "<h3>Most read today in Castra</h3>"),
    ],
)
def test_a_heading_that_speaks_of_something_else_leaves_the_declared_title(head: str, top: str) -> None:
    assert fields(head, top)["title"] == "Ferry sails after storm"


@pytest.mark.parametrize(
    ("head", "top", "expected"),
    [
        (
            '<meta property="og:title" content="Alba: Ferry sails after storm">'
            + linked(headline="Alba: Ferry sails after storm"),
            "<span>Alba</span><h1>Ferry sails after storm</h1>",
            "Alba: Ferry sails after storm",
        ),
        (
            '<meta property="og:title" content="Ferry sails after storm">'
            + linked(headline="Alba: Ferry sails after storm"),
            "<h1>Alba: Ferry sails after storm</h1>",
            "Ferry sails after storm",
        ),
        (
            "<title>Ferry sails after storm</title>",
            "<h1>Ferry sails after storm - what we know</h1><h1>Ferry sails after storm</h1>",
            "Ferry sails after storm",
        ),
        (
            "<title>Storm over Alba: ferry sails</title>",
            "<h1><span>Storm over <b>Alba</b><i>:</i></span> <span>ferry sails</span></h1>",
            "Storm over Alba: ferry sails",
        ),
    ],
)
def test_a_heading_has_its_topic_where_both_declarations_have_it(head: str, top: str, expected: str) -> None:
    assert fields(head, top)["title"] == expected


@pytest.mark.parametrize(
    "box",
    [
        '<div class="cookie-box"><h2>We value your privacy</h2><p>OK</p></div>',
        "<div><h2>We value your privacy</h2><p>Yes.</p><button>OK</button></div>",
    ],
)
def test_what_asks_for_consent_is_no_title(box: str) -> None:
    assert title_without_article("<title>Alba Post</title>", box) == "Alba Post"


def test_a_heading_beside_a_button_is_still_that_of_its_prose() -> None:
    assert (
        title_without_article("<title>Alba Post</title>", "<div><h1>Ferry</h1><button>Share</button></div>") == "Ferry"
    )


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ('<p class="title-text">Ferry sails again</p>', "Ferry sails again"),
        ('<div class="headline"><p>Ferry sails again</p></div>', "Ferry sails again"),
        ("<table><tr><td><b>Ferry sails again today</b></td></tr></table>", "Ferry sails again today"),
        ("<p><strong>By Jane Doe</strong></p>", "Alba Post"),
        ("<h4>Ferry sails again</h4>", "Ferry sails again"),
        ('<p class="sub-title">Ferry sails again</p>', "Alba Post"),
        ('<div class="site-title"><p>The paper of the islands</p></div>', "Alba Post"),
        ("<p>Ferry sails again</p>", "Alba Post"),
    ],
)
def test_a_line_that_is_named_title_is_one_where_the_page_declares_only_its_site(top: str, expected: str) -> None:
    head = '<title>Alba Post</title><meta property="og:site_name" content="Alba Post">'
    assert title_without_article(head + '<meta property="og:title" content="Alba Post">', top) == expected


@pytest.mark.parametrize("wrap", ["<header>{}</header>", '<div id="header">{}</div>', '<div role="banner">{}</div>'])
def test_a_slogan_in_the_head_of_the_page_is_no_title(wrap: str) -> None:
    slogan = wrap.format("<h1>The paper of the islands since eighteen ninety</h1>")
    head = '<meta property="og:title" content="Ferry sails after storm">'
    assert title_without_article(head, slogan) == "Ferry sails after storm"
    own = "<h1>Boats leave Castra once more</h1>"
    assert fields(head, f"<header>{own}</header>")["title"] == "Boats leave Castra once more"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Ferry sails after storm | Harbour | The Post of Alba - Harbour", "Ferry sails after storm"),
        ("Islands | Ferry sails after storm | Alba Post | Harbour", "Ferry sails after storm"),
        ("Ferry sails | The Post of the Islands of Alba", "Ferry sails | The Post of the Islands of Alba"),
    ],
)
def test_a_title_of_many_parts_that_stands_nowhere_on_the_page_is_the_longest(head: str, expected: str) -> None:
    assert title_without_article(f"<title>{head}</title>", "") == expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ('<p class="stage-headline">How to find your ferry to Castra</p>', "How to find your ferry to Castra"),
        ('<p class="stage-headline"><a href="/">How to find your ferry</a></p>', "Ferry"),
        ('<p class="stage-headline">All boats of the islands</p>', "Ferry"),
        ("<p>How to find your ferry to Castra</p>", "Ferry"),
    ],
)
def test_the_headline_displayed_over_a_heading_that_is_a_keyword_is_the_title(above: str, expected: str) -> None:
    assert fields("<title>Ferry</title>", f"{above}<h1>Ferry</h1>")["title"] == expected


def test_a_title_that_is_cut_short_goes_on_as_another_declares_it() -> None:
    head = "<title>Ferry sails again after storm in the north | Alba Post</title>"
    head += '<meta property="og:site_name" content="Alba Post"><meta property="og:title" content="Ferry sails again…">'
    assert title_without_article(head, "") == "Ferry sails again after storm in the north"


def test_a_day_at_its_end_is_no_part_of_a_declared_title() -> None:
    assert title_without_article("<title>Ferry sails again - 4 March 2025</title>", "") == "Ferry sails again"


def test_entities_that_are_escaped_twice_are_characters() -> None:
    head = '<meta property="og:title" content="Ferry &amp;amp; storm: &amp;quot;all well&amp;quot;">'
    assert title_without_article(head, "") == 'Ferry & storm: "all well"'


def test_a_box_that_asks_to_log_in_has_no_title() -> None:
    box = '<div class="modal"><h1>Please log in to continue reading</h1></div>'
    head = "<title>Storm over: boats back on course | Alba Post</title>"
    assert title_without_article(head, box) == "Storm over: boats back on course"


EXTRAS = ["<time>4 March 2025</time>", "<small>1 / 3</small>", '<i class="mw-editsection">edit</i>']


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_is_set_beside_the_words_of_a_heading_is_no_part_of_it(extra: str) -> None:
    assert fields("", f"<h1>Ferry sails again {extra}</h1>")["title"] == "Ferry sails again"


def test_the_last_step_of_the_way_through_the_site_is_no_title() -> None:
    head = '<meta property="og:title" content="After the storm: ferry sails">' + linked(headline="Ferry news from Alba")
    trail = '<ul class="breadcrumb"><li>News</li><li><h1>Ferry news from Alba</h1></li></ul>'
    assert (
        fields(head, f"{trail}<h2>Castra After the storm: ferry sails</h2>")["title"] == "After the storm: ferry sails"
    )


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ('<span class="subtitle">Column<span>: </span></span>Ferry sails again', "Column: Ferry sails again"),
        ('<span class="overline">Islands</span><span class="off"> - </span>Ferry sails again', "Ferry sails again"),
    ],
)
def test_a_kicker_is_left_out_with_its_dash_unless_its_own_colon_leads_on(top: str, expected: str) -> None:
    assert fields("<title>Column: Ferry sails again</title>", f"<h1>{top}</h1>")["title"] == expected


def test_a_title_element_that_slipped_out_of_the_head_is_read() -> None:
    page = f"HTTP/1.1 200 OK<html><head><title>Ferry sails after storm</title></head><body><p>{PROSE}</p></body></html>"
    assert html_fields(page.encode())["title"] == "Ferry sails after storm"
