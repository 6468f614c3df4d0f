"""In which fields does a Whoosh index hold a document?

The four texts as postings with positions, the id, and one stored value with all that is counted, filtered and ordered
by. Terms come ready-made, so no analyzer runs; positions are packed as numbers that NumPy reads in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import orjson
from whoosh import fields, formats

from search.engine import Document

FORMAT = 1
"""The version of the schema below."""
TEXTS = ("title", "text", "title_x", "text_x")
_WORD = np.dtype("<u4")


class PackedPositions(formats.Positions):  # type: ignore[misc]  # the library has no types
    """Positions as little-endian 32-bit numbers."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        """The positions as they are stored."""
        return np.asarray(poslist, _WORD).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions that were stored."""
        return [int(at) for at in unpack(valuestring)]

    def decode_frequency(self, valuestring: bytes) -> int:
        """How often the word stands in the text."""
        return len(valuestring) // _WORD.itemsize


class Terms(fields.FieldType):  # type: ignore[misc]
    """A text given as its terms."""

    def __init__(self) -> None:
        super().__init__(PackedPositions(), None)

    def index(self, value: tuple[str, ...], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each word with its frequency, weight and positions."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(value):
            places.setdefault(word, []).append(at)
        for word, positions in places.items():
            yield word.encode(), len(positions), float(len(positions)), self.format.encode(positions)


def unpack(values: bytes) -> np.ndarray[Any, np.dtype[np.uint32]]:
    """The positions in one or several stored values, one after another."""
    return np.frombuffer(values, _WORD)


def build_schema() -> Any:
    """The fields of the index."""
    texts = {name: Terms() for name in TEXTS}
    return fields.Schema(id=fields.ID(unique=True, stored=True), row=fields.STORED(), **texts)


def as_whoosh(document: Document) -> dict[str, Any]:
    """The document in the fields of `build_schema`."""
    row = {
        "facets": {facet: list(dict.fromkeys(values)) for facet, values in document.facets.items() if values},
        "day": document.day.toordinal() if document.day else 0,
        "story": document.story or document.id,
        "copies": document.has_copies,
        "lengths": [len(getattr(document, name)) for name in TEXTS],
        "sentences": list(document.sentences),
        "paragraphs": list(document.paragraphs),
    }
    return {"id": document.id, "row": orjson.dumps(row), **{name: getattr(document, name) for name in TEXTS}}
