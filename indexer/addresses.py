"""Where was a page before a web archive kept it, or a browser saved it, and when was that?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

KEPT = re.compile(
    r"^(?:(?:https?:)?//[^/?#\s]+)?/(?:[^?#\s]*?/)?(?P<stamp>\d{14})(?:[a-z]{2}_)?/(?P<url>(?:https?:)?/{1,2}[^/\s].*)$",
    re.I,
)
"""The address of a copy in a web archive: "https://archive.example/web/20140226054445/http://paper.example/story"."""
COPY = re.compile(r"/\d{14}(?:[a-z]{2}_)?/http")
SCHEME = re.compile(r"^(https?:)?/{1,2}", re.I)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.I)
"""What browsers write into a page that is saved whole."""
SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n(]+)", re.I)
WOMBAT = re.compile(r"__wm\.wombat\(\s*\"([^\"\s]+)\"\s*,\s*\"(\d{14})\"")
"""The call by which the Wayback Machine tells its own script what page it shows."""
STAMP = "%Y%m%d%H%M%S"
SINGLE_FILE_TIME = "%a %b %d %Y %H:%M:%S GMT%z"
HEAD = 1 << 14  # characters in which these notes stand


class Origin(NamedTuple):
    """The address that a page had, and when it was fetched from there: ISO 8601, "" if that is not told."""

    url: str
    captured: str = ""


NOWHERE = Origin("")


def origin(url: str) -> Origin:
    """The address behind that of a copy in a web archive; any other one as it is."""
    found = KEPT.match(url)
    captured = _time(found["stamp"], STAMP) if found else ""
    if not found or not captured:
        return Origin(url)
    return Origin(SCHEME.sub(lambda m: f"{m[1] or 'http:'}//", found["url"]), captured)


def saved_from(page: str) -> Origin:
    """What the browser or the web archive that kept a page wrote at its top; an address of "" if there is nothing."""
    head = page[:HEAD]
    if found := WOMBAT.search(head):
        return Origin(found[1], _time(found[2], STAMP))
    if found := SINGLE_FILE.search(head):
        return _of_web(found[1], _time(found[2].strip(), SINGLE_FILE_TIME))
    found = SAVED_FROM.search(head)
    return _of_web(found[1]) if found else NOWHERE


def _of_web(url: str, captured: str = "") -> Origin:
    before = origin(url)
    return before if before.captured else Origin(url if url.startswith("http") else "", captured)


def _time(text: str, form: str) -> str:
    try:
        moment = datetime.strptime(text, form)
    except ValueError:
        return ""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def holds_copies(page: str) -> bool:
    """Whether links of a page lead to copies in a web archive."""
    return "/http" in page and bool(COPY.search(page))
