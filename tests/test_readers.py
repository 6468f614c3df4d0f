"""Whatever lies in a folder is read or named, and every byte of it is accounted for."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import socket
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from indexer.draft import RawDocument, Span, Unreadable
from indexer.readers import Member, documents, members, prepare

STORY = b"Ferry line reopens\n\nThe ferry between Port Alba and Castra sailed again on Monday.\n"


def found(path: Path) -> list[Member | Unreadable]:
    return list(members([path]))


def only(path: Path) -> Member:
    (member,) = found(path)
    assert isinstance(member, Member)
    return member


def named(path: Path) -> tuple[str, str]:
    (unreadable,) = found(path)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.reason.endswith(".")
    return unreadable.kind, unreadable.reason


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_file_is_a_member_with_its_sum(tmp_path: Path) -> None:
    member = only(write(tmp_path / "a.txt", STORY))
    assert (member.format, member.size, member.charset) == ("text", len(STORY), "utf-8")
    assert member.open().read() == STORY


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.txt.gz", gzip.compress),
        ("a.txt.bz2", bz2.compress),
        ("a.txt.xz", lzma.compress),
        ("a.txt.zst", zstandard.ZstdCompressor().compress),
        ("no-ending", gzip.compress),
    ],
)
def test_compression_is_told_by_content_and_taken_off(tmp_path: Path, name: str, pack) -> None:
    member = only(write(tmp_path / name, pack(STORY) + pack(STORY)))
    assert member.format == "text"
    assert member.open().read() == STORY * 2


def test_a_large_member_is_opened_again_and_not_kept(tmp_path: Path) -> None:
    content = os.urandom(3 << 20).hex().encode()
    member = only(write(tmp_path / "a.txt.gz", gzip.compress(content, 1)))
    with member.open() as stream:
        assert stream.read(10) == content[:10]
    assert member.whole() == content


def test_a_cut_off_stream_gives_its_good_bytes_and_says_where_it_breaks(tmp_path: Path) -> None:
    content = b"".join(b'{"title": "Number %d", "text": "x"}\n' % n for n in range(60_000))
    packed = gzip.compress(content)
    member, unreadable = found(write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2]))
    assert isinstance(member, Member)
    assert isinstance(unreadable, Unreadable)
    assert member.open().read() == content[: member.size]
    assert member.size > len(content) // 4
    assert unreadable.kind == "cut off"
    assert unreadable.place.start == member.size


def test_a_wrong_checksum_is_named(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(STORY))
    packed[-6] ^= 255
    *_, unreadable = found(write(tmp_path / "a.gz", bytes(packed)))
    assert isinstance(unreadable, Unreadable)
    assert unreadable.kind == "bad checksum"


def test_a_bomb_is_stopped_early(tmp_path: Path) -> None:
    path = write(tmp_path / "bomb.gz", gzip.compress(bytes(60 << 20)))
    (unreadable,) = found(path)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.kind == "bomb"
    assert unreadable.place.end < 20 << 20


def test_bombs_in_archives_are_stopped_and_the_rest_goes_on(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", bytes(60 << 20))
        archive.writestr("a.txt", STORY)
    bomb, member = found(tmp_path / "a.zip")
    assert isinstance(bomb, Unreadable)
    assert bomb.kind == "bomb"
    assert isinstance(member, Member)


def test_members_of_archives_have_labels_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("one.txt", "../../up.txt", "/abs.txt", "deep/two.txt.gz", "bad\x1b[31m.txt"):
            archive.writestr(name, gzip.compress(STORY) if name.endswith("gz") else STORY)
    names = [member.path.partition("!")[2] for member in found(path) if isinstance(member, Member)]
    assert names == ["one.txt", "../../up.txt", "/abs.txt", "deep/two.txt.gz", "bad\\x1b[31m.txt"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tars_are_streamed_and_only_regular_files_are_read(tmp_path: Path, mode: str) -> None:
    with tarfile.open(tmp_path / "a.tar", mode) as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
        info = tarfile.TarInfo("../a.txt")
        info.size = len(STORY)
        archive.addfile(info, io.BytesIO(STORY))
    *refused, member = found(tmp_path / "a.tar")
    assert [u.kind for u in refused if isinstance(u, Unreadable)] == ["link", "link", "special file"]
    assert isinstance(member, Member)
    assert member.path.endswith("a.tar!../a.txt")
    assert member.open().read() == STORY


def test_an_archive_inside_an_archive_is_named(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", STORY)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    assert named(tmp_path / "a.zip")[0] == "nested archive"


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", STORY)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert named(path)[0] == "encrypted"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_zip_is_named(tmp_path: Path, share: float) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", STORY * 50)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert isinstance(found(path)[-1], Unreadable)


def test_a_cut_off_tar_keeps_its_whole_members(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name in ("a.txt", "b.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(STORY)
            archive.addfile(info, io.BytesIO(STORY))
    content = (tmp_path / "a.tar").read_bytes()
    first, *rest = found(write(tmp_path / "b.tar", content[: 512 * 3 + 20]))
    assert isinstance(first, Member)
    assert isinstance(rest[-1], Unreadable)


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", STORY)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    (folder / "folder").symlink_to(tmp_path)
    assert [u.kind for u in found(folder) if isinstance(u, Unreadable)] == ["link", "link"]


def test_special_files_are_named_without_a_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
        assert [u.kind for u in found(tmp_path) if isinstance(u, Unreadable)] == ["special file"] * 2


def test_a_missing_path_an_empty_file_and_a_picture_are_named(tmp_path: Path) -> None:
    assert named(tmp_path / "none.txt")[0] == "missing"
    assert "none.txt" in named(tmp_path / "none.txt")[1]
    assert named(write(tmp_path / "empty.txt", b""))[0] == "empty"
    assert named(write(tmp_path / "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(500)))[0] == "binary"


def test_hidden_files_and_side_cars_are_accounted_for(tmp_path: Path) -> None:
    write(tmp_path / ".DS_Store", b"x" * 10)
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "a.txt.captured", b"2025-06-28T12:00:00Z\n")
    hidden, member, side_car = (m for m in found(tmp_path) if isinstance(m, Member))
    assert member.captured == "2025-06-28T12:00:00Z"
    (span,) = documents(hidden)
    assert span == Span(start=0, end=10, fate="boilerplate", rule="not a document")
    (span,) = documents(side_car)
    assert isinstance(span, Span)
    (raw,) = documents(member)
    assert isinstance(raw, RawDocument)
    assert raw.captured == "2025-06-28T12:00:00Z"


def test_a_capture_time_stands_in_a_json_side_car_too(tmp_path: Path) -> None:
    write(tmp_path / "a.txt.meta.json", b'{"crawl_date": "2025-06-01"}')
    member = next(m for m in found(write(tmp_path / "a.txt", STORY)) if isinstance(m, Member))
    assert member.captured == "2025-06-01"


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c/a.txt"):
        write(tmp_path / name, STORY)
    assert [Path(m.path).name for m in found(tmp_path) if isinstance(m, Member)] == ["z.txt", "b.txt", "a.txt"]


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (b'{"title": "a"}\n{"title": "b"}\n', "jsonl"),
        (b'{"title": "a"}', "json"),
        (b'[{"title": "a"}]', "json"),
        (b'{\n "title": "a"\n}', "json"),
        (b"[Berlin] The city", "text"),
        (b"{not json} at all", "text"),
        (b"title,text,date\na,b,c\n", "csv"),
        (b"Title\tBody\na\tb\n", "csv"),
        (b"A sentence, with commas, and text.\n", "text"),
        (b"<!doctype html><p>a", "html"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "feed"),
        (b"<!DOCTYPE lewis SYSTEM 'x'>\n<REUTERS>", "sgml"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc"),
        (b"From: a@b\nSubject: c\nMessage-ID: <1@x>\n\nText\n", "mail"),
        (b"From: Reuters\nDate: 1 May 2020\n\nText\n", "text"),
        (b"%PDF-1.4\n", "pdf"),
        (b"<Ostmark> shares rose", "text"),
        ("Zeitung und Wörter".encode("utf-16"), "text"),
    ],
)
def test_formats_are_told_by_content(tmp_path: Path, content: bytes, format: str) -> None:
    assert only(write(tmp_path / "dump", content)).format == format


def test_an_unknown_format_is_named_with_what_to_do(tmp_path: Path) -> None:
    (piece,) = documents(only(write(tmp_path / "a.xml", b"<?xml version='1.0'?><recipes><recipe/></recipes>")))
    assert isinstance(piece, Unreadable)
    assert piece.kind == "unknown format"


def test_what_the_user_maps_reaches_the_prepared_record(tmp_path: Path) -> None:
    member = only(write(tmp_path / "a.jsonl", b'{"title": "Short", "kop": "The title", "text": "t"}\n'))
    (raw,) = documents(member, {"title": "kop"})
    assert isinstance(raw, RawDocument)
    (prepared,) = prepare(raw)
    assert isinstance(prepared, RawDocument)
    assert prepared.fields == {"title": "The title", "title#2": "Short", "text": "t"}


def test_members_beyond_what_is_kept_are_read_again_from_their_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.readers.archives.KEPT_IN_ALL", 0)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", STORY)
        archive.writestr("b.txt.gz", gzip.compress(STORY * 2))
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        for name, content in (("a.txt", STORY), ("b.txt.gz", gzip.compress(STORY * 2))):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    contents = [member.whole() for member in found(tmp_path) if isinstance(member, Member)]
    assert contents == [STORY, STORY * 2] * 2
