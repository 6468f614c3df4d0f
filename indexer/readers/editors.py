"""Is a list in a JSON record the text of an editor: blocks of pieces, each piece a run of words in one style?

Portable Text, Slate, Lexical, ProseMirror and the rich text of headless content systems are all made so: a block names
its type and holds its pieces in "children" or "content"; a piece holds its words in "text" or "value".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

_KINDS: Final = ("type", "_type", "nodeType", "object")
_PIECES: Final = ("children", "content", "nodes")
_WORDS: Final = ("text", "value")
_BREAKS: Final = frozenset({"hardbreak", "hard_break", "linebreak", "br"})


def edited_text(blocks: Sequence[Any]) -> list[str]:
    """The paragraphs of such a list, empty for any other."""
    if not any(_is_block(block) for block in blocks):
        return []
    return [text for paragraph in _paragraphs(blocks) if (text := paragraph.strip())]


def _is_block(value: object) -> bool:
    """Whether this is a block with pieces: no object of one's own that happens to have children."""
    if not isinstance(value, dict) or not (pieces := _pieces(value)):
        return False
    return _kind(value) is not None and any(isinstance(piece, dict) and _is_piece(piece) for piece in pieces)


def _is_piece(value: Mapping[str, Any]) -> bool:
    return _words(value) is not None or _is_block(value)


def _paragraphs(blocks: Sequence[Any]) -> Iterator[str]:
    """A paragraph for each block that holds words itself; blocks inside blocks (lists, quotes) have their own."""
    for block in blocks:
        if not isinstance(block, dict):
            continue
        pieces = _pieces(block)
        if any(isinstance(piece, dict) and _words(piece) is not None for piece in pieces):
            yield _line(block)
        elif pieces:
            yield from _paragraphs(pieces)
        elif words := _words(block):
            yield words


def _line(node: Mapping[str, Any]) -> str:
    """The words of a node and of all that is in it, in one line."""
    if (words := _words(node)) is not None:
        return words
    if str(_kind(node)).casefold() in _BREAKS:
        return "\n"
    return "".join(_line(piece) for piece in _pieces(node) if isinstance(piece, dict))


def _pieces(node: Mapping[str, Any]) -> Sequence[Any]:
    for name in _PIECES:
        if isinstance(pieces := node.get(name), list):
            return pieces
    return ()


def _words(node: Mapping[str, Any]) -> str | None:
    """The words of a piece; a node with pieces has none of its own."""
    if _pieces(node):
        return None
    return next((words for name in _WORDS if isinstance(words := node.get(name), str)), None)


def _kind(node: Mapping[str, Any]) -> str | None:
    return next((kind for name in _KINDS if isinstance(kind := node.get(name), str)), None)
