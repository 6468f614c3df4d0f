"""Who published the article? Never the aggregator that carried it, never an outlet that it only mentions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from indexer.addresses import origin
from indexer.cutting.boilerplate import is_section
from indexer.cutting.unnamed import is_no_name
from indexer.draft import Hint
from indexer.gazetteer import Tables, load
from indexer.matching import fold
from search.article import Evidence, Outlet, Rule
from search.slugs import slugged

_RULES: dict[str, Rule] = {
    "outlet": "header line",
    "domain": "domain",
    "url": "url",
    "publisher": "publisher",
    "byline": "byline",
}
_NOISE = re.compile(
    r"(?i)^[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\s]+"
    r"|^(?:logo(?: of)?|source|by|via|from(?: our partners?)?|©|\(c\)|copyright)[\s:]+|\s+logo$|^[-–—•·|]\s*"
    r"|\s*[-–—•·|:]$|\s*;.*$|\s*\(\s*(?:web news|(?:site )?web|website)\s*\)|^\d{1,4}[KkM]?\+|\s*[–|-]\s*home(?:page)?$"
    r"|\s+(?:online|digital) archives?$|\s*(?:デジタル|電子版|オンライン)$"
)
_COPYRIGHT = re.compile(
    r"(?i)©|版权所有|版權所有|\(c\)|copyright|all rights reserved\.?|(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?"
    r"|\b(?:inc|llc|ltd|corp|gmbh|plc|s\.?a)\b\.?$"
)
_HOST = re.compile(r"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z]$")
_INITIALS = 4
"""No longer are the words of a name that may be initials: "NPR", "CCTV"."""
_SMALL_WORDS = "the of and for in on a an de du des la le les el los del di da do der die das und et y e"
_SMALL = frozenset(_SMALL_WORDS.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_PLATFORMS = frozenset(
    {"blogspot.com", "wordpress.com", "substack.com", "medium.com", "tumblr.com", "github.io", "livejournal.com"}
)
_SECOND_LEVEL = frozenset(
    {"co", "com", "org", "net", "gov", "gob", "gouv", "edu", "ac", "or", "ne", "go", "gen", "in", "web", "info", "k12"}
)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """An outlet of the tables; `carrier` when it only carries what others wrote."""

    outlet: Outlet
    carrier: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    by_name: Mapping[str, _Known]
    by_domain: Mapping[str, _Known]


def find(hints: Sequence[Hint], *, url: str | None = None, tables: Tables | None = None) -> Outlet | None:
    """The outlet that the metadata gives: a line or field that names it, its domain, a byline, a © owner in turn.

    An outlet that the tables do not know keeps the name it was given, or its domain. None when only a carrier
    (Google News, Daily8, ...) or nothing is named.
    """
    index = _index(tables or load())
    named = [(h, found) for h in hints if h.name == "outlet" and (found := _by_name(h.value, index, strict=False))]
    hosted = _hosted(hints, url, index)
    known_host = hosted is not None and hosted.domain in index.by_domain
    for hint, known in named:
        if isinstance(known, _Known) and not known.carrier:
            edition = known_host and hosted is not None and set(_words(known.outlet)) < set(_words(hosted))
            return hosted if edition else _with(known.outlet, hint)
    if known_host:
        return hosted
    for hint, unknown in named:
        if isinstance(unknown, Outlet):
            return _with(unknown, hint)
    return hosted or _hinted(hints, index)


def named(name: str, *, tables: Tables | None = None) -> Outlet:
    """The outlet of this name, from the tables or as it is given; without evidence."""
    found = _by_name(name, _index(tables or load()), strict=False)
    return found.outlet if isinstance(found, _Known) else found or Outlet(name=name, slug=slug(name))


def known(name: str) -> bool | None:
    """Whether an outlet of this name or host writes what it prints: None for one that the tables do not know."""
    found = _by_name(name, _index(load()), strict=True)
    return not found.carrier if isinstance(found, _Known) else None


def slug(name: str) -> str:
    """The name's part of an address; names in other scripts get a mark, since many are spelled out alike."""
    spelled = slugged(name, max_length=60)
    if spelled and all(ord(c) < 0x250 or not c.isalpha() for c in name):
        return spelled
    return f"{spelled or 'outlet'}-{sha256(name.encode()).hexdigest()[:6]}"


def _hosted(hints: Sequence[Hint], url: str | None, index: _Index) -> Outlet | None:
    """The outlet of the domain, from a hint or the URL: known, or by the domain's own name."""
    unknown = None
    for hint in [
        *(h for h in hints if h.name in ("domain", "url")),
        *([Hint(name="url", value=url, start=-1, end=-1)] if url else ()),
    ]:
        host = _host(hint.value)
        known = _by_domain(host, index) if host else None
        if known and not known.carrier:
            return _with(known.outlet, hint)
        if host and not known and unknown is None:
            unknown = _with(
                Outlet(name=_registered(host), slug=slug(_registered(host)), domain=_registered(host)), hint
            )
    return unknown


def _words(outlet: Outlet) -> list[str]:
    return _key(outlet.name).split()


def _hinted(hints: Sequence[Hint], index: _Index) -> Outlet | None:
    """The outlet that a byline or a © line names: only one that the tables know."""
    for hint in (*(h for h in hints if h.name == "byline"), *(h for h in hints if h.name == "publisher")):
        value = (
            _COPYRIGHT.sub("", hint.value)
            if hint.name == "publisher"
            else re.split(r"[|,–—]|\bfor\b| - ", hint.value)[-1]
        )
        known = _by_name(value, index, strict=True)
        if isinstance(known, _Known) and not known.carrier:
            return _with(known.outlet, hint)
    return None


def _with(outlet: Outlet, hint: Hint) -> Outlet:
    if hint.start < 0:
        return outlet
    words = Evidence(zone="metadata", start=hint.start, end=hint.end, text=hint.value, rule=_RULES[hint.name])
    return Outlet(name=outlet.name, slug=outlet.slug, country=outlet.country, domain=outlet.domain, evidence=(words,))


def _by_name(name: str, index: _Index, *, strict: bool) -> _Known | Outlet | None:
    """The outlet of this name: when `strict`, only one that is known. None when nothing is left of the name."""
    clean = _clean(name)
    known = index.by_name.get(_key(clean)) or index.by_name.get(_key(_COPYRIGHT.sub("", clean)))
    if is_section(clean) and not (known and known.outlet.name.casefold() == clean.casefold()):
        return None  # "News" is no short form of The News
    if known:
        return known
    host = _host(clean)
    if host:
        known = _by_domain(host, index)
        return known or (None if strict else Outlet(name=host, slug=slug(host), domain=host))
    return None if strict or is_no_name(clean) else Outlet(name=_spelled(clean), slug=slug(clean))


def _spelled(name: str) -> str:
    """A name in capitals as it is written elsewhere: "BRENNICK GAZETTE"; short words stay, they may be initials."""
    words = name.split()
    if not name.isupper() or len(words) < 2 or all(len(word) <= _INITIALS for word in words):
        return name
    return " ".join([_cased(word, i) for i, word in enumerate(words)])


def _cased(word: str, place: int) -> str:
    if place and word.lower() in _SMALL:
        return word.lower()
    if len(word) <= _INITIALS and word.lower() not in _SMALL:
        return word
    return _LETTERS.sub(lambda m: m[0].capitalize(), word)


def _clean(name: str) -> str:
    clean = " ".join(name.split())
    while (shorter := _NOISE.sub("", clean)) != clean:
        clean = shorter
    return clean


def _key(name: str) -> str:
    words = re.findall(r"\w+", fold(name.strip()).lower.replace("&", " and "))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _host(value: str) -> str | None:
    """The host of a URL or a bare domain, without "www."; None for anything else."""
    value = origin(value.strip().lower()).url
    try:
        host = urlsplit(value if "//" in value else "//" + value).hostname or ""
    except ValueError:
        return None
    host = re.sub(r"^(?:www\d?|m|mobile|amp|wap|rss|feeds)\.", "", host)
    return host if _HOST.match(host) and " " not in value else None


def _by_domain(host: str, index: _Index) -> _Known | None:
    """The outlet of the longest part of the host that is known: arabic.cnn.com before cnn.com."""
    labels = host.split(".")
    for i in range(len(labels) - 1):
        part = ".".join(labels[i:])
        if known := index.by_domain.get(part):
            return known
    return None


def _registered(host: str) -> str:
    """The part of a host that somebody registered: news.example.co.uk -> example.co.uk."""
    labels = host.split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    registered = ".".join(labels[-keep:])
    return ".".join(labels[-keep - 1 :]) if registered in _PLATFORMS else registered


@lru_cache(maxsize=4)
def _index(tables: Tables) -> _Index:
    by_name: dict[str, _Known] = {}
    by_domain: dict[str, _Known] = {}
    for entry in tables.outlets:
        known = _known(entry)
        for domain in _list(entry.get("domains")):
            by_domain.setdefault(domain, known)
        for name in (entry["name"], *_list(entry.get("aliases"), "|")):
            by_name.setdefault(_key(name), known)
    return _Index(by_name, by_domain)


def _known(entry: Mapping[str, Any]) -> _Known:
    domains = _list(entry.get("domains"))
    outlet = Outlet(
        name=entry["name"],
        slug=entry.get("slug") or slug(entry["name"]),
        country=entry.get("country") or None,
        domain=domains[0] if domains else None,
    )
    return _Known(outlet, entry.get("kind") == "aggregator")


def _list(value: Any, separator: str | None = None) -> list[str]:
    """A list of the table, which may be written as a list or as one string with blanks or bars between."""
    return [part.strip() for part in value.split(separator)] if isinstance(value, str) else list(value or ())
