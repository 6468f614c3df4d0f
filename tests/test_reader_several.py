"""A page or a file that holds several articles gives each of them, and every byte is accounted for once."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from indexer.cutting.boilerplate import NO_BOILERPLATE
from indexer.draft import Place, RawDocument
from indexer.extracting import extract
from indexer.extraction import Options
from indexer.readers.blocks import lines
from indexer.readers.facts import facts
from indexer.readers.html import html_articles, parsed
from indexer.workers import Chunk, work
from search.article import Article

STORIES = [
    (
        "Crane falls across the quay of Velm",
        "14 June 2025",
        "The harbour of Velm was closed on Saturday after a crane fell across the northern quay and cut the rails.",
        "Port workers said that nobody was hurt, but that ships with grain would have to wait outside for days.",
    ),
    (
        "Bakery of Senn wins the prize of the province",
        "15 June 2025",
        "A bakery that opened in the old mill of Senn has won the prize of the province, and its queue is long.",
        "Its owner said on Sunday that she would not raise the price of bread, and that two ovens have been bought.",
    ),
    (
        "Farmers expect the best plums in ten years",
        "16 June 2025",
        "Farmers in the hills expect the best harvest of plums in ten years, if the rain of the coming days is light.",
        "The association of growers has asked for two hundred helpers, who will find beds in the school of Senn.",
    ),
]
FRAME = "<header><a href=/>Alba Post</a></header><nav><a href=/a>News</a> <a href=/b>Sport</a></nav>"


def page(inside: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>The week in Alba – é</title>{head}"
        f"<script>let a = '<article>'</script></head><body>{FRAME}<!-- <article> -->"
        f"<main><h1>The week in Alba</h1>{inside}</main><footer>© 2025 Alba Post</footer></body></html>"
    ).encode()


def in_articles() -> str:
    return "".join(
        f"<article class=post><h2><a href=/{i}>{t}</a></h2><time>{d}</time><p>{a}</p><p>{b}</p></article>"
        for i, (t, d, a, b) in enumerate(STORIES)
    )


def with_facts_apart() -> str:
    return "".join(
        f"<article><h2><a href=/{i}>{t}</a></h2><div class=meta><span>Alba Post</span> <time>{d}</time></div>"
        f"<p>{a}</p><p>{b}</p></article>"
        for i, (t, d, a, b) in enumerate(STORIES)
    )


def in_boxes() -> str:
    return "<br>".join(
        f"<div class=box><div class=when>{d}</div><h3>{t}</h3><div>{a}</div><div>{b}</div></div>"
        for t, d, a, b in STORIES
    )


def in_a_row() -> str:
    return "".join(f"<h2>{t}</h2><p>By Ana Torv | {d}</p><p>{a}</p><p>{b}</p>" for t, d, a, b in STORIES)


def with_bold_titles() -> str:
    return "".join(
        f"<p><strong><a href=/{i}>{t}</a></strong></p><p>Alba Post, {d}</p><p>{a}</p><p>{b}</p>"
        for i, (t, d, a, b) in enumerate(STORIES)
    )


def in_one_cell() -> str:
    rows = "<br><br>".join(f"<b>{t}</b><br>{d}<br>{a}<br><br>{b}" for t, d, a, b in STORIES)
    return f"<table><tr><td>{rows}</td></tr></table>"


def in_named_boxes() -> str:
    return "".join(
        f"<div><div class=item-title>{t}</div><div>{d}</div><div>{a}</div><div>{b}</div></div>"
        for t, d, a, b in STORIES
    )


def read(path: Path, content: bytes) -> tuple[list[Article], list[tuple[int, int, str]]]:
    path.write_bytes(content)
    for articles, account in extract([path], Options(corpus="a"), workers=1):
        return list(articles), [(start, end, fate) for start, end, fate, _ in account.spans()]
    raise AssertionError(path)


@pytest.mark.parametrize(
    "inside",
    [
        in_articles(),
        with_facts_apart(),
        in_boxes(),
        in_a_row(),
        with_bold_titles(),
        in_one_cell(),
        in_named_boxes(),
    ],
)
def test_each_article_of_a_page_is_one_of_its_own(tmp_path: Path, inside: str) -> None:
    content = page(inside)
    found, spans = read(tmp_path / "a.html", content)
    assert [a.title for a in found] == [title for title, *_ in STORIES]
    assert [a.text for a in found] == [f"{first}\n\n{second}" for _, _, first, second in STORIES]
    assert [a.date.value for a in found] == ["2025-06-14", "2025-06-15", "2025-06-16"]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(content)
    assert all(end == start for (_, end, _), (start, _, _) in pairwise(spans))
    for article, (title, _, first, second) in zip(found, STORIES, strict=True):
        own = content[article.source.start : article.source.end].decode()
        assert all(words in own for words in (title, first, second))
        assert not any(other in own for other, *_ in STORIES if other != title)


def test_a_link_that_leads_elsewhere_tells_the_outlet(tmp_path: Path) -> None:
    inside = in_articles().replace("href=/0", "href=https://www.reuters.com/world/crane-falls")
    found, _ = read(tmp_path / "a.html", page(inside, '<link rel=canonical href="https://alba.example/week">'))
    assert [a.outlet.name if a.outlet else None for a in found] == ["Reuters", "alba.example", "alba.example"]
    assert found[1].url == "https://alba.example/1"


def in_a_thread() -> str:
    return "".join(
        f"<div>On {d} at 08:00, Ana Torv &lt;a@b.example&gt; wrote:</div><blockquote><div>{t}</div><div>{a}</div>"
        f"<div>{b}</div></blockquote>"
        for t, d, a, b in STORIES
    )


def in_comments() -> str:
    return "<p>We ask for your views on the plan.</p>" + "".join(
        f"<div class=_q><div class=_n>{t}</div><div class=_d>{d}</div><div class=_t>{a} {b}</div></div>"
        for t, d, a, b in STORIES
    )


@pytest.mark.parametrize(
    ("inside", "head"),
    [
        (in_a_thread(), ""),
        (in_comments(), ""),
        (in_articles(), '<meta property="og:type" content="article">'),
        (in_a_row(), '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"A week"}</script>'),
        ("".join(f"<h2>{t}</h2><p>{a}</p><p>{b}</p>" for t, _, a, b in STORIES), ""),
        ("".join(f"<article><h2><a href=/{t}>{t}</a></h2><time>{d}</time></article>" for t, d, _, _ in STORIES), ""),
        (f"<p>{STORIES[0][2]}</p><section id=comments>{in_boxes()}</section>", ""),
        ("<div class=title>" + "<br>".join(f"{t}<br>{d}<br>{a}" for t, d, a, _ in STORIES) + "</div>", ""),
    ],
    ids=[
        "thread of mails",
        "comments in boxes without a name",
        "declared article",
        "live blog",
        "sections",
        "teasers",
        "comments",
        "all in one title",
    ],
)
def test_one_article_stays_one(inside: str, head: str) -> None:
    assert len(html_articles(page(inside, head))) == 1


def test_articles_of_a_record_whose_bytes_are_packed_share_its_place() -> None:
    content = page(in_articles())
    raw = RawDocument(place=Place(path="a.warc", sha256="", start=10, end=300), shape="html", body=content)
    done = work(Options(corpus="a"), NO_BOILERPLATE, Chunk(0, (raw,)))
    (fates,) = done.fates
    assert [(a.source.start, a.source.end) for a in done.articles] == [(10, 300)] * 3
    assert [(span.start, span.end) for spans in fates.articles for span in spans] == [(10, 300)]


def as_docx(stories: list[tuple[str, str, str, str]]) -> bytes:
    word = docx.Document()
    for title, day, first, second in stories:
        word.add_heading(title, 1)
        for line in (f"Alba Post, {day}", first, second):
            word.add_paragraph(line)
    word.core_properties.author = "A. Clipper"
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_each_article_of_a_docx_is_one_of_its_own(tmp_path: Path) -> None:
    content = as_docx(STORIES)
    found, spans = read(tmp_path / "a.docx", content)
    assert [a.title for a in found] == [title for title, *_ in STORIES]
    assert [a.text for a in found] == [f"{first}\n\n{second}" for _, _, first, second in STORIES]
    assert [a.date.value for a in found] == ["2025-06-14", "2025-06-15", "2025-06-16"]
    assert {(a.source.start, a.source.end, a.authors) for a in found} == {(0, len(content), ())}
    assert spans == [(0, len(content), "article")]


def test_a_docx_of_one_article_keeps_what_it_says_of_itself(tmp_path: Path) -> None:
    (found,), _ = read(tmp_path / "a.docx", as_docx(STORIES[:1]))
    assert (found.title, found.authors) == (STORIES[0][0], ("A. Clipper",))


BOTH = {"outlet": "Elara Herald", "date": "24 June 2025"}
FACTS = [
    ("<div><span>Elara Herald</span><span>24 June 2025</span></div>", BOTH),
    ("<div>Elara Herald</div><div>24 June 2025</div>", BOTH),
    ("<div>24 June 2025</div><div>Elara Herald</div>", BOTH),
    ("<div>Ana Torv • Elara Herald • 24 June 2025</div>", {**BOTH, "author": "Ana Torv"}),
    ("<div>Elara Herald · 08:30</div>", {"outlet": "Elara Herald"}),
    ("<div class=author>Zed Quorl</div><div>24 June 2025</div>", {"date": "24 June 2025"}),
    ("<div>Anna Torv</div><div>24 June 2025</div>", {"date": "24 June 2025"}),
    ("<div>W<b>i</b>nds of change over the harbour</div>", {}),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "said"), FACTS)
def test_lines_around_an_article_say_its_facts_though_they_touch_or_stand_apart(
    markup: str, said: dict[str, str]
) -> None:
    root = parsed(f"<html><body>{markup}</body></html>")
    assert root is not None
    assert facts(lines(root)) == said


def test_a_day_above_several_articles_is_theirs_and_one_above_all_is_the_pages() -> None:
    boxes = [f"<div class=i><h3>{t}</h3><p>{a}</p><p>{b}</p></div>" for t, _, a, b in STORIES]
    grouped = f"<h2>24 June 2025</h2>{boxes[0]}{boxes[1]}<h2>23 June 2025</h2>{boxes[2]}"
    found = html_articles(f"<html><body>{grouped}</body></html>".encode())
    assert [a.fields.get("date") for a in found] == ["24 June 2025", "24 June 2025", "23 June 2025"]
    assert len(html_articles(f"<html><body><p>24 June 2025</p>{''.join(boxes)}</body></html>".encode())) == 1


def test_a_day_above_each_title_is_its_own() -> None:
    inside = "".join(f"<p>{d}</p><h2>{t}</h2><p>{a}</p><p>{b}</p>" for t, d, a, b in STORIES)
    found = html_articles(page(inside))
    assert [a.fields["date"] for a in found] == [day for _, day, _, _ in STORIES]
    assert [a.fields["text"] for a in found] == [f"{a}\n\n{b}" for _, _, a, b in STORIES]


def test_pages_behind_each_other_in_one_file_are_articles_of_their_own(tmp_path: Path) -> None:
    pages = [
        f"<html><head><title>{t}</title></head><body><h1>{t}</h1><p>{d}</p><p>{a}</p><p>{b}</p></body></html>"
        for t, d, a, b in STORIES
    ]
    content = "\n".join(pages).encode()
    found, spans = read(tmp_path / "a.html", content)
    assert [a.title for a in found] == [title for title, *_ in STORIES]
    assert [a.date.value for a in found] == ["2025-06-14", "2025-06-15", "2025-06-16"]
    assert [a.source.line for a in found] == [1, 2, 3]
    assert [fate for _, _, fate in spans] == ["article"] * 3
    assert spans[-1][1] == len(content)


def test_a_page_that_calls_itself_an_article_is_cut_where_each_piece_names_another_outlet() -> None:
    outlets = ("Elara Herald", "Northern Courier", "Strait Observer")
    inside = "".join(
        f"<h2>{t}</h2><p>{o}, {d}</p><p>{a}</p><p>{b}</p>" for o, (t, d, a, b) in zip(outlets, STORIES, strict=True)
    )
    content = page(inside, '<meta property="og:type" content="article">')
    raw = RawDocument(place=Place(path="a", sha256="", start=0, end=len(content)), shape="html", body=content)
    done = work(Options(corpus="a"), NO_BOILERPLATE, Chunk(0, (raw,)))
    assert [a.title for a in done.articles] == [title for title, *_ in STORIES]
    assert [a.outlet.name if a.outlet else None for a in done.articles] == list(outlets)
