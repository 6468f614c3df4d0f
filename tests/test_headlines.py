"""Headlines that look like text, and names of things that look like a page's own lines."""

from __future__ import annotations

import pytest

from indexer.cutting.items import items, overlap
from indexer.cutting.paragraphs import lines
from indexer.pages import articles

HEADLINES = [
    "Sen. Dora Quill opposes the nominee, effectively dooming the plan",
    "Harbour cranes from Oda Corp. arrive in Samber, N.H.",
    "Pilots win a raise after U.S. and U.K. unions step in",
    "Why Nobody Trusts the Harbour Board. Ask the Pilots, They Will Tell You.",
    "Who is the pilot of Port Elara? What we know about her so far",
    "ميناء إيلارا يفتح أبوابه من جديد.. وعودة السفن الكبيرة",
    "Limanda grev bitti! Kılavuzlar 5 günlük anlaşmaya imza attı...",
    "HARBOUR HOLDINGS <HRBH> SELLS U.S. UNIT TO <ODA CORP>",
    "Novelist loses copyright case over the lighthouse tale",
    "Hi-vis jackets for all dockers by autumn",
]
POINTS = [
    "Everybody plays a part",
    "Nobody is told the move",
    "Lost games are kept",
    "The long way to school",
    "Old people win",
]
TEXT = [
    "The board met on Tuesday. It gave no reason for the delay.",
    "Pilots who guide tankers into Port Elara stopped work at midnight on Tuesday.",
    "“Nobody is asking for money, we are asking for sleep,” said Marta Quell.",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_it_is_a_headline(headline: str) -> None:
    assert [item.kind for item in items(lines(headline))] == ["short"]


@pytest.mark.parametrize("text", TEXT)
def test_it_is_text(text: str) -> None:
    assert items(lines(f"By Ada Kitson\n\n{text}"))[-1].kind == "prose"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Copyright 2025 The Elara Herald", "copyright"),
        ("Photo copyright by Oda Pictures", "copyright"),
        ("Hi there,", "boiler"),
        ("Hi Martha, here is your morning brief", "boiler"),
        ("Home > World > Harbours", "boiler"),
    ],
)
def test_lines_of_the_page_are_still_known(line: str, kind: str) -> None:
    assert [item.kind for item in items(lines(line))] == [kind]


def kinds(page: str) -> list[str]:
    return [item.kind for item in items(lines(page))]


def test_a_long_headline_in_capitals_is_none_where_the_whole_page_is_set_in_them() -> None:
    headline = (
        "HARBOUR BOARD SAYS IT WAS WRONG TO LEAVE THE PILOTS WITHOUT A PLAN AFTER READERS POINTED OUT THAT IT HAD A "
    )
    headline += "PLAN OF SIXTY PAGES AND NEVER READ IT"
    assert kinds(f"{TEXT[2]}\n{headline}\n{TEXT[0]}\n{TEXT[1]}")[1:] == ["short", "prose", "prose"]
    assert kinds(f"{TEXT[2].upper()}\n{headline}\n{TEXT[0].upper()}\n{TEXT[1].upper()}") == ["prose"] * 4


def test_rows_of_figures_are_text() -> None:
    rows = ["Shr loss 13 cts vs profit 10 cts", "Revs 33.5 mln vs 40.4 mln", "12 mths", "Net 1.2 mln vs 1.3 mln"]
    assert kinds("\n".join(["ODA CORP <ODA> 4TH QTR", *rows])) == ["short", *["prose"] * 4]


@pytest.mark.parametrize(
    "line",
    [
        "— Dora Quill (@DoraQuill) October 29, 2019",
        "June 3, 2025. REUTERS/Ada Kitson",
        "3 June 2025. Oda Pictures/File photo",
    ],
)
def test_the_day_of_a_quoted_post_or_of_a_picture_heads_no_article(line: str) -> None:
    assert items(lines(f"By Ada Kitson\n{TEXT[0]}\n{line}"))[-1].header is None


@pytest.mark.parametrize(
    ("headline", "text", "other"),
    [
        (
            "青川水库时隔七年再次蓄满",
            "经过三周的降雨，青川水库再次蓄满，水位达到一百二十四米。",
            "林场的新桥今天开放。",
        ),
        ("सोनपुर का पुराना पुल फिर खुला", "सोनपुर में सौ साल पुराना पुल फिर से खोल दिया गया।", "गाँव की लड़कियों ने किताब लिखी।"),
    ],
)
def test_headlines_are_compared_with_texts_in_every_script(headline: str, text: str, other: str) -> None:
    assert overlap(headline, text) > 0.4 > overlap(headline, other)


def test_points_that_count_on_in_an_article_cut_nothing_where_all_articles_begin_alike() -> None:
    under = zip(POINTS, (*TEXT, *TEXT[:2]), strict=True)
    points = "\n\n".join(f"{n}. {point}\n\n{text} {text}" for n, (point, text) in enumerate(under, 1))
    bodies = (TEXT[1], TEXT[0], TEXT[2], f"{TEXT[1]}\n\n{points}")
    page = "\n\n*****\n\n".join(
        f"{n}. {title}\nElara Herald - Monday, June {15 + n}, 2025\n\n{text} {text}"
        for n, (title, text) in enumerate(zip(HEADLINES[:4], bodies, strict=True), 1)
    )
    assert max(item.article for item in articles(page)) == 3


WRAPPED = """\
    Pilots who guide tankers into Port Elara stopped work at
midnight on Tuesday, leaving 31 ships at anchor off the
northern breakwater.
    The harbour authority said it had offered four extra rest
days a year, and that nobody had asked for more than that.
"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("PILOTS STRIKE OVER NIGHT SHIFTS IN THE PORT OF ELARA\nNorpress", 2),
        ("Pilots strike over night shifts in the port of Elara\nStory by Ada Kitson • 2d • 5 min read", 2),
        ("Pilots strike over night shifts in the port of Elara\nby Ada Kitson, Strait Observer, 8 June 2025", 2),
        ("Pilots strike over night shifts in the port of Elara and keep all ships out\nNorpress", 2),
        ("[Slug: PILOTS-STRIKE] [Ver: 5] [Cat: D] [Pri: B] [X: 1]\nPilots strike over shifts", 2),
        ("Pilots strike over night shifts in the port of\nElara", 1),
        ("Pilots strike over night shifts in the port\nof Elara", 1),
    ],
)
def test_a_long_headline_above_wrapped_text_is_not_run_into_what_stands_below_it(head: str, expected: int) -> None:
    assert len(lines(f"{head}\n\n{WRAPPED}")) == expected + 2


def test_a_headline_of_two_sentences_between_a_rule_and_a_date_is_none_the_less_one() -> None:
    headline = "The average docker saves 139 crowns. For pilots, it is 820."
    page = f"{TEXT[0]}\n----------\n{headline}\n14 June 2025\n\n{TEXT[1]}\n"
    assert kinds(page) == ["prose", "rule", "short", "meta", "prose"]


@pytest.mark.parametrize("line", ["Partilhar Guardar Traduzir", "حجم الخط A+ A-", "分享 复制 打印"])
def test_rows_of_buttons_are_lines_of_the_page(line: str) -> None:
    assert kinds(line) == ["boiler"]


def test_marks_of_emphasis_around_a_whole_line_are_none_of_it() -> None:
    marked = lines("*Bakers end strike*\n_The Veldon Post, 3 June 2025_\n*\n2 * 3 * 4\n__init__")
    assert [line.text for line in marked] == [
        "Bakers end strike", "The Veldon Post, 3 June 2025", "*", "2 * 3 * 4", "__init__"
    ]  # fmt: skip


def test_a_picture_of_markdown_is_no_headline_and_a_link_gives_its_words() -> None:
    assert kinds("![Three thousand sheep on the road](https://voice.example/sheep.jpg)") == ["boiler"]
    assert [line.text for line in lines("- [Η βροχή που δεν ήρθε](https://voice.example/rain)")] == [
        "- Η βροχή που δεν ήρθε", "https://voice.example/rain"
    ]  # fmt: skip


def test_a_short_article_under_a_headline_and_a_byline_is_no_comment() -> None:
    titles = (
        "Board gives no reason for delay",
        "Pilots stop work in Port Elara",
        "Postal ponies return to the islands",
    )
    briefs = "\n\n".join(
        f"* * *\n{n} - {title}\n{n} days ago | By Ada Kitson\n\n{text}"
        for n, (title, text) in enumerate(zip(titles, TEXT, strict=True), 1)
    )
    assert sum(item.role == "title" for item in articles(briefs)) == 3


def test_the_name_of_a_paper_above_a_byline_and_a_headline_begins_an_article() -> None:
    blocks = "\n\nSubscribe to our newsletter\n\n".join(
        f"{paper}\nBy Ada Kitson\n{title}\n{text} {text}\n\n{text}"
        for paper, title, text in zip(("Elara Herald", "Dorn Courier"), HEADLINES[:2], TEXT[:2], strict=True)
    )
    assert sum(item.role == "title" for item in articles(blocks)) == 2


def test_the_counter_of_a_headline_is_none_of_it_and_a_feed_in_brackets_before_it_is_its_outlet() -> None:
    pairs = list(zip(HEADLINES[:2], TEXT[:2], strict=True))
    page = "\n\n".join(f"[{n}/2] {pair[0]}\nBy Ada Kitson\n\n{2 * pair[1]}" for n, pair in enumerate(pairs, 1))
    assert [item.text for item in articles(page) if item.role == "title"] == HEADLINES[:2]
    feeds = "\n\n".join(f"[Elara Herald] {title}\n\n{2 * text}" for title, text in pairs)
    said = [item.line.text[f.start : f.end] for item in articles(feeds) for f in item.found]
    assert said == [HEADLINES[0], "Elara Herald", HEADLINES[1], "Elara Herald"]


def test_the_stamp_behind_the_fields_of_a_dispatch_is_its_day() -> None:
    item = items(lines("SLUG: PILOTS-STRIKE   PRI: 2   WORDS: 172   27/06/25 19:44Z"))[0]
    assert [(f.name, item.line.text[f.start : f.end]) for f in item.found] == [("date", "27/06/25 19:44Z")]
