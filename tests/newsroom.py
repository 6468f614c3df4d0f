"""A small newsroom's articles for the tests of the page: invented outlets, places from the map, six languages."""

from __future__ import annotations

import hashlib
import re
from datetime import date as Day
from datetime import timedelta

from search.article import (
    ActorMention,
    Article,
    ArticleDate,
    CountryMention,
    Evidence,
    Outlet,
    Source,
)

OUTLETS = {
    "harbour-courier": "The Harbour Courier",
    "al-midan": "Al Midan",
    "nordlicht-bote": "Nordlicht-Bote",
    "phare-du-midi": "Le Phare du Midi",
}
COUNTRIES = {"IQ": "Iraq", "SY": "Syria", "DE": "Germany", "FR": "France", "KE": "Kenya"}
ACTORS = {
    "united-nations": ("United Nations", "igo"),
    "river-guard": ("River Guard", "armed_group"),
    "lena-hartwig": ("Lena Hartwig", "person"),
}


def evidence(text: str, word: str, zone: str = "text", rule: str = "name") -> tuple[Evidence, ...]:
    """Every place in the text where the word stands."""
    places = re.finditer(re.escape(word), text)
    return tuple(Evidence(zone=zone, start=m.start(), end=m.end(), text=word, rule=rule) for m in places)


def make(title: str, text: str, **more: object) -> Article:
    """An article; facets with evidence wherever one of the names above stands in the text."""
    outlet, day = more.pop("outlet", None), more.pop("day", None)
    corpus, about = str(more.pop("corpus", "desk")), str(more.pop("about", ""))
    metadata = f"{OUTLETS[outlet]}\n{day}" if outlet else ""
    values: dict[str, object] = {
        "id": hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()[:16],
        "title": title,
        "text": text,
        "language": "en",
        "source": Source(corpus=corpus, path=f"{corpus}/june.txt", sha256="ab" * 32, start=10, end=900, line=3),
        "metadata": metadata,
        "countries": tuple(
            CountryMention(
                code=c, name=n, about=c in about, score=0.8 if c in about else 0.2, evidence=evidence(text, n)
            )
            for c, n in COUNTRIES.items()
            if n in text
        ),
        "actors": tuple(
            ActorMention(id=i, name=n, type=t, evidence=evidence(text, n)) for i, (n, t) in ACTORS.items() if n in text
        ),
    }
    if outlet:
        name = OUTLETS[str(outlet)]
        values["outlet"] = Outlet(
            name=name, slug=str(outlet), evidence=evidence(metadata, name, "metadata", "header line")
        )
    if day:
        values["date"] = ArticleDate(
            value=str(day), basis="printed", raw=str(day), earliest=str(day), latest=str(day),
            evidence=evidence(metadata, str(day), "metadata", "printed date") if outlet else (),
        )  # fmt: skip
    return Article(**{**values, **more})  # type: ignore[arg-type]


def articles() -> list[Article]:
    """Twelve articles of their own, and thirty notices that fill the pages."""
    return [*_reports(), *_notices()]


def _reports() -> list[Article]:
    return [
        make(
            "Pump repairs in the western marshes will take six weeks",
            "QAIM, Iraq: Engineers began to repair the great pump on Monday, and the ministry said the work would"
            " take six weeks.\n\nThe United Nations had warned that wells in the western marshes of Iraq run dry by"
            " July. Traders from Syria offered spare valves.\n\nThe River Guard closed the road beside the pump for"
            " two nights.",
            outlet="harbour-courier", day="2025-06-14", about="IQ", authors=("Mara Lindqvist",),
            url="https://courier.example/pump",
        ),
        make(
            "Convoys wait at the northern crossing",
            "Forty lorries waited at the crossing into Syria on Tuesday while customs officers counted sacks of"
            " seed.\n\nA driver from Iraq said that the queue moved twice a day.",
            outlet="al-midan", day="2025-06-12", about="SY", corpus="wire",
        ),
        make(
            "Hafenbahn fährt wieder nach Plan",
            "Die Hafenbahn in Germany fährt seit Freitag wieder nach Plan. Die Stadt hatte die Brücke nach dem"
            " Hochwasser gesperrt, nun ist sie für den Güterverkehr freigegeben.\n\nDie Sprecherin Lena Hartwig"
            " dankte den Arbeitern, die auch an den Feiertagen gearbeitet hatten.",
            outlet="nordlicht-bote", day="2025-05-30", about="DE", language="de",
        ),
        make(
            "Le marché couvert rouvre après les travaux",
            "Le marché couvert a rouvert samedi après quatre mois de travaux. Les commerçants de France et"
            " d'ailleurs ont retrouvé leurs étals sous une verrière neuve.\n\nLa mairie promet une fontaine avant"
            " l'été.",
            outlet="phare-du-midi", day="2025-04-05", language="fr",
        ),
        make(
            "إصلاح المضخة الكبيرة يستغرق ستة أسابيع",
            "بدأ المهندسون يوم الاثنين إصلاح المضخة الكبيرة في الأهوار الغربية، وقالت الوزارة إن العمل يستغرق ستة"
            " أسابيع.\n\nوكانت الآبار قد جفت في قرى كثيرة منذ بداية الصيف.",
            outlet="al-midan", day="2025-06-15", language="ar", corpus="wire",
        ),
        make(
            "Note without a date or a name",
            "A note that was found between two pages says only that the ferry was late and that nobody minded. It"
            " names no paper and no day, and so neither is given to it here.",
        ),
        make(
            "Drought committee meets under the old plane tree",
            "The drought committee of the valley met under the plane tree because the hall was too hot. Members"
            " from Kenya spoke of cisterns that hold rain for two seasons.",
            outlet="harbour-courier", day="2024-09-02", about="KE",
        ),
        make(
            "Election clerks count by lamplight",
            "Election clerks in Kenya counted by lamplight after the generator failed. No complaint of fraud was"
            " filed, the clerk of the district said, and the boxes were sealed before dawn.",
            outlet="al-midan", day="2024-08-11", about="KE", corpus="wire",
        ),
        make(
            "Sealed boxes arrive at the capital",
            "The sealed boxes from the lamplight count arrived in the capital. Observers of the United Nations"
            " checked every number against the list and found two that had been written down twice.",
            outlet="nordlicht-bote", day="2024-08-13",
        ),
        make(
            "Orchestra plays in the empty reservoir",
            "The orchestra of the valley played in the empty reservoir, where the echo lasts four seconds. The"
            " conductor chose slow pieces, and asked the audience to bring a bucket of water each for the trees.",
            outlet="phare-du-midi", day="2025-03-21",
        ),
        make(
            "A month without a day",
            "The almanac prints only the month of this entry. Readers wrote in to say that the swallows came early"
            " and that the well in the lower village tasted of iron.",
            outlet="harbour-courier",
            date=ArticleDate(raw="June 2025", earliest="2025-06-01", latest="2025-06-30", basis="printed"),
        ),
        make(
            "River Guard denies closing the mill road",
            "The River Guard denied on Wednesday that it had closed the mill road. A commander said that the"
            " barrier was moved by the wind, and that the guard had put it back.",
            day="2025-06-18", about="IQ", agency="Levant Press",
        ),
    ]  # fmt: skip


_MATTERS = (
    "a lamp post that leans", "the price of ferry tickets", "bees in the post office", "an unpaid bill for gravel",
    "the colour of the school gate", "a lost register of births", "noise from the tannery",
    "the key to the weigh house",
    "the date of the spring fair", "a crack in the north wall",
)  # fmt: skip
_SPEAKERS = ("the harbour master", "a retired teacher", "the youngest councillor")


def _notices() -> list[Article]:
    first = Day(2023, 1, 9)
    return [
        make(
            f"Council notice {number}: {matter}",
            f"The council heard {_SPEAKERS[number % 3]} speak about {matter} at sitting {number}. It was the"
            f" {number}th sitting of the year, and {number + 3} of the members were present.\n\nThe matter returns in"
            f" week {number % 50 + 2}.",
            outlet=list(OUTLETS)[number % 4],
            day=(first + timedelta(days=23 * number)).isoformat(),
            corpus="council",
        )
        for number, matter in ((n, _MATTERS[n % 10]) for n in range(1, 31))
    ]
