"""How well are pages cut whose layout nobody chose? `python -m bench.random_layouts [PAGES] [--show SEED]`.

Each page is drawn by a number: which articles, in which order its header lines stand, how they are joined, what
separates the articles, how the bodies are set, and which furniture stands around. One number gives one page.
"""

from __future__ import annotations

import argparse
import random
import textwrap
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from babel.dates import format_date

from bench.layouts import Expected, Sums, measure, stock
from bench.real_layouts import Pools, pools_of, real_stock

PLAIN = ("en", "fr", "de", "es", "ar", "ru", "tr", "fa", "zh", "hi")
BY = {
    "en": "By ",
    "fr": "Par ",
    "de": "Von ",
    "es": "Por ",
    "tr": "",
    "ru": "",
    "ar": "بقلم ",
    "fa": "",
    "zh": "",
    "hi": "",
}
WRITERS = {
    "en": ["Ada Kitson", "Tom Farrow", "Leila Osman", "Peter McBride"],
    "fr": ["Claire Vasseur", "Jean Lorme"],
    "de": ["Uwe Kantner", "Lena Probst"],
    "es": ["Marta Llopis", "Iván Roca"],
    "ar": ["سالم الحداد", "هدى منصور"],
    "ru": ["Анна Лебедева"],
    "tr": ["Selin Arda"],
    "fa": ["نسرین کاوه"],
    "zh": ["林国栋"],
    "hi": ["मीरा सक्सेना"],
}
LABELS = [
    ("Source: {}", "Date: {}", "By: {}", "Title: {}"),
    ("Publication: {}", "Published: {}", "Author: {}", "Headline: {}"),
    ("SOURCE   : {}", "DATE     : {}", "AUTHOR   : {}", "HEADLINE : {}"),
    ("Outlet – {}", "Date – {}", "Writer – {}", "Title – {}"),
    ("Newspaper: {}", "Publication date: {}", "Byline: {}", "Title: {}"),
    ("[Source] {}", "[Date] {}", "[Author] {}", "[Title] {}"),
]
JOINTS = [" | ", " - ", " – ", " — ", ", ", " · ", " • ", " / ", "\n", "\n", "\n"]
RULES = ["-" * 40, "=" * 30, "* * *", "***", "_" * 50, "~~~~", "§", "###", "\f", "• • •", "─" * 20, "+++++"]
TAILS = [
    ["Share", "Tweet", "Email"],
    ["Tags: harbour, strike, region"],
    ["Read more: Ten things to know about the region"],
    ["© 2025 {outlet}. All rights reserved."],
    ["Share this article", "Facebook | Twitter | WhatsApp"],
    ["Related topics: transport, islands"],
    ["Comments (14)"],
    ["Back to top"],
    ["ENDS"],
    ["(END)"],
    ["Read the original at https://www.example.org/news/{n}"],
    ["https://www.example.org/2025/news/{n}.html"],
    ["Word count: {n}"],
    ["Keep reading", "Mark as read"],
    ["First published by {outlet}"],
    ["Subscribe to our newsletter"],
    ["Follow {outlet} on social media"],
]
TOPS = [
    ["Morning Clips", "Prepared by the press office"],
    ["Home", "News", "World", "Sport", "Opinion"],
    ["My reading list (7)"],
    ["Press review", "{day}"],
    ["Inbox", "From: clips@example.org", "To: desk@example.org", "Subject: Articles of the week"],
    ["Home | World | Business | Culture"],
    ["DAILY DIGEST No. 117", "{day}"],
    ["Search results", "Sort by: date"],
    ["Skip to content", "Menu", "Sign in"],
]
FEET = [
    ["End of document"],
    ["About us | Contact | Privacy policy"],
    ["© 2025 Clipping Service"],
    ["Unsubscribe | Manage preferences"],
    ["Page 1 of 1"],
    ["Powered by FeedBox"],
]
DECK = {
    "en": "What happened, who is affected and what comes next",
    "de": "Was geschehen ist und wen es betrifft",
    "fr": "Ce qu'il faut savoir en quelques mots",
}
AGO = ["3 hours ago", "2 days ago", "yesterday", "5 days ago"]


class Drawn:
    """A page drawn by a number, and what must be found in it."""

    def __init__(self, seed: int, articles: dict[str, Any] | None = None) -> None:
        self.dice = random.Random(seed)
        self.articles = articles or stock()
        languages = self.dice.choice([["en"], ["en"], ["en"], list(PLAIN), [self.dice.choice(PLAIN)]])
        names = [
            n
            for n, a in sorted(self.articles.items())
            if a.get("language", "en") in languages and n not in ("poem", "live", "interview", "soup")
        ]
        self.names = self.dice.sample(names, min(len(names), self.dice.choice([1, 2, 2, 3, 4, 5, 6])))
        self.roll = self.dice.random
        self.order = self.dice.sample(["title", "outlet", "date", "author", "deck"], 5)
        if self.roll() < 0.65:
            self.order.remove("title")
            self.order.insert(0, "title")
        drop = {"outlet": 0.15, "date": 0.2, "author": 0.5, "deck": 0.85}
        self.order = [name for name in self.order if self.roll() >= drop.get(name, 0)]
        self.labels = self.dice.choice(LABELS) if self.roll() < 0.2 else None
        self.joint = self.dice.choice(JOINTS)
        self.date_form = self.dice.choice(["full", "long", "medium", "iso", "slash", "dots", "ago", "upper", "glued"])
        self.body = self.dice.choice(["blank", "blank", "blank", "lines", "one", "wrap", "wrap-lines"])
        self.rule = self.dice.choice([None, None, *RULES])
        self.gap = self.dice.choice([1, 1, 2, 3])
        self.head_gap = self.dice.choice([0, 0, 1])
        self.tail = self.dice.choice([None, None, *TAILS])
        self.numbered = self.dice.choice(
            ["", "", "", "", "{}. ", "({}) ", "[{}] ", "{} - ", "Article {}\n", "Item {} of %d\n"]
        )
        self.twice = self.roll() < 0.1
        self.upper = self.roll() < 0.15
        self.day = date(2025, 6, 24)
        self.expected: list[Expected] = []

    def page(self) -> str:
        parts = [self._top()] if self.roll() < 0.4 else []
        if len(self.names) > 1 and self.roll() < 0.15:
            parts.append(
                "\n".join(["Contents", *[f"{i}. {self.articles[n]['title']}" for i, n in enumerate(self.names, 1)]])
            )
        blocks = [self._article(i, n) for i, n in enumerate(self.names, 1)]
        glue = "\n" + "\n" * self.gap + (f"{self.rule}\n" + "\n" * self.dice.choice([0, 1]) if self.rule else "")
        parts.append(glue.join(blocks))
        if self.roll() < 0.3:
            parts.append("\n".join(self.dice.choice(FEET)))
        return "\n\n".join(parts) + "\n"

    def _top(self) -> str:
        return "\n".join(self.dice.choice(TOPS)).replace("{day}", format_date(self.day, "long", locale="en"))

    def _article(self, number: int, name: str) -> str:
        article = self.articles[name]
        language = article.get("language", "en")
        day = self.day - timedelta(days=self.dice.randrange(0, 20))
        ago = self.date_form == "ago" and language == "en"
        stood, value = self._date(day, language, ago)
        title = article["title"].upper() if self.upper else article["title"]
        values = {
            "title": title,
            "outlet": article["outlet"],
            "date": stood,
            "author": BY[language] + self.dice.choice(WRITERS[language]),
            "deck": DECK.get(language, ""),
        }
        lines = self._header([n for n in self.order if values[n]], values)
        if self.twice:
            lines = f"{title}\n{lines}"
        tail = "\n".join(self.tail).format(outlet=article["outlet"], n=100 + number) if self.tail else ""
        text = self._text(article)
        self.expected.append(
            Expected(
                title=article["title"],
                text="\n\n".join(str(p).removeprefix("sub ") for p in article["text"]),
                day=value if "date" in self.order else None,
                outlet=article["outlet"] if "outlet" in self.order or self._is_owned() else None,
                language=language,
            )
        )
        head = self.numbered.replace("%d", str(len(self.names))).format(number) + lines
        return f"{head}\n{chr(10) * self.head_gap}{text}" + (f"\n\n{tail}" if tail else "")

    def _is_owned(self) -> bool:
        """Whether a line below each text says who owns it, or where it stood first."""
        return self.tail is not None and self.tail[0].startswith(("©", "First published"))

    def _date(self, day: date, language: str, ago: bool) -> tuple[str, str | None]:
        if ago:
            back = self.dice.choice(AGO)
            moved = {"3 hours ago": 0, "2 days ago": 2, "yesterday": 1, "5 days ago": 5}[back]
            return back, str(date(2025, 6, 28) - timedelta(days=moved))
        if self.date_form in ("full", "long", "medium"):
            return format_date(day, self.date_form, locale=language), str(day)
        if self.date_form == "upper":
            return format_date(day, "long", locale=language).upper(), str(day)
        if self.date_form in ("slash", "dots", "glued"):
            day = day.replace(day=max(day.day, 13))
            return day.strftime({"slash": "%d/%m/%Y", "dots": "%d.%m.%Y", "glued": "%d-%m-%Y"}[self.date_form]), str(
                day
            )
        return day.isoformat(), str(day)

    def _header(self, order: list[str], values: dict[str, str]) -> str:
        if self.labels:
            row = dict(zip(("outlet", "date", "author", "title"), self.labels, strict=True))
            return "\n".join(row[n].format(values[n].removeprefix("By ")) if n in row else values[n] for n in order)
        if self.date_form == "glued" and "outlet" in order and "date" in order:
            values, order = {**values, "outlet": values["outlet"] + values["date"]}, [n for n in order if n != "date"]
        pieces: list[str] = []
        for name in order:
            alone = name in ("title", "deck") or not pieces or pieces[-1].startswith("\0")
            pieces.append(
                ("\0" if name in ("title", "deck") else "") + values[name] if alone else self.joint + values[name]
            )
        text = ""
        for piece in pieces:
            text += ("\n" if text and not piece.startswith(self.joint) else "") + piece
        return text.replace("\0", "")

    def _text(self, article: dict[str, Any]) -> str:
        paragraphs = [str(p).removeprefix("sub ") for p in article["text"]]
        forms: dict[str, Callable[[], str]] = {
            "blank": lambda: "\n\n".join(paragraphs),
            "lines": lambda: "\n".join(paragraphs),
            "one": lambda: (
                " ".join(paragraphs)
                if not any("sub " in str(p)[:4] for p in article["text"])
                else "\n".join(paragraphs)
            ),
            "wrap": lambda: "\n\n".join(textwrap.fill(p, 72) for p in paragraphs),
            "wrap-lines": lambda: "\n".join(textwrap.fill(p, 76, initial_indent="  ") for p in paragraphs),
        }
        return forms[self.body]()


def drawn(seed: int, pools: Pools | None = None) -> tuple[str, list[Expected]]:
    """The page of this number, and the articles that must be found in it; they are ours where no pools are given."""
    page = Drawn(seed, real_stock(pools, random.Random(seed)) if pools else None)
    return page.page(), page.expected


def main() -> None:
    """Print the worst pages and a row for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--show", type=int, help="print the page of this number")
    parser.add_argument("--articles", type=Path, metavar="DATA", help="print real articles of the data")
    given = parser.parse_args()
    pools = pools_of(given.articles) if given.articles else None
    if given.show is not None:
        print(drawn(given.show, pools)[0])
        return
    total, rows = Sums(), []
    for seed in range(given.first, given.first + given.pages):
        sums = measure(*drawn(seed, pools))
        total += sums
        rows.append((sums.f1 / max(sums.expected, 1) - (sums.drafts > sums.expected) - sums.wrong_dates, seed, sums))
    for _, seed, sums in sorted(rows, key=lambda row: row[:2])[:40]:
        print(f"{seed:5} {sums.expected:2} {sums.drafts:2}  {sums.row}")
    print(f"all   {total.expected:2} {total.drafts:2}  {total.row}")


if __name__ == "__main__":
    main()
