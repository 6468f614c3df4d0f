"""What does a page say twice? Paragraphs, whole articles, and what readers write below them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer import dates
from indexer.cutting.items import Item, by_article, overlap
from indexer.cutting.lines import folded
from indexer.draft import Fate

WELCOME_WORDS = 25
"""So few words above the first of several articles, under a headline that they do not speak of, welcome the reader."""
LETTER_WORDS = 70
"""So few words under the subject of a mail, above articles with headers of their own, are its letter."""
STRAY_WORDS = 30
FOOT_WORDS = 60
HEADED = 0.4
"""The share of its words that the headline of an article has in common with its text, where it has some paragraphs."""
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
    everything: set[str] = set()
    for item in items:
        if item.role in ("title", "text"):
            key = item.key or item.line.text
            seen = said.setdefault(item.article, set())
            if item.line.quoted and key in everything:
                item.rule = "again"
            if key in seen and item.role == "text" and item.line.weight >= 60:
                item.rule = "again"
            seen.add(key)
            everything.add(key)
    kept: set[tuple[int, str]] = set()
    for above, item, below in zip([None, *items], items, [*items[1:], None], strict=False):
        near = (above is not None and above.rule == AGAIN) or (below is not None and below.rule == "again")
        if item.role == "text" and (item.rule == "again" or (near and (item.article, item.key) in kept)):
            item.put("repeat", rule=AGAIN)
        elif item.role in ("title", "text"):
            kept.add((item.article, item.key))


AGAIN = "paragraph printed before"


@dataclass(slots=True)
class Left:
    """The articles of a page that are left: their lines and texts by number, and what all of them are judged by.

    `whole` are the lengths of the texts that are no stray words, `uncut` of those that no dots cut off, both in order;
    `named` the articles that name an outlet, `signed` how many of the whole ones do, `filled` how many have a text.
    """

    lines: Mapping[int, list[Item]]
    texts: dict[int, list[Item]]
    whole: list[float]
    uncut: list[float]
    named: frozenset[int]
    signed: int
    filled: int

    @classmethod
    def of(cls, found: Iterable[Item]) -> Left:
        """All articles of a page, before any is dropped."""
        lines = by_article(found)
        lines.pop(-1, None)
        texts = {n: [item for item in lines[n] if item.role == "text"] for n in sorted(lines)}
        sizes = {n: _size(text) for n, text in texts.items() if text}
        named = frozenset(n for n in texts if any(f.name == "outlet" for item in lines[n] for f in item.found))
        whole = {n: size for n, size in sizes.items() if size >= STRAY_WORDS}
        uncut = sorted(size for n, size in sizes.items() if not _is_cut_off(texts[n]))
        return cls(lines, texts, sorted(whole.values()), uncut, named, len(named & whole.keys()), len(sizes))

    def drop(self, number: int, role: Fate, rule: str) -> None:
        """An article is none."""
        for item in self.lines[number]:
            item.put("repeat" if role == "repeat" else "boilerplate", rule=rule)
        text, self.texts[number] = self.texts[number], []
        if not text:
            return
        size = _size(text)
        self.filled -= 1
        if size >= STRAY_WORDS:
            self.whole.pop(bisect_left(self.whole, size))
            self.signed -= number in self.named
        if not _is_cut_off(text):
            self.uncut.pop(bisect_left(self.uncut, size))


def drop_copies(found: list[Item]) -> None:
    """Articles that only repeat another of the page, and comments, are no articles."""
    left = Left.of(found)
    numbers = list(left.texts)
    titles = {n: next((i.key for i in left.lines[n] if i.role == "title"), "") for n in numbers}
    titled: defaultdict[str, list[int]] = defaultdict(list)
    for n in numbers:
        titled[titles[n]].append(n)
    for n in numbers:
        words = _size(left.texts[n])
        others = [o for o in titled[titles[n]] if o != n] if titles[n] else []
        mine, whole = _words(left.texts[n]), {o: _words(left.texts[o]) for o in others}
        if any(
            mine in whole[o] and (o < n or mine != whole[o]) and not _is_own(left, n, o, mine == whole[o])
            for o in others
        ):
            left.drop(n, "repeat", "article printed before")
        elif n and words < COMMENT_WORDS and _is_comment(left.lines[n], titles[n]):
            left.drop(n, "boilerplate", "comment")
        elif len(numbers) > 1 and _is_stray(found, left, n, words):
            left.drop(n, "boilerplate", "note")
        elif n == numbers[0] and len(numbers) > 1 and _is_of_the_page(found, left, n, words):
            left.drop(n, "boilerplate", "before the first article")


def _size(text: Sequence[Item]) -> float:
    return sum(item.line.words for item in text)


def _is_cut_off(text: Sequence[Item]) -> bool:
    return _CUT_OFF.search(text[-1].line.text) is not None


def _is_own(left: Left, number: int, other: int, same: bool) -> bool:
    """Whether a text that stands twice is a sighting of its own: of another outlet, or a record with its own day."""
    outlets = _outlets(left.lines[number])
    dated = any(item.is_date for item in left.lines[number])
    return bool(outlets) and (not outlets <= _outlets(left.lines[other]) or (same and dated))


def _outlets(article: Sequence[Item]) -> set[str]:
    """The outlets that an article names."""
    return {item.line.text[f.start : f.end].casefold() for item in article for f in item.found if f.name == "outlet"}


def _is_of_the_page(found: Sequence[Item], left: Left, first: int, words: float) -> bool:
    """Whether the first of several articles is none: a consent banner, a welcome, the letter of a mail."""
    said = " ".join(item.line.text for item in left.texts[first])
    if words < CONSENT_WORDS and len({m.casefold()[:5] for m in _CONSENT.findall(said)}) >= 3:
        return True
    if len(left.texts) < 3:
        return False
    title = next((i for i in left.lines[first] if i.role == "title"), None)
    if len(left.texts[first]) == 1 and words < WELCOME_WORDS and overlap(title.text if title else "", said) < 0.5:
        return True
    headed = [n for n in left.texts if n != first and _has_header(left.lines[n], labels=True)]
    mailed = _is_mailed(left.lines[first])
    letter = _greets(found, left.texts[first][0]) or (mailed and not _has_header(left.lines[first], labels=False))
    return words < LETTER_WORDS and len(headed) >= 2 and letter


def _greets(found: Sequence[Item], text: Item) -> bool:
    """Whether a line that greets the readers stands right above a text."""
    at = next(i for i, item in enumerate(found) if item is text)
    return at > 0 and _GREETING.fullmatch(found[at - 1].line.text) is not None


def _has_header(article: Sequence[Item], *, labels: bool) -> bool:
    """Whether an article says itself when or where it was published; `labels` counts those of a mail too."""
    return any(
        f.name in ("date", "outlet", "author")
        for item in article
        if item.role == "meta" and item.header
        if labels or item.header.kind != "label"
        for f in item.found
    )


def _words(texts: Sequence[Item]) -> str:
    """A text by its words alone, however its paragraphs are set."""
    return " ".join(item.key or folded(item.line.text) for item in texts)


def _is_stray(found: Sequence[Item], left: Left, number: int, words: float) -> bool:
    """Whether a few words between long articles are none: a note to editors, an advert, a reply without an outlet."""
    if _is_of_the_foot(found, left, number, words) or _is_teaser(left, number, words):
        return True
    if words >= STRAY_WORDS or not left.texts[number]:
        return False
    if _NOTE.match(left.texts[number][0].line.text):
        return True
    long = len(left.whole) - bisect_right(left.whole, 3 * words)
    usual = long > 0.5 * len(left.whole) and left.signed > 0.6 * len(left.whole)
    return usual and number not in left.named


def _is_of_the_foot(found: Sequence[Item], left: Left, number: int, words: float) -> bool:
    """Whether what stands last on a page is its own note: some lines without a day or a name, where all articles above
    have both or one, that do not go on with what the last of these said."""
    last = number == next(reversed(left.texts)) and 0 < words < FOOT_WORDS
    if not last or _has_header(left.lines[number], labels=True):
        return False
    others = [n for n, text in left.texts.items() if n < number and text]
    if len(others) < 2 or left.named.issuperset((number, *others)):
        return False
    if not all(_has_header(left.lines[n], labels=True) for n in others) and not _is_unnumbered(left, number, others):
        return False
    if _is_closed_alike(found, number, others):
        return False
    said, above = (" ".join(item.line.text for item in left.texts[n]) for n in (number, others[-1]))
    title = next((item.text for item in left.lines[number] if item.role == "title"), "")
    return overlap(said, above) < GOES_ON and not (len(left.texts[number]) > 1 and overlap(title, said) >= HEADED)


def _is_closed_alike(found: Sequence[Item], number: int, others: Sequence[int]) -> bool:
    """Whether a copyright line stands below an article as it does below most others, or its number above it."""
    first = next(i for i, item in enumerate(found) if item.article == number)
    last = {item.article: i for i, item in enumerate(found)}
    closed = [any(item.kind == "copyright" for item in found[last[n] + 1 : last[n] + 3]) for n in (number, *others)]
    counted = first > 0 and found[first - 1].is_numbered
    return counted or (closed[0] and 2 * sum(closed[1:]) > len(others))


def _is_unnumbered(left: Left, number: int, others: Sequence[int]) -> bool:
    """Whether the headlines of all articles but one are numbered."""
    counted = {n for n, lines in left.lines.items() if any(i.role == "title" and i.is_numbered for i in lines)}
    return number not in counted and counted.issuperset(others)


def _is_teaser(left: Left, number: int, words: float) -> bool:
    """Whether a text is cut off by dots among texts that are whole and longer."""
    if words >= FOOT_WORDS or not left.texts[number] or not _is_cut_off(left.texts[number]):
        return False
    longer = len(left.uncut) - bisect_right(left.uncut, 2 * words)
    return longer >= 2 and longer > 0.6 * (left.filled - 1)


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
