"""Headlines that look like text, and names of things that look like a page's own lines."""

from __future__ import annotations

import pytest

from indexer.boilerplate import NO_BOILERPLATE
from indexer.items import items
from indexer.lines import lines

HEADLINES = [
    "Sen. Dora Quill opposes the nominee, effectively dooming the plan",
    "Harbour cranes from Oda Corp. arrive in Samber, N.H.",
    "Pilots win a raise after U.S. and U.K. unions step in",
    "Why Nobody Trusts the Harbour Board. Ask the Pilots, They Will Tell You.",
    "Who is the pilot of Port Elara? What we know about her so far",
    "ميناء إيلارا يفتح أبوابه من جديد.. وعودة السفن الكبيرة",
    "Limanda grev bitti! Kılavuzlar 5 günlük anlaşmaya imza attı...",
    "HARBOUR HOLDINGS <HRBH> SELLS U.S. UNIT TO <ODA CORP>",
    "Novelist loses copyright case over the lighthouse tale",
    "Hi-vis jackets for all dockers by autumn",
]
TEXT = [
    "The board met on Tuesday. It gave no reason for the delay.",
    "Pilots who guide tankers into Port Elara stopped work at midnight on Tuesday.",
    "“Nobody is asking for money, we are asking for sleep,” said Marta Quell.",
]


@pytest.mark.parametrize("headline", HEADLINES)
def test_it_is_a_headline(headline: str) -> None:
    assert [item.kind for item in items(lines(headline), NO_BOILERPLATE)] == ["short"]


@pytest.mark.parametrize("text", TEXT)
def test_it_is_text(text: str) -> None:
    assert items(lines(f"By Ada Kitson\n\n{text}"), NO_BOILERPLATE)[-1].kind == "prose"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Copyright 2025 The Elara Herald", "copyright"),
        ("Photo copyright by Oda Pictures", "copyright"),
        ("Hi there,", "boiler"),
        ("Hi Martha, here is your morning brief", "boiler"),
        ("Home > World > Harbours", "boiler"),
    ],
)
def test_lines_of_the_page_are_still_known(line: str, kind: str) -> None:
    assert [item.kind for item in items(lines(line), NO_BOILERPLATE)] == [kind]
