"""A record whose text holds several articles gives each; one that is one article, whatever its heads, stays one."""

from __future__ import annotations

import json
import tomllib
from email.message import EmailMessage
from pathlib import Path

import pytest

from bench.layouts import FOLDER, layouts, measured
from indexer import pages
from indexer.cutting.labelled import is_labelled
from indexer.cutting.papers import writes
from indexer.draft import Place, RawDocument
from indexer.extracting import extract
from indexer.extraction import Options
from indexer.ledger import Account
from indexer.pages import split
from indexer.pipeline import add
from search.archive import Archive
from search.article import Article

ONE = (
    "The committee discussed the plan for the new harbour at length and agreed that the costs would have to be shared "
    "by the three towns, as had been suggested in spring."
)
TWO = (
    "Members asked whether the figures were final. The treasurer said that they were not, and that he would report "
    "again before the summer in a closed meeting."
)
THREE = (
    "Twelve lorries with salt were held at the border for a night because nobody could find the stamp. It lay in the "
    "drawer of an officer who had gone to his sister's wedding."
)
MORE = (
    "The mayor of the smallest town called the sum a joke and left the room. His deputy stayed and signed.",
    "An inquiry by the county had found errors in four of the nine tables, one of them made with a broken calculator.",
    "The salt is needed for the cheese of the valley, whose makers had to close their cellars on Friday afternoon.",
)
OWN = (
    "The lamps of the old mill of Senn burn again after forty years, thanks to a baker who found the key in a sack of "
    "flour. She has promised to light them each night until the winter, and to pay for the oil from the sale of buns."
)
CLIPS = "\n\n".join(
    f"{title}\n{line}\n\n{text}\n\n{more}"
    for title, line, text, more in (
        ("Three towns to share the cost of a harbour", "Elara Herald, 24 June 2025", ONE, MORE[0]),
        ("Treasurer promises new figures before summer", "Northern Courier, 23 June 2025", TWO, MORE[1]),
        ("Salt waits for a stamp at the border", "The Veldon Post, 21 June 2025", THREE, MORE[2]),
    )
)
DAYS = ["2025-06-24", "2025-06-23", "2025-06-21"]


def read(path: Path, content: str | bytes) -> tuple[list[Article], Account]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for articles, account in extract([path], Options(corpus="a"), workers=1):
        return list(articles), account
    raise AssertionError(path)


def record(tmp_path: Path, **fields: str) -> list[Article]:
    return read(tmp_path / "a.jsonl", json.dumps(fields) + "\n")[0]


@pytest.mark.parametrize("path", layouts(FOLDER / "files"), ids=lambda path: path.stem)
def test_every_file_gives_its_articles_with_their_days_and_outlets_or_says_what_it_misses(path: Path) -> None:
    sums = measured(path)
    met = (
        sums.drafts == sums.expected == sums.found == sums.titles
        and sums.wrong_dates == sums.missing_dates == sums.wrong_outlets == sums.missing_outlets == 0
        and sums.leaked <= 0.02 * sums.words
    )
    missed = tomllib.loads(path.read_text("utf-8")).get("missed")
    assert met is (missed is None), (missed, sums)


def test_the_fields_of_a_record_say_nothing_of_its_articles_but_what_is_true_of_them(tmp_path: Path) -> None:
    found = record(
        tmp_path,
        id="7",
        title="Clippings of the day",
        outlet="Clip Service",
        author="A. Clipper",
        date="2025-06-26",
        url="https://clips.example/2025/06/26/7",
        language="en",
        text=CLIPS,
    )
    assert [a.date.value for a in found] == DAYS
    assert [a.outlet.name if a.outlet else None for a in found] == [
        "Elara Herald",
        "Northern Courier",
        "The Veldon Post",
    ]
    assert {(a.external_id, a.url, a.authors) for a in found} == {(None, None, ())}
    assert all("outlet: Clip Service" in a.metadata and "date: 2025-06-26" in a.metadata for a in found)
    for article in found:
        (words,) = article.date.evidence
        assert article.metadata[words.start : words.end] == words.text


def test_the_fields_are_those_of_the_article_above_the_others(tmp_path: Path) -> None:
    own, *others = record(
        tmp_path,
        id="9",
        title="The lamps of the old mill burn again",
        outlet="Harbour Ledger",
        date="2025-06-26",
        text=f"{OWN}\n\n{CLIPS}",
    )
    assert (own.title, own.external_id) == ("The lamps of the old mill burn again", "9")
    assert (own.outlet.name if own.outlet else None, own.date.value) == ("Harbour Ledger", "2025-06-26")
    assert [a.date.value for a in others] == DAYS


def test_the_day_of_a_record_gives_the_year_that_days_lack_and_no_day(tmp_path: Path) -> None:
    text = CLIPS.replace(" June 2025", " June")
    assert [a.date.value for a in record(tmp_path, title="Clips", date="2025-06-26", text=text)] == DAYS


@pytest.mark.parametrize(
    "lines",
    [
        ["How the plan came about", ONE, "12 March 2024", TWO, "3 April 2024", THREE, "19 May 2024", ONE],
        ["Storm live", "20 June 2025, 18:40", "Army sends boats to the flooded town", ONE, "20 June 2025, 17:10",
         "Trains stopped east of the capital", TWO, "20 June 2025, 16:00", "First evacuations", THREE],
        ["Harbour plan is a waste of money", ONE, "John Smith, Kernmouth, 12 June 2025", "Why we need more trees", TWO,
         "Mary Jones, Brennick, 11 June 2025", "Buses that never come to our street", THREE, "Ada Lund, 10 June 2025"],
        ["What the papers say", TWO, "Elara Herald (14 June 2025)", ONE, "Northern Courier (14 June 2025)", THREE],
        ["Concert of the choir in spring", "Town Hall, 14 June 2025", ONE, "Open day at the old mill of Senn",
         "Mill Museum, 15 June 2025", TWO, "Reading with Lena Ostrom", "City Library, 16 June 2025", THREE],
        [ONE, "From: Ann Bell <ann@x.example>\nSent: Tuesday, 10 June 2025 08:00\nSubject: RE: Plan and costs",
         TWO, "From: Bob Ross <bob@x.example>\nSent: Monday, 9 June 2025 18:20\nSubject: Plan and costs", THREE],
        ["“What did you see?”", ONE, "“And on 12 June 2025?”", TWO, "“Who was there?”", THREE],
    ],
    ids=["timeline", "live blog", "letters", "press column", "events", "replies", "interview"],
)  # fmt: skip
def test_a_record_of_one_article_stays_one(tmp_path: Path, lines: list[str]) -> None:
    assert len(record(tmp_path, title="A week", text="\n\n".join(lines))) == 1


def test_a_record_that_is_not_cut_keeps_its_id(tmp_path: Path) -> None:
    raw = RawDocument(
        place=Place(path="a", sha256="", start=5, end=90),
        shape="record",
        fields={"title": "A", "text": f"{ONE}\n\n12 March 2024\n\n{TWO}"},
    )
    (draft,) = split(raw).drafts
    assert draft.text == f"{ONE}\n\n12 March 2024\n\n{TWO}"
    assert [(span.start, span.end) for span in draft.spans] == [(5, 90)]


def message(text: str, markup: str = "") -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Fwd: Morning clips", "Clips <clips@clip.example>"
    mail["Date"], mail["Message-ID"] = "Thu, 26 Jun 2025 07:10:00 +0000", "<1@clip.example>"
    mail.set_content(text)
    if markup:
        mail.add_alternative(markup, subtype="html")
    return mail.as_bytes()


MARKUP = "<h1>Clips</h1>" + "".join(
    f"<div><h3>{title}</h3><p>{line}</p><p>{ONE}</p><p>{text}</p></div>"
    for title, line, text in (
        ("Three towns to share the cost of a harbour", "Elara Herald, 2 days ago", TWO),
        ("Salt waits for a stamp at the border", "Northern Courier, 23 June", THREE),
    )
)


def test_a_mail_gives_its_articles_and_is_their_capture(tmp_path: Path) -> None:
    text = CLIPS.replace("24 June 2025", "2 days ago")
    found, account = read(tmp_path / "a.eml", message(f"Good morning.\n\n{text}\n\n--\nTo unsubscribe, write to us.\n"))
    assert [a.date.value and a.date.value[:10] for a in found] == DAYS
    assert {a.source.captured and a.source.captured[:10] for a in found} == {"2025-06-26"}
    assert sum(account.fates().values()) == account.bytes


@pytest.mark.parametrize("text", ["View this message in your browser: https://clip.example/1", "Good morning.\n\n" * 9])
def test_a_mail_gives_the_articles_of_its_html_part(tmp_path: Path, text: str) -> None:
    found, account = read(tmp_path / "a.eml", message(text, MARKUP))
    assert [a.title for a in found] == [
        "Three towns to share the cost of a harbour",
        "Salt waits for a stamp at the border",
    ]
    assert [a.date.value and a.date.value[:10] for a in found] == ["2025-06-24", "2025-06-23"]
    assert {(a.source.start, a.source.end) for a in found} == {(0, account.bytes)}
    assert account.fates()["article"] == account.bytes


def test_a_plain_part_that_only_leads_to_the_web_is_not_the_text_of_a_mail(tmp_path: Path) -> None:
    markup = f"<h1>The harbour</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    (article,), _ = read(tmp_path / "a.eml", message("View this message in your browser.", markup))
    assert (article.title, ONE in article.text) == ("Fwd: Morning clips", True)


def test_what_an_add_counts_is_articles_and_each_byte_once(tmp_path: Path) -> None:
    rows = [{"title": "Clips", "text": CLIPS}, {"title": "One", "text": THREE}, {"title": "Clips again", "text": CLIPS}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    with Archive.open(tmp_path / "archive", create=True, write=True) as archive:
        report, (entry,) = add(archive, [tmp_path / "a.jsonl"], Options(corpus="a"), workers=1)
    assert (report.records["accepted"], report.records["copies"], report.total) == (4, 3, 7)
    assert sum(entry.fates.values()) == entry.bytes == (tmp_path / "a.jsonl").stat().st_size


@pytest.mark.parametrize(
    "name", ["BBC", "bbc.co.uk", "Lugandra Times", "Северные вести", "सोनपुर समाचार", "云岭日报", "Norpress"]
)
def test_a_name_is_an_outlets_by_the_tables_or_by_its_words(name: str) -> None:
    assert writes(name)


@pytest.mark.parametrize("name", ["John Smith", "Town Hall", "Google News", "Facebook", "Kernmouth", ""])
def test_carriers_people_and_places_are_no_outlets(name: str) -> None:
    assert not writes(name)


def test_teasers_below_an_article_are_no_articles(tmp_path: Path) -> None:
    teasers = f"{MORE[0]}\n\n".join(["", "\n\nA baker finds the key of an old mill\nElara Herald, 3 June 2025\n\n"])
    others = f"Salt waits for a stamp at the border\nThe Veldon Post, 4 June 2025\n\n{MORE[2]}"
    assert len(record(tmp_path, title="A week", text=f"{ONE}\n\n{TWO}\n\n{THREE}{teasers}{MORE[1]}\n\n{others}")) == 1


TITLES = ["Three towns to share the cost of a harbour", "Treasurer promises new figures", "Salt waits for a stamp"]


def places(path: Path, content: str) -> tuple[list[str], list[str]]:
    """What stands in the bytes of each article of a file, and what in those of none."""
    found, account = read(path, content)
    body = content.encode()
    spans = account.spans()
    assert [start for start, *_ in spans] == [0, *(end for _, end, *_ in spans[:-1])]
    assert spans[-1][1] == len(body)
    return (
        [body[a.source.start : a.source.end].decode() for a in found],
        [body[start:end].decode() for start, end, fate, _ in spans if fate == "boilerplate"],
    )


@pytest.mark.parametrize("escaped", [True, False])
def test_each_article_of_a_record_has_its_own_bytes(tmp_path: Path, escaped: bool) -> None:
    fields = {"title": "Äpfel", "text": f"{CLIPS.replace('harbour', 'härbour “X”')}\n\nUnsubscribe here", "id": "7"}
    content = json.dumps(fields, ensure_ascii=escaped) + "\n"
    own, rest = places(tmp_path / "a.jsonl", content)
    assert len(own) == len(TITLES)
    assert all(text.startswith(json.dumps(t.replace("harbour", "härbour “X”"), ensure_ascii=escaped)[1:-1])
               for text, t in zip(own, TITLES, strict=True))  # fmt: skip
    assert "Unsubscribe here" in "".join(rest)
    assert '"id": "7"' in rest[-1]


def test_each_article_of_a_mail_has_its_own_bytes_and_the_line_on_which_it_begins(tmp_path: Path) -> None:
    head = "From: a@x.example\nSubject: Clips\nDate: Thu, 26 Jun 2025 07:10:00 +0000\nMessage-ID: <1@x.example>\n\n"
    content = f"{head}{CLIPS}\n\nUnsubscribe here\n"
    own, rest = places(tmp_path / "a.eml", content)
    assert [text.startswith(title) for text, title in zip(own, TITLES, strict=True)] == [True] * 3
    assert rest[0] == head
    found, _ = read(tmp_path / "a.eml", content)
    lines = content.splitlines()
    assert [lines[a.source.line - 1][:10] for a in found] == [title[:10] for title in TITLES]


def test_the_fields_stand_in_the_bytes_of_the_records_own_article(tmp_path: Path) -> None:
    content = json.dumps({"title": "The lamps of the old mill burn again", "text": f"{OWN}\n\n{CLIPS}"}) + "\n"
    own, _ = places(tmp_path / "a.jsonl", content)
    assert own[0].startswith('{"title": "The lamps')
    assert len(own) == 4


def test_a_text_that_is_packed_or_stands_twice_gives_each_article_the_whole_record(tmp_path: Path) -> None:
    content = json.dumps({"title": "Clips", "text": CLIPS, "body_again": CLIPS}) + "\n"
    own, rest = places(tmp_path / "a.jsonl", content)
    assert own == [content] * 3
    assert rest == []


PROSE = (
    "The ferry to Little Sable sailed on Tuesday for the first time since the storm, with ten passengers and a goat."
)


@pytest.mark.parametrize(
    ("letter", "clipping"),
    [
        (f"Source: Strait Observer\nDate: 24 June 2025\n\nFerry runs again\n\n{PROSE}", True),
        (f"Good morning,\n\nQuelle: Oderner Tageblatt\nSeite: 5\n\nFähre fährt wieder\n\n{PROSE}", True),
        (f"Note: for the bulletin\nStatus: final\n\n{PROSE}", False),
        (f"{PROSE}\n\nSource: Strait Observer\nDate: 24 June 2025", False),
        (f"From: Olive\nDate: 24 June 2025\nSubject: Ferry runs again\nSource: Strait Observer\n\n{PROSE}", False),
        (f"Date: 24 June 2025\nStatus: final\n\nFerry runs again\n\n{PROSE}", False),
    ],
)
def test_a_letter_that_begins_with_labelled_lines_is_a_clipping(letter: str, clipping: bool) -> None:
    assert is_labelled(pages.articles(letter)) is clipping
