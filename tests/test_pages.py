"""Documents are cut into their articles, and every byte is accounted for."""

import cProfile
import random
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from bench.layouts import CAPTURED, FOLDER, Sums, drafts_of, layout, layouts, measured
from indexer import dates
from indexer.cutting.boilerplate import Boilerplate
from indexer.draft import Place, RawDocument, Split
from indexer.pages import articles, split
from indexer.shared_lines import learn

BODY = (
    "The council of Arden voted on Monday to rebuild the tram line that was torn up sixty years ago.",
    "Work begins in spring and will cost ninety million crowns, the mayor told reporters after the vote.",
    "Shopkeepers in Mill Street fear two years of dust, but most residents spoke in favour of the plan.",
)


def document(page: str, charset: str = "utf-8") -> RawDocument:
    body = page.encode(charset)
    place = Place(path="page.txt", sha256="0" * 64, start=100, end=100 + len(body), line=7)
    return RawDocument(place=place, shape="text", body=body, charset=charset)


def covered(found: Split, raw: RawDocument) -> bool:
    spans = sorted([*found.spans, *(span for draft in found.drafts for span in draft.spans)], key=lambda s: s.start)
    edges = [raw.place.start, *(span.end for span in spans)]
    return [span.start for span in spans] == edges[:-1] and edges[-1] == raw.place.end


@pytest.mark.parametrize("path", layouts(), ids=lambda path: path.stem)
def test_every_layout_gives_its_articles_with_their_days_or_says_what_it_misses(path: Path) -> None:
    """`missed` in a layout names a known fault; once it is mended, the line has to go."""
    sums = measured(path)
    met = (
        sums.drafts == sums.expected == sums.found
        and sums.f1 >= 0.95 * sums.expected
        and sums.wrong_dates == sums.missing_dates == sums.wrong_outlets == 0
        and sums.leaked <= 0.1 * sums.words
    )
    missed = tomllib.loads(path.read_text("utf-8")).get("missed")
    assert met is (missed is None), (missed, sums)


def test_layouts_together_keep_the_promised_shares() -> None:
    total = sum((measured(path) for path in layouts()), Sums())
    assert total.titles >= 0.93 * total.expected
    assert total.missing_outlets <= 0.02 * total.expected
    assert total.leaked <= 0.02 * total.words


@pytest.mark.parametrize("path", layouts(), ids=lambda path: path.stem)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "gb18030"])
def test_spans_cover_every_byte_once_in_every_charset(path: Path, charset: str) -> None:
    raw = document(layout(path)[0], charset)
    assert covered(split(raw), raw)


@pytest.mark.parametrize("path", layouts(), ids=lambda path: path.stem)
def test_hints_point_at_their_words(path: Path) -> None:
    for draft in drafts_of(layout(path)[0]):
        assert all(draft.metadata[hint.start : hint.end] == hint.value for hint in draft.hints)


@pytest.mark.parametrize("path", layouts(), ids=lambda path: path.stem)
def test_letters_in_pieces_and_odd_blanks_change_nothing(path: Path) -> None:
    """As a PDF or an old Mac gives them: accents apart, blanks that do not break, marks of no width."""
    page = unicodedata.normalize("NFC", layout(path)[0]).replace("\r\n", "\n")
    pieces = unicodedata.normalize("NFD", re.sub(r"(\S+ \S+) (?=\S)", "\\1\u00a0", page)).replace("\n", "\u200e\n")
    plain, odd = (
        [(d.title, d.text, [(h.name, h.value) for h in d.hints]) for d in drafts_of(p)] for p in (page, pieces)
    )
    assert odd == plain


def test_an_article_that_runs_on_from_boilerplate_is_cut_inside_the_line() -> None:
    page = "Get the app\napp-storeplay-storeARDEN, Veldonia: " + "\n".join(BODY)
    raw = document(page)
    found = split(raw)
    assert [draft.text.splitlines()[0][:16] for draft in found.drafts] == ["ARDEN, Veldonia:"]
    assert found.drafts[0].spans[0].start == raw.place.start + page.index("ARDEN")
    assert found.drafts[0].place.line == 8
    assert covered(found, raw)


def test_a_headline_below_its_text_belongs_to_the_text_above() -> None:
    page, _ = layout(FOLDER / "title-after-body.toml")
    first, second = drafts_of(page)
    assert first.title == "Ferry line to the Sable Islands returns after six years"
    assert "subsidy for five years" in first.metadata
    assert "blossom" in second.metadata


def test_a_text_printed_twice_is_one_article_and_a_repeat() -> None:
    page, _ = layout(FOLDER / "body-twice.toml")
    raw = document(page)
    found = split(raw)
    assert len(found.drafts) == 1
    assert any(span.fate == "repeat" for span in found.spans)


def test_a_running_head_is_left_out_and_the_paragraph_that_it_tore_is_whole() -> None:
    head = "Arden Press Review    Page {}"
    first, second = BODY[1].split(" after ")
    page = (
        f"{head.format(4)}\n\nArden rebuilds tram line\n\n{BODY[0]}\n\n{first}\n\f{head.format(5)}\n\nafter {second}\n"
    )
    found = split(document(page))
    assert found.drafts[0].text == "\n\n".join(BODY[:2])
    assert [span.rule for span in found.spans] == ["running head"] * 2


def test_the_year_of_a_copyright_line_is_no_date() -> None:
    page = "\n\n".join(["Arden rebuilds its tram line", *BODY, "© 2026 ARDEN PRESS HOLDING. All rights reserved."])
    (draft,) = drafts_of(page)
    assert dates.resolve(draft.hints, captured=CAPTURED).value is None
    assert [hint.value for hint in draft.hints if hint.name == "publisher"] == ["ARDEN PRESS HOLDING"]


def test_subheadings_and_speakers_do_not_cut_an_article() -> None:
    page = "\n\n".join(
        ["Arden rebuilds its tram line", BODY[0], "Years of dust", BODY[1], "ANNA REEVE: " + BODY[2], BODY[2]]
    )
    assert len(drafts_of(page)) == 1


def test_a_teaser_of_an_article_on_the_same_page_is_a_repeat() -> None:
    text = "\n\n".join(BODY)
    title = "Arden rebuilds its tram line"
    page = f"{title}\n14 June 2025\n\n{BODY[0]}\n\nRelated stories\n\n{title}\n14 June 2025\n\n{text}"
    assert [draft.text for draft in drafts_of(page)] == [text]


def test_an_empty_document_and_one_of_buttons_hold_no_article() -> None:
    for page in ("", "\n\n", "Share\nPrint\nSubscribe now\n"):
        raw = document(page)
        found = split(raw)
        assert found.drafts == ()
        assert covered(found, raw)


def test_a_record_is_one_article_with_its_fields_as_metadata() -> None:
    fields = {"title": "Arden &amp; its trams", "text": "\n".join(BODY), "outlet": "Arden Post", "date": "2025-06-14"}
    raw = RawDocument(place=Place(path="a.jsonl", sha256="", start=5, end=50), shape="record", fields=fields)
    (draft,) = split(raw).drafts
    assert draft.title == "Arden & its trams"
    assert draft.text == "\n\n".join(BODY)
    assert draft.metadata == "outlet: Arden Post\ndate: 2025-06-14"
    assert all(hint.field and draft.metadata[hint.start : hint.end] == hint.value for hint in draft.hints)
    assert dates.resolve(draft.hints, captured=None).basis == "metadata"
    assert covered(split(raw), raw)


def test_lines_learnt_from_a_corpus_are_left_out() -> None:
    line = "Arden Post, the paper of the valley"
    learnt = learn(f"{line}\n{n} pages" for n in range(5))
    page = "\n\n".join(["Arden rebuilds its tram line", *BODY, line])
    (draft,) = split(document(page), learnt).drafts
    assert line not in draft.text
    assert isinstance(learnt, Boilerplate)


@pytest.mark.parametrize("seed", range(40))
def test_any_mixture_of_lines_in_any_charset_is_accounted_for(seed: int) -> None:
    chance = random.Random(seed)
    stock = [line for path in layouts() for line in layout(path)[0].splitlines()]
    ends = chance.choice(["\n", "\r\n", "\r", "\n\n", "\u2028"])
    charset = chance.choice(["utf-8", "utf-16-le", "utf-8-sig", "gb18030", "utf-32"])
    page = "".join(chance.choice(stock)[: chance.randint(0, 400)] + ends for _ in range(chance.randint(0, 120)))
    raw = document(page, charset)
    found = split(raw)
    assert covered(found, raw) or (not page and not found.drafts)


def test_twice_the_page_takes_no_more_than_a_few_times_the_steps() -> None:
    """Steps are function calls, which a loaded machine does not change; a quadratic part would show as four times."""
    page = "".join(layout(path)[0] for path in layouts())
    once, twice = (steps(page * times) for times in (1, 2))
    assert twice < 3 * once


def steps(page: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(articles, page)
    return sum(entry.callcount for entry in profile.getstats())


def test_a_line_of_one_endless_word_or_of_marks_is_read_in_linear_time() -> None:
    for unit in ("a", "A-", "Ab ", "1.", "— ", "(", "by ", "12 ", "A, ", ": "):
        assert articles(unit * 40_000)[0].line.text == (unit * 40_000).strip()


@pytest.mark.parametrize("path", layouts(), ids=lambda path: path.stem)
def test_doubled_line_ends_change_nothing(path: Path) -> None:
    page = layout(path)[0].replace("\r\n", "\n")
    if "\n\n" in page.strip():
        plain, doubled = ([(d.title, d.text) for d in drafts_of(p)] for p in (page, page.replace("\n", "\n\n")))
        assert doubled == plain
