"""Which members does a zip or tar hold?

Nothing is ever unpacked to disk: members are read as streams, and their names are labels. An archive inside an archive
is named and not opened; a compressed file inside one is.
"""

from __future__ import annotations

import dataclasses
import io
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, BinaryIO, cast

from indexer.draft import Place, Unreadable
from indexer.readers.formats import base_name, format_of, not_document
from indexer.readers.member import Member, label
from indexer.readers.packages import Unread, in_zip
from indexer.readers.streams import (
    ARCHIVE_CAP,
    BROKEN,
    CHUNK,
    HELD_CAP,
    Bounded,
    Tolerant,
    compression_of,
    damage_of,
    decompressed,
)
from indexer.readers.survey import members_of, survey

Opener = Callable[[], io.BufferedReader]
MEMBER_CAP = 1_000_000
KEPT = 4 << 20  # bytes of a member that stays in memory, which spares finding it in its archive again
KEPT_IN_ALL = 128 << 20  # bytes of the members of an archive that stay in memory
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
S_IFMT, S_IFLNK = 0o170000, 0o120000


def archive_of(head: bytes) -> str | None:
    """The kind of archive that begins so: zip, tar, or None. A tar is seen through its compression."""
    if head.startswith(ZIP_MAGIC):
        return "zip"
    if compression := compression_of(head):
        head = io.BufferedReader(decompressed(io.BytesIO(head), compression)).read(512)
    return "tar" if is_tar(head[:512]) else None


def is_tar(block: bytes) -> bool:
    """True for a tar's first block: its check sum holds."""
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "replace")
    except tarfile.TarError:
        return False
    return True


def archive_members(kind: str, opener: Opener, name: str, captured: str | None) -> Iterator[Member | Unreadable]:
    """The members of an archive in its own order, each with a path "archive!member"."""
    reader = zip_members if kind == "zip" else tar_members
    try:
        yield from reader(opener, name, captured)
    except BROKEN as error:
        damage = damage_of(error)
        reason = f'"{name}" cannot be read on as a {kind} archive: {damage.words}. Get a whole copy and add it again.'
        yield _refused(name, damage.kind, reason)


def _refused(path: str, kind: str, reason: str) -> Unreadable:
    return Unreadable(place=Place(path=path, sha256="", start=0, end=0), kind=kind, reason=reason)


def kept_of(total: int) -> int:
    """How large a member may be to stay in memory, after so many bytes of the archive's others."""
    return KEPT if total < KEPT_IN_ALL else 0


class _Labels:
    """Names of members as they are reported: escaped, and told apart when two are the same."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._seen: Counter[str] = Counter()

    def of(self, name: str) -> str:
        self._seen[name] += 1
        again = f"#{self._seen[name]}" if self._seen[name] > 1 else ""
        return f"{self._archive}!{label(name)}{again}"


def zip_members(opener: Opener, name: str, captured: str | None) -> Iterator[Member | Unreadable]:
    """The files in a zip; one that is a document is one member."""
    labels, total = _Labels(name), 0
    with opener() as raw, zipfile.ZipFile(raw) as archive:
        if document := in_zip(archive):
            with opener() as whole:
                found = survey(whole)
            yield from members_of(found, name, document, captured, lambda size: opener())
            return
        for number, info in enumerate(archive.infolist()):
            if info.is_dir():
                continue
            path = labels.of(info.filename)
            if number >= MEMBER_CAP or total > ARCHIVE_CAP:
                yield _refused(
                    path, "bomb", f'"{name}" holds too much: {MEMBER_CAP} members or {ARCHIVE_CAP >> 30} GB. Split it.'
                )
                return
            for member in _zip_member(archive, info, path, captured, opener, kept_of(total)):
                total += member.size if isinstance(member, Member) else 0
                yield member


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, captured: str | None, opener: Opener, kept: int
) -> Iterator[Member | Unreadable]:
    if info.external_attr >> 16 & S_IFMT == S_IFLNK:
        yield _refused(path, "link", f'"{path}" is a link and was not followed.')
        return
    if info.flag_bits & 1:
        yield _refused(path, "encrypted", f'"{path}" is encrypted. Unpack it with its password and add what is in it.')
        return
    try:
        with archive.open(info) as inner:
            yield from _streamed(
                inner, lambda: info.compress_size, path, captured, partial(_zip_opener, opener, info), kept
            )
    except BROKEN as error:
        damage = damage_of(error)
        yield _refused(
            path, damage.kind, f'"{path}" cannot be read: {damage.words}. Get a whole copy and add it again.'
        )


def _zip_opener(opener: Opener, info: zipfile.ZipInfo, under: ExitStack) -> Any:
    archive = under.enter_context(zipfile.ZipFile(under.enter_context(opener())))
    return under.enter_context(archive.open(info))


def tar_members(opener: Opener, name: str, captured: str | None) -> Iterator[Member | Unreadable]:
    """The regular files in a tar, compressed or not, read as one stream."""
    labels, total = _Labels(name), 0
    with _tar(opener) as (raw, archive):
        for number, info in enumerate(archive):
            if info.isdir():
                continue
            path = labels.of(info.name)
            if number >= MEMBER_CAP or total > ARCHIVE_CAP:
                yield _refused(
                    path, "bomb", f'"{name}" holds too much: {MEMBER_CAP} members or {ARCHIVE_CAP >> 30} GB. Split it.'
                )
                return
            inner = archive.extractfile(info) if info.isreg() else None
            if inner is None:
                what = "a link" if info.issym() or info.islnk() else "no regular file"
                yield _refused(
                    path, "link" if what == "a link" else "special file", f'"{path}" is {what} and was not read.'
                )
                continue
            kept = kept_of(total)
            total += info.size
            yield from _streamed(inner, raw.tell, path, captured, partial(_tar_opener, opener, number), kept)
        if isinstance(raw, Tolerant) and raw.damage:
            raise OSError(raw.damage.words)


@contextmanager
def _tar(opener: Opener) -> Iterator[tuple[Any, tarfile.TarFile]]:
    with opener() as raw:
        compression = compression_of(raw.peek(8)[:8])
        stream: Any = decompressed(raw, compression) if compression else raw
        with tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as archive:
            yield stream, archive


def _tar_opener(opener: Opener, number: int, under: ExitStack) -> Any:
    """Reads on to one member; only for those that were too large to keep."""
    _, archive = under.enter_context(_tar(opener))
    info = next(info for position, info in enumerate(archive) if position == number)
    return archive.extractfile(info)


def _streamed(
    inner: Any,
    consumed: Callable[[], int],
    path: str,
    captured: str | None,
    opener: Callable[[ExitStack], Any],
    kept: int,
) -> Iterator[Member | Unreadable]:
    """One member of an archive, with its own compression taken off."""
    outer = Tolerant(inner, consumed)
    stream = io.BufferedReader(outer, CHUNK)
    compression = compression_of(stream.peek(8)[:8])
    if stream.peek(4)[:4] in ZIP_MAGIC:
        kept = HELD_CAP  # a document is told by what is in it
    found = survey(decompressed(stream, compression, consumed) if compression else stream, kept)
    if outer.damage:
        found = dataclasses.replace(found, damage=outer.damage)
    format: str | Unread = not_document(path.partition("!")[2]) or format_of(found.head, base_name(path))
    if archive_of(found.head):
        if not (document := _document(found.held or b"")):
            yield _refused(
                path, "nested archive", f'"{path}" is an archive inside an archive. Unpack it and add it itself.'
            )
            return
        format = document
    yield from members_of(found, path, format, captured, partial(_reread, opener, compression, found.size))


def _reread(opener: Callable[[ExitStack], Any], compression: str | None, consumed: int, size: int) -> BinaryIO:
    under = ExitStack()
    stream = opener(under)
    if compression:
        stream = under.enter_context(decompressed(stream, compression, lambda: consumed))
    return cast(BinaryIO, io.BufferedReader(Bounded(stream, size, under), CHUNK))


def _document(body: bytes) -> str | Unread | None:
    """The document that an archive inside another is, None where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return in_zip(archive)
    except BROKEN:
        return None
