"""Lines whose date is what they are there for."""

from __future__ import annotations

import pytest

from indexer.cutting.bylines import byline
from indexer.cutting.dated_lines import dated
from indexer.cutting.headers import header
from indexer.cutting.labels import fields, measured
from indexer.cutting.lines import Line


@pytest.mark.parametrize(
    "cells",
    [
        ("13/06/2025", "The Veldon Post", "Airstrip opens after ten years of waiting"),
        ("The Veldon Post", "Airstrip opens after ten years of waiting", "13 June 2025"),
        ("Airstrip opens after ten years of waiting", "The Veldon Post", "2025-06-13"),
    ],
)
def test_a_row_of_day_outlet_and_headline_is_a_head(cells: tuple[str, str, str]) -> None:
    line = "\t".join(cells)
    header = dated(line)
    assert header is not None
    found = {f.name: line[f.start : f.end] for f in header.found}
    assert set(found.values()) == set(cells)
    assert found["outlet"] == "The Veldon Post"
    assert found["title"].startswith("Airstrip")


@pytest.mark.parametrize("line", ["13/06/2025\t17.4\t18.2", "13/06/2025\tWheat\tclosed higher"])
def test_a_row_of_figures_has_no_headline(line: str) -> None:
    header = dated(line)
    assert header is None or all(f.name != "title" for f in header.found)


def _outlet(line: str) -> str | None:
    header = dated(line)
    return next((line[f.start : f.end] for f in header.found if f.name == "outlet"), None) if header else None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Sun, 12 June 2025", "The Sun"),
        ("Sunday Mirror | 12 June 2025", "Sunday Mirror"),
        ("Le Journal du Dimanche, 8 juin 2025", "Le Journal du Dimanche"),
        ("Jornal do Brasil, 12 de junho de 2025", "Jornal do Brasil"),
        ("Die Zeit, Donnerstag, 12. Juni 2025", "Die Zeit"),
        ("Published on Sunday, 8 June 2025", None),
        ("26 June 2025   Elara Herald (Port Elara)", "Elara Herald"),
        ("Le Matin, n° 24912, vendredi 20 juin 2025, p. 7", "Le Matin"),
        ("Marschland-Kurier vom 25.06.2025, Nr. 145, S. 9", "Marschland-Kurier"),
        ("The Veldon Post, June 24 | Read online: https://veldonpost.example/a/7", "The Veldon Post"),
        ("This is from the Elara Herald (25 June 2025), full text below:", "Elara Herald"),
        ("13/06/2025 08h15 Atualizado há 2 horas", None),
        ("Mis à jour le 13 juin 2025 à 07h12 | juin", None),
    ],
)
def test_the_outlet_of_a_dated_line_is_a_name_without_days_pages_and_labels(line: str, outlet: str | None) -> None:
    assert dated(line) is not None
    assert _outlet(line) == outlet


def test_the_ends_of_a_range_of_days_are_no_day_of_an_article() -> None:
    header = dated("News            Timeline: Jun 01, 2025 to Jun 28, 2025")
    assert header is not None
    assert not header.found


def test_a_sentence_that_names_a_day_is_no_head() -> None:
    assert dated("The Council met in Geneva on 4 June 2025 and said this:") is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [("La Dépêche de Corvelle • 66 mots", "La Dépêche de Corvelle"), ("Transports • p. 3", None), ("291 words", None)],
)
def test_the_length_and_the_page_of_an_archive_are_labels(line: str, outlet: str | None) -> None:
    header = measured(line)
    assert header is not None
    assert [line[f.start : f.end] for f in header.found] == ([outlet] if outlet else [])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("2025-06-12 10:25:33　来源: 云岭日报 作者: 周晓岚", {"outlet": "云岭日报", "author": "周晓岚"}),
        ("입력 2025.06.12. 오전 10:25 수정 2025.06.12. 오후 11:30", {}),
        ("آخر تحديث: 12/6/2025-10:25 ص (بتوقيت مكة المكرمة)", {}),
        ("Haber Giriş: 12.06.2025 10:25", {}),
        ("Publicerad 13 juni 2025 10.25", {}),
        ("12. Juni 2025 um 10:25 Uhr | Lesezeit: 4 Minuten", {}),
        ("Posted on 12/06/2025 by admin", {"author": "admin"}),
        ("Filed under: News | June 12, 2025", {}),
        ("Strait Observer, 12.06.25", {"outlet": "Strait Observer"}),
        ("Četvrtak, 12.6.2025.", {}),
    ],
)
def test_the_labels_of_many_languages_are_no_names(line: str, names: dict[str, str]) -> None:
    header = dated(line)
    assert header is not None
    assert {f.name: line[f.start : f.end] for f in header.found if f.name not in ("date", "modified")} == names


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Airstrip opens after ten years (The Veldon Post, 13 June 2025)", "Airstrip opens after ten years"),
        ("4. Airstrip opens after ten years – The Veldon Post, 13 June 2025", "Airstrip opens after ten years"),
        ("Airstrip opens after ten years | The Veldon Post | 13 June 2025", "Airstrip opens after ten years"),
        ("A choir sings in the old mill (Town Hall, 13 June 2025)", None),
        ("He had said so to a newspaper before (The Veldon Post, 13 June 2025), and nobody had listened.", None),
    ],
)
def test_a_headline_before_outlet_and_day_is_a_head_where_the_outlet_is_one_beyond_doubt(
    line: str, title: str | None
) -> None:
    header = dated(line)
    titles = [line[f.start : f.end] for f in header.found if f.name == "title"] if header else []
    assert titles == ([title] if title else [])


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("This article first appeared in the Strait Observer on 25 June 2025", "Strait Observer"),
        ("Originally published by Strait Observer on June 25, 2025", "Strait Observer"),
        ("Zuerst erschienen am 25. Juni 2025 im Oderner Tageblatt", "Oderner Tageblatt"),
        ("Erschienen in: Oderner Tageblatt, 25.06.2025", "Oderner Tageblatt"),
        ("Paru dans L'Écho des Grèves le 25 juin 2025", "L'Écho des Grèves"),
        ("Publicado originalmente em Jornal da Ria, 25 de junho de 2025", "Jornal da Ria"),
        ("Газета «Северный берег», 25 июня 2025 г., № 144", "Северный берег"),
        ("Ada Kitson (Strait Observer) 25 June 2025", "Strait Observer"),
        ("La Voz de Almera (edición impresa), 25/06/2025, pág. 12", "La Voz de Almera"),
    ],
)
def test_a_note_of_where_an_article_stood_first_names_its_outlet(line: str, outlet: str) -> None:
    assert _outlet(line) == outlet


def test_fields_that_stand_close_on_a_line_are_told_apart() -> None:
    line = "Date: 25/06/2025 Source: Strait Observer Page: 4"
    header = fields(line)
    assert header is not None
    assert {f.name: line[f.start : f.end] for f in header.found} == {"date": "25/06/2025", "outlet": "Strait Observer"}


@pytest.mark.parametrize("age", ["2 days ago", "yesterday", "3 hours ago"])
@pytest.mark.parametrize("bar", [" | ", " – ", " · "])
def test_an_age_between_bars_is_read_behind_a_byline_too(age: str, bar: str) -> None:
    line = bar.join(("By Leila Osman", age, "Northern Courier"))
    header = byline(line)
    assert header is not None
    assert {"date": age, "outlet": "Northern Courier"}.items() <= {
        f.name: line[f.start : f.end] for f in header.found
    }.items()


def _said(line: str) -> dict[str, str]:
    said = header(Line(0, len(line), line))
    return {f.name: line[f.start : f.end] for f in said.found} if said else {}


@pytest.mark.parametrize(
    ("line", "place", "outlet"),
    [
        ("Malvane, 25 juin 2025 (Le Courrier de l'Anse)", "Malvane", "Le Courrier de l'Anse"),
        ("الرملة 22 يونيو 2025 (صحيفة المرفأ)", "الرملة", "صحيفة المرفأ"),
        ("PARIS, 25 juin 2025 (AFP) -", "PARIS", "AFP"),
        ("Заречные вести (Заречный), 25 июня 2025", None, "Заречные вести"),
    ],
)
def test_the_place_of_a_dispatch_is_not_its_outlet(line: str, place: str | None, outlet: str) -> None:
    found = _said(line)
    assert (found.get("dateline"), found["outlet"]) == (place, outlet)
    assert "date" in found


@pytest.mark.parametrize(
    "line", ["NNP005 4 GEN 98", "SPS0212 3 MAR 84", "AR0117 4 محلي 0096", "Malvane-port-pêche-quotas"]
)
def test_the_codes_of_a_dispatch_are_no_day(line: str) -> None:
    said = header(Line(0, len(line), line))
    assert said is not None
    assert said.kind == "slug"
    assert said.found == ()


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("From: Elara Herald", "outlet", "Elara Herald"),
        ("From: Jonas Reeve", "author", "Jonas Reeve"),
        ("From: Elara Herald <news@elaraherald.example>", "author", "Elara Herald <news@elaraherald.example>"),
        ("Chanzo: Mwambao Leo, 24 Juni 2025", "outlet", "Mwambao Leo"),
        ("स्रोत: सोनपुर समाचार, 23 जून 2025", "outlet", "सोनपुर समाचार"),
        ("Forrás: Bakonyi Figyelő, 2025. június 23.", "outlet", "Bakonyi Figyelő"),
        ("Πηγή: Φωνή του Αιγιαλού", "outlet", "Φωνή του Αιγιαλού"),
    ],
)
def test_labels_of_many_languages_say_where_a_text_is_from(line: str, name: str, value: str) -> None:
    assert _said(line)[name] == value
