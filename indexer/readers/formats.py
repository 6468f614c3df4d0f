"""Which format do these bytes have? Told by content; the name only breaks ties."""

from __future__ import annotations

import csv
import re
from itertools import islice

import orjson

from indexer.fields import map_fields
from indexer.readers.charset import UNITS, bom_charset, decode, decode_part, wide_charset

HEAD = 1 << 16

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # what the files of Microsoft's old office programs begin with
BINARY_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"\xca\xfe\xba\xbe",
    b"SQLite format 3\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"OggS",
    b"ID3",
    b"PAR1",
)
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h[1-6]|table|meta|title|span|section)\b", re.I)
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|[a-z0-9]+:feed)\b[^>]*>", re.I)
SGML = re.compile(rb"<!DOCTYPE\s+lewis\b|<REUTERS\b", re.I)
ROOT = re.compile(
    rb"(?:\s|<\?.*?\?>|<!--.*?-->|(?P<dtd><!DOCTYPE\b[^>\[]*(?:\[.*?\])?\s*>))*<(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)"
    rb"[^<>]*>",
    re.S,
)
HTML_ROOT = re.compile(rb"html|head|body|div|p|h[1-6]|table|meta|title|span|section|center|frameset|svg", re.I)
TRADE = re.compile(rb"newsml|newsmessage|newsitem|packageitem|nitf|newsarticle|docs?|documents", re.I)
WARC = re.compile(rb"WARC/\d+\.\d+\r?\n")
BIBTEX = re.compile(rb"^@[A-Za-z]+\s*\{\s*[^\s,{}\"]+\s*,\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]", re.M)
MAIL_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):[ \t]", re.M)
MAIL_SIGNS = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"x-mailer", b"in-reply-to"}
MBOX = re.compile(rb"From \S.*\d\d:\d\d.*\r?\n[A-Za-z][A-Za-z0-9-]*:")
DELIMITERS = ",\t;|"
DELIMITER_LINE = re.compile(r'\ufeff?"?sep=([^\w\s"]|\t|\\t)"?[,;\t]*\s*$', re.I)
"""The first line of a table that was written for spreadsheets, which take the delimiter from it."""
TABLES = (".csv", ".tsv", ".tab", ".psv")
TOP = 20  # rows among which the names of the columns stand
TAGLESS_TEXT = 512
COMPRESSED = (".gz", ".bz2", ".xz", ".zst")
SYSTEM_NAMES = {"__macosx", "thumbs.db", "desktop.ini"}


def base_name(path: str) -> str:
    """The last step of a path, in lower case and without the ending of a compression."""
    name = re.split(r"[/\\!]", path)[-1].lower()
    return name.removesuffix(next((ending for ending in COMPRESSED if name.endswith(ending)), ""))


def not_document(path: str) -> str | None:
    """ "hidden" for a hidden file and for one that an operating system leaves behind, else None."""
    steps = re.split(r"[/\\]", path)
    if steps[-1].startswith(".") or any(step.lower() in SYSTEM_NAMES for step in steps):
        return "hidden"
    return None


def format_of(head: bytes, name: str = "") -> str:
    """The format of a member that begins with `head` (up to 64 KiB), as a name in `indexer.readers.FORMATS`."""
    if head[:1024].find(b"%PDF-") >= 0 and not HTML.search(head[:1024]):
        return "pdf"
    if WARC.match(head.lstrip()):
        return "warc"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"bplist00"):
        return "webarchive"
    if head.startswith(OLD_OFFICE):
        return "old office"
    if is_binary(head):
        return "binary"
    if (charset := bom_charset(head) or wide_charset(head)) in UNITS:
        head = decode_part(head, charset).encode()
    body = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if body[:1] == b"<" and (found := markup_format(body)):
        return found
    if body[:1] in (b"{", b"["):
        return json_format(body, name)
    if is_mail(body):
        return "mail"
    if BIBTEX.search(body[:1024]):
        return "bibtex"
    if is_table(head, name):
        return "csv"
    return "html" if looks_like_html(body, name) else "text"


def is_binary(head: bytes) -> bool:
    """True for bytes that are no text in any charset: a known signature, or many control characters."""
    if head.startswith(BINARY_MAGIC):
        return True
    if bom_charset(head) or wide_charset(head):
        return False
    sample = head[:8192]
    controls = sum(sample.count(bytes([code])) for code in (0, 1, 2, 4, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21))
    return controls * 20 > len(sample)


def markup_format(body: bytes) -> str | None:
    """The format of something that begins with a tag; None for text that only begins with "<"."""
    top = body[:4096]
    if SGML.search(top):
        return "sgml"
    if (found := FEED.search(top)) and not HTML.search(top[: found.start()]):
        return "feed"
    if is_xml(top):
        return "xml"
    return "html" if HTML.search(top) else None


def is_xml(top: bytes) -> bool:
    """Whether a document is XML and no page: it says so, or its root has a namespace, a DTD or a name of the trade."""
    root = ROOT.match(top)
    if root is None or HTML_ROOT.fullmatch(root["name"]):
        return False
    if HTML.match(b"<" + root["name"] + b">") and not top.startswith(b"<?xml"):
        return False
    return top.startswith(b"<?xml") or bool(root["dtd"]) or b"xmlns" in root[0] or bool(TRADE.fullmatch(root["name"]))


def json_format(body: bytes, name: str) -> str:
    """jsonl when the first line is a whole object, json for anything else that opens a bracket.

    A text may begin with a bracket too, but not if its name says that it is JSON, nor if nothing follows.
    """
    first, newline, rest = body.partition(b"\n")
    if body[:1] == b"{" and newline and (rest.lstrip()[:1] == b"{" or not rest.strip()):
        return "jsonl" if closes(first) or name.endswith((".jsonl", ".ndjson")) else "json"
    if body[:1] == b"{" and name.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if name.endswith(".json") or not body[1:].strip():
        return "json"
    if body[:1] == b"[" and not re.match(rb'\[\s*(?:[\[{"\]\d]|true|false|null)', body):
        return "text"
    if body[:1] == b"{" and not re.match(rb'\{\s*["}]', body):
        return "text"
    return "json"


def closes(line: bytes) -> bool:
    """True if this line ends like an object; broken ones are told apart by the reader."""
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        return line.rstrip().endswith(b"}")
    return True


def is_mail(body: bytes) -> bool:
    """True for a mail or a mailbox: header fields at the top, among them one that only mail has."""
    if MBOX.match(body):
        return True
    header = re.split(rb"\r?\n\r?\n", body[:8192], maxsplit=1)[0]
    names = {found.lower() for found in MAIL_FIELD.findall(header)}
    return bool(names & MAIL_SIGNS) and bool(names & {b"from", b"subject", b"date"}) and bool(MAIL_FIELD.match(header))


def delimiter_line(head: str) -> str | None:
    """The delimiter that the first line of a table does nothing but name ("sep=;")."""
    found = DELIMITER_LINE.match(next(iter(head[:80].splitlines()), ""))
    return found[1].replace("\\t", "\t") if found else None


def delimiter_of(head: str, name: str = "") -> str | None:
    """The delimiter that the first row names, or between whose signs it names two known fields, or that it holds.

    The last way is for tables without a header row and counts only if the name says that it is a table.
    """
    rows = head.splitlines()[:20]
    if not rows:
        return None
    if said := delimiter_line(rows[0]):
        return said
    for delimiter in DELIMITERS:
        names = next(csv.reader([rows[0].lstrip("\ufeff")], delimiter=delimiter), [])
        known = map_fields(names)
        if (
            len(names) > 1
            and len(known) > 1
            and ("text" in known or "title" in known)
            and all(len(n) < 60 for n in names)
        ):
            return delimiter
    if not name.endswith(TABLES):
        return None
    for delimiter in DELIMITERS:
        if rows_above(head, delimiter):
            return delimiter
    counts = {d: len(next(csv.reader([rows[0]], delimiter=d), [])) for d in DELIMITERS}
    best = max(counts, key=lambda d: counts[d])
    return best if counts[best] > 1 else ","


def rows_above(head: str, delimiter: str) -> int:
    """How many rows stand above the names of a table's columns: what an export says of itself.

    The names must be three and more, two of them known, a headline or a text among those.
    """
    rows = islice(csv.reader(head.lstrip("\ufeff").splitlines(keepends=True)[: 2 * TOP], delimiter=delimiter), TOP)
    try:
        for number, names in enumerate(rows):
            known = map_fields(names) if sum(map(bool, names)) > 2 and all(len(n) < 60 for n in names) else {}
            if len(known) > 1 and known.keys() & {"title", "text"}:
                return number
    except csv.Error:
        pass
    return 0


def is_table(head: bytes, name: str) -> bool:
    """True for CSV and its kin."""
    return delimiter_of(decode(head)[0], name) is not None


def looks_like_html(body: bytes, name: str) -> bool:
    """True for a page that begins with text before its first tag."""
    if name.endswith((".html", ".htm", ".xhtml")) and HTML.search(body):
        return True
    return len(HTML.findall(body)) * TAGLESS_TEXT > len(body) and b"</" in body and bool(HTML.search(body[:1024]))
