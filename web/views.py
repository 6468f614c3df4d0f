"""How does a URL become a page? Search results, an article, and the front page."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from search.article import Article
from search.formats import provenance
from search.query import NONE, WINDOW, Query
from search.rescue import Rescue, rescues
from search.results import FacetValue, SearchPage
from web.charts import chart
from web.linked import news_article
from web.links import dated_between, search_url
from web.marking import marked
from web.reading import anchor, matches, paragraphs, plain, reasons, stretches
from web.room import also, article_url, asked, room
from web.sidebar import MOST, sections
from web.spans import wider
from web.wording import FACET_NAMES, basis, dated, day, naming, summary, tr, value_label

pages = Blueprint("pages", __name__)
FRONT_PAGE = 8
"""Articles on the front page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing that narrows the results, and the query without it; `facet` and `value` are "" for a date."""

    facet: str
    label: str
    excluded: bool
    without: Query
    value: str = ""


Way = tuple[str, Rescue]
"""What is left out, as the page calls it, "" for words, and what that finds."""


@pages.get("/")
def home() -> str:
    """The front page: what is there, the newest articles, values to begin with."""
    newest = room().find(Query(sort="newest", limit=FRONT_PAGE))
    return render_template("home.html", page=newest, query=Query())


@pages.get("/search")
def search() -> str | Response:
    """A page of results. A page after the last one leads to the last one."""
    decoded = asked()
    page = room().find(decoded.query, values=MOST, naming=naming)
    if decoded.query.page > max(page.pages, 1):
        last = search_url(decoded.query.turn_to(max(page.pages, 1)))
        return redirect(also(last, past=decoded.query.page))
    narrowing = chips(page)
    return render_template(
        "search.html",
        page=page,
        query=decoded.query,
        remarks=decoded.remarks + page.remarks,
        past=request.args.get("past", 0, type=int),
        window=WINDOW,
        spans=room().spans(),
        wider=wider(decoded.query.since, decoded.query.until),
        chips=narrowing,
        summary=summary(page, outlets(page)),
        order=decoded.query.sort if decoded.query.text or decoded.query.sort != "relevance" else "newest",
        sections=sections(page.facets, decoded.query),
        chart=chart(page.histogram),
        between=dated_between(decoded.query),
        around=around(page),
        ways=() if page.total else ways_out(decoded.query, narrowing),
    )


@pages.get("/numbers")
def numbers() -> str:
    """The numbers behind the chart of a query's results."""
    query = asked().query.turn_to(1)
    found = room().find(query).histogram
    return render_template(
        "numbers.html", query=query, chart=chart(found), between=dated_between(query), undated=found.undated
    )


@pages.get("/a/<article_id>", defaults={"slug": ""})
@pages.get("/a/<article_id>/<slug>")
def article(article_id: str, slug: str) -> str | Response:
    """An article. The id alone is enough; a former id and another slug than its own lead to its own address."""
    decoded = asked()
    found = room().archive.article(article_id)
    if (article_id, slug) != (found.id, found.slug):
        carried = decoded.query if request.query_string else None
        return redirect(article_url(found, carried), code=301)
    query = decoded.query
    why = reasons(found)
    title, text = marked(found, query)
    head = stretches("title", title, why)
    body = stretches("text", text, why, first_match=matches(head) + 1)
    return render_template(
        "article.html",
        article=found,
        query=query,
        came_from=search_url(query, f"r-{found.id}") if request.query_string else "",
        why=[list(group) for _, group in itertools.groupby(why, key=lambda reason: reason.facet)],
        anchor=anchor,
        title=head,
        paragraphs=paragraphs(body),
        metadata=stretches("metadata", plain(found.metadata), why),
        matches=matches(head) + matches(body),
        story=_story(found),
        quotation=quotation(found),
        linked=news_article(found, request.host_url.rstrip("/") + article_url(found)),
    )


def outlets(page: SearchPage) -> int:
    """How many outlets the results are from; 0 where one is selected, since the facet then counts more than these."""
    if page.query.selected.get("outlet"):
        return 0
    found = page.facet("outlet")
    lacking = found.distinct > len(found.values) and room().count(page.query.toggle("outlet", NONE))
    return found.distinct - bool(lacking or any(value.value == NONE for value in found.values))


def quotation(article: Article) -> str:
    """The article's address in words: who, when and on what grounds, where it stands."""
    outlet = article.outlet.name if article.outlet else tr("no outlet")
    when = dated(article.date) or tr("no date")
    grounds = f" ({basis(article.date)})" if basis(article.date) else ""
    place = tr("bytes %(first)s to %(last)s", first=article.source.start, last=article.source.end)
    return f"{outlet}, {when}{grounds}, “{article.title}”. {provenance(article)}; {place}"


def chips(page: SearchPage) -> list[Chip]:
    """What narrows the results of this page, in the order of the facets, dates last."""
    query, out = page.query, []
    for facet in FACET_NAMES:
        names = {value.value: value_label(value, facet) for f in page.facets if f.name == facet for value in f.values}
        for excluded, values in ((False, query.selected.get(facet)), (True, query.excluded.get(facet))):
            flip = query.toggle_not if excluded else query.toggle
            for value in sorted(values or ()):
                label = names.get(value) or value_label(FacetValue(value=value, label=value, count=0), facet)
                out.append(Chip(facet=facet, label=label, excluded=excluded, without=flip(facet, value), value=value))
    if query.since:
        label = tr("from %(day)s", day=day(query.since))
        out.append(Chip(facet="", label=label, excluded=False, without=query.between(None, query.until)))
    if query.until:
        label = tr("to %(day)s", day=day(query.until))
        out.append(Chip(facet="", label=label, excluded=False, without=query.between(query.since, None)))
    return out


def around(page: SearchPage, reach: int = 2) -> list[int]:
    """The page numbers to show: first, last, and those near the current one; 0 stands for a gap."""
    here, last = page.query.page, page.pages
    shown = sorted({1, last, *range(max(1, here - reach), min(last, here + reach) + 1)} - {0})
    out: list[int] = []
    for number in shown:
        if out and number - out[-1] == 2:
            out.append(number - 1)
        elif out and number - out[-1] > 2:
            out.append(0)
        out.append(number)
    return out


def ways_out(query: Query, chips: Sequence[Chip]) -> list[Way]:
    """What would find something if it were left out, most first; what finds nothing then is not offered."""
    found = rescues(room().completed(query), room().archive, room().searcher)
    return [(tr(", ").join(chip.label for chip in chips if _takes_off(rescue, chip)), rescue) for rescue in found]


def _takes_off(rescue: Rescue, chip: Chip) -> bool:
    if rescue.kind == "dates":
        return not chip.facet
    return (rescue.kind, rescue.excluded) == (chip.facet, chip.excluded) and chip.value in rescue.values


def _story(article: Article) -> list[Article]:
    """The other articles of the same story, oldest first."""
    if not article.story:
        return []
    return [other for other in room().archive.story(article.story) if other.id != article.id]
