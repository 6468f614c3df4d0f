"""How well are pages of many layouts cut into articles? `python -m bench.layouts [FOLDER]` prints a row for each, with
`--outlets` each outlet that is wrong or missing.

A layout is a TOML file: `page` prints articles of `articles.toml` by names ("{harbour.title}", "{harbour.text}"),
and `expect` says which must be found and with which day. After "|" stands how a text is set: `lines` (a line for
a paragraph), `one` (all in one line), `wrap` (72 columns), `quote` (behind ">"), `indent` (wrapped and indented),
`hyphen` (a narrow column with divided words), `lead` and `rest` (the first paragraph and the others). `spaced` doubles
every line end, `ends = "crlf"` sets the line ends. Of web pages and records (`file`: a name whose ending says what the
page is; it is then read as a file of that name) the forms are `p`, `divs`, `spans`, `br`, `subs` and `subs2` (<p>, with
subheads in <h4> or <h2>), `esc` (a text inside a string of JSON).

`missed` says what is known to go wrong.

The layouts came in rounds (`r1-` to `r15-`), each written before anybody looked at the code with it. What a round gave
at first sight stands in `bench/quality_layouts.py`; the layouts seen are met almost wholly, so only a new round says
how well unseen pages are cut.
"""

from __future__ import annotations

import html
import json
import re
import sys
import tempfile
import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indexer import dates, outlets, pages, readers
from indexer.draft import Draft, Place, RawDocument
from search.article import Outlet

FOLDER = Path(__file__).parent.parent / "tests" / "layouts"
CAPTURED = "2025-06-28T12:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """An article that a page prints: what must come out of it. `day` is None where the page does not say it."""

    title: str
    text: str
    day: str | None
    outlet: str | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Counts over some pages: articles expected, cut, found whole; shares of words; dates."""

    expected: int = 0
    drafts: int = 0
    found: int = 0
    titles: int = 0
    f1: float = 0.0
    wrong_dates: int = 0
    missing_dates: int = 0
    wrong_outlets: int = 0
    missing_outlets: int = 0
    leaked: int = 0
    words: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    def worse_than(self, other: Sums) -> bool:
        """Whether fewer articles, titles, days or outlets were found than in the other."""
        mine, theirs = (
            (s.found - s.drafts, s.titles, -s.wrong_dates, -s.missing_dates, -s.wrong_outlets, round(s.f1, 2))
            for s in (self, other)
        )
        return any(here < there for here, there in zip(mine, theirs, strict=True))

    @property
    def row(self) -> str:
        """The shares that are judged, as a line of a table."""
        articles = max(self.expected, 1)
        shares = {
            "found": self.found / max(articles, self.drafts),
            "titles": self.titles / articles,
            "F1": self.f1 / articles,
            "wrong dates": self.wrong_dates / articles,
            "missing": self.missing_dates / articles,
            "wrong outlets": self.wrong_outlets / articles,
            "none": self.missing_outlets / articles,
            "leaked": self.leaked / max(self.words, 1),
        }
        return "  ".join(f"{name} {share:.3f}" for name, share in shares.items())


def layout(path: Path, articles: dict[str, Any] | None = None) -> tuple[str, list[Expected]]:
    """The page that a layout prints, and the articles that must be found in it; they are ours where none are given."""
    articles = articles or stock()
    given = tomllib.loads(path.read_text("utf-8"))
    page = re.sub(r"\{(\w+)\.(\w+)(?:\|(\w+))?\}", lambda m: _print(articles[m[1]], m[2], m[3]), given["page"])
    if given.get("spaced"):
        page = page.replace("\n", "\n\n")
    if given.get("ends") == "crlf":
        page = page.replace("\n", "\r\n")
    return page, [
        Expected(
            title=articles[row["article"]]["title"],
            text=_text(articles[row["article"]], "\n\n"),
            day=row.get("day"),
            outlet=_outlet(articles[row["article"]]["outlet"], row.get("outlet", True)),
            language=articles[row["article"]].get("language", "en"),
        )
        for row in given["expect"]
    ]


def _outlet(own: str, said: str | bool) -> str | None:
    """An article's outlet as a layout expects it: its own, none, or the one by whose page it is reprinted."""
    return said if isinstance(said, str) else own if said else None


@cache
def stock() -> dict[str, Any]:
    """The invented articles, by name."""
    return {
        n: a
        for path in sorted(FOLDER.glob("articles*.toml"))
        for n, a in tomllib.loads(path.read_text("utf-8")).items()
    }


def _text(article: dict[str, Any], glue: str) -> str:
    return glue.join(str(p).removeprefix("sub ") for p in article["text"])


def _print(article: dict[str, Any], name: str, form: str | None) -> str:
    if name != "text":
        value = str(article[name])
        return value.upper() if form == "upper" else value
    paragraphs = [str(p).removeprefix("sub ") for p in article["text"]]
    match form:
        case "p" | "divs" | "spans" | "subs" | "subs2":
            return _marked_up(article, form)
        case "br":
            return "<br><br>\n".join(html.escape(p, quote=False) for p in paragraphs)
        case "esc":
            return json.dumps("\n\n".join(paragraphs), ensure_ascii=False)[1:-1]
        case "one":
            return " ".join(paragraphs)
        case "lines":
            return "\n".join(paragraphs)
        case "wrap":
            return "\n\n".join(textwrap.fill(p, 72) for p in paragraphs)
        case "indent":
            return "\n".join(textwrap.fill(p, 72, initial_indent="    ") for p in paragraphs)
        case "quote":
            return "\n>\n".join(textwrap.fill(p, 72, initial_indent="> ", subsequent_indent="> ") for p in paragraphs)
        case "hyphen":
            return "\n\n".join(_hyphenated(p) for p in paragraphs)
        case "lead":
            return paragraphs[0]
        case "rest":
            return "\n".join(paragraphs[1:])
    return "\n\n".join(paragraphs)


def _marked_up(article: dict[str, Any], form: str) -> str:
    """The text of an article as it stands in a web page."""
    paragraphs = [html.escape(str(p), quote=False) for p in article["text"]]
    if form in ("subs", "subs2"):
        head = "h2" if form == "subs2" else "h4"
        subs = [(p.removeprefix("sub "), head if p.startswith("sub ") else "p") for p in paragraphs]
        return "\n".join(f"<{tag}>{p}</{tag}>" for p, tag in subs)
    before, after = {"p": ("<p>", "</p>"), "divs": ("<div>", "</div>"), "spans": ("<div><span>", "</span></div>")}[form]
    return "\n".join(f"{before}{p.removeprefix('sub ')}{after}" for p in paragraphs)


def _hyphenated(paragraph: str, width: int = 44) -> str:
    """A paragraph set in a column, with long words divided at the line's end."""
    lines = [""]
    for word in paragraph.split():
        room = width - len(lines[-1]) - 1
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif word.isalpha() and len(word) > 8 and room > 5:
            lines[-1] += f" {word[: room - 1]}-"
            lines.append(word[room - 1 :])
        else:
            lines.append(word)
    return "\n".join(lines)


def drafts_of(page: str) -> tuple[Draft, ...]:
    """The articles that are cut from a page."""
    body = page.encode()
    place = Place(path="page.txt", sha256="", start=0, end=len(body))
    return pages.split(RawDocument(place=place, shape="text", body=body)).drafts


def drafts_of_file(page: str, name: str) -> tuple[Draft, ...]:
    """The articles that are cut from a page which is read as a file of that name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(page, "utf-8", newline="")
        members = [m for m in readers.members([path]) if isinstance(m, readers.Member)]
        raws = [raw for member in members for raw in readers.documents(member) if isinstance(raw, RawDocument)]
        pieces = [piece for raw in raws for piece in readers.prepare(raw) if isinstance(piece, RawDocument)]
        return tuple(draft for piece in pieces for draft in pages.split(piece).drafts)


def measured(path: Path) -> Sums:
    """What came out of a layout: a page of text, or a file of the name that the layout gives."""
    page, expected = layout(path)
    return measure(page, expected, _drafts(path, page))


def _drafts(path: Path, page: str) -> list[Draft]:
    name = tomllib.loads(path.read_text("utf-8")).get("file")
    return list(drafts_of_file(page, name) if name else drafts_of(page))


def measure(page: str, expected: list[Expected], found: Iterable[Draft] | None = None) -> Sums:
    """What came out of a page beside what must: each expected article is held against its best draft."""
    drafts = list(drafts_of(page) if found is None else found)
    sums = Sums(drafts=len(drafts))
    for want, best in matched(expected, drafts):
        if best is None:
            sums += Sums(expected=1)
            continue
        score = _f1(best.text, want.text)
        date = dates.resolve(best.hints, captured=best.captured or CAPTURED, language=want.language, url=_url(best))
        day = date.value[:10] if date.value else None
        outlet = outlet_of(best)
        sums += Sums(
            expected=1,
            found=score > 0.9,
            titles=best.title.casefold() == want.title.casefold(),
            f1=score,
            wrong_dates=day is not None and day != want.day,
            missing_dates=want.day is not None and day is None,
            wrong_outlets=outlet is not None and not is_outlet(outlet, want.outlet),
            missing_outlets=want.outlet is not None and outlet is None,
            leaked=sum(((_grams(best.text, 1)) - _grams(want.text, 1)).values()),
            words=_grams(best.text, 1).total(),
        )
    extra = sum(_grams(d.text, 1).total() for d in drafts)
    return sums + Sums(leaked=extra, words=extra)


def matched(expected: Iterable[Expected], drafts: list[Draft]) -> Iterator[tuple[Expected, Draft | None]]:
    """Each expected article with its best draft, which is taken off the list."""
    for want in expected:
        best = max(drafts, key=lambda d: _f1(d.text, want.text), default=None)
        if best is None or _f1(best.text, want.text) < 0.3:
            yield want, None
            continue
        drafts.remove(best)
        yield want, best


def outlet_of(draft: Draft) -> Outlet | None:
    """The outlet that an article of this draft shows."""
    return outlets.find(draft.hints, url=_url(draft))


def is_outlet(found: Outlet, name: str | None) -> bool:
    """Whether an outlet is that of this name, by its name, by our table, or by a domain that is spelled as the name."""
    if name is None:
        return False
    spelled = outlets.named(name)
    host = (found.domain or "").split(".")[0].replace("-", "")
    return (
        found.slug.removeprefix("the-") == spelled.slug.removeprefix("the-")
        or found.name.casefold() == name.casefold()
        or (found.name == found.domain and host in (spelled.slug.replace("-", ""), host if not name.isascii() else ""))
    )


def _url(draft: Draft) -> str | None:
    hint = draft.hint("url")
    return hint.value if hint else None


def _grams(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = re.findall(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+", text)
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def _f1(one: str, other: str) -> float:
    a, b = _grams(one, 4), _grams(other, 4)
    shared = sum((a & b).values())
    return 2 * shared / max(sum(a.values()) + sum(b.values()), 1)


def layouts(folder: Path = FOLDER) -> list[Path]:
    """The layouts of a folder, in order."""
    return [path for path in sorted(folder.glob("*.toml")) if not path.name.startswith("articles")]


def main() -> None:
    """Print a row for each layout and one for all."""
    given = [argument for argument in sys.argv[1:] if argument != "--outlets"]
    folder, total = Path(given[0]) if given else FOLDER, Sums()
    for path in layouts(folder):
        sums = measured(path)
        total += sums
        if "--outlets" in sys.argv:
            print("".join(f"{path.stem:28} {line}\n" for line in _outlets(path)), end="")
        else:
            print(f"{path.stem:28} {sums.expected:2} {sums.drafts:2}  {sums.row}")
    print(f"{'all':28} {total.expected:2} {total.drafts:2}  {total.row}")


def _outlets(path: Path) -> Iterator[str]:
    """The outlets of a layout that are not those expected."""
    page, expected = layout(path)
    drafts = _drafts(path, page)
    for want, best in matched(expected, drafts):
        found = outlet_of(best) if best else None
        if best and not (is_outlet(found, want.outlet) if found else want.outlet is None):
            yield f"{found.name if found else None!r}, not {want.outlet!r}"
    for draft in drafts:
        if found := outlet_of(draft):
            yield f"{found.name!r} of no article: {draft.title!r}"


if __name__ == "__main__":
    main()
