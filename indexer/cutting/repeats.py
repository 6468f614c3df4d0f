"""What does a page say twice? Paragraphs, whole articles, and what readers write below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexer import dates
from indexer.cutting.items import Item, overlap
from indexer.cutting.lines import folded
from indexer.draft import Fate

WELCOME_WORDS = 25
"""So few words above the first of several articles, under a headline that they do not speak of, welcome the reader."""
LETTER_WORDS = 70
"""So few words under the subject of a mail, above articles with headers of their own, are its letter."""
STRAY_WORDS = 30
FOOT_WORDS = 60
GOES_ON = 0.35
"""The share of its words that the rest of a text has in common with its beginning."""
_NOTE = re.compile(
    r"(?:attention|notes? to|(?:\w+ )?advisory|eds|editors)\b.{0,12}\b(?:editors?|clients|subscribers)?\s?[:–-]",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:\.\.\.|…)[\])»”]?$")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_ANSWER = re.compile(r"(?:re|aw|sv|rv|antw|subject: re|betreff: aw)\s?:", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening)|liebe[rs]?|hallo|moin|servus|guten (?:tag|morgen|abend)"
    r"|sehr geehrte|bonjour|bonsoir|bienvenue|salut|chers?|chères?|hola|queridos|estimad[oa]s"
    r"|buen[oa]s (?:días|tardes|noches)|olá|oi|bom dia|boa (?:tarde|noite)|car[oaei]"
    r"|prezad[oa]s?|ciao|salve|buongiorno|buonasera|gentili|merhaba|selam"
    r"|günaydın|iyi (?:günler|akşamlar)|sevgili|здравствуйте|привет|доброе утро|добрый (?:день|вечер)|дорогие|уважаемые"
    r"|أعزاءنا|مرحبا|أهلا|السلام عليكم|صباح الخير|مساء الخير|سلام|درود|صبح بخیر|beste"
    r"|goedemorgen|cześć|dzień dobry|hej)\b[^.]{0,40}[,!:：]?"
    r"|(?:大家好|各位|亲爱的|您好|早上好|みなさん|안녕하세요)[^。]{0,20}",
    re.IGNORECASE,
)
CONSENT_WORDS = 150
_MAIL = re.compile(
    r"(?:From|To|Subject|Von|An|Betreff|De|À|Objet|Para|Asunto|От|Кому|Тема|من|إلى|Kime|Kimden|Konu)\s?:"
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent\w*|tracking|tracker\w*|privacy|partners?|personali[sz]\w+|einwillig\w*|zustimm\w*|datenschutz\w*"
    r"|partenaires?|traceurs|consentement|confidentialité|consentimiento|privacidad|socios|çerez\w*|gizlilik|rıza)\b",
    re.IGNORECASE,
)
"""What a page asks its reader to agree to, before anything else."""
COMMENT_WORDS = 40
"""A text without title shorter than this, on a page of several articles, is a comment and no article."""


def drop_repeats(items: list[Item]) -> None:
    """Paragraphs that an article has already said become repeats, with the short lines among them."""
    said: dict[int, set[str]] = {}
    for item in items:
        if item.role in ("title", "text"):
            key = item.key or item.line.text
            seen = said.setdefault(item.article, set())
            if item.line.quoted and any(key in other for other in said.values()):
                item.rule = "again"
            if key in seen and item.role == "text" and item.line.weight >= 60:
                item.rule = "again"
            seen.add(key)
    for above, item, below in zip([None, *items], items, [*items[1:], None], strict=False):
        near = (above is not None and above.rule == AGAIN) or (below is not None and below.rule == "again")
        if item.role == "text" and (item.rule == "again" or (near and _said_before(items, item))):
            item.put("repeat", rule=AGAIN)


AGAIN = "paragraph printed before"


def _said_before(items: list[Item], item: Item) -> bool:
    for other in items:
        if other is item:
            return False
        if other.article == item.article and other.key == item.key and other.role in ("title", "text"):
            return True
    return False


def drop_copies(found: list[Item]) -> None:
    """Articles that only repeat another of the page, and comments, are no articles."""
    numbers = sorted({item.article for item in found if item.article >= 0})
    texts = {n: [i for i in found if i.article == n and i.role == "text"] for n in numbers}
    titles = {n: next((i.key for i in found if i.article == n and i.role == "title"), "") for n in numbers}
    for n in numbers:
        words = sum(item.line.words for item in texts[n])
        others = [o for o in numbers if o != n and titles[o] == titles[n] and titles[n]]
        mine, whole = _words(texts[n]), {o: _words(texts[o]) for o in others}
        if any(
            mine in whole[o] and (o < n or mine != whole[o]) and not _is_own(found, n, o, mine == whole[o])
            for o in others
        ):
            _release(found, n, "repeat", "article printed before")
            texts[n] = []
        elif n and words < COMMENT_WORDS and _is_comment([i for i in found if i.article == n], titles[n]):
            _release(found, n, "boilerplate", "comment")
            texts[n] = []
        elif len(numbers) > 1 and _is_stray(found, texts, n, words):
            _release(found, n, "boilerplate", "note")
            texts[n] = []
        elif n == numbers[0] and len(numbers) > 1 and _is_of_the_page(found, texts, n, words):
            _release(found, n, "boilerplate", "before the first article")


def _is_own(found: list[Item], number: int, other: int, same: bool) -> bool:
    """Whether a text that stands twice is a sighting of its own: of another outlet, or a record with its own day."""
    outlets = _outlets(found, number)
    dated = any(item.is_date for item in found if item.article == number)
    return bool(outlets) and (not outlets <= _outlets(found, other) or (same and dated))


def _outlets(found: list[Item], number: int) -> set[str]:
    """The outlets that an article names."""
    return {
        item.line.text[f.start : f.end].casefold()
        for item in found
        if item.article == number
        for f in item.found
        if f.name == "outlet"
    }


def _is_of_the_page(found: list[Item], texts: dict[int, list[Item]], first: int, words: float) -> bool:
    """Whether the first of several articles is none: a consent banner, a welcome, the letter of a mail."""
    said = " ".join(item.line.text for item in texts[first])
    if words < CONSENT_WORDS and len({m.casefold()[:5] for m in _CONSENT.findall(said)}) >= 3:
        return True
    if len(texts) < 3:
        return False
    title = next((i for i in found if i.article == first and i.role == "title"), None)
    if len(texts[first]) == 1 and words < WELCOME_WORDS and overlap(title.text if title else "", said) < 0.5:
        return True
    headed = [n for n in texts if n != first and _has_header(found, n, labels=True)]
    mailed = _is_mailed([item for item in found if item.article == first])
    letter = _greets(found, texts[first][0]) or (mailed and not _has_header(found, first, labels=False))
    return words < LETTER_WORDS and len(headed) >= 2 and letter


def _greets(found: list[Item], text: Item) -> bool:
    """Whether a line that greets the readers stands right above a text."""
    at = next(i for i, item in enumerate(found) if item is text)
    return at > 0 and _GREETING.fullmatch(found[at - 1].line.text) is not None


def _has_header(found: list[Item], number: int, *, labels: bool) -> bool:
    """Whether an article says itself when or where it was published; `labels` counts those of a mail too."""
    return any(
        f.name in ("date", "outlet", "author")
        for item in found
        if item.article == number and item.role == "meta" and item.header
        if labels or item.header.kind != "label"
        for f in item.found
    )


def _words(texts: list[Item]) -> str:
    """A text by its words alone, however its paragraphs are set."""
    return " ".join(item.key or folded(item.line.text) for item in texts)


def _is_stray(found: list[Item], texts: dict[int, list[Item]], number: int, words: float) -> bool:
    """Whether a few words between long articles are none: a note to editors, an advert, a reply without an outlet."""
    if _is_of_the_foot(found, texts, number, words) or _is_teaser(texts, number, words):
        return True
    if words >= STRAY_WORDS or not texts[number]:
        return False
    if _NOTE.match(texts[number][0].line.text):
        return True
    lengths = {n: sum(item.line.words for item in texts[n]) for n in texts if n != number and texts[n]}
    whole = [n for n, length in lengths.items() if length >= STRAY_WORDS]
    long = [n for n in whole if lengths[n] > 3 * words]
    named = [n for n in whole if _names_outlet(found, n)]
    usual = len(long) > 0.5 * len(whole) and len(named) > 0.6 * len(whole)
    return usual and not _names_outlet(found, number)


def _is_of_the_foot(found: list[Item], texts: dict[int, list[Item]], number: int, words: float) -> bool:
    """Whether what stands last on a page is its own note: some lines without a day or a name, where all articles above
    have both or one, that do not go on with what the last of these said."""
    others = [n for n in texts if n < number and texts[n]]
    last = number == max(texts) and 0 < words < FOOT_WORDS and not _has_header(found, number, labels=True)
    if not last or len(others) < 2:
        return False
    if not all(_has_header(found, n, labels=True) for n in others) and not _is_unnumbered(found, number, others):
        return False
    if _is_closed_alike(found, number, others):
        return False
    said, above = (" ".join(item.line.text for item in texts[n]) for n in (number, others[-1]))
    return overlap(said, above) < GOES_ON


def _is_closed_alike(found: list[Item], number: int, others: list[int]) -> bool:
    """Whether a copyright line stands below an article as it does below most others, or its number above it."""
    mine = [i for i, item in enumerate(found) if item.article == number]
    closed = [any(item.kind == "copyright" for item in found[_last(found, n) + 1 :][:2]) for n in (number, *others)]
    counted = mine[0] > 0 and found[mine[0] - 1].is_numbered
    return counted or (closed[0] and 2 * sum(closed[1:]) > len(others))


def _last(found: list[Item], number: int) -> int:
    return max(i for i, item in enumerate(found) if item.article == number)


def _is_unnumbered(found: list[Item], number: int, others: list[int]) -> bool:
    """Whether the headlines of all articles but one are numbered."""
    counted = {item.article for item in found if item.role == "title" and item.is_numbered}
    return number not in counted and counted.issuperset(others)


def _is_teaser(texts: dict[int, list[Item]], number: int, words: float) -> bool:
    """Whether a text is cut off by dots among texts that are whole and longer."""
    if words >= FOOT_WORDS or not texts[number] or not _CUT_OFF.search(texts[number][-1].line.text):
        return False
    others = [texts[n] for n in texts if n != number and texts[n]]
    whole = [t for t in others if not _CUT_OFF.search(t[-1].line.text)]
    longer = [t for t in whole if sum(item.line.words for item in t) > 2 * words]
    return len(longer) >= 2 and len(longer) > 0.6 * len(others)


def _names_outlet(found: list[Item], number: int) -> bool:
    return any(f.name == "outlet" for item in found if item.article == number for f in item.found)


def _is_comment(article: Sequence[Item], title: str) -> bool:
    """Whether a short text is no article: without a headline, under the subject of a mail, or signed as a reply."""
    if any(item.role == "title" and item.is_numbered for item in article):
        return False
    headed = any(f.name in ("outlet", "url") for item in article for f in item.found)
    return not title or _heads_a_post(article) or (_is_mailed(article) and not headed) or _is_reply(article)


def _heads_a_post(article: Sequence[Item]) -> bool:
    """Whether what stands where a headline would says who wrote and when, to the minute."""
    titles = [item.line.text for item in article if item.role == "title" and item.kind == "short"]
    return any(_CLOCK.search(text) and dates.find(text) for text in titles)


def _is_mailed(article: Sequence[Item]) -> bool:
    """Whether an article's header is that of a mail."""
    return any(item.role in ("meta", "title") and _MAIL.match(item.line.text) for item in article)


def _is_reply(article: Sequence[Item]) -> bool:
    """Whether a reader answers: under "Re:", or signed with an age and no outlet, "vellum_fan · 2 days ago"."""
    outlets = [item for item in article if any(f.name == "outlet" for f in item.found)]
    answers = any(item.role in ("meta", "title") and _ANSWER.match(item.line.text) for item in article)
    if answers and all(item.header and item.header.kind == "date" for item in outlets):  # who wrote, and when
        return True
    if outlets:
        return False
    readings = [r for i in article if i.role == "meta" and i.is_date for r in dates.find_all(i.line.text)]
    return bool(readings) and all(reading.ago for reading in readings)


def _release(found: Iterable[Item], number: int, role: Fate, rule: str) -> None:
    for item in found:
        if item.article == number:
            item.put("repeat" if role == "repeat" else "boilerplate", rule=rule)
