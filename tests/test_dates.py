"""Dates are read in many forms, non-dates are refused, and an article's date says where it comes from."""

import pytest

from indexer.dates import find, find_all, parse, resolve
from indexer.dating.calendars import to_day
from indexer.draft import Hint
from search.article import ArticleDate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-03-09", "2024-03-09"),
        ("2024-03-09T07:05:00Z", "2024-03-09T07:05:00Z"),
        ("2024-03-09 07:05:00+03:30", "2024-03-09T07:05:00+03:30"),
        ("20240309", "2024-03-09"),
        ("20240309T070500Z", "2024-03-09T07:05:00Z"),
        ("1709967900", "2024-03-09T07:05:00Z"),
        ("Sat, 09 Mar 2024 07:05:00 -0500", "2024-03-09T07:05:00-05:00"),
        ("Saturday, 9 March 2024", "2024-03-09"),
        ("March 9, 2024", "2024-03-09"),
        ("Mar. 9, 2024 at 7:05 p.m. EST", "2024-03-09T19:05:00-05:00"),
        ("9th of March, 2024", "2024-03-09"),
        ("9-Mar-24", "2024-03-09"),
        ("090705 GMT MAR 24", "2024-03-09T07:05:00+00:00"),
        ("Published: 9 March 2024 07:05 GMT", "2024-03-09T07:05:00+00:00"),
        ("Last updated 0705 GMT March 9, 2024", "2024-03-09T07:05:00+00:00"),
        ("29/03/2024", "2024-03-29"),
        ("29.03.2024", "2024-03-29"),
        ("09-03-2024", "2024-03-09"),
        ("Stand: 09.03.2024, 07:05 Uhr", "2024-03-09T07:05:00"),
        ("Sa 09.03.24 | 07:05 Uhr", "2024-03-09T07:05:00"),
        ("9. März 2024", "2024-03-09"),
        ("Veröffentlicht am Samstag, 9. März 2024", "2024-03-09"),
        ("Publié le 1er août 2023 à 18h40", "2023-08-01T18:40:00"),
        ("9 de marzo de 2024", "2024-03-09"),
        ("9 Mart 2024 Cumartesi", "2024-03-09"),
        ("9 марта 2024 г.", "2024-03-09"),
        ("9 marca 2024", "2024-03-09"),
        ("2024. március 9.", "2024-03-09"),
        ("السبت 9 مارس 2024", "2024-03-09"),
        ("٩ آذار ٢٠٢٤", "2024-03-09"),
        ("9 تشرين الثاني 2023", "2023-11-09"),
        ("9 جويلية 2023", "2023-07-09"),
        ("السبت 9 مارس 2024 - 28 شعبان 1445", "2024-03-09"),
        ("28 شعبان 1445", "2024-03-09"),
        ("28 شعبان 1445 هـ", "2024-03-09"),
        ("۱۹ اسفند ۱۴۰۲", "2024-03-09"),
        ("2024年3月9日 07:05", "2024-03-09T07:05:00"),
        ("2024년 3월 9일", "2024-03-09"),
        ("9 במרץ 2024", "2024-03-09"),
    ],
)
def test_a_written_date_is_read(text: str, value: str) -> None:
    reading = parse(text)
    assert reading is not None
    assert reading.value == value


@pytest.mark.parametrize("day", ["2024-02-29", "2023-02-29", "1799-12-31", "2100-12-31"])
@pytest.mark.parametrize("clock", ["", " 07:05", "T07:05:09.123", "T24:00", "T07:61"])
@pytest.mark.parametrize("zone", ["", "Z", "+00:00", "-0530", "+15:00", "z"])
def test_a_stamp_is_read_as_it_is_read_behind_a_label(day: str, clock: str, zone: str) -> None:
    alone, labelled = parse(day + clock + zone), parse(f"Published: {day}{clock}{zone}")
    assert (alone and alone.value) == (labelled and labelled.value)


@pytest.mark.parametrize(
    "text",
    [
        "", "May", "13", "Boeing 737", "24 hours", "24/7", "9/11", "F-16", "COVID-19", "2-1", "Page 3 of 12",
        "earlier this year", "seven years after", "two days before the vote", "31/02/2024", "30 February 2024",
        "40/60/2024", "10.12.2.1", "192.168.20.24", "555-123-4567", "Version 2.1.2024 of the statute",
        "© 2024 Arden Press", "Copyright 9 March 2024 Arden Press", "Correction, 9 March 2024: a name was wrong",
        "This article was amended on 9 March 2024", "On 9 March 2024 the council voted", "1984 was a good year",
        "800 freight trucks", "Top 10 of 2024", "March 8 Alliance", "Chapter 7", "Sunday",
        "9 March 1543", "9 March 3024",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "country", "language", "bounds"),
    [
        ("06/07/2024", None, "und", (None, "2024-06-07", "2024-07-06")),
        ("06/07/2024", "US", "en", ("2024-06-07", "2024-06-07", "2024-06-07")),
        ("06/07/2024", "GB", "en", ("2024-07-06", "2024-07-06", "2024-07-06")),
        ("06/07/2024", None, "fr", ("2024-07-06", "2024-07-06", "2024-07-06")),
        ("March 2024", None, "und", (None, "2024-03-01", "2024-03-31")),
        ("2024", None, "und", (None, "2024-01-01", "2024-12-31")),
        ("2024-02", None, "und", (None, "2024-02-01", "2024-02-29")),
        ("9 listopada 2023", None, "und", (None, "2023-10-09", "2023-11-09")),
        ("9 listopada 2023", None, "pl", ("2023-11-09", "2023-11-09", "2023-11-09")),
        ("1402/12/19", None, "fa", ("2024-03-09", "2024-03-09", "2024-03-09")),
    ],
)
def test_what_is_not_sure_is_bounded_and_not_guessed(
    text: str, country: str | None, language: str, bounds: tuple[str | None, str, str]
) -> None:
    reading = parse(text, country=country, language=language)
    assert reading is not None
    assert (reading.value, reading.earliest, reading.latest) == bounds


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Arden Post09-03-2024", "09-03-2024"),
        ("timea day ago", "timea day ago"),
        ("Arden Post • 3h ago", "3h ago"),
        ("La Ribera, 9 de marzo de 2024", "9 de marzo de 2024"),
        ("قبل يومين", "قبل يومين"),
        ("HRP 091830 MAR 24", "091830 MAR 24"),
    ],
)
def test_a_date_is_found_where_it_stands_in_a_header_line(line: str, words: str) -> None:
    reading = find(line)
    assert reading is not None
    assert line[reading.start : reading.end] == words


def test_a_year_of_two_digits_behind_a_bar_is_read_and_in_a_sentence_is_not() -> None:
    found = find("By: Ingunn Holm of the Lakeside desk | 31.10.23")
    assert found is not None
    assert found.value == "2023-10-31"
    assert find("The engine of version 31.10.23 was replaced after the third complaint") is None


def test_a_saturday_is_no_month_but_where_the_language_calls_it_one() -> None:
    assert [r.value for r in find_all("28 Sat 2013")] == []
    assert [r.value for r in find_all("28 sat 2013", language="ha")] == ["2013-09-28"]


def test_a_leaf_of_a_calendar_is_read_though_its_lines_became_one() -> None:
    assert [r.value for r in find_all("Feb 182009")] == ["2009-02-18"]
    assert find("Post 182009") is None


@pytest.mark.parametrize("path", ["2024/6/7/tram", "2024/06/7", "2024/6/07?page=2"])
def test_a_day_without_leading_zeros_in_an_address_is_read(path: str) -> None:
    assert resolve((), captured=None, url=f"https://arden.example/{path}").value == "2024-06-07"


def test_published_and_updated_are_two_dates() -> None:
    assert [r.value for r in find_all("Published 9 March 2024, updated 10 March 2024")] == ["2024-03-09", "2024-03-10"]


def hint(value: str, name: str = "date", start: int = 0, field: bool = False) -> Hint:
    return Hint(name=name, value=value, start=start, end=start + len(value), field=field)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("13 hours ago", "2024-03-08"), ("2 hours ago", "2024-03-09"), ("timea day ago", "2024-03-08"),
        ("time2 days ago", "2024-03-07"), ("vor 3 Tagen", "2024-03-06"), ("il y a 4 jours", "2024-03-05"),
        ("hace 5 horas", "2024-03-09"), ("منذ يومين", "2024-03-07"), ("قبل 3 أيام", "2024-03-06"),
        ("3 gün önce", "2024-03-06"), ("2 дня назад", "2024-03-07"), ("3天前", "2024-03-06"),
        ("yesterday", "2024-03-08"),
    ],
)  # fmt: skip
def test_a_relative_date_counts_from_the_capture(words: str, day: str) -> None:
    date = resolve([hint(words)], captured="2024-03-09T12:00:00Z")
    assert (date.value, date.basis, date.raw) == (day, "relative", words)


def test_without_a_capture_the_words_are_kept_and_the_date_stays_empty() -> None:
    date = resolve([hint("13 hours ago")], captured=None)
    assert (date.value, date.basis, date.raw) == (None, "none", "13 hours ago")


def test_weeks_and_months_bound_a_day_but_do_not_name_it() -> None:
    date = resolve([hint("2 weeks ago")], captured="2024-03-29T12:00:00Z")
    assert (date.value, date.earliest, date.latest) == (None, "2024-03-08", "2024-03-15")


def test_evidence_points_at_the_words_in_the_metadata() -> None:
    (evidence,) = resolve([hint("9 March 2024", start=11)], captured=None).evidence
    assert (evidence.zone, evidence.start, evidence.end, evidence.text) == ("metadata", 11, 23, "9 March 2024")


def test_a_printed_date_goes_before_a_relative_one_and_the_first_before_the_update() -> None:
    hints = [hint("2 hours ago"), hint("10 March 2024", "modified"), hint("9 March 2024")]
    assert resolve(hints, captured="2024-03-12").value == "2024-03-09"
    assert resolve(hints[:2], captured="2024-03-12").value == "2024-03-10"


@pytest.mark.parametrize("words", ["9 March 2025", "14 June 1789"])
def test_dates_after_the_capture_or_before_newspapers_are_dropped(words: str) -> None:
    date = resolve([hint(words)], captured="2024-03-09T12:00:00Z")
    assert (date.value, date.basis, date.raw) == (None, "none", words)


def test_a_field_is_metadata_and_a_header_line_is_printed() -> None:
    assert resolve([hint("2024-03-09", field=True)], captured=None).basis == "metadata"
    assert resolve([hint("9 March 2024")], captured=None).basis == "printed"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://arden.example/2024/03/09/tram", "2024-03-09"),
        ("https://arden.example/news/tram-20240309.html", "2024-03-09"),
        ("https://arden.example/2024/mar/09/tram", "2024-03-09"),
        ("https://arden.example/a/12345678", None),
        ("https://arden.example/2024/02/31/tram", None),
    ],
)
def test_the_address_gives_a_date_when_nothing_else_does(url: str, day: str | None) -> None:
    date = resolve([hint(url, "url")], captured=None, url=url)
    assert date.value == day
    assert date.basis == ("url" if day else "none")


def test_the_address_settles_which_number_is_the_month() -> None:
    date = resolve([hint("06/07/2024")], captured=None, url="https://arden.example/2024/06/07/tram")
    assert (date.value, date.basis) == ("2024-06-07", "printed")


def test_no_hints_give_no_date() -> None:
    assert resolve([], captured="2024-03-09") == ArticleDate()


def test_the_last_day_of_an_iranian_leap_year_exists_and_of_another_year_does_not() -> None:
    assert str(to_day("jalali", 1403, 12, 30)) == "2025-03-20"
    assert to_day("jalali", 1402, 12, 30) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0915 gmt 11 Jun 25", "2025-06-11T09:15:00+00:00"),
        ("26 June 2025 1620 GMT", "2025-06-26T16:20:00+00:00"),
        ("a0088 -- 27.06.25 1820", "2025-06-27"),
        ("25 حزيران/يونيو 2025", "2025-06-25"),
        ("25 يونيو (حزيران) 2025", "2025-06-25"),
        ("From the Elara Herald, 25 June 2025:", "2025-06-25"),
        ("3 June 20, 2025", "2025-06-20"),
    ],
)
def test_days_are_read_as_wires_and_arabic_papers_print_them(text: str, value: str) -> None:
    assert [reading.value for reading in find_all(text)] == [value]


@pytest.mark.parametrize(("text", "day"), [("on 11 June", (6, 11)), ("June 24", (6, 24)), ("23 июня, 14:47", (6, 23))])
def test_a_day_without_its_year_keeps_month_and_day(text: str, day: tuple[int, int]) -> None:
    (reading,) = find_all(text)
    assert reading.value is None
    assert reading.month_day == day


@pytest.mark.parametrize("text", ["The Meridian Post13 hours ago", "1.5 hours ago", "update 2,3 days ago"])
def test_an_age_is_never_the_end_of_a_longer_number(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    ("stamp", "value"),
    [
        ("1750760400", "2025-06-24T10:20:00Z"),
        ("1750760400.25", "2025-06-24T10:20:00Z"),
        ("1750760400000", "2025-06-24T10:20:00Z"),
        ("1750760400000000", "2025-06-24T10:20:00Z"),
        ("/Date(1750760400000+0200)/", "2025-06-24T10:20:00Z"),
        ("20250624T101500+0200", "2025-06-24T10:15:00+02:00"),
        ("Tue Jun 24 08:12:00 +0000 2025", "2025-06-24T08:12:00+00:00"),
        ("Tue Jun 24 08:12:00 2025", "2025-06-24T08:12:00"),
        ("Jun 24, 2025 @ 10:20:00.000", "2025-06-24T10:20:00"),
        ("2025-06-24T10:20+02:00[Europe/Paris]", "2025-06-24T10:20:00+02:00"),
        ("2025. 6. 24. 오전 9:20", "2025-06-24T09:20:00"),
    ],
)
def test_stamps_of_machines_are_read(stamp: str, value: str) -> None:
    found = parse(stamp)
    assert found
    assert found.value == value


@pytest.mark.parametrize("number", ["175076040", "17507604000", "2750760400", "1750760400 words", "/Date(175)/"])
def test_other_numbers_are_no_days(number: str) -> None:
    assert parse(number) is None


@pytest.mark.parametrize(
    "text",
    [
        "令和7年6月25日", "民國114年6月25日", "114年6月25日", "25 มิถุนายน 2568", "25 มิ.ย. 2568", "25 tháng 6 năm 2025",
        "25.VI.2025", "25 VI 2025", "25-VI-2025 r.", "25 чэрвеня 2025", "Hunyo 25, 2025",
    ],
)  # fmt: skip
def test_days_that_count_years_or_months_otherwise(text: str) -> None:
    assert [reading.value for reading in find_all(text)] == ["2025-06-25"]


@pytest.mark.parametrize("text", ["Part 2 V 2025", "Louis XV 2025", "5.V.3000", "Chapter 25 IX"])
def test_numerals_of_other_things_are_no_months(text: str) -> None:
    assert all(reading.value is None for reading in find_all(text))
