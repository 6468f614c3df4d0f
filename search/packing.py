"""How does an article lie in the database? As compressed JSON that keeps only what cannot be derived.

The text lies apart, the place in its own columns; the words of an evidence are cut out of their zone again, defaults
are left out. `unpack(pack(article))` is the article.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

import orjson
import zstandard

from search.article import (
    ActorMention,
    Article,
    ArticleDate,
    Copy,
    CountryMention,
    Dateline,
    Evidence,
    Outlet,
    Source,
)

LEVEL = 3
ZONES = {"title": "h", "text": "t", "dateline": "d", "metadata": "m"}
"""One letter for each zone."""
ZONES_BACK = {letter: zone for zone, letter in ZONES.items()}
SAMPLE = (
    b'{"title":"","language":"en","external_id":"","url":"https://www.","metadata":"author: Published: Updated: By ",'
    b'"authors":[""],"agency":"Associated Press","dateline":["WASHINGTON","US"],"captured":"2025-06-28T12:00:00Z",'
    b'"outlet":["","","US",".com",[["m",0,"header line"]]],"date":["2025-06-14","printed","14 June 2025","2025-06-14",'
    b'"2025-06-14",[["m",0,10,"date"]]],"countries":[["US","United States",true,1.0,[["t",0,13,"name"],["t",0,8,'
    b'"demonym"],["h",0,4,"name"],["t",0,10,"capital"]]],["GB","United Kingdom",false,0.1,[["t"]]]],"actors":'
    b'[["","","person",null,[["t",0,12,"title"],["t",0,12,"surname"]]],["","","organisation","US",[["t",0,12,"acronym"'
    b']]],["","","government","company","igo","media","party","armed_group",null,[["t",0,12,"table"],["h",0,12,"table"]]]]}'
)
"""What most packed articles have in common, so that small ones shrink too. It is part of the format: never edit it."""
PLAIN = ("external_id", "title", "language", "authors", "agency", "url", "metadata")
_DEFAULTS = {f.name: f.default for f in fields(Article)} | {"title": ""}
_local = threading.local()


class Mark(NamedTuple):
    """A piece of an article's metadata that says something by name: what its outlet and date were read from.

    `value` is `metadata[start:end]`, or stands in the dump nowhere: then the user gave it.
    """

    name: str
    value: str
    start: int = 0
    end: int = 0
    field: bool = False


def pack(article: Article, marks: Sequence[Mark] = ()) -> bytes:
    """The article without id, text, story, copies and the place (which the tables hold), compressed."""
    values = _values(article)
    if marks:
        values["marks"] = [
            [m.name, m.start, m.end, int(m.field)] + [m.value] * (article.metadata[m.start : m.end] != m.value)
            for m in marks
        ]
    return compress(orjson.dumps(values))


def marks_of(data: bytes) -> tuple[Mark, ...] | None:
    """The marks that `pack` was given; None where it was given none."""
    values = orjson.loads(decompress(data))
    metadata = values.get("metadata", "")
    found = values.get("marks")
    return found and tuple(
        Mark(name, own[0] if own else metadata[start:end], start, end, bool(field))
        for name, start, end, field, *own in found
    )


def pack_copies(copies: Iterable[Copy]) -> list[Any]:
    """The copies as JSON values."""
    return [[[getattr(copy.source, f.name) for f in fields(Source)], copy.outlet, copy.date] for copy in copies]


def pack_merged(article: Article) -> bytes:
    """The same with the copies: what a merge of several sightings gave."""
    return compress(orjson.dumps(_values(article) | {"copies": pack_copies(article.copies)}))


def unpack(data: bytes, *, id: str, text: str, source: Source, story: str = "", evidence_too: bool = True) -> Article:
    """The article that `pack` or `pack_merged` wrote; `source.captured` is filled in.

    Without `evidence_too` it has the same values, but not the words that gave them: twice as fast, enough for a hit.
    """
    values = orjson.loads(decompress(data))
    title, metadata = values.get("title", ""), values.get("metadata", "")
    evidence = _reader({"h": title, "m": metadata, "t": text, "d": text}) if evidence_too else _no_evidence
    outlet, date, dateline = values.get("outlet"), values.get("date"), values.get("dateline")
    if (captured := values.get("captured")) and captured != source.captured:
        source = Source(
            corpus=source.corpus, path=source.path, sha256=source.sha256,
            start=source.start, end=source.end, line=source.line, captured=captured,
        )  # fmt: skip
    return Article(
        id=id,
        title=title,
        text=text,
        source=source,
        external_id=values.get("external_id"),
        language=values.get("language", _DEFAULTS["language"]),
        outlet=_outlet(outlet, evidence) if outlet else None,
        date=_date(date, evidence) if date else ArticleDate(),
        authors=tuple(values.get("authors", ())),
        dateline=_dateline(dateline, evidence) if dateline else None,
        agency=values.get("agency"),
        agency_evidence=evidence(values.get("credit", ())),
        url=values.get("url"),
        countries=tuple(
            CountryMention(code=c, name=n, about=a, score=s, evidence=evidence(e))
            for c, n, a, s, e in values.get("countries", ())
        ),
        actors=tuple(
            ActorMention(id=i, name=n, type=t, country=c, evidence=evidence(e))
            for i, n, t, c, e in values.get("actors", ())
        ),
        metadata=metadata,
        copies=tuple(
            Copy(source=Source(**dict(zip(_SOURCE, s, strict=True))), outlet=o, date=d)
            for s, o, d in values.get("copies", ())
        ),
        story=story,
    )


def compress(data: bytes) -> bytes:
    """The bytes, compressed."""
    return _tools()[0].compress(data)


def decompress(data: bytes) -> bytes:
    """The bytes that `compress` took."""
    return _tools()[1].decompress(data)


_SOURCE = tuple(f.name for f in fields(Source))


def _tools() -> tuple[zstandard.ZstdCompressor, zstandard.ZstdDecompressor]:
    """The compressor and decompressor of this thread: neither may be shared."""
    tools: tuple[zstandard.ZstdCompressor, zstandard.ZstdDecompressor] | None = getattr(_local, "tools", None)
    if tools is None:
        sample = zstandard.ZstdCompressionDict(SAMPLE, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        sample.precompute_compress(level=LEVEL)
        tools = (
            zstandard.ZstdCompressor(level=LEVEL, dict_data=sample, write_checksum=False),
            zstandard.ZstdDecompressor(dict_data=sample),
        )
        _local.tools = tools
    return tools


def _values(article: Article) -> dict[str, Any]:
    zones = {"title": article.title, "metadata": article.metadata, "text": article.text, "dateline": article.text}
    values: dict[str, Any] = {name: value for name in PLAIN if (value := getattr(article, name)) != _DEFAULTS[name]}

    def evidence(items: tuple[Evidence, ...]) -> list[Any]:
        return [
            [ZONES[e.zone], e.start, e.end, e.rule]
            if zones[e.zone][e.start : e.end] == e.text
            else [ZONES[e.zone], e.start, e.end, e.rule, e.text]
            for e in items
        ]

    if outlet := article.outlet:
        values["outlet"] = [outlet.name, outlet.slug, outlet.country, outlet.domain, evidence(outlet.evidence)]
    if (date := article.date) != _DEFAULTS["date"]:
        values["date"] = [date.value, date.basis, date.raw, date.earliest, date.latest, evidence(date.evidence)]
    if article.dateline:
        values["dateline"] = [article.dateline.place, article.dateline.country, evidence(article.dateline.evidence)]
    if article.agency_evidence:
        values["credit"] = evidence(article.agency_evidence)
    if article.source.captured:
        values["captured"] = article.source.captured
    if article.countries:
        values["countries"] = [[c.code, c.name, c.about, c.score, evidence(c.evidence)] for c in article.countries]
    if article.actors:
        values["actors"] = [[a.id, a.name, a.type, a.country, evidence(a.evidence)] for a in article.actors]
    return values


_Reader = Callable[[list[Any]], tuple[Evidence, ...]]


def _reader(zones: dict[str, str]) -> _Reader:
    def read(items: list[Any]) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(
                zone=ZONES_BACK[z],  # type: ignore[arg-type]  # the letters stand for zones and nothing else
                start=start,
                end=end,
                text=own[0] if own else zones[z][start:end],
                rule=rule,
            )
            for z, start, end, rule, *own in items
        )

    return read


def _no_evidence(_: list[Any]) -> tuple[Evidence, ...]:
    return ()


def _outlet(values: list[Any], evidence: _Reader) -> Outlet:
    name, slug, country, domain, items = values
    return Outlet(name=name, slug=slug, country=country, domain=domain, evidence=evidence(items))


def _dateline(values: list[Any], evidence: _Reader) -> Dateline:
    place, country, *items = values
    return Dateline(place=place, country=country, evidence=evidence(items[0]) if items else ())


def _date(values: list[Any], evidence: _Reader) -> ArticleDate:
    value, basis, raw, earliest, latest, items = values
    return ArticleDate(value=value, basis=basis, raw=raw, earliest=earliest, latest=latest, evidence=evidence(items))
