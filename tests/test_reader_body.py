"""The text of a web page: the article's own paragraphs, whatever stands around and between them."""

from __future__ import annotations

import json

import pytest

from indexer.readers.html import html_fields

SENTENCES = [
    "The harbour of Velm was closed on Tuesday after a crane fell across the northern quay and cut the only rail line.",
    "Port workers said that nobody was hurt, but that ships with grain would have to wait outside for several days.",
    "“We have never seen such a wind,” said Ana Torv, who has led the pilots of the bay for more than twenty years.",
    "The ministry sent two engineers, and the town council will meet on Thursday to decide on money for the repair.",
]
OTHERS = [
    "A bakery that opened in the old mill of Senn has won the prize of the province, and the queue reaches the bridge.",
    "Farmers in the hills expect the best harvest of plums in ten years, if the rain of the coming week stays light.",
    "The school of music is looking for twelve cellos, and hopes that some of them are waiting in the attics of Velm.",
]


def paragraphs(sentences: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def text(inside: str, after: str = "", before: str = "") -> str:
    page = f"""<html lang=en><head><title>Crane falls in Velm harbour</title></head><body>{before}
    <div class=page><article><h1>Crane falls in Velm harbour</h1>{inside}</article>{after}</div></body></html>"""
    return html_fields(page.encode())["text"]


def test_the_paragraphs_of_the_article_are_its_text() -> None:
    assert text(paragraphs(SENTENCES)) == "\n\n".join(SENTENCES)


@pytest.mark.parametrize(
    "beside",
    [
        f"<aside>{paragraphs(OTHERS[:1])}</aside>",
        f"<div class='article__related-stories'>{paragraphs(OTHERS[:1])}</div>",
        f"<div class=newsletterSignup>{paragraphs(OTHERS[:1])}</div>",
        f"<section id=comments>{paragraphs(OTHERS)}</section>",
        f"<figure><img src=a.png><figcaption>{OTHERS[0]}</figcaption></figure>",
        f"<div class='wp-block-image'><div>{OTHERS[0]}</div></div>",
        f"<div style='display: none'>{paragraphs(OTHERS[:1])}</div>",
        f"<p>Read more: <a href=/x>{OTHERS[1][:60]}</a></p>",
        "<p>Get all of it in your inbox: <a href=/n>sign up for our newsletter</a> today, it is free.</p>",
        "<p>Advertisement</p>",
    ],
)
def test_what_stands_between_its_paragraphs_is_left_out(beside: str) -> None:
    assert text(paragraphs(SENTENCES[:2]) + beside + paragraphs(SENTENCES[2:])) == "\n\n".join(SENTENCES)


def test_teasers_are_known_by_their_linked_headings() -> None:
    cards = "".join(f"<div><h3><a href=/{i}>{o[:40]}</a></h3><p>{o}</p></div>" for i, o in enumerate(OTHERS))
    assert text(paragraphs(SENTENCES), after=f"<div class=xyz>{cards}</div>") == "\n\n".join(SENTENCES)
    assert text(paragraphs(SENTENCES) + f"<div class=xyz>{cards}</div>") == "\n\n".join(SENTENCES)


def test_the_lead_between_heading_and_body_is_part_of_the_text_and_the_byline_is_not() -> None:
    lead = "A storm has shut the only harbour of the province, and its grain."
    head = f"<div><h2 class=deck>{lead}</h2><div class=x>By Ana Torv</div><div class=y>14 June 2025, 10:32</div></div>"
    body = f"<div class=body>{paragraphs(SENTENCES)}</div>"
    assert text(head + body) == "\n\n".join([lead, *SENTENCES])


def test_headings_lists_and_tables_inside_the_body_stay() -> None:
    more = (
        "<h2>What is known</h2><ul><li>The crane was built in 1962</li><li>It weighed 300 tonnes</li></ul>"
        "<table><tr><th>Ship</th><th>Grain</th></tr><tr><td>Mira</td><td>4,000 t</td></tr></table>"
    )
    found = text(paragraphs(SENTENCES[:2]) + more + paragraphs(SENTENCES[2:]))
    middle = ["What is known", "The crane was built in 1962", "It weighed 300 tonnes", "Ship | Grain", "Mira | 4,000 t"]
    assert found.split("\n\n") == SENTENCES[:2] + middle + SENTENCES[2:]


def test_names_that_wrap_the_whole_article_do_not_hide_it() -> None:
    page = f"<div class='sidebar-grid hidden'><div class=share-frame>{paragraphs(SENTENCES)}</div></div>"
    assert text(page) == "\n\n".join(SENTENCES)


def test_a_longer_article_that_follows_is_not_the_text() -> None:
    other = f"<article><h1>A prize for the bakery of Senn</h1>{paragraphs(OTHERS * 4)}</article>"
    assert text(paragraphs(SENTENCES), after=other) == "\n\n".join(SENTENCES)


def test_an_article_that_stands_twice_for_two_kinds_of_screens_is_told_once() -> None:
    body = paragraphs(SENTENCES)
    assert text(f"<div class=desktop>{body}</div><div class=mobile>{body}</div>") == "\n\n".join(SENTENCES)


def test_readings_above_the_words_are_no_text() -> None:
    found = text("<p><ruby>東京<rt>とうきょう</rt></ruby>の港は火曜日に閉鎖された。</p>" * 1 + paragraphs(SENTENCES))
    assert "東京の港は" in found
    assert "とうきょう" not in found


@pytest.mark.parametrize(("shown", "told"), [(SENTENCES[:1], True), (SENTENCES * 3, False)])
def test_a_body_that_scripts_bring_is_taken_from_the_linked_data(shown: list[str], told: bool) -> None:
    body = "\n\n".join(SENTENCES * 3)
    data = json.dumps({"@type": "NewsArticle", "headline": "Crane falls in Velm harbour", "articleBody": body})
    found = text(paragraphs(shown), before=f"<script type='application/ld+json'>{data}</script>")
    assert found == ("\n\n".join(SENTENCES * 3) if told else "\n\n".join(shown))
