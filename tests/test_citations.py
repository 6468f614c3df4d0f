"""What reference managers export beside RIS: BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from newsroom import articles as newsroom

from indexer.draft import RawDocument, Span, Unreadable
from indexer.extracting import extract
from indexer.extraction import Options
from indexer.readers import Member, documents, members, prepare
from indexer.readers.bibtex import bibtex_fields, plain
from search.article import Article
from search.formats import ENDINGS, FORMATS, Receipt

HARBOUR = "The harbour of Port Alba reopened on Saturday after a storm that had closed it for three days."
BIBTEX = f"""\
% made by hand
@string{{ap = "Alba Post"}}

@article{{marlow2025,
  title = {{Harbour {{Reopens}} after Storm}},
  author = "Marlow, Ann and {{Ministry of Harbours and Bridges}} and Ben Torv",
  journaltitle = {{Alba Post}},
  date = {{2025-06-14}},
  abstract = {{{HARBOUR}}},
  url = {{https://www.albapost.example/~desk/a--b_c}},
  langid = {{english}},
}}
@comment{{ignored}}
@misc{{torv2025, title={{Council votes}}, journal=ap, newspaper = {{Castra Herald}}, year=2025, month = jun, day = 15,
  abstract={{The city council of Castra voted.}}}}
"""
CSL = [
    {"id": "x1", "type": "article-newspaper", "title": "Harbour reopens", "container-title": "Alba Post",
     "author": [{"family": "Berg", "given": "Piet", "non-dropping-particle": "van der"}, {"literal": "Alba Desk"}],
     "issued": {"date-parts": [[2025, 6, 14]]}, "abstract": HARBOUR, "URL": "https://www.albapost.example/a"},
    {"id": "x2", "type": "article-newspaper", "title": "Council votes", "container-title": "Castra Herald",
     "issued": {"date-parts": [["2025", "6"]]}, "abstract": "The city council of Castra voted."},
]  # fmt: skip


def read(path: Path, content: str | bytes) -> list[Article]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    [found] = [list(a) for a, _ in extract([path], Options(corpus="a"), workers=1)]
    return found


@pytest.mark.parametrize("content", [BIBTEX, "\ufeff" + BIBTEX.replace("\n", "\r\n")])
def test_entries_of_bibtex_are_articles(tmp_path: Path, content: str) -> None:
    harbour, council = read(tmp_path / "a.bib", content)
    assert (harbour.title, council.title) == ("Harbour Reopens after Storm", "Council votes")
    assert [a.outlet.name for a in (harbour, council) if a.outlet] == ["Alba Post", "Castra Herald"]
    assert (harbour.date.value, council.date.value) == ("2025-06-14", "2025-06-15")
    assert harbour.authors == ("Ann Marlow", "Ministry of Harbours and Bridges", "Ben Torv")
    assert (harbour.text, council.text) == (HARBOUR, "The city council of Castra voted.")
    assert (harbour.url, harbour.external_id) == ("https://www.albapost.example/~desk/a--b_c", "marlow2025")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"M{\"u}ller, \'Elise, {\'{E}}va, Fran\c{c}ois, \v{S}koda", "Müller, Élise, Éva, François, Škoda"),
        (r"Stra{\ss}e, {\o}re, \L{}\'od\'z, na{\"\i}ve", "Straße, øre, Łódź, naïve"),
        (r"50\% of \{it\} \& more\_, \textbackslash{}input", r"50% of {it} & more_, \input"),
        (r"``Storm'' of 1990--2000 --- \emph{the} end~here", "“Storm” of 1990–2000 — the end here"),
        (r"ends in \\", "ends in \\"),
    ],
)
def test_signs_of_tex_are_read(written: str, meant: str) -> None:
    assert plain(written) == meant


def test_a_short_form_that_the_entry_does_not_give_is_nothing() -> None:
    fields = bibtex_fields(b"@article{a, journal = ap, title = {A} # { B}, month = 6, year = 2025, day = 3}", None)
    assert ("journal" in fields, fields["title"], fields["date"]) == (False, "A B", "2025-06-03")


def test_names_and_abstracts_of_csl_json_are_read(tmp_path: Path) -> None:
    harbour, council = read(tmp_path / "a.json", json.dumps(CSL))
    assert [a.outlet.name for a in (harbour, council) if a.outlet] == ["Alba Post", "Castra Herald"]
    assert (harbour.date.value, harbour.authors) == ("2025-06-14", ("Piet van der Berg", "Alba Desk"))
    assert (council.date.value, council.date.earliest) == (None, "2025-06-01")
    assert harbour.text == HARBOUR


@pytest.mark.parametrize("format", ["bibtex", "csl-json"])
def test_what_broadsheet_exports_comes_back_with_title_outlet_day_and_authors(tmp_path: Path, format: str) -> None:
    written = newsroom()[:2]
    receipt = Receipt(address="/search", understood="all", total=2, written=2, generation=1, made="2025-06-20T00:00Z")
    path = tmp_path / f"a.{ENDINGS.get(format, format)}"
    back = read(path, "".join(FORMATS[format][0](written, receipt)))
    assert [a.title for a in back] == [a.title for a in written]
    assert [a.outlet and a.outlet.name for a in back] == [a.outlet and a.outlet.name for a in written]
    assert [a.date.day for a in back] == [a.date.day for a in written]
    assert [a.authors for a in back] == [a.authors for a in written]


def test_a_text_that_speaks_of_bibtex_stays_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Write to @alba{now} or to @castra.\n\nAn entry has the form @article{key, ...}.\n")
    assert [m.format for m in members([tmp_path / "a.txt"]) if isinstance(m, Member)] == ["text"]


def test_damaged_entries_never_raise_and_stay_accounted_for(tmp_path: Path) -> None:
    chance = random.Random(7)
    whole = BIBTEX.encode()
    for _ in range(200):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(60, len(content))] = chance.choice(b'{}"\\,=#@ a\xe9')
        content = content[: chance.randrange(300, len(content))]
        (tmp_path / "a").write_bytes(content)
        for member in members([tmp_path / "a"]):
            if isinstance(member, Member) and member.format == "bibtex":
                at = 0
                for piece in documents(member):
                    place = piece if isinstance(piece, Span) else piece.place
                    assert place.start == at
                    at = place.end
                    if isinstance(piece, RawDocument):
                        assert all(isinstance(p, (RawDocument, Unreadable)) for p in prepare(piece))
                assert at == member.size
