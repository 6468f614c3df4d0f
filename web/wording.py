"""What is a value called on the page? Languages, countries, days and numbers in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date as Day
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import lazy_gettext
from markupsafe import Markup, escape

from search.article import UNDETERMINED, ArticleDate
from search.highlight import CUT
from search.query import NONE
from search.results import Facet, FacetValue, Hit, Passage, Remark, SearchPage
from web.reading import Reason
from web.rules import rule_label
from web.spans import Span
from web.tongues import locale, ntr
from web.tongues import tr as tr

FACET_NAMES = {
    "outlet": lazy_gettext("Outlet"),
    "about": lazy_gettext("About country"),
    "country": lazy_gettext("Country named"),
    "actor": lazy_gettext("Actor"),
    "agency": lazy_gettext("Agency"),
    "language": lazy_gettext("Language"),
    "corpus": lazy_gettext("Corpus"),
}
"""The facets in the order of the page."""
SORT_NAMES = {
    "relevance": lazy_gettext("best match"),
    "newest": lazy_gettext("newest"),
    "oldest": lazy_gettext("oldest"),
}
UNIT_NAMES = {
    "articles": lazy_gettext("articles"),
    "stories": lazy_gettext("stories"),
}
TYPE_NAMES = {
    "person": lazy_gettext("person"),
    "government": lazy_gettext("government"),
    "armed_group": lazy_gettext("armed group"),
    "organisation": lazy_gettext("organisation"),
    "igo": lazy_gettext("international body"),
    "company": lazy_gettext("company"),
    "media": lazy_gettext("media"),
    "party": lazy_gettext("party"),
}
RUN_STATES = {
    "running": lazy_gettext("running"),
    "done": lazy_gettext("done"),
    "interrupted": lazy_gettext("interrupted"),
    "undone": lazy_gettext("undone"),
}
ZONE_NAMES = {
    "title": lazy_gettext("title"),
    "text": lazy_gettext("text"),
    "dateline": lazy_gettext("dateline"),
    "metadata": lazy_gettext("lines around the text"),
}
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")


def register(app: Flask) -> None:
    """Make the labels filters of the templates."""
    app.jinja_env.filters.update(
        number=number, day=day, month=month, language=language, country=country, dated=dated, basis=basis,
        value_label=value_label, web_link=web_link, rtl=is_right_to_left,
        in_order=in_order,
        counted=counted,
        labels=first_labels,
        reason_label=reason_label,
        remark_words=remark_words,
        passages=passages,
        pieces=pieces,
        span_label=span_label,
        group_label=group_label,
        rule_label=rule_label,
    )  # fmt: skip
    app.jinja_env.globals.update(
        FACET_NAMES=FACET_NAMES,
        SORT_NAMES=SORT_NAMES,
        UNIT_NAMES=UNIT_NAMES,
        TYPE_NAMES=TYPE_NAMES,
        ZONE_NAMES=ZONE_NAMES,
        RUN_STATES=RUN_STATES,
    )


def number(value: int) -> str:
    """1204 -> "1,204", as the reader's language writes it."""
    return _number(value, locale())


def counted(total: int, unit: str) -> str:
    """A number of results in words: "1,204 articles"."""
    if unit == "stories":
        return ntr("%(count)s story", "%(count)s stories", total, count=number(total))
    return ntr("%(count)s article", "%(count)s articles", total, count=number(total))


def summary(page: SearchPage, outlets: int) -> str:
    """What the results of a page are, in a line: stories, outlets (0 for not known), years, and how long it took."""
    told = []
    if page.query.unit == "articles" and page.stories and page.stories != page.total:
        told.append(tr("in %(stories)s", stories=counted(page.stories, "stories")))
    if outlets:
        told.append(ntr("from %(count)s outlet", "from %(count)s outlets", outlets, count=number(outlets)))
    if page.histogram.bars:
        first, last = page.histogram.bars[0].start[:4], page.histogram.bars[-1].end[:4]
        told.append(first if first == last else f"{first}–{last}")
    return " · ".join([*told, tr("%(count)s ms", count=number(round(page.took_ms)))])


def passages(hit: Hit) -> Markup:
    """The passages of a result as markup, once dots between two of them."""
    shown = [pieces(passage).removeprefix(f"{CUT} " if at else "") for at, passage in enumerate(hit.snippets)]
    return Markup(f" {CUT} ").join([part.removesuffix(f" {CUT}") for part in shown[:-1]] + shown[-1:])


def pieces(passage: Passage) -> Markup:
    """A passage as markup: what matched is marked, and all of it is escaped."""
    return Markup("").join(Markup(f"<mark>{escape(p.text)}</mark>") if p.match else p.text for p in passage)


def day(value: Day) -> str:
    """A day in full: "14 June 2025"."""
    return _date(value, "d MMMM y", locale())


def month(value: Day, interval: str = "month") -> str:
    """The name of the year, month or day that begins at this day."""
    patterns = {"year": "y", "month": "MMM y", "day of the year": "d MMM"}
    return _date(value, patterns.get(interval, "d MMM y"), locale())


def dated(date: ArticleDate) -> str:
    """The day of an article as far as it is known: a day, a month, a span; empty if nothing is known."""
    if date.day:
        return day(date.day)
    if not (date.earliest and date.latest):
        return ""
    first, last = Day.fromisoformat(date.earliest[:10]), Day.fromisoformat(date.latest[:10])
    if (first.year, first.month) == (last.year, last.month):
        return _date(first, "MMMM y", locale())
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def basis(date: ArticleDate) -> str:
    """Where the date comes from, in words; empty if the article prints it."""
    match date.basis:
        case "metadata":
            return tr("from the metadata")
        case "url":
            return tr("from the address")
        case "relative":
            return tr("counted from “%(quote)s”", quote=date.raw or "")
        case "copy":
            return tr("lent by a copy")
    if date.basis == "none" and date.raw and not date.earliest:
        return tr("only “%(quote)s”", quote=date.raw)
    return ""


def in_order(facets: Iterable[Facet]) -> list[Facet]:
    """The facets in the order of the page."""
    order = list(FACET_NAMES)
    return sorted(facets, key=lambda facet: order.index(facet.name))


def language(code: str) -> str:
    """The name of a language in the reader's language; the code itself if it has no name there."""
    if code in (UNDETERMINED, NONE):
        return tr("undetermined")
    return _name(code, "languages", locale())


def country(code: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in the reader's language, or the code."""
    return _name(code, "territories", locale())


def value_label(value: FacetValue, facet: str) -> str:
    """What a facet value is called on the page."""
    return naming(facet, value.value, value.label)


def naming(facet: str, value: str, label: str) -> str:
    """What a value is called on the page that the archive calls by this label."""
    if value == NONE:
        return tr("(none)")
    if facet == "language":
        return language(value)
    if facet in ("country", "about"):
        name = country(value)
        return name if name != value else label
    return label


def first_labels(facet: Facet, count: int) -> list[str]:
    """What the first values of a facet are called in the archive, "(none)" aside."""
    return [value.label for value in facet.values if value.value != NONE][:count]


def group_label(facet: str) -> str:
    """What a group of an article's values is called."""
    return str(FACET_NAMES.get(facet) or tr("Date"))


def reason_label(reason: Reason) -> str:
    """What a value of an article is called."""
    if reason.facet in ("country", "about"):
        return country(reason.value)
    return day(Day.fromisoformat(reason.value[:10])) if reason.facet == "date" and reason.value else reason.label


def span_label(span: Span) -> str:
    """What a stretch of time is called."""
    match span.kind:
        case "days":
            return tr("last 30 days")
        case "months":
            return tr("last 12 months")
        case "year":
            return month(span.since, "year")
    return month(span.since)


def web_link(url: str | None) -> str:
    """The address if it is http or https and holds no blank or control character; empty otherwise."""
    url = (url or "").strip()
    is_safe = url.lower().startswith(("http://", "https://")) and not _CONTROL.search(url) and "\\" not in url
    return url if is_safe else ""


def is_right_to_left(code: str) -> bool:
    """Whether the language is written from right to left."""
    return code.split("-")[0] in RIGHT_TO_LEFT


def remark_words(remark: Remark) -> str:
    """What a remark on a query says in the reader's language."""
    return in_words(remark.text, remark.values)


def in_words(text: str, values: Mapping[str, object]) -> str:
    """A text of `search` in the reader's language, numbers and facets among its values too."""
    spelled = {name: number(value) if isinstance(value, int) else value for name, value in values.items()}
    if (facet := values.get("facet")) in FACET_NAMES:
        spelled["facet"] = str(FACET_NAMES[str(facet)])
    return tr(text, **spelled)


@lru_cache(maxsize=4096)
def _number(value: int, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=4096)
def _date(value: Day, pattern: str, locale: str) -> str:
    return str(format_date(value, pattern, locale=locale))


@lru_cache(maxsize=4096)
def _name(code: str, table: str, locale: str) -> str:
    names = getattr(Locale.parse(locale), table)
    if found := names.get(code.replace("-", "_")):
        return str(found)
    try:
        name = Locale.parse(code, sep="-").get_display_name(locale) if table == "languages" else None
        return str(name or code)
    except (UnknownLocaleError, ValueError):
        return code
