"""What is the text of a web page's article? The part of the page with the most prose, its lead, without what is beside.

Where the page holds hardly any prose, trafilatura is asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, zip_longest
from typing import Any, Final

from indexer.readers import beside
from indexer.readers.beside import PROSE, Element, weight
from indexer.readers.blocks import HEADINGS, ROWS, Line
from indexer.readers.declared import folded
from indexer.readers.roles import word_set

INNER: Final = HEADINGS | word_set("p li blockquote td th tr tbody pre dd dt ul ol dl br")
ENDS: Final = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]]*$")
CLOCK: Final = re.compile(r"\d{1,2}[:./-]\d\d|(?:19|20)\d\d")
INVITATION: Final = re.compile(
    r"(?:adverti[sz]ements?|advert|anzeige|werbung|publicit[ée]|publicidad|publicidade|pubblicità|реклама|إعلان"
    r"|advertentie|reklam|annons|mainos|広告)\s*:?$"
    r"|(?:read|see|watch|listen|learn|find out) (?:more|also|next|now|too)\b|also read|don.?t miss"
    r"|more (?:on|from|stories)"
    r"|related(?: articles?| stor(?:y|ies)| links?| news)?\s*:?$|click here|follow us|share this|like this story"
    r"|(?:mehr zum thema|lesen sie|lies auch|auch interessant|lire aussi|à lire|lea también|lee también|leer más"
    r"|te puede interesar|leia (?:também|mais)|leggi anche|lees ook|meer lezen|läs (?:också|även|mer)|les også|læs også"
    r"|lue myös|czytaj (?:też|także|więcej)|читайте также|читать далее|ayrıca oku|اقرأ أيض|بیشتر بخوانید|関連記事)\b",
    re.I,
)
PLUG: Final = re.compile(
    r"newsletter|subscri|sign(?:ed)? up|follow (?:us|him|her|them|@)|whatsapp|telegram|abonn|suscr|iscriv|inscreva"
    r"|\bapp\b|(?:may|can) be reached|(?:contact|email) (?:the|him|her|us)",
    re.I,
)
SHORT = 15  # ... on a page of short lines
TOLD = 1000  # characters of a whole article in the linked data
ENOUGH = 250  # characters of prose of an article
WHOLE_SHARE = 0.92  # of the prose of the surroundings: the smallest part with so much is the body
BEFORE_HEADING = 40  # lines between the heading and the body
LEADS = 4
TYPED = 0.6  # of the prose of a page must stand in one <pre>
LONG = 250


def body_text(page: str, lines: Sequence[Line], found: Sequence[Line], told: str = "") -> str:
    """The paragraphs of the article, a blank line between them; "" if there are none.

    `page` is the markup, `found` are the lines of the article, `told` is the text in its linked data: it counts where
    scripts bring all but the beginning.
    """
    if typed := typed_text(lines):
        return typed
    text = joined(found)
    if len(told) >= TOLD and 3 * len(text) < len(told):
        return told
    return text if sum(map(weight, found)) >= ENOUGH else max(fallback(page), text, key=len)


def typed_text(lines: Sequence[Line]) -> str:
    """The text of a page that is typed, as it stands, line for line: a mail or a wire's file in <pre>."""
    sizes = {line.node: 0.0 for line in lines if line.tag == "pre"}
    for line in lines if sizes else ():
        if line.node in sizes:
            sizes[line.node] += weight(line)
    if not sizes or max(sizes.values()) < max(ENOUGH, TYPED * sum(map(weight, lines))):
        return ""
    return "\n\n".join("".join(map(str, node.itertext())) for node, size in sizes.items() if size)


def joined(found: Sequence[Line]) -> str:
    """Lines as paragraphs; the cells of a row of a table as one, if each is a line."""
    paragraphs: list[str] = []
    for _, group in groupby(found, key=lambda line: line.node.getparent() if line.tag in ROWS else line):
        row = list(group)
        texts = {line.node: line.text for line in row}
        paragraphs += [" | ".join(texts.values())] if len(texts) == len(row) else [line.text for line in row]
    return "\n\n".join(paragraphs)


def fallback(page: str) -> str:
    """What trafilatura takes for the article."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, fast=True, include_comments=False, include_tables=True)
    return "\n\n".join(line for line in (found.text or "").split("\n") if line.strip()) if found is not None else ""


def article_lines(lines: Sequence[Line], title: str = "") -> list[Line]:
    """The lines of the article of this title, in their order."""
    shown = beside.shown(lines)
    heads = [line for line in lines if is_title(line, title)]
    for least in (PROSE, SHORT):
        totals, scores = _masses(shown, least)
        if scores and (max(totals.values()) >= ENOUGH or least == SHORT):
            return _of_body(lines, shown, heads, *_body(totals, scores, heads))
    return []


def _masses(shown: Sequence[Line], least: int) -> tuple[Mapping[Element, float], Mapping[Element, float]]:
    """The prose inside each element, and the prose that stands close to it."""
    totals: defaultdict[Element, float] = defaultdict(float)
    scores: defaultdict[Element, float] = defaultdict(float)
    for line in shown:
        if not (size := weight(line, least)):
            continue
        node: Element | None = line.node
        while node is not None and node.tag in INNER:
            node = node.getparent()
        share = 1.0
        while node is not None:
            totals[node] += size
            if share >= 0.25:
                scores[node] += size * share
            node, share = node.getparent(), share / 2
    return totals, scores


def is_title(line: Line, title: str) -> bool:
    """Whether a line is the title, where the page shows it; without a title, each heading of the first rank is."""
    if not title:
        return line.tag == "h1"
    if not line.is_heading and abs(len(line.text) - len(title)) > 9:
        return False
    key, text = folded(title), folded(line.text)
    return text == key or (line.is_heading and len(text) > 12 and len(key) > 12 and (text in key or key in text))


def _body(
    totals: Mapping[Element, float], scores: Mapping[Element, float], heads: Sequence[Line]
) -> tuple[Element, set[Element]]:
    """The element that is the body, and all that is in it: where prose stands closest, and as much around it."""
    headed = {step for line in heads for step in line.node.iterancestors()}
    own = _own_article(totals, heads)
    top = max((node for node in scores if node in own) if own else scores, key=lambda node: scores[node])
    around = [top, *top.iterancestors()]
    everything = totals[around[-1]]
    end = next(
        (i for i, node in enumerate(around) if node in headed or _bounds(node, totals[node] / everything)),
        len(around) - 1,
    )
    whole = WHOLE_SHARE * totals[around[end]]
    body = next(node for node in around if totals[node] >= whole)
    return body, set(body.iter())


def _own_article(totals: Mapping[Element, float], heads: Sequence[Line]) -> set[Element]:
    """The article element that has the title in it, if it has prose too: others that follow may be longer."""
    around = (step for line in heads for step in line.node.iterancestors("article"))
    own = next((step for step in around if totals.get(step, 0) >= ENOUGH), None)
    return set(own.iter()) if own is not None else set()


def _bounds(node: Element, share: float) -> bool:
    """Whether an article cannot reach beyond an element: it is the article or the main part of the page."""
    if node.tag in ("main", "body"):
        return True
    return share >= 0.5 and (node.tag == "article" or (node.get("itemprop") or "").lower() == "articlebody")


def _of_body(
    lines: Sequence[Line], shown: Sequence[Line], heads: Sequence[Line], body: Element, inside: set[Element]
) -> list[Line]:
    seen, titles = set(shown), set(heads)
    first = next(i for i, line in enumerate(lines) if line in seen and line.node in inside)
    lead = _lead(lines[max(0, first - BEFORE_HEADING) : first], seen, titles)
    found = [
        line for line in lines[first:] if line in seen and line.node in inside and line not in titles and _belongs(line)
    ]
    return _without_ends(lead + found)


def own_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of an article that is known to stand in these, without what is not its author's."""
    return _without_ends([line for line in lines if line.text and _belongs(line)])


def _lead(before: Sequence[Line], shown: set[Line], titles: set[Line]) -> list[Line]:
    """The sentences between the heading and the body."""
    headed = [i for i, line in enumerate(before) if line in titles or line.tag == "h1"]
    headed = headed or [i for i, line in enumerate(before) if line.tag == "h2" and 2 * line.linked < len(line.text)]
    if not headed:
        return []
    found = [
        line
        for line in before[headed[-1] + 1 :]
        if line in shown and line.size >= 60 and line.linked <= 0.3 * len(line.text) and not INVITATION.match(line.text)
    ]
    told = [line for line in found if ENDS.search(line.text) or (line.size > 100 and not CLOCK.search(line.text))]
    return told[:LEADS]


def _belongs(line: Line) -> bool:
    """Whether a line of the body is the author's: not the title again, a link elsewhere, an invitation."""
    if line.tag == "h1":
        return False
    if len(line.text) >= LONG:
        return True
    invites = INVITATION.match(line.text) or (line.linked and PLUG.search(line.text))
    return line.linked <= 0.6 * len(line.text) and not invites


def _without_ends(found: list[Line]) -> list[Line]:
    """The lines without bylines and dates at the top, without labels at the end, without headings of nothing."""
    start = next((i for i, line in enumerate(found[:6]) if weight(line, 90)), min(6, len(found)))
    found = [line for line in found[:start] if not _slight(line)] + found[start:]
    while found and (_slight(found[-1]) or found[-1].is_heading):
        found.pop()
    kept = [line for line, then in zip_longest(found, found[1:]) if not _heads_nothing(line, then)]
    return _once([line for before, line in zip([None, *kept], kept, strict=False) if not _same(before, line)])


def _same(before: Line | None, line: Line) -> bool:
    return before is not None and before.text == line.text


def _once(lines: list[Line]) -> list[Line]:
    """The lines, once if the whole article stands there twice: for two kinds of screens."""
    prose = [line.text for line in lines if weight(line)]
    again = prose.index(prose[0], 1) if prose and prose.count(prose[0]) == 2 else 0
    if again < 2 or prose[again:] != prose[: len(prose) - again] or again > 0.6 * len(prose):
        return lines
    return list({line.text: line for line in reversed(lines)}.values())[::-1]


def _slight(line: Line) -> bool:
    if line.is_heading or line.tag == "li" or line.size >= 90 or ENDS.search(line.text):
        return False
    return line.size < 50 or bool(CLOCK.search(line.text))


def _heads_nothing(line: Line, then: Line | None) -> bool:
    if not line.is_heading or len(line.text) >= 80:
        return False
    return then is None or (then.is_heading and then.tag <= line.tag)
