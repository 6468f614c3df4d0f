"""How are bytes read that lie about their size, stop early or have no line end?

Nothing here trusts a header: what comes out is counted, and a stream that breaks ends at its last good byte and says
why in `damage`.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, Protocol

import zstandard

CHUNK = 1 << 18
LINE_CAP = 64 << 20  # bytes of one line or record; a longer one is passed over
HELD_CAP = 64 << 20  # bytes of a member whose format must be held in memory
ARCHIVE_CAP = 50 << 30  # bytes that may come out of one file
RATIO_CAP = 200
RATIO_FROM = 1 << 20

# What the decompressors raise; RuntimeError is zipfile's for a missing password or an unknown method.
BROKEN = (
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    zipfile.BadZipFile,
    tarfile.TarError,
)


class Piecewise(Protocol):
    """A stream that gives what one step of its decompressor yields."""

    def read1(self, size: int = ..., /) -> bytes: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Damage:
    """Why a stream ends before its time: a short name to count by, and words."""

    kind: str
    words: str


class Tolerant(io.RawIOBase):
    """A stream that ends at its last good byte; `damage` then says what is wrong.

    `consumed` says how many compressed bytes were read so far: a stream that swells beyond all measure ends too.
    """

    def __init__(self, inner: Piecewise, consumed: Callable[[], int] | None = None) -> None:
        self._inner = inner
        self._consumed = consumed
        self._produced = 0
        self.damage: Damage | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.damage is not None:
            return 0
        try:
            piece = self._inner.read1(len(buffer))
        except BROKEN as error:
            self.damage = damage_of(error)
            return 0
        buffer[: len(piece)] = piece
        self._produced += len(piece)
        if self._consumed and (words := over_limit(self._produced, self._consumed())):
            self.damage = Damage("bomb", words)
            return 0
        return len(piece)

    def tell(self) -> int:
        return self._produced

    def close(self) -> None:
        self._inner.close()
        super().close()


def over_limit(size: int, compressed: int) -> str | None:
    """The limit of decompression that these sizes break, in words."""
    if size > ARCHIVE_CAP:
        return f"more than {ARCHIVE_CAP >> 30} GB come out of it"
    if size > RATIO_FROM + RATIO_CAP * compressed:
        return f"more than {RATIO_CAP} bytes come out of each byte that it holds"
    return None


def damage_of(error: Exception) -> Damage:
    """What broke a stream."""
    words = str(error)
    if isinstance(error, EOFError) or "ended before" in words or "unexpected end" in words:
        return Damage("cut off", "it is cut off")
    if "CRC" in words or "incorrect data check" in words or "checksum" in words.lower():
        return Damage("bad checksum", "its checksum is wrong")
    if isinstance(error, gzip.BadGzipFile):
        return Damage("damaged", "bytes that are not compressed follow the compressed ones")
    if isinstance(error, RuntimeError) and "encrypted" in words:
        return Damage("encrypted", "it is encrypted")
    return Damage("damaged", words or type(error).__name__)


class Bounded(io.RawIOBase):
    """The first `size` bytes of a stream, so that a file that grows is read as it was surveyed."""

    def __init__(self, inner: IO[bytes] | io.RawIOBase, size: int, under: ExitStack) -> None:
        self._inner = inner
        self._left = size
        self._under = under  # closed with this stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._inner.read(min(len(buffer), self._left)) if self._left else b""
        if not piece:
            return 0
        buffer[: len(piece)] = piece
        self._left -= len(piece)
        return len(piece)

    def close(self) -> None:
        self._under.close()
        super().close()


class Zstd:
    """A zst stream of any number of frames, fed in small pieces so that no piece can grow without bound.

    The library's own stream reader passes over a last frame that is cut off in silence.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._frame = self._open()
        self._fed = self._rest = self._ready = b""

    def _open(self) -> Any:
        return zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()

    def read1(self, size: int = CHUNK, /) -> bytes:
        while not self._ready:
            piece = self._rest or self._raw.read(512)  # a block of 4 bytes can hold 128 KiB
            if not piece:
                if self._fed and not self._frame.eof:
                    raise EOFError
                return b""
            if self._frame.eof:
                self._frame = self._open()
            self._ready = self._frame.decompress(piece)
            self._fed, self._rest = piece, self._frame.unused_data
        piece, self._ready = self._ready[:size], self._ready[size:]
        return piece

    def close(self) -> None:
        self._raw.close()


MAGIC: dict[bytes, tuple[str, Callable[[BinaryIO], Any]]] = {
    b"\x1f\x8b": ("gz", gzip.open),
    b"BZh": ("bz2", bz2.open),
    b"\xfd7zXZ\x00": ("xz", lzma.open),
    b"\x28\xb5\x2f\xfd": ("zst", Zstd),
}


def compression_of(head: bytes) -> str | None:
    """The compression that the first bytes name: gz, bz2, xz, zst or None."""
    return next((name for magic, (name, _) in MAGIC.items() if head.startswith(magic)), None)


def decompressed(raw: BinaryIO, compression: str, consumed: Callable[[], int] | None = None) -> Tolerant:
    """The stream inside a compressed one; `consumed` is needed where `raw` cannot tell how far it has been read."""
    opener = next(opener for name, opener in MAGIC.values() if name == compression)
    return Tolerant(opener(raw), consumed or raw.tell)


def lines(stream: BinaryIO, cap: int = LINE_CAP) -> Iterator[tuple[int, int, bytes | None]]:
    """Each line as (start, end, bytes with its line end); None instead of bytes for a line of more than `cap` bytes.

    A line over the cap is passed over piece by piece and never held.
    """
    start = 0
    while line := stream.readline(cap + 1):
        end = start + len(line)
        if len(line) <= cap:
            yield start, end, line
        else:
            while not line.endswith(b"\n") and (line := stream.readline(CHUNK)):
                end += len(line)
            yield start, end, None
        start = end


def old_lines(stream: BinaryIO, cap: int = LINE_CAP) -> Iterator[tuple[int, int, bytes | None]]:
    """The same of a file whose lines end with a carriage return alone, as on old Macs."""
    start, rest = 0, b""
    while piece := stream.read(CHUNK):
        *whole, rest = (rest + piece).split(b"\r")
        for line in whole:
            yield start, start + len(line) + 1, line + b"\r" if len(line) < cap else None
            start += len(line) + 1
        if len(rest) > cap:
            yield start, start + len(rest), None
            start, rest = start + len(rest), b""
    if rest:
        yield start, start + len(rest), rest
