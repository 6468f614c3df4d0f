"""What stood around an article in its file, and under which name it was left out."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from newsroom import make

from search.archive import Archive
from search.article import Source
from search.catchup import sync
from search.engine import open_engine
from search.runs import Input
from web import create_app
from web.surroundings import cut

HEAD, BODY, FOOT = b"MENU | LOGIN\n", b"The ferry was late and nobody minded at all.\n", b"(c) the paper\n"
DATA = HEAD + BODY + FOOT
SPANS = ((0, len(HEAD), "boilerplate", "menu"), (len(HEAD) + len(BODY), len(DATA), "boilerplate", "footer"))


def place(path: str, data: bytes = DATA) -> Source:
    return Source(
        corpus="desk", path=path, sha256=hashlib.sha256(data).hexdigest(), start=len(HEAD),
        end=len(HEAD) + len(BODY), line=2,
    )  # fmt: skip


def test_the_pieces_joined_are_the_bytes_around_the_article() -> None:
    pieces = cut(DATA, place("june.txt"), SPANS)
    assert [(piece.fate, piece.rule) for piece in pieces] == [
        ("boilerplate", "menu"), ("article", ""), ("boilerplate", "footer"),
    ]  # fmt: skip
    assert "".join(piece.text for piece in pieces).encode() == DATA


def test_the_bytes_of_a_file_in_utf16_are_shown_as_its_words() -> None:
    data = ("\ufeff" + DATA.decode()).encode("utf-16-le")
    where = replace(place("june.txt"), start=2 + 2 * len(HEAD), end=2 + 2 * len(HEAD + BODY))
    assert [piece.text for piece in cut(data, where, ())][1] == BODY.decode()


def site(folder: Path, path: str) -> tuple[FlaskClient, str]:
    """A client over an archive with one article that was read at this path."""
    article = make("Ferry late", BODY.decode(), source=place(path))
    with Archive.open(folder / "archive", create=True, write=True) as archive:
        run = archive.begin_run("add", "desk", details={"folder": str(folder)})
        archive.add(run, [article])
        member = Input(corpus="desk", path=path, sha256=article.source.sha256, bytes=len(DATA), spans=SPANS)
        archive.finish_input(run, member)
        archive.finish_run(run, {"accepted": 1})
        engine = open_engine("tantivy", archive.index_folder, write=True)
        sync(archive, engine)
        engine.close()
    reading = Archive.open(folder / "archive")
    return create_app(reading, open_engine("tantivy", reading.index_folder)).test_client(), article.id


@pytest.mark.parametrize("packed", [False, True])
def test_what_was_left_out_is_shown_with_its_rule(tmp_path: Path, packed: bool) -> None:
    name = "june.txt.gz" if packed else "june.txt"
    (tmp_path / name).write_bytes(gzip.compress(DATA) if packed else DATA)
    client, article_id = site(tmp_path, name)
    html = client.get(f"/a/{article_id}/source").text
    assert "MENU | LOGIN" in html
    assert "left out as boilerplate: <bdi>footer</bdi>" in html


def test_a_file_that_changed_or_went_away_is_not_shown(tmp_path: Path) -> None:
    client, article_id = site(tmp_path, "june.txt")
    assert "not there any more" in client.get(f"/a/{article_id}/source").text
    (tmp_path / "june.txt").write_bytes(DATA + b"secret")
    html = client.get(f"/a/{article_id}/source").text
    assert "not there any more" in html
    assert "secret" not in html
