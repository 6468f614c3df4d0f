"""How does a mail, or a mailbox, become records? One message is one record; a mailbox is cut at its "From " lines."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Mapping
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

from indexer.draft import RawDocument
from indexer.readers.charset import decode
from indexer.readers.markup import plain
from indexer.readers.member import Member, Piece
from indexer.readers.streams import HELD_CAP, lines

SEPARATOR = re.compile(rb"From \S.*\d\d:\d\d")
QUOTED = re.compile(rb"^>(>*From )", re.M)
HEADERS = ("Subject", "From", "Date", "Message-ID", "List-Id", "Reply-To", "Content-Language")
SIGN = b"From "


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" a message, its `body` the message as it stands."""
    held: list[bytes] = []
    start = end = size = 0
    first = 1
    blank = True
    with member.open() as stream:
        for number, (begin, stop, line) in enumerate(lines(stream), 1):
            if blank and line is not None and held and SEPARATOR.match(line) and held[0].startswith(SIGN):
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
    """The headers of a message that say something about its text, and the text: the plain part, else the HTML part."""
    first, _, rest = body.partition(b"\n")
    message = email.message_from_bytes(QUOTED.sub(rb"\1", rest) if first.startswith(SIGN) else body, policy=default)
    fields = {name: _header(message, name) for name in HEADERS}
    files = [part.get_filename() for part in message.iter_attachments()] if message.is_multipart() else []
    fields["Attachments"] = "; ".join(name for name in files if name)
    fields["text"] = _text(message)
    return {name: value for name, value in fields.items() if value}


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, MessageError):  # the parser's own faults on headers that are damaged
        return ""


def _text(message: EmailMessage) -> str:
    try:
        part = message.get_body(preferencelist=("plain", "html"))
    except (ValueError, KeyError, AttributeError, MessageError):
        part = None
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    text = decode(payload, part.get_content_charset())[0]
    return plain(text) if part.get_content_type() == "text/html" else text
