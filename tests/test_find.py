"""A Query becomes a page: read, answered, named, marked. On a real archive and a real index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date as Day
from pathlib import Path

import pytest

from search.archive import Archive
from search.article import ActorMention, Article, ArticleDate, CountryMention, Outlet, Source
from search.catchup import sync
from search.documents import document
from search.engine import Engine, open_engine
from search.find import find, find_all
from search.histogram import MOST_BARS
from search.query import FACETS, MAX_PAGE_SIZE, NONE, WINDOW, Query
from search.results import Facet, SearchPage

Find = Callable[..., SearchPage]
COUNTRIES = {"SD": "Sudan", "SS": "South Sudan", "KE": "Kenya"}


def an_article(number: int, text: str, outlet: str = "", day: str | None = None, countries: str = "") -> Article:
    source = Source(corpus="desk", path="desk/notes.txt", sha256="0" * 64, start=number, end=number + 1, line=number)
    return Article(
        id=f"{number:016x}",
        title=text.split(".")[0],
        text=text,
        language="en",
        source=source,
        outlet=Outlet(name=outlet.title(), slug=outlet) if outlet else None,
        date=ArticleDate(value=day, basis="printed", raw=day, earliest=day, latest=day) if day else ArticleDate(),
        countries=tuple(CountryMention(code=c, name=COUNTRIES[c], about=True, score=1.0) for c in countries.split()),
        actors=(ActorMention(id="river-guard", name="River Guard", type="armed_group"),) if "guard" in text else (),
    )


ARTICLES = (
    an_article(1, "The ferry to Juba was late. Nobody minded the ferry.", "courier", "2024-01-05", "SS"),
    an_article(2, "Elections in Khartoum. The guard closed the bridge.", "courier", "2024-02-10", "SD"),
    an_article(3, "Elections in Nairobi. Clerks counted the votes by lamplight.", "midan", "2024-02-11", "KE"),
    an_article(4, "A bridge for the ferry port.", "midan", None, "KE"),
    an_article(5, "Grain prices rise in the valley.", "", "2024-04-01", "SD SS"),
    an_article(6, "Grain prices fall again in the hills.", "courier", "2024-04-02", "SD"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("archive")
    with Archive.open(folder, create=True, write=True) as archive:
        archive.add(archive.begin_run("add", "desk"), ARTICLES)
        yield archive


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(
    request: pytest.FixtureRequest, archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    engine = open_engine(request.param, tmp_path_factory.mktemp("index"), write=True)
    sync(archive, engine)
    yield engine
    engine.close()


@pytest.fixture
def search(archive: Archive, engine: Engine) -> Find:
    def search(text: str = "", **more: object) -> SearchPage:
        return find(Query(text=text, **more), archive, engine)  # type: ignore[arg-type]

    return search


def numbers(page: SearchPage) -> list[int]:
    return [int(hit.article.id, 16) for hit in page.hits]


def shown(facet: Facet) -> list[tuple[str, int]]:
    return [(value.label, value.count) for value in facet.values]


def test_an_empty_query_shows_everything_newest_first(search: Find) -> None:
    page = search()
    assert numbers(page) == [6, 5, 3, 2, 1, 4]
    assert (page.total, page.stories, page.pages, page.remarks) == (6, 6, 1, ())
    assert [facet.name for facet in page.facets] == list(FACETS)


def test_hits_carry_the_article_its_marked_title_and_passages(search: Find) -> None:
    page = search("ferries")
    assert sorted(numbers(page)) == [1, 4]
    first = page.hits[0]
    assert [piece.text for piece in first.title if piece.match] == ["ferry"]
    assert any(piece.match for passage in first.snippets for piece in passage)
    assert first.score > 0


def test_facet_values_bear_their_names_and_counts(search: Find) -> None:
    page = search()
    assert shown(page.facet("country")) == [("Sudan", 3), ("Kenya", 2), ("South Sudan", 2)]
    assert shown(page.facet("outlet")) == [("Courier", 3), ("Midan", 2), (NONE, 1)]
    assert shown(page.facet("actor")) == [(NONE, 5), ("River Guard", 1)]


def test_selected_values_come_first_and_are_shown_even_at_zero(search: Find) -> None:
    page = search("nairobi", selected={"outlet": frozenset({"courier"}), "country": frozenset({"SS", "KE"})})
    assert page.total == 0
    outlet = page.facet("outlet").values
    assert [(v.value, v.count, v.selected) for v in outlet] == [("courier", 0, True), ("midan", 1, False)]
    country = page.facet("country").values
    assert [(v.value, v.count, v.selected) for v in country] == [("KE", 0, True), ("SS", 0, True)]


def test_excluded_values_are_shown_flagged_so_that_they_can_be_let_in_again(search: Find) -> None:
    page = search(excluded={"outlet": frozenset({"courier"})})
    assert [(v.value, v.count, v.excluded) for v in page.facet("outlet").values] == [
        ("courier", 0, True),
        ("midan", 2, False),
        (NONE, 1, False),
    ]


def test_every_count_on_the_page_is_the_total_after_the_click(search: Find) -> None:
    for facet in search("grain OR ferry OR elections").facets:
        for value in facet.values:
            after = search("grain OR ferry OR elections", selected={facet.name: frozenset({value.value})})
            assert after.total == value.count


def test_a_name_in_the_query_means_the_value_that_is_called_just_so(search: Find) -> None:
    assert sorted(numbers(search("country:sudan"))) == [2, 5, 6]
    assert sorted(numbers(search('country:"south sudan"'))) == [1, 5]
    assert numbers(search("country:sud")) == []


def test_words_that_no_article_holds_together_are_joined_by_or_and_the_page_says_so(search: Find) -> None:
    page = search("lamplight grain", selected={"country": frozenset({"KE"})})
    assert numbers(page) == [3]
    assert [remark.message for remark in page.remarks] == [
        "No article holds all of these words. These hold some of them."
    ]


def test_a_query_that_nothing_fits_has_no_hits_and_no_false_remark(search: Find) -> None:
    page = search("zeppelin airship")
    assert (page.total, page.hits, page.pages, page.remarks) == (0, (), 0, ())
    assert {term.text: term.count for term in page.terms} == {"zeppelin": 0, "airship": 0}


def test_an_exclusion_is_kept_when_words_are_joined_by_or(search: Find) -> None:
    assert numbers(search("lamplight grain -hills -valley")) == [3]


def test_each_term_says_how_many_articles_hold_it(search: Find) -> None:
    assert {t.text: t.count for t in search("ferry bridge").terms} == {"ferry": 2, "bridge": 2}


def test_another_spelling_is_offered_with_what_it_finds(search: Find) -> None:
    page = search("electoins")
    assert [(s.text, s.count) for s in page.suggestions] == [("elections", 2)]
    narrowed = search("electoins", selected={"outlet": frozenset({"midan"})})
    assert [(s.text, s.count) for s in narrowed.suggestions] == [("elections", 1)]


def test_no_spelling_is_offered_that_finds_nothing_under_the_filters(search: Find) -> None:
    assert search("electoins", until=Day(2020, 1, 1)).suggestions == ()
    assert search("ferry").suggestions == ()


def test_the_histogram_has_no_gaps_and_names_the_undated(search: Find) -> None:
    histogram = search().histogram
    assert histogram.interval == "month"
    assert [(b.start, b.end, b.count) for b in histogram.bars] == [
        ("2024-01-01", "2024-01-31", 1),
        ("2024-02-01", "2024-02-29", 2),
        ("2024-03-01", "2024-03-31", 0),
        ("2024-04-01", "2024-04-30", 2),
    ]
    assert histogram.undated == 1


def test_a_short_time_is_shown_by_days(search: Find) -> None:
    histogram = search("prices").histogram
    assert (histogram.interval, [bar.count for bar in histogram.bars]) == ("day", [1, 1])


@pytest.mark.parametrize(
    ("first", "last", "interval", "bars"),
    [
        ("2020-01-01", "2024-12-31", "month", 60),
        ("2020-01-01", "2025-01-01", "year", 6),
        ("1800-05-01", "2099-01-01", "5 years", 60),
        ("0001-01-01", "9999-12-31", "167 years", 60),
    ],
)
@pytest.mark.parametrize("unit", ["articles", "stories"])
def test_any_span_fits_into_sixty_bars(
    tmp_path: Path, first: str, last: str, interval: str, bars: int, unit: str
) -> None:
    days = [first, last, last]
    with Archive.open(tmp_path / "archive", create=True, write=True) as archive:
        archive.add(archive.begin_run("add", "desk"), [an_article(i, f"Note {i}.", day=d) for i, d in enumerate(days)])
        engine = open_engine("tantivy", tmp_path / "index", write=True)
        sync(archive, engine)
        histogram = find(Query(unit=unit), archive, engine).histogram  # type: ignore[arg-type]
        engine.close()
    assert histogram.interval == interval
    assert len(histogram.bars) == bars <= MOST_BARS
    assert (histogram.bars[0].count, histogram.bars[-1].count) == (1, 2)
    assert sum(bar.count for bar in histogram.bars) == 3
    assert histogram.bars[0].start <= first <= last <= histogram.bars[-1].end


def test_pages_lead_through_all_results(search: Find) -> None:
    found = [numbers(search(limit=4, page=page)) for page in (1, 2, 3)]
    assert found == [[6, 5, 3, 2], [1, 4], []]
    assert search(limit=4).pages == 2


def test_beyond_the_window_there_are_numbers_but_no_hits(search: Find) -> None:
    page = search(page=WINDOW // MAX_PAGE_SIZE + 1, limit=MAX_PAGE_SIZE)
    assert (page.hits, page.total) == ((), 6)


def test_all_articles_of_a_page_can_be_had_at_once_in_its_order(search: Find, archive: Archive, engine: Engine) -> None:
    for query in (Query(limit=2), Query(text="lamplight grain"), Query(text="ferry", sort="oldest")):
        page = find(replace(query, limit=100), archive, engine)
        assert list(find_all(query, archive, engine)) == [hit.article for hit in page.hits]


def test_the_number_of_values_shown_can_be_chosen(archive: Archive, engine: Engine) -> None:
    facet = find(Query(), archive, engine, values=1).facet("country")
    assert (shown(facet), facet.distinct) == ([("Sudan", 3)], 3)


def test_the_page_says_what_was_understood_and_when(search: Find, archive: Archive) -> None:
    page = search("ferry  bridge")
    assert page.understood == "ferry AND bridge"
    assert page.generation == archive.generation
    assert page.took_ms > 0
    assert page.query == Query(text="ferry  bridge")


def test_an_article_that_the_archive_no_longer_has_is_left_out(archive: Archive, tmp_path: Path) -> None:
    """The index may lag behind for a moment after an undo."""
    engine = open_engine("tantivy", tmp_path, write=True)
    sync(archive, engine)
    engine.write([document(replace(ARTICLES[0], id="f" * 16))], [], archive.generation)
    page = find(Query(text="juba"), archive, engine)
    engine.close()
    assert numbers(page) == [1]


def test_a_hit_has_the_values_of_its_article_without_the_words_that_gave_them(archive: Archive, search: Find) -> None:
    hit = search("khartoum").hits[0]
    whole = archive.article(hit.article.id)
    assert [c.code for c in hit.article.countries] == [c.code for c in whole.countries] == ["SD"]
    assert (hit.article.text, hit.article.outlet, hit.article.date) == (whole.text, whole.outlet, whole.date)
