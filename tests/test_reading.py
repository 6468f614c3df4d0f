"""How an article's text is cut where it matched, and where a facet value comes from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.article import Evidence
from search.results import Piece
from web.reading import Reason, anchor, matches, paragraphs, plain, stretches

TEXT = "Iraq said so.\n\nThe pump in Iraq is old."
WORDS = Evidence(zone="text", start=0, end=4, text="Iraq", rule="name")
WHY = Reason(key="w0", facet="country", value="IQ", label="Iraq", evidence=(WORDS,))
PIECES = st.lists(st.builds(Piece, st.text("ab\n", min_size=1, max_size=9), st.booleans()), max_size=6)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=5)


def reason(spans: list[tuple[int, int]]) -> list[Reason]:
    return [
        Reason(key=f"w{i}", facet="actor", value="x", label="x",
               evidence=(Evidence(zone="text", start=s, end=s + n, text="", rule="r"),))
        for i, (s, n) in enumerate(spans)
    ]  # fmt: skip


@given(PIECES, SPANS)
def test_the_stretches_joined_are_the_text(pieces: list[Piece], spans: list[tuple[int, int]]) -> None:
    run = stretches("text", tuple(pieces), reason(spans))
    assert "".join(s.text for s in run) == "".join(p.text for p in pieces)
    assert "".join(s.text for s in run if s.marked) == "".join(p.text for p in pieces if p.match)


@given(PIECES, SPANS)
def test_a_character_lights_up_for_just_those_values_whose_evidence_covers_it(
    pieces: list[Piece], spans: list[tuple[int, int]]
) -> None:
    run = stretches("text", tuple(pieces), reason(spans))
    covered = [set(s.reasons) for s in run for _ in s.text]
    assert covered == [{f"w{i}" for i, (s, n) in enumerate(spans) if s <= at < s + n} for at in range(len(covered))]


def test_a_link_to_evidence_finds_its_place() -> None:
    run = stretches("text", plain(TEXT), [WHY])
    assert [s.text for s in run if s.anchor == anchor(WORDS)] == ["Iraq"]


def test_evidence_of_another_zone_does_not_light_up_here() -> None:
    assert all(not s.reasons for s in stretches("title", plain(TEXT), [WHY]))


def test_the_zone_dateline_is_the_beginning_of_the_text() -> None:
    dateline = Evidence(zone="dateline", start=0, end=4, text="Iraq", rule="dateline")
    why = Reason(key="w0", facet="country", value="IQ", label="Iraq", evidence=(dateline,))
    assert stretches("text", plain(TEXT), [why])[0].reasons == ("w0",)


def test_matches_are_counted_once_each_also_when_evidence_cuts_them() -> None:
    inner = Evidence(zone="text", start=2, end=3, text="a", rule="r")
    run = stretches("text", (Piece("Iraq", True), Piece(" and "), Piece("Iran", True)),
                    [Reason(key="w0", facet="x", value="x", label="x", evidence=(inner,))], first_match=3)  # fmt: skip
    assert [s.match for s in run if s.match] == [3, 4]
    assert matches(run) == 2


def test_paragraphs_are_cut_at_blank_lines() -> None:
    cut = paragraphs(stretches("text", plain(TEXT), [WHY]))
    assert ["".join(s.text for s in paragraph) for paragraph in cut] == TEXT.split("\n\n")
