"""How does a mail, or a mailbox, become records? One message is one record; a mailbox is cut at its "From " lines."""

from __future__ import annotations

import email
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import default
from itertools import islice
from typing import NamedTuple

from indexer import dates, pages
from indexer.addresses import Origin, origin
from indexer.cutting.digests import is_digest, may_be_digest
from indexer.cutting.labelled import with_colons, with_values
from indexer.cutting.paragraphs import lines as text_lines
from indexer.dating.years import PAGE_DAY
from indexer.draft import RawDocument
from indexer.readers.charset import decode, decodes
from indexer.readers.markup import plain
from indexer.readers.member import Member, Piece
from indexer.readers.streams import HELD_CAP, lines

SEPARATOR = re.compile(rb"From \S.*\d\d:\d\d")
QUOTED = re.compile(rb"^>(>*From )", re.M)
HEADERS = ("Subject", "From", "Date", "Message-ID", "List-Id", "Reply-To", "Content-Language")
HEAD_END = re.compile(rb"\r?\n\r?\n")
MAILBOX = re.compile(rb"(?:\xef\xbb\xbf)?From ")
LINE = 250  # characters of a line that may tell a day
STUB = 300  # characters: a plain part with fewer may only say where the message can be seen
FULLER = 5  # ... if the HTML part has so many times more


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" a message, its `body` the message as it stands."""
    held: list[bytes] = []
    start = end = size = 0
    first = 1
    blank = True
    with member.open() as stream:
        for number, (begin, stop, line) in enumerate(lines(stream), 1):
            if blank and line is not None and held and SEPARATOR.match(line) and MAILBOX.match(held[0]):
                yield _message(member, held, (start, begin, first), size)
                held, start, size, first = [], begin, 0, number
            size += stop - begin
            blank = line is not None and line.isspace()
            if line is not None and size <= HELD_CAP:
                held.append(line)
            end = stop
    if size:
        yield _message(member, held, (start, end, first), size)


def _message(member: Member, held: list[bytes], at: tuple[int, int, int], size: int) -> Piece:
    start, end, line = at
    if size > HELD_CAP:
        reason = f"Line {line}: the message has {size} bytes; {HELD_CAP >> 20} MB may be. Save its text and add that."
        return member.unreadable("too large", reason, start, end, line)
    return RawDocument(place=member.place(start, end, line), shape="record", body=b"".join(held), charset="mail")


def mail_fields(body: bytes) -> dict[str, str]:
    """The headers of a message that say something about its text, and the text: the plain part, else the HTML part.

    A plain part that only says where the message can be seen is not its text.
    """
    message = _parsed(body)
    fields = {name: _header(message, name) for name in HEADERS}
    files = [part.get_filename() for part in message.iter_attachments()] if message.is_multipart() else []
    fields["Attachments"] = "; ".join(name for name in files if name)
    text, markup = _part(message, "plain"), _part(message, "html")
    shown = with_values(plain(with_colons(markup))) if markup is not None and (text is None or len(text) < STUB) else ""
    fields["text"] = shown if text is None or len(shown) > FULLER * len(text) else text
    return {name: value for name, value in fields.items() if value}


def mail_articles(body: bytes) -> list[dict[str, str]]:
    """The fields of each article of a message whose HTML part holds several, none for another message.

    The message's own day is the capture of what it carries, and tells the year that their days lack. Where its plain
    part holds several articles too, they are cut from that.
    """
    message = _parsed(body)
    markup, text = _part(message, "html"), _part(message, "plain")
    if not markup or not _has_days(plain(markup)) or (text and _is_digest(text)):
        return []
    from indexer.readers.html import PageTooHard, html_articles

    try:
        found = html_articles(markup.encode("utf-8", "replace"), "utf-8")
    except PageTooHard:
        return []
    sent = sent_at(_header(message, "Date"))
    said = {PAGE_DAY: _header(message, "Date"), **({"captured": sent} if sent else {})}
    return [{**article.fields, **said} for article in found] if len(found) > 1 else []


class Shown(NamedTuple):
    """What programs show of a message: its plain part, or the markup of its HTML part with its charset."""

    text: str
    markup: bytes
    charset: str | None = "utf-8"


def shown(body: bytes) -> Shown:
    """Both parts of a message, empty where it has none."""
    if page := saved_page(body):
        return Shown("", page.markup, page.charset)
    message = _parsed(body)
    return Shown(_part(message, "plain") or "", (_part(message, "html") or "").encode("utf-8", "replace"))


class SavedPage(NamedTuple):
    """The markup of a page, its charset, and where and when it was saved."""

    markup: bytes
    charset: str | None
    kept: Origin


def saved_page(body: bytes) -> SavedPage | None:
    """The page that a browser saved as a message (MHTML, RFC 2557), None for another message.

    Its root has the address of the page, which no part of a letter has; its day is that of the saving.
    """
    message = _parsed(body)
    root = _root(message, "html") if message.get_content_type() == "multipart/related" else None
    url = _header(root, "Content-Location") if root is not None else ""
    payload = root.get_payload(decode=True) if root is not None else None
    if not url.lower().startswith(("http:", "https:")) or not isinstance(payload, bytes):
        return None
    before = origin(url)
    kept = before if before.captured else Origin(url, sent_at(_header(message, "Date")) or "")
    return SavedPage(payload, root.get_content_charset() if root is not None else None, kept)


def sent_at(date: str) -> str | None:
    """When a message was sent, ISO 8601."""
    read = dates.parse(date)
    return read.value if read else None


def _has_days(text: str) -> bool:
    """Whether two lines have a day: to read a page as one costs much more, and most messages carry one text."""
    short = (line for line in text.split("\n") if 0 < len(line) <= LINE)
    return len([*islice((line for line in short if dates.find_all(line)), 2)]) > 1


def _is_digest(text: str) -> bool:
    return may_be_digest(text_lines(text)) and is_digest(pages.articles(text))


def _parsed(body: bytes) -> EmailMessage:
    first, _, rest = body.partition(b"\n")
    own = QUOTED.sub(rb"\1", rest) if MAILBOX.match(first) else body.removeprefix(BOM_UTF8)
    return email.message_from_bytes(_with_headers(own), policy=default)


def _with_headers(body: bytes) -> bytes:
    """A message whose headers are UTF-8: other bytes stand there bare in no charset that a header names."""
    end = HEAD_END.search(body)
    head = body[: end.start()] if end else body
    return body if not end or decodes(head, "utf-8") else decode(head)[0].encode() + body[end.start() :]


def _header(message: MIMEPart, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, MessageError):  # the parser's own faults on headers that are damaged
        return ""


def _part(message: EmailMessage, kind: str) -> str | None:
    """The text of a message's plain or HTML part, None without one."""
    part = _root(message, kind)
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes):
        return None
    return decode(payload, part.get_content_charset())[0]


def _root(message: EmailMessage, kind: str) -> MIMEPart | None:
    try:
        return message.get_body(preferencelist=(kind,))
    except (ValueError, KeyError, AttributeError, MessageError):  # the parser's own faults on parts that are damaged
        return None
