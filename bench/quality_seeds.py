"""The three dumps that the project was born from: articles, bodies, outlets, dates, countries, core actors.

The gold gives places in the files, not their words: a title's line, the lines of a body.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.rows import Errors, Row, f1, overlap
from indexer.draft import RawDocument
from indexer.extraction import Options
from indexer.workers import Chunk, work
from search.article import Article

AIMS = {"core actors found": 0.95, "listed actors right": 0.9}
CAPTURED = "2025-06-28T12:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An article: its file, the line of its title, first and last line of its body, what it must say.

    `actors` are the core actors, which must be found; `also` the other actors that stand in it and may be listed.
    """

    file: str
    title: int
    body: tuple[int, int]
    outlet: str | None = None
    date: str | None = None
    captured_date: str | None = None
    countries: str
    wrong: str = ""
    actors: str
    also: str = ""


GOLD = (
    Gold(file="000", title=2, body=(3, 13), countries="IQ SY",
         actors="Hayat Tahrir al-Sham;ISIS;Bashar al-Assad;Mohammed Shia al-Sudani;Ahmed al-Sharaa;Saddam Hussein",
         also="Iraqi Border Points Commission;Global Coalition;Al-Qaeda in Iraq"),
    Gold(file="000", title=26, body=(27, 27), outlet="The National", captured_date="2025-06-27",
         countries="IQ IR US IL", wrong="JO TD",
         actors="Donald Trump;Hassan Janabi;Moqtada al-Sadr;Kataib Hezbollah;Karoline Leavitt;Renad Mansour",
         also="US military;The National;Mohammed Shia al-Sudani;Abu Ali Al Askari;White House;True Promise Corps;"
         "Islamic Resistance in Iraq;Mohammed Al Tamimi;Chatham House;Popular Mobilisation Forces;"
         "Government of the United States"),
    Gold(file="000", title=33, body=(34, 34), outlet="Khaleej Times", captured_date="2025-06-27", countries="SY US FR",
         actors="Hala Gorani;CNN;Ronald Reagan",
         also="ISIS;TikTok;YouTube"),
    Gold(file="000", title=40, body=(41, 41), outlet="The National", captured_date="2025-06-26",
         countries="SY IR IL LB",
         actors="Ghiath Dalla;Bashar al-Assad;Hezbollah;Hayat Tahrir al-Sham",
         also="The National;Fourth Division;42nd Armoured Brigade;Al-Qaeda;Israel Defense Forces;"
         "Military Council for the Liberation of Syria"),
    Gold(file="001", title=2, body=(8, 18), outlet="The National", date="2025-06-14", captured_date="2025-06-14",
         countries="IQ SY", actors="Hayat Tahrir al-Sham;ISIS;Bashar al-Assad;Mohammed Shia al-Sudani;Ahmed al-Sharaa",
         also="Iraqi Border Points Commission;Global Coalition;Al-Qaeda in Iraq;Saddam Hussein"),
    Gold(file="001", title=32, body=(43, 43), outlet="The National", captured_date="2025-06-27", countries="SY",
         actors="Paulo Pinheiro;UN Human Rights Council;Bashar al-Assad;ISIS",
         also="United Nations;UN Commission of Inquiry on Syria"),
    Gold(file="001", title=45, body=(56, 56), outlet="Zawya", captured_date="2025-06-26", countries="AE IQ",
         actors="Mohamed bin Zayed Al Nahyan;Abdul Latif Rashid"),
    Gold(file="001", title=58, body=(69, 69), outlet="Khaleej Times", captured_date="2025-06-26", countries="AE IQ",
         actors="Mohamed bin Zayed Al Nahyan;Abdul Latif Rashid"),
    Gold(file="004", title=20, body=(1, 19), countries="IQ SY IR", wrong="JO-about",
         actors="ISIS;Bashar al-Assad;Syrian Democratic Forces;Abu Bakr al-Baghdadi;Arab League;Hezbollah",
         also="Mohammed Khaled Rahmoun;Kadhim Mohammed;United Nations;Omar Abu Laila;Associated Press"),
    Gold(file="004", title=24, body=(27, 55), countries="SD", wrong="TR NO EG-about",
         actors="Rapid Support Forces;World Health Organization;Volker Türk;Norwegian Refugee Council;Mathilde Vu",
         also="Associated Press;United Nations;ACLED;Kholood Khair;Jalale Getachew Birru;Confluence Advisory;"
         "Federico Donelli;Sudan Doctors Network;Sudanese Armed Forces;Walid Mohamed;Omran Ahmed;Stéphane Dujarric;"
         "University of Trieste"),
)  # fmt: skip


def seeds(data: Path) -> list[Path]:
    """The dumps, beside the folder of the labelled sets."""
    return sorted((data.parent / "seeds").glob("*.txt"))


def extracted(path: Path, captured: str | None = None) -> list[Article]:
    """The articles of a file, through the pipeline's own steps."""
    from indexer.cutting.boilerplate import NO_BOILERPLATE
    from indexer.readers import documents, members

    found: list[Article] = []
    for member in members([path]):
        items = tuple(i for i in documents(member) if isinstance(i, RawDocument))  # type: ignore[arg-type]
        found += work(Options(corpus="seeds", captured=captured), NO_BOILERPLATE, Chunk(0, items)).articles
    return found


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """One row a measure, over the ten articles."""
    paths = {path.name[:3]: path for path in seeds(data)}
    errors: Errors = {"seeds": []}
    if not paths:
        return [], errors
    found = {key: extracted(path) for key, path in paths.items()}
    dated = {key: extracted(path, CAPTURED) for key, path in paths.items()}
    tally: dict[str, list[float]] = {}

    def say(measure: str, right: float, note: str) -> None:
        tally.setdefault(measure, []).append(right)
        if right < 1:
            errors["seeds"].append(f"{measure}: {note}")

    for key, articles in found.items():
        wanted = [g for g in GOLD if g.file == key]
        say("articles found", float(len(articles) == len(wanted)), f"{key}: {len(articles)}, not {len(wanted)}")
    for gold in GOLD:
        lines = paths[gold.file].read_text().splitlines()
        body = " ".join(lines[gold.body[0] - 1 : gold.body[1]]).split()
        pairs = zip(found[gold.file], dated[gold.file], strict=True)
        best = max(pairs, key=lambda p: f1(*overlap(p[0].text.split(), body)), default=None)
        if best is None:
            say("articles found", 0.0, f"{gold.file}:{gold.title}")
            continue
        _judge(gold, best[0], best[1], lines[gold.title - 1], body, say)
    return [Row(set="seeds", measure=name, ours=sum(v) / len(v), target=AIMS.get(name, 1.0), n=len(v))
            for name, v in tally.items()], errors  # fmt: skip


def _judge(gold: Gold, article: Article, dated: Article, title: str, body: list[str], say) -> None:  # type: ignore[no-untyped-def]
    where = f"{gold.file}:{gold.title}"
    say("title", float(article.title == title), f"{where} {article.title!r}")
    say("body, words F1", f1(*overlap(article.text.split(), body)), f"{where} {len(article.text.split())}/{len(body)}")
    outlet = article.outlet.name if article.outlet else None
    say("outlet", float(outlet == gold.outlet), f"{where} {outlet!r} / {gold.outlet!r}")
    say("date without capture", float(article.date.value == gold.date), f"{where} {article.date.value} / {gold.date}")
    day = (dated.date.value or "")[:10] or None
    say("date with capture", float(day == gold.captured_date), f"{where} {day} / {gold.captured_date}")
    codes = {c.code for c in article.countries}
    say("countries required", float(set(gold.countries.split()) <= codes), f"{where} {codes} / {gold.countries}")
    about = {f"{c.code}-about" for c in article.countries if c.about}
    wrong = set(gold.wrong.split()) & (codes | about)
    say("countries not wrong", float(not wrong), f"{where} {wrong}")
    names = {actor.name.casefold() for actor in article.actors}
    allowed = {name.casefold() for name in f"{gold.actors};{gold.also}".split(";")}
    for name in names:
        say("listed actors right", float(name in allowed), f"{where} {name}")
    for actor in gold.actors.split(";"):
        say("core actors found", float(actor.casefold() in names), f"{where} {actor} / {sorted(names)}")
