"""What do the elements of an XML record say, by the meaning of their names?

NewsML, NITF, the exports of databases and a paper's own XML name a headline and a body each in their way; what they
share is that the names say so. The body is the innermost element whose name means a text; the names of all others are
their paths in the record ("NewsManagement.FirstCreated"). A field named by an attribute (<field name="title">, <str
name="title">, <meta name="..." content="...">) has that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from indexer.field_words import vocabulary
from indexer.fields import PROSE, candidates, fold, is_foreign, is_weak
from indexer.readers.markup import BLOCKS, NAMES, UNSEEN
from indexer.readers.xmltree import name_of, tree

_NAMED_BY: Final = ("name", "Name", "key", "FormalName")
_NAMED: Final = vocabulary("field column property str arr int date long double bool meta attribute cell data var")
"""Elements that have their name from an attribute."""
_VALUES: Final = (
    *("norm", "value", "Value", "content", "literal", "date", "href", "Href", "url", "tag", "term", "resource"),
    *("FormalName", "id-string", "holder"),
)
"""Attributes that hold the value of an element without text, best first."""
_NO_TEXTS: Final = frozenset(["article", "document", "story", "html", "haber", "contentmeta", "contentset"])
"""Names that may be a text's, but stand around a whole record more often."""
_LEADS: Final = frozenset(["leadparagraph", "lead", "lede", "ingress"])
_TAILS: Final = re.compile(r"tail|rest|remain|reste")
_ASIDE: Final = UNSEEN | {"figure", "figcaption", "caption", "cutline", "media", "byttl", "credit", "photo", "image"}
"""Elements in a body whose words are not its own."""
_FACTS: Final = frozenset(["title", "author", "date", "dateline", "outlet", "id", "url", "agency"])
_ONE: Final = frozenset(["title", "date", "url", "language", "outlet", "modified", "id", "dateline"])
"""Meanings of which the first value counts; of others all are joined."""
_WHOLE: Final = frozenset(["author", "dateline"])
"""Meanings whose elements hold pieces of one line."""
_PARAGRAPH: Final = frozenset(["p", "para", "paragraph", "absatz"])
_INLINE: Final = re.compile(rf"(?:style|(?!(?:p|div|table|tr|td|ul|ol|li|figure|section|article)$)(?:{NAMES}))", re.I)
"""Elements that set words in a line and say nothing of them."""
Element = etree._Element


def xml_fields(body: bytes, charset: str | None) -> dict[str, str]:
    """The fields of an XML record, its body as "text" with its paragraphs apart; {} for what is no XML at all."""
    root = tree(body, charset)
    return {} if root is None else element_fields(root)


def element_fields(root: Element) -> dict[str, str]:
    """The fields of a record by the paths of its elements."""
    bodies = texts(root)
    found: dict[str, list[str]] = {}
    _gather(root, "", frozenset(bodies), found)
    if text := "\n\n".join(_distinct([_text(body) for body in bodies])):
        found["text"] = [text]
    return {name: values[0] if _is_one(name) else "; ".join(dict.fromkeys(values)) for name, values in found.items()}


def is_record(element: Element) -> bool:
    """Whether an element holds a headline and a text."""
    titles = (e for e in element.iter() if "title" in _means(e) and not is_weak(_name(e)))
    return any(map(_said, titles)) and bool(texts(element))


def texts(element: Element) -> list[Element]:
    """The innermost elements whose name means a text, else the paragraphs, else a long summary."""
    found = list(_bodies(element))
    if any(_TAILS.search(_name(e).casefold()) for e in found):
        return [e for e in element.iter() if e in found or fold(_name(e)) in _LEADS]
    found = found or [e for e in element.iter() if _name(e).lower() in _PARAGRAPH and not _is_aside(e)]
    return found or [e for e in element.iter() if "summary" in _means(e) and len(_line(e)) >= PROSE][:1]


def _bodies(element: Element) -> Iterator[Element]:
    for child in element:
        name = _name(child)
        if not name or is_foreign(name) or name.lower() in _ASIDE:
            continue
        inner = list(_bodies(child))
        if inner:
            yield from inner
        elif _may_be_text(child) and _said(child):
            yield child


def _may_be_text(element: Element) -> bool:
    name = fold(_name(element))
    return name not in _NO_TEXTS | _LEADS and "text" in (means := _means(element)) and "summary" not in means


def _is_aside(element: Element) -> bool:
    around = list(element.iterancestors())
    if any(_means(e) & _FACTS for e in around[:1]):
        return True
    return any(is_foreign(_name(e)) or _name(e).lower() in _ASIDE for e in (element, *around))


def _is_unsaid(element: Element) -> bool:
    """Whether the words of an element are no part of the line around it; a style without rules only sets words."""
    name = _name(element).lower()
    return name in _ASIDE and not (name == "style" and "{" not in (element.text or ""))


def _gather(element: Element, path: str, bodies: frozenset[Element], found: dict[str, list[str]]) -> None:
    """The values of an element and of all that is in it, but for its texts."""
    _attributes(element, path, found)
    for child in element:
        name = _name(child)
        if not name or child in bodies:
            continue
        inner = f"{path}.{name}" if path else name
        whole = {meaning for meaning, _ in candidates(inner)} & _WHOLE
        if whole or (child.text or "").strip() or all(_INLINE.fullmatch(_name(piece)) for piece in child):
            _put(found, inner, _line(child) or _value(child))
            _attributes(child, inner, found)
        else:
            _gather(child, inner, bodies, found)


def _attributes(element: Element, path: str, found: dict[str, list[str]]) -> None:
    """The attributes whose names mean something."""
    for key, value in element.attrib.items():
        name = _plain(str(key))
        if element.tag and str(key) in _NAMED_BY and _plain(name_of(element)) in _NAMED:
            continue
        inner = f"{path}.{name}" if path else name
        if candidates(inner) and name not in ("title", "content", "value", "text", "body"):
            _put(found, inner, str(value))


def _put(found: dict[str, list[str]], name: str, value: str) -> None:
    if value.strip():
        found.setdefault(name, []).append(value.strip())


def _value(element: Element) -> str:
    return next((str(value) for name in _VALUES if (value := element.get(name))), "")


def _name(element: Element) -> str:
    """The name of an element in a path: local, without the signs that separate steps; that of a field by attribute."""
    name = _plain(name_of(element))
    if name in _NAMED and (given := next((v for key in _NAMED_BY if (v := element.get(key))), None)):
        return _plain(given)
    return name


def _plain(name: str) -> str:
    return re.sub(r"[.:/\[\]-]", "_", name.rpartition("}")[2].rpartition(":")[2])


def _means(element: Element) -> set[str]:
    return {meaning for meaning, _ in candidates(_name(element))} if _name(element) else set()


def _is_one(name: str) -> bool:
    return bool({meaning for meaning, _ in candidates(name)} & _ONE)


def _said(element: Element) -> bool:
    return any(str(piece).strip() for piece in element.itertext()) or bool(_value(element))


def _line(element: Element) -> str:
    """All words of an element in one line."""
    if not len(element):
        return (element.text or "").strip()
    asides = [e for e in element if _is_unsaid(e)]
    left_out = {id(e) for aside in asides for e in aside.iter()}
    pieces = [element.text or ""]
    for inner in element.iterdescendants():
        pieces += ["" if id(inner) in left_out else inner.text or "", inner.tail or ""]
    return " ".join("".join(pieces).split())


def _text(element: Element) -> str:
    """The paragraphs of a body; a leaf's text as it stands, since it may be markup itself."""
    if not len(element):
        return (element.text or _value(element)).strip()
    return "\n\n".join(paragraph for paragraph in _paragraphs(element) if paragraph)


def _paragraphs(element: Element) -> Iterator[str]:
    """Blocks one by one: the elements of a body without words of its own, unless HTML sets them in the line."""
    line = [element.text or ""]
    mixed = _is_mixed(element)
    for child in element:
        name = _name(child).lower()
        if not name or _is_unsaid(child):
            pass
        elif BLOCKS.fullmatch(name) or (not mixed and not _INLINE.fullmatch(name)):
            yield " ".join("".join(line).split())
            line = []
            if not (_means(child) & _FACTS) or BLOCKS.fullmatch(name):
                yield from _paragraphs(child)
        else:
            line.append(_line(child))
        line.append(child.tail or "")
    yield " ".join("".join(line).split())


def _is_mixed(element: Element) -> bool:
    """Whether an element has words beside its elements, which then stand in the line."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _distinct(found: Sequence[str]) -> list[str]:
    """The texts without those that begin another or stand there twice: a lead beside the full text."""
    bare = ["".join(text.split()) for text in found]
    return [
        text
        for i, text in enumerate(found)
        if bare[i]
        and not any(
            i != j and other.startswith(bare[i]) and (other != bare[i] or j < i) for j, other in enumerate(bare)
        )
    ]
