"""Does the text of a letter begin with the labelled lines of a clipping, "Source: ...", "Published: ..."?

A monitor sends each clipping in a letter of its own. What these lines say is true of the article; the letter's own day
and sender are the monitor's. The lines above a letter that was passed on say who sent it, and to whom: those are none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

from indexer.cutting.headers import header
from indexer.cutting.items import Item
from indexer.cutting.labels import label_name
from indexer.cutting.lines import Line
from indexer.field_words import vocabulary

TOP: Final = 12
"""The lines of a letter in which the labelled ones stand."""
LEAST: Final = 2
HEAD: Final = 40  # characters of a label that stands alone
VALUE: Final = 120  # ... and of what stands below it
_LABEL: Final = re.compile(r"[*_]{0,2}([^\W\d][^\n:：]{0,40}?)[*_]{0,2}\s*[:：]")
_ROW: Final = re.compile(
    r"<tr\b[^>]*>\s*<t[hd]\b[^>]*>(?P<head>(?:(?!<t[hdr]\b|</t[hdr]).){1,200}?)</t[hd]>\s*<td\b"
    r"|<dt\b[^>]*>(?P<term>(?:(?!<d[td]\b|</d[td]).){1,200}?)</dt>\s*<dd\b",
    re.IGNORECASE | re.DOTALL,
)
"""The head of a row of two cells, or a term and what is said of it."""
_TAG: Final = re.compile(r"<[^<>]*>")
_LETTERS: Final = vocabulary(
    "from to cc bcc sent subject reply-to von an gesendet betreff de à objet envoyé para enviado asunto assunto da a"
    " oggetto inviato aan van verzonden onderwerp от кому тема отправлено من إلى الموضوع 发件人 收件人 主题"
)
"""Labels of the lines above a letter that was passed on."""


def may_be_labelled(page: Sequence[Line]) -> bool:
    """Whether a text begins with labelled lines: cheap, nearly every letter is sent away here."""
    return sum(_LABEL.match(line.text) is not None for line in page[:TOP]) >= LEAST


def is_labelled(found: Sequence[Item]) -> bool:
    """Whether the labelled lines above the text name its outlet, or its day and who wrote it or where it stands."""
    first = next((i for i, item in enumerate(found) if item.role == "text"), 0)
    labels = [
        item for item in found[:first] if item.article >= 0 and (said := header(item.line)) and said.kind == "label"
    ]
    names = {f.name for item in labels for f in item.found}
    if any(_label_of(item) in _LETTERS for item in labels) or len(labels) < LEAST:
        return False
    return "outlet" in names or ("date" in names and bool(names & {"author", "url"}))


def _label_of(item: Item) -> str:
    match = _LABEL.match(item.line.text)
    return match[1].casefold().strip() if match else ""


def with_colons(markup: str) -> str:
    """Markup in which the heads of rows end in a colon, where several of them are known as labels."""
    known = sum(label_name(_head_of(row).rstrip(" :：")) is not None for row in _ROW.finditer(markup))
    return _ROW.sub(_with_colon, markup) if known >= LEAST else markup


def _with_colon(row: re.Match[str]) -> str:
    head = _head_of(row)
    end = row.end("head" if row["head"] is not None else "term")
    rest = row.string[end : row.end()]
    return row[0] if not head or head[-1] in ":：" else f"{row.string[row.start() : end]}:{rest}"


def _head_of(row: re.Match[str]) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", row["head"] or row["term"])).split())


def with_values(text: str) -> str:
    """A text in which the value of a label stands on its line, as the cells of a table are set one below the other."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined: list[str] = []
    for line in lines:
        if joined and _is_head(joined[-1], line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return "\n\n".join(joined)


def _is_head(label: str, value: str) -> bool:
    """Whether a line is a label whose value is the next line, which is short and no label itself."""
    if len(label) > HEAD or len(value) > VALUE:
        return False
    return _LABEL.fullmatch(label) is not None and _LABEL.fullmatch(value) is None
