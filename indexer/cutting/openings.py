"""What stands before the first sentence of a body on the same line: headline and date of a page without line ends,
place and day of a dateline?"""

from __future__ import annotations

import re
from typing import Final

from indexer import dates
from indexer.cutting.found import Found
from indexer.cutting.items import DATELINE
from indexer.cutting.lines import Line

HEADLINE: Final = (20, 160)
"""How long a headline may be, in characters, that stands on one line with its date and body."""
LEADING: Final = (
    " on in of at the from since until by before after and to for am vom bis seit ab le du au en dès el de del desde "
)
_SENTENCE: Final = re.compile(r"[.!?][\"'”’»)]?\s")
_BODY: Final = re.compile(r"[\s|·•–—-]*(?=[^\W\d_a-z])")


def opened(line: Line, page: str) -> list[Line]:
    """A line that holds headline, date and body, cut in three; any other as it is."""
    if len(line.text) < 300:
        return [line]
    at = max(page.find(line.text, line.start, line.end), line.start)  # not found if it has odd blanks
    reading = next((r for r in dates.find_all(line.text[:220]) if r.value), None)
    if reading is None or not HEADLINE[0] <= reading.start <= HEADLINE[1]:
        return [line]
    title, body = line.text[: reading.start], _BODY.match(line.text, reading.end)
    if _SENTENCE.search(title) or title.rstrip()[-1:] in ",;(" or body is None or _runs_on(title):
        return [line]
    return [
        line._replace(end=at + reading.start, text=title.strip(" |·•–—-")),
        Line(at + reading.start, at + body.end(), line.text[reading.start : reading.end]),
        Line(at + body.end(), line.end, line.text[body.end() :]),
    ]


def _runs_on(title: str) -> bool:
    """Whether the words before a date lead up to it: "... which opened on"."""
    return f" {title.split()[-1].casefold()} " in LEADING


def dateline_day(text: str) -> tuple[str, Found] | None:
    """The dateline of a body and the day in it, if it names one with its year: "KERNMOUTH, June 14, 2025 (XNA)"."""
    match = DATELINE.match(text[:120])
    if match is None or not re.search(r"\d{4}", match[0]):
        return None
    stood = match[0].rstrip(" -–—:ـ―")
    reading = next((r for r in dates.find_all(stood) if r.value), None)
    return (stood, Found("date", reading.start, reading.end)) if reading else None
