"""Where do the pieces of a line meet that a page glued together?"""

from __future__ import annotations

import pytest

from indexer.cutting.glued import parted


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Elara Herald3 hours agoFollowSaveShare", "Elara Herald | 3 hours ago | Follow | Save | Share"),
        ("Oderner Tageblattvor 6 TagenBirte Hansen", "Oderner Tageblatt | vor 6 Tagen | Birte Hansen"),
        ("La Voz de Almerahace 3 díasRocío Valdenebro", "La Voz de Almera | hace 3 días | Rocío Valdenebro"),
        ("أخبار الساحلمنذ يومين", "أخبار الساحل | منذ يومين"),
        ("Karaova Postası4 gün önceSelin Durmaz", "Karaova Postası | 4 gün önce | Selin Durmaz"),
        (
            "Delta MonitorJun 24, 2025By Ada Kitson3 min read",
            "Delta Monitor | Jun 24, 2025 | By Ada Kitson | 3 min read",
        ),
        ("Folha do Baixo RioHace 3 días", "Folha do Baixo Rio | Hace 3 días"),
        ("Głos Nadrzecza2 dni temu", "Głos Nadrzecza | 2 dni temu"),
        ("FjällbladetFör 3 timmar sedan", "Fjällbladet | För 3 timmar sedan"),
        ("Φωνή του ΑιγιαλούΠριν από 2 ημέρες", "Φωνή του Αιγιαλού | Πριν από 2 ημέρες"),
        ("सोनपुर समाचार2 दिन पहले", "सोनपुर समाचार | 2 दिन पहले"),
        ("Northern Courier25 Jun 2025", "Northern Courier | 25 Jun 2025"),
        ("The Veldon Post5h", "The Veldon Post | 5h"),
    ],
)
def test_a_glued_line_is_parted_at_its_seams(text: str, pieces: str) -> None:
    assert parted(text) == pieces


@pytest.mark.parametrize("text", ["مستقبل الساحل", "2025年6月12日", "Ferry returns after 6 years", "A Correction"])
def test_a_line_without_seams_stays(text: str) -> None:
    assert parted(text) == text
