"""How do articles read in other programs? CSV, JSONL, RIS, BibTeX and CSL-JSON, written one article at a time.

A writer takes articles and a receipt (what was asked, how much was found, when) and yields text. The receipt stands
where each format lets readers see it and programs pass over it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from search.article import Article, to_json

MOST = 100_000
"""Articles in one export."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BREAKS = re.compile(r"[\r\n\u2028\u2029\x00-\x1f]+")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
COLUMNS = (
    "id", "title", "outlet", "date", "date_basis", "date_raw", "language", "authors", "agency", "about", "countries",
    "actors", "url", "story", "copies", "corpus", "path", "line", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an export answers: address of the query, how it was read, how many were found and written, when."""

    address: str
    understood: str
    total: int
    written: int
    generation: int
    made: str

    def __str__(self) -> str:
        some = f", the first {self.written:,} of them here" if self.written < self.total else ""
        return (
            f"Broadsheet export of {self.address} ({self.understood or 'all articles'}): "
            f"{self.total:,} articles{some}; generation {self.generation}, made {self.made}"
        )


Write = Callable[[Iterable[Article], Receipt], Iterator[str]]


def write_jsonl(articles: Iterable[Article], receipt: Receipt) -> Iterator[str]:
    """One JSON object a line, with all evidence; the last line is the receipt, of kind "receipt"."""
    for article in articles:
        yield json.dumps(to_json(article), ensure_ascii=False) + "\n"
    yield json.dumps({"kind": "receipt", **_fields(receipt)}, ensure_ascii=False) + "\n"


def write_csv(articles: Iterable[Article], receipt: Receipt) -> Iterator[str]:
    """A table in UTF-8 with a byte order mark; the last row is the receipt.

    A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection).
    """
    yield "\ufeff" + _row(COLUMNS)
    for article in articles:
        yield _row(_cells(article))
    yield _row(("receipt", str(receipt), *[""] * (len(COLUMNS) - 2)))


def write_ris(articles: Iterable[Article], receipt: Receipt) -> Iterator[str]:
    """RIS records; programs read from the first TY on, so the receipt stands before it."""
    yield _line(str(receipt)) + "\r\n\r\n"
    for article in articles:
        pairs = [("TY", "NEWS"), ("TI", article.title), *(("AU", name) for name in article.authors)]
        pairs += [("T2", article.outlet.name if article.outlet else ""), ("DA", _ris_day(article))]
        pairs += [("LA", article.language), ("UR", article.url or ""), ("DB", "Broadsheet"), ("AN", article.id)]
        pairs += [("N1", provenance(article)), ("ER", " ")]
        yield "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in pairs if value) + "\r\n"


def write_bibtex(articles: Iterable[Article], receipt: Receipt) -> Iterator[str]:
    """BibTeX entries for biblatex; what stands outside an entry is a comment, as the receipt is."""
    yield f"% {_line(str(receipt)).replace('@', '(at)')}\n\n"
    for article in articles:
        pairs = {
            "title": article.title,
            "author": " and ".join(f"{{{_tex(name)}}}" for name in article.authors),
            "journaltitle": article.outlet.name if article.outlet else "",
            "date": str(article.date.day or ""),
            "langid": article.language,
            "url": article.url or "",
            "note": provenance(article),
        }
        fields = [f"  {n} = {{{v if n == 'author' else _tex(v)}}}" for n, v in pairs.items() if v]
        yield f"@article{{{_key(article)},\n" + ",\n".join(fields) + "\n}\n\n"


def write_csl_json(articles: Iterable[Article], receipt: Receipt) -> Iterator[str]:
    """A CSL-JSON array; the receipt stands in the custom fields of its first item."""
    comma = "[\n"
    for article in articles:
        item = csl_item(article)
        if comma == "[\n":
            item["custom"]["receipt"] = _fields(receipt)
        yield comma + json.dumps(item, ensure_ascii=False)
        comma = ",\n"
    yield "[]\n" if comma == "[\n" else "\n]\n"


FORMATS: dict[str, tuple[Write, str]] = {
    "csv": (write_csv, "text/csv"),
    "jsonl": (write_jsonl, "application/x-ndjson"),
    "ris": (write_ris, "application/x-research-info-systems"),
    "bibtex": (write_bibtex, "application/x-bibtex"),
    "csl-json": (write_csl_json, "application/vnd.citationstyles.csl+json"),
}
"""The formats by name, each with its writer and its media type."""
ENDINGS = {"bibtex": "bib", "csl-json": "json"}


def csl_item(article: Article) -> dict[str, Any]:
    """The article as an item of CSL-JSON (citationstyles.org, schema 1.0)."""
    item: dict[str, Any] = {"id": article.id, "type": "article-newspaper", "title": article.title}
    if article.outlet:
        item["container-title"] = article.outlet.name
    if article.authors:
        item["author"] = [{"literal": name} for name in article.authors]
    if day := article.date.day:
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if article.url:
        item["URL"] = article.url
    item["language"] = article.language
    item["note"] = provenance(article)
    item["custom"] = {}
    return item


def provenance(article: Article) -> str:
    """Where the article stands: corpus, file, line, and its id."""
    return f"{article.source.corpus}: {article.source.path}:{article.source.line}; Broadsheet {article.id}"


def _fields(receipt: Receipt) -> dict[str, Any]:
    return {name: getattr(receipt, name) for name in Receipt.__slots__}


def _cells(article: Article) -> tuple[str, ...]:
    return (
        article.id,
        article.title,
        article.outlet.name if article.outlet else "",
        article.date.value or "",
        article.date.basis,
        article.date.raw or "",
        article.language,
        "; ".join(article.authors),
        article.agency or "",
        "; ".join(c.name for c in article.countries if c.about),
        "; ".join(c.name for c in article.countries),
        "; ".join(a.name for a in article.actors),
        article.url or "",
        article.story,
        str(len(article.copies)),
        article.source.corpus,
        article.source.path,
        str(article.source.line),
        article.text,
    )


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([cell.replace("\x00", "") for cell in safe])
    return out.getvalue()


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _line(text))


def _key(article: Article) -> str:
    words = re.findall("[a-z]+", article.slug)
    year = str(article.date.day.year) if article.date.day else "undated"
    return "-".join([*(words[:1]), year, article.id[:8]])


def _ris_day(article: Article) -> str:
    day = article.date.day
    return f"{day:%Y/%m/%d}" if day else ""
