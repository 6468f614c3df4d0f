"""What do readers write below an article? Signed pieces below a line that counts or opens the comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from indexer import dates
from indexer.cutting.items import Item
from indexer.cutting.papers import is_outlet
from indexer.dating import clocks

COMMENT: Final = "comment"
_WORDS: Final = (
    r"comments?|replies|responses|discussion|kommentare?n?|kommentarer|kommentit|commentaires?|coment[aá]rios?|comentarii"
    r"|commenti|reacties|komentarze|komentáře|komentar(?:i|ji)?|hozzászólás\w*|yorum\w*|комментар\w+|коментар\w*"
    r"|σχόλια|תגובות|تعليقات?|التعليقات|نظرات|دیدگاه\w*|تبصرے|टिप्पणिय(?:ाँ|ां)|মন্তব্য|bình luận|maoni"
    r"|ความคิดเห็น|コメント|댓글|评论|評論|留言"
)
_COUNTS: Final = re.compile(
    rf"\W*(?:\d[\d.,]*\W*)?(?:[^\W\d_]+['’]?s?\s)?(?:{_WORDS})(?:\s[^\W\d_]+)?(?:\W*\d[\d.,]*)?\W*", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    rf"\W*(?:{_WORDS}|antwort|réponse|respuesta|resposta|risposta|ответ|yanıt|svar|الرد|رد|回复|回覆|返信)"
    r"(?:ที่)?\s?(?:n[°ºr]\.?|no\.?|№)?\s?#?(\d{1,3})\W*",
    re.IGNORECASE,
)
"""The heading of an answer with its number: "Comment 2", "ความคิดเห็นที่ 1"."""
_OPENS: Final = re.compile(
    r"\b(?:comments?|replies|responses|kommentare|commentaires|comentarios|yorum\w*|комментар\w+)\b|تعليق",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"^.{2,40}\s(?:says|wrote|writes|said|schrieb|schreibt|a écrit|dit|dice|escribió|пишет|yazdı)\s?:?$"
    r"|^(?:on|am|le) .{5,60}:$",
    re.IGNORECASE,
)
_CELLS: Final = re.compile(r"\s{2,}|\t")
CELLS: Final = 4
_REPLY: Final = re.compile(
    r"(?:reply|antworten?|répondre|responder|rispondi|reageer|beantwoorden|svara?|vastaa|odpowiedz|odpovědět|odpovedať|válasz"
    r"|răspunde|yanıtla|cevapla|ответить|відповісти|отговори|odgovori|απάντηση|הגב|השב|رد|الرد|پاسخ|جواب|जवाब दें|उत्तर दें"
    r"|জবাব দিন|উত্তর দিন|ตอบกลับ|trả lời|balas|jibu|回复|回覆|返信|답글|답글쓰기)(?:[\s·|•(]+[\d۰-۹٠-٩]+[)\s]*)*",
    re.IGNORECASE,
)
"""The button below a comment, with its votes."""
LEAST: Final = 2
"""So many answers must be numbered from one on."""
NEAR: Final = 8
"""So many lines below the one that opens the comments the first must be signed."""
BETWEEN: Final = 3
"""So many lines of buttons may stand between two comments."""
NAME_WORDS: Final = 4
LONGEST: Final = 80
"""A comment of more words is held for a text."""


def mark_comments(items: Sequence[Item]) -> None:
    """What readers wrote below an article becomes the page's."""
    _mark(_numbered(items))
    for start, item in enumerate(items):
        if item.side == "tail" and _OPENS.search(item.line.text):
            _mark(items[start + 1 : _last_signed(items, start)])
        if item.kind in ("short", "boiler") and _COUNTS.fullmatch(item.line.text):
            _mark(items[start + 1 : _end(items, start)])


def _numbered(items: Sequence[Item]) -> Sequence[Item]:
    """The answers of a thread that are headed by their numbers, from the first to the end of the last one's block.

    They stand below a text and are few words each: an answer that hands on an article is none.
    """
    heads = [
        (i, int(match[1]))
        for i, item in enumerate(items)
        if item.kind in ("short", "boiler", "meta") and (match := _NUMBERED.fullmatch(item.line.text))
    ]
    if len(heads) < LEAST or [number for _, number in heads] != list(range(1, len(heads) + 1)):
        return ()
    if not any(item.kind == "prose" for item in items[: heads[0][0]]):
        return ()
    end = heads[-1][0] + 1
    while end < len(items) and not items[end].line.blanks:
        end += 1
    starts = [i for i, _ in heads]
    answers = [items[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    brief = all(sum(item.line.words for item in answer) <= LONGEST for answer in answers)
    return items[starts[0] : end] if brief else ()


def _mark(comments: Sequence[Item]) -> None:
    for item in comments:
        item.kind, item.side, item.rule, item.header, item.found = "boiler", "tail", COMMENT, None, []


def _last_signed(items: Sequence[Item], start: int) -> int:
    """Where the comments end that open here and each say who wrote: "vellum_fan wrote:"."""
    last = start
    while signed := [i for i in range(last + 1, min(last + NEAR, len(items))) if _SIGNED.search(items[i].line.text)]:
        last = signed[0]
    stop = last + 1
    while last > start and stop < len(items) and not _is_heading(items, stop):
        stop += 1
    return stop


def _is_heading(items: Sequence[Item], i: int) -> bool:
    """Whether the next article may begin here: a headline or header with a blank line above."""
    return items[i].kind in ("short", "meta", "rule") and items[i].line.blanks > 0


def _end(items: Sequence[Item], start: int) -> int:
    """Where the comments end that open here: each below a name and an age, or a name above and a button below it."""
    stop, reach = start + 1, NEAR
    while (found := next((c for i in range(stop, min(stop + reach, len(items))) if (c := _comment(items, i))), 0)) > 0:
        stop, reach = found, BETWEEN
    return stop if reach == BETWEEN else start + 1


def _comment(items: Sequence[Item], first: int) -> int:
    """Where the comment ends that begins with a line, 0 if none does."""
    signed = _signature(items, first)
    if not (signed or _may_be_reader(items[first])):
        return 0
    begin = end = first + (signed or 1)
    while end < len(items) and not items[end].line.blanks and items[end].kind in ("prose", "short", "bullet"):
        if _is_button(items[end]) or _signature(items, end):
            break
        end += 1
    answered = end < len(items) and not items[end].line.blanks and _is_button(items[end])
    words = sum(item.line.words for item in items[begin:end])
    if not (signed or answered) or not 0 < words <= LONGEST or _goes_on(items, end):
        return 0
    return end + answered


def _goes_on(items: Sequence[Item], end: int) -> bool:
    """Whether a text stands below, a blank line above it: then what stood above was a headline."""
    return end < len(items) and items[end].kind == "prose"


def _may_be_reader(item: Item) -> bool:
    text = item.line.text
    return item.kind == "short" and item.line.words <= NAME_WORDS and not _is_button(item) and not is_outlet(text)


def _is_button(item: Item) -> bool:
    """Whether a line is the button below a comment, with or without the votes: "Reply", "Reply 5 0"."""
    return item.kind in ("short", "boiler") and _REPLY.fullmatch(item.line.text) is not None


def _signature(items: Sequence[Item], i: int) -> int:
    """How many lines say who wrote a comment and when: none, one with buttons ("pia81   2 days ago   Report"), two."""
    cells = _CELLS.split(items[i].line.text)
    age = clocks.age(cells[1]) if 2 <= len(cells) <= CELLS else None
    if age and age[:2] == (0, len(cells[1])) and len(cells[0].split()) <= NAME_WORDS:
        return 1
    return 2 if _is_signed(items, i) else 0


def _is_signed(items: Sequence[Item], i: int) -> bool:
    """Whether a line is a reader's name, and right below it stands how long ago or at what time he wrote."""
    if i + 1 >= len(items) or items[i].kind != "short" or items[i].line.words > NAME_WORDS:
        return False
    below = items[i + 1]
    if below.line.blanks or not below.is_date or any(f.name != "date" for f in below.found):
        return False
    readings = dates.find_all(below.line.text)
    timed = all(reading.ago or "T" in (reading.value or "") for reading in readings)
    return bool(readings) and timed and not is_outlet(items[i].line.text)
