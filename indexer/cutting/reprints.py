"""Where and when did an article stand first, as a sentence says? "Originally published by the Strait Observer"."""

from __future__ import annotations

import re
from typing import Final

from indexer.cutting.found import Found, Header
from indexer.cutting.pieces import is_name

_HANDED_ON: Final = re.compile(
    r"(?:(?:[^\W\d_]+ ){0,4}(?:from|in|aus|dans|de|en|da|из) (?:the )?)?(?P<outlet>[^\W\d_a-z][^\0,.:;!?()]{2,45}?)"
    r"(?:,\s|\s\()(?P<day>\0+)\)?[.,;:–—-]?(?:\s+[^\s\0]+){1,12}[:：]"
)
"""What somebody writes above an article that he hands on: "Strait Observer, 11 June 2025. Paywalled, so in full:"."""
_APPEARED: Final = (
    r"(?:(?:this|the|article|el|le|la|der|dieser|questo|este|cet|artikel|artículo|articolo|artigo|story|piece|text|report"
    r"|was|is|has|been|first|originally|previously|zuerst|ursprünglich|erstmals|originalement|originalmente|впервые)\s+)*"
    r"(?:published|appeared|printed|ran|erschienen|veröffentlicht|parue?s?|publiée?s?|publicad[oa]s?|pubblicat[oa]"
    r"|опубликован[оа]?|yayımlandı|yayınlandı)(?:\s+(?:first|originally|originalmente|ursprünglich|zuerst))?"
)
_IN: Final = r"(?:in|by|im|in der|dans|par|en|em|por|no|na|su|in|da|в|at)\s*:?\s+(?:the\s+)?"
_ON: Final = r"(?:on|am|vom|le|du|el|em|il|del|от)?"
_OUTLET: Final = r"(?P<outlet>[«“\"]?[^\W\d_a-z][^\0,.:;!?()]{1,44}?)"
_FIRST: Final = (
    re.compile(rf"(?i:{_APPEARED}\s+{_IN}){_OUTLET},?\s+{_ON}\s*(?P<day>\0+)[.\s)]*"),
    re.compile(rf"(?i:{_APPEARED}\s+{_ON})\s*(?P<day>\0+),?\s+(?i:{_IN}){_OUTLET}[.\s)]*"),
)
"""A note of a reprint, outlet and day in either order."""


def reprinted(rest: str) -> Header | None:
    """What a sentence says of the outlet and day of an article; `rest` is the line with NUL in place of its one day."""
    match = _HANDED_ON.fullmatch(rest) if rest[-1] in ":：" else None
    match = match or next((m for form in _FIRST if (m := form.fullmatch(rest))), None)
    if match is None or not is_name(match["outlet"].strip('«“"')) or match["outlet"].strip('«“"')[:1].islower():
        return None
    start = match.start("outlet") + (match["outlet"][0] in '«“"')
    name = match["outlet"].strip('«»“”"')
    return Header("date", (Found("date", *match.span("day")), Found("outlet", start, start + len(name))))
