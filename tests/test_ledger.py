from __future__ import annotations

import pytest

from indexer.draft import Draft, Place, Span, Split, Unreadable
from indexer.ledger import BETWEEN, Account, RunReport, Unbalanced
from search.article import Article, ArticleDate, Outlet, Source


def place(start: int, end: int) -> Place:
    return Place(path="a.txt", sha256="0" * 64, start=start, end=end)


def draft(*spans: Span) -> Draft:
    hull = place(min(s.start for s in spans), max(s.end for s in spans))
    return Draft(title="A title", text="A text", place=hull, spans=spans)


def account(size: int, **options: bool) -> Account:
    return Account(corpus="c", path="a.txt", sha256="0" * 64, bytes=size, **options)


def filled() -> Account:
    book = account(100)
    first = draft(Span(start=0, end=40, fate="article"), Span(start=40, end=50, fate="repeat", rule="body twice"))
    book.take(Split(drafts=(first,), spans=(Span(start=50, end=60, fate="boilerplate", rule="footer"),)).fates)
    book.refuse(Unreadable(place=place(60, 80), kind="broken json", reason="No closing brace."))
    book.take(Split(drafts=(draft(Span(start=81, end=100, fate="article")),)).fates)
    book.note(["accepted", "copy"])
    return book


def test_an_account_names_the_fate_of_every_byte_and_record() -> None:
    entry = filled().entry()
    assert entry.fates == {"article": 59, "repeat": 10, "boilerplate": 11, "quarantined": 20}
    assert sum(entry.fates.values()) == entry.bytes
    assert entry.records == {"accepted": 1, "copies": 1, "updated": 0, "unchanged": 0, "quarantined": 1}
    assert entry.spans == (
        (40, 50, "repeat", "body twice"),
        (50, 60, "boilerplate", "footer"),
        (60, 80, "quarantined", "broken json"),
        (80, 81, "boilerplate", BETWEEN),
    )


def test_quarantined_bytes_keep_their_place_and_reason() -> None:
    (item,) = filled().quarantined
    assert (item.start, item.end, item.kind, item.reason) == (60, 80, "broken json", "No closing brace.")


def test_a_byte_that_is_taken_twice_is_a_fault() -> None:
    book = account(100)
    book.take(
        Split(
            drafts=(draft(Span(start=0, end=60, fate="article")), draft(Span(start=50, end=100, fate="article")))
        ).fates
    )
    book.note(["accepted", "accepted"])
    with pytest.raises(Unbalanced, match="50 to 60"):
        book.check()


def test_a_span_beyond_the_end_is_a_fault() -> None:
    book = account(50)
    book.take(Split(drafts=(draft(Span(start=0, end=60, fate="article")),)).fates)
    book.note(["accepted"])
    with pytest.raises(Unbalanced, match="60 bytes"):
        book.check()


def test_an_article_that_came_to_nothing_is_a_fault() -> None:
    book = account(60)
    book.take(Split(drafts=(draft(Span(start=0, end=60, fate="article")),)).fates)
    with pytest.raises(Unbalanced, match="1 articles"):
        book.check()


def test_documents_may_come_in_any_order() -> None:
    parts = [Split(drafts=(draft(Span(start=n, end=n + 10, fate="article")),)) for n in (20, 0, 10)]
    book = account(30)
    for part in parts:
        book.take(part.fates)
    book.note(["accepted"] * 3)
    assert book.entry().fates["article"] == 30


def test_a_file_of_many_records_stays_one_span() -> None:
    book = account(10_000)
    for start in range(0, 10_000, 10):
        book.take(Split(drafts=(draft(Span(start=start, end=start + 10, fate="article")),)).fates)
    assert book.spans() == [(0, 10_000, "article", "")]


def test_a_named_account_says_which_article_has_which_bytes() -> None:
    book = account(30, named=True)
    two = (draft(Span(start=0, end=10, fate="article")), draft(Span(start=10, end=20, fate="article")))
    book.take(Split(drafts=two).fates, ids=["aa", "bb"])
    assert book.to_json() == {
        "kind": "account",
        "path": "a.txt",
        "bytes": 30,
        "spans": [
            {"start": 0, "end": 10, "as": "article", "id": "aa"},
            {"start": 10, "end": 20, "as": "article", "id": "bb"},
            {"start": 20, "end": 30, "as": "boilerplate", "rule": BETWEEN},
        ],
    }


def test_an_unreadable_part_that_a_span_covers_is_counted_once() -> None:
    book = account(10)
    unreadable = Unreadable(place=place(0, 10), kind="binary", reason="No text in it.")
    book.take(
        Split(
            drafts=(), spans=(Span(start=0, end=10, fate="quarantined", rule="binary"),), unreadable=(unreadable,)
        ).fates
    )
    assert book.entry().fates["quarantined"] == 10
    assert book.entry().records["quarantined"] == 1


def test_an_empty_input_adds_up() -> None:
    assert account(0).entry().bytes == 0


def test_the_report_of_a_run_is_the_sum_of_its_inputs() -> None:
    report = RunReport()
    report.add(filled().entry())
    report.add(account(25).entry(outcome="unusable"))
    source = Source(corpus="c", path="a.txt", sha256="0" * 64, start=0, end=1, line=1)
    dated = Article(id="1", title="", text="", source=source, date=ArticleDate(value="2024-01-01"))
    report.note(
        [dated, Article(id="2", title="", text="", source=source, outlet=Outlet(name="The Beacon", slug="beacon"))]
    )
    counts = report.counts()
    assert counts["bytes"] == 125
    assert counts["records"] == counts["accepted"] + counts["copies"] + counts["quarantined"] == 3
    assert (counts["undated"], counts["outletless"]) == (1, 1)
    assert (counts["inputs"], counts["inputs_unusable"]) == (2, 1)


def test_a_report_that_does_not_add_up_is_a_fault() -> None:
    report = RunReport()
    report.add(filled().entry())
    report.bytes += 1
    with pytest.raises(Unbalanced):
        report.counts()
