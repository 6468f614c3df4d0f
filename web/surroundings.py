"""What stood around an article in its file, and why was it left out? The bytes of the file under the ledger's names.

The file is read where the run found it, and only if it still holds the very bytes that were read then.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import itertools
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, render_template

from search.article import Article, Source
from search.runs import Run
from web.room import asked, room
from web.wording import tr

surroundings = Blueprint("surroundings", __name__)
AROUND = 3000
"""Bytes that are shown before and behind the article."""
LARGEST = 64 << 20
WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file with its fate ("article", "other", "boilerplate", "repeat", "quarantined") and the rule."""

    fate: str
    rule: str
    text: str


@surroundings.get("/a/<article_id>/source")
def source(article_id: str) -> str:
    """The article's place in its file, with what was left out around it; a plain word if the file is not there."""
    article = room().archive.article(article_id)
    pieces, problem = _pieces(article)
    return render_template("source.html", article=article, pieces=pieces, problem=problem, query=asked().query)


def _pieces(article: Article) -> tuple[list[Piece], str]:
    where = article.source
    found = room().archive.inputs_at(where.corpus, where.path, where.sha256)
    if not found:
        return [], tr("The ledger has no whole reading of this file.")
    if "!" in where.path:
        return [], tr("The article stands inside an archive file, which is not opened here.")
    number, item = found[0]
    data = _read(where, room().archive.run(number))
    if data is None:
        return [], tr("The file is not there any more, or it was changed since it was read.")
    return cut(data, where, item.spans), ""


def cut(data: bytes, where: Source, spans: tuple[tuple[int, int, str, str], ...]) -> list[Piece]:
    """The bytes around an article in pieces: the article itself, what the spans name, and the articles beside it."""
    first, last = max(0, where.start - AROUND), min(len(data), where.end + AROUND)
    named = sorted([(start, end, fate, rule) for start, end, fate, rule in spans if start < last and end > first])
    borders = {first, last, *(b for b in (where.start, where.end) if first < b < last)}
    borders |= {b for start, end, _, _ in named for b in (start, end) if first < b < last}
    marks = sorted(borders)
    charset = next((codec for mark, codec in WIDE.items() if data.startswith(mark)), "utf-8")
    out: list[Piece] = []
    for start, end in itertools.pairwise(marks):
        fate, rule = next(((f, r) for s, e, f, r in named if s <= start < e), ("", ""))
        fate = fate or ("article" if where.start <= start < where.end else "other")
        out.append(Piece(fate, rule, data[start:end].decode(charset, "replace")))
    return out


def _read(where: Source, run: Run) -> bytes | None:
    """The bytes of the file as they were read by the run; None if they cannot be had."""
    path = Path(str(run.details.get("folder", "."))) / where.path
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, EOFError, ValueError):
        return None
    return data if hashlib.sha256(data).hexdigest() == where.sha256 else None
