"""What is an article, and which words gave each of its values?

The names are those of the JSON that `broadsheet extract` prints; `to_json` and `from_json` are each other's inverse.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Any, Literal, TypeVar

from search.slugs import slugged

Zone = Literal["title", "text", "dateline", "metadata"]
DateBasis = Literal["printed", "metadata", "url", "relative", "copy", "none"]
ActorType = Literal["person", "government", "armed_group", "organisation", "igo", "company", "media", "party"]
Rule = Literal[
    "acronym", "alias", "announced", "byline", "capital", "city", "company form", "credit", "dateline", "demonym",
    "domain", "field", "given name", "government", "header line", "historic state", "institution", "known surname",
    "local institution", "model", "name", "organisation noun", "person", "publisher", "region", "said", "sequence",
    "surname", "title", "url", "verb",
]  # fmt: skip
"""What kind of words gave a value."""
Qualified = Literal["updated", "relative", "weak"]
"""What may stand behind a rule in evidence: "field, updated"."""
COPIED = "copy: "
"""What stands before a rule in evidence that a copy of the article lent."""
UNDETERMINED = "und"
T = TypeVar("T")


def qualified(rule: Rule, how: Qualified) -> str:
    """A rule with what qualifies it, as evidence names it."""
    return f"{rule}, {how}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that gave a value: `zone[start:end] == text`, offsets in characters.

    The zone "dateline" is the beginning of the text, so its offsets hold in both. The zone "metadata" is
    `Article.metadata`. `rule` is a short name of what was recognised: a `Rule`, alone or qualified ("city, weak").
    """

    zone: Zone
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published the article; never the aggregator that carried it, never an outlet that is only mentioned."""

    name: str
    slug: str
    country: str | None = None
    domain: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDate:
    """When the article was published, as far as it says so.

    `value` is an ISO 8601 day or instant, or None. `earliest` and `latest` are ISO days that bound it ("June 2025"
    gives the first and the last of June). `raw` keeps the words as they stood, also when they gave no value.
    """

    value: str | None = None
    basis: DateBasis = "none"
    raw: str | None = None
    earliest: str | None = None
    latest: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def day(self) -> Day | None:
        """The day of `value`, or None."""
        return Day.fromisoformat(self.value[:10]) if self.value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place at the head of the text ("QAIM, Iraq:"), and its country as ISO 3166-1 alpha-2 where it is known."""

    place: str
    country: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryMention:
    """A country that the article names. `about` says that the story is about it; `score` is how strongly."""

    code: str
    name: str
    about: bool
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A person or body that the article names. `id` is a slug, the same for all its spellings."""

    id: str
    name: str
    type: ActorType
    country: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the article stands: byte offsets in the (decompressed) member, the line from 1.

    `path` has the member's name after "!" for archives. `sha256` is that of the member. `captured` is the time the dump
    was taken, where it is known.
    """

    corpus: str
    path: str
    sha256: str
    start: int
    end: int
    line: int
    captured: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Another place where the same body stands."""

    source: Source
    outlet: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article: its text, its facets, and where each of them comes from.

    `text` keeps paragraphs, separated by one blank line. `metadata` holds the lines or fields around the body that gave
    outlet, date and the like, as they stood. `story` is an id shared by near-copies: that of the earliest of them.
    """

    id: str
    title: str
    text: str
    source: Source
    external_id: str | None = None
    language: str = UNDETERMINED
    outlet: Outlet | None = None
    date: ArticleDate = ArticleDate()
    authors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    agency: str | None = None
    agency_evidence: tuple[Evidence, ...] = ()
    url: str | None = None
    countries: tuple[CountryMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    metadata: str = ""
    copies: tuple[Copy, ...] = ()
    story: str = ""

    @property
    def slug(self) -> str:
        """The readable part of the article's address; the id alone resolves too."""
        return slugged(self.title, max_length=80) or "article"

    def zone(self, zone: Zone) -> str:
        """The characters that the offsets of evidence in this zone count."""
        return {"title": self.title, "metadata": self.metadata}.get(zone, self.text)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All words that gave a value of the article."""
        mentions = (self.outlet, self.date, self.dateline, *self.countries, *self.actors)
        return (*(e for mention in mentions if mention for e in mention.evidence), *self.agency_evidence)


def to_json(article: Article) -> dict[str, Any]:
    """The article as JSON values, under the fixed names."""
    return dataclasses.asdict(article)


def from_json(values: Mapping[str, Any]) -> Article:
    """The article that `to_json` wrote. Unknown names are ignored, so an older reader can read a newer writer."""
    return Article(
        **_plain(values, Article, *_BUILT),
        authors=tuple(values.get("authors") or ()),
        source=_source(values["source"]),
        outlet=_with_evidence(Outlet, values["outlet"]) if values.get("outlet") else None,
        date=_with_evidence(ArticleDate, values.get("date") or {}),
        dateline=_with_evidence(Dateline, values["dateline"]) if values.get("dateline") else None,
        agency_evidence=_evidence(values.get("agency_evidence")),
        countries=tuple(_with_evidence(CountryMention, v) for v in values.get("countries") or ()),
        actors=tuple(_with_evidence(ActorMention, v) for v in values.get("actors") or ()),
        copies=tuple(
            Copy(source=_source(v["source"]), outlet=v.get("outlet"), date=v.get("date"))
            for v in values.get("copies") or ()
        ),
    )


_BUILT = (
    "outlet", "date", "dateline", "countries", "actors", "source", "copies", "authors", "agency_evidence",
)  # fmt: skip
"""The fields of an article that are made of more than their JSON value."""


def _plain(values: Mapping[str, Any], kind: Any, *skip: str) -> dict[str, Any]:
    names = {field.name for field in dataclasses.fields(kind)}.difference(skip)
    return {name: value for name, value in values.items() if name in names}


def _source(values: Mapping[str, Any]) -> Source:
    return Source(**_plain(values, Source))


def _with_evidence(kind: Callable[..., T], values: Mapping[str, Any]) -> T:
    return kind(**_plain(values, kind, "evidence"), evidence=_evidence(values.get("evidence")))


def _evidence(items: Iterable[Mapping[str, Any]] | None) -> tuple[Evidence, ...]:
    return tuple(Evidence(**_plain(item, Evidence)) for item in items or ())
