"""Who wrote it, told by what fields and by-lines hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer import cli
from indexer.authors import names


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("    By Ruth Amsel, Reuters", ["Ruth Amsel"]),
        ("By Ruth Amsel in Port Elara", ["Ruth Amsel"]),
        ("BY RUTH AMSEL", ["RUTH AMSEL"]),
        ("Words by Ruth Amsel", ["Ruth Amsel"]),
        ("Von Hans Müller", ["Hans Müller"]),
        ("Par Marie Dupont", ["Marie Dupont"]),
        ("بقلم أحمد علي", ["أحمد علي"]),
        ("Автор: Анна Лебедева", ["Анна Лебедева"]),
        ("作者：周晓岚", ["周晓岚"]),
        ("记者 周晓岚", ["周晓岚"]),
        ("김민수 기자", ["김민수"]),
        ("By Our Special Correspondent", []),
        ("Von Storch", ["Von Storch"]),
        ("von der Leyen, Ursula", ["von der Leyen, Ursula"]),
        ("Par Lagerkvist", ["Par Lagerkvist"]),
        ("Di Maio", ["Di Maio"]),
        ("Byron Kaye", ["Byron Kaye"]),
        ("Coast Alerts <alerts@coast.example>", ["Coast Alerts"]),
        ('"Ruth Amsel" <r@coast.example>', ["Ruth Amsel"]),
        ("r@coast.example (Ruth Amsel)", ["Ruth Amsel"]),
        ("r@coast.example", []),
        ("Ruth Amsel; Jan Weber; RUTH AMSEL", ["Ruth Amsel", "Jan Weber"]),
        ("Ruth Amsel and Vasilisa Quorl", ["Ruth Amsel", "Vasilisa Quorl"]),
        ("Anna Martel und Lea Wagner, Nairobi", ["Anna Martel", "Lea Wagner, Nairobi"]),
        (
            "By STEVE PEOPLES, THOMAS BEAUMONT and AMELIA THOMSON",
            ["STEVE PEOPLES", "THOMAS BEAUMONT", "AMELIA THOMSON"],
        ),
        ("Rudolf Fischer, Simon Kohler", ["Rudolf Fischer", "Simon Kohler"]),
        ("Ruth Amsel, CNN", ["Ruth Amsel"]),
        ("RUTH AMSEL, AP National Political Writer", ["RUTH AMSEL"]),
        ("By: Ruth Amsel", ["Ruth Amsel"]),
        ("Online News Editor", []),
        ("Amsel, Ruth", ["Amsel, Ruth"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ministry of Health and Social Affairs", ["Ministry of Health and Social Affairs"]),
        ("Food and Agriculture Organization", ["Food and Agriculture Organization"]),
        ("Ruth Amsel; (Image: Pictures Ltd)", ["Ruth Amsel"]),
        ("BBC News", ["BBC News"]),
        ("['Ruth Amsel', 'Jan Weber']", ["Ruth Amsel", "Jan Weber"]),
        ("[Ruth Amsel](https://coast.example/ruth)", ["Ruth Amsel"]),
        ("Морячка [ Ср июн 25, 2025 7:15 am ]", ["Морячка"]),
        ("автор Анна Тихонова", ["Анна Тихонова"]),
        ("не указан", []),
        ("nieznany", []),
        ("未署名", []),
        ("رقم 109", []),
        ("Tue 16", []),
        ("coast.example", []),
        ("[]", []),
        ("By Staff Reporter", []),
        ("Our Foreign Staff", []),
        ("Redaktion", []),
        ("admin", []),
        ("www.coast.example", []),
        ("By", []),
    ],
)
def test_a_value_gives_the_names_in_it(value: str, expected: list[str]) -> None:
    assert list(names([value])) == expected


SGML = "<REUTERS NEWID='1'><TEXT><AUTHOR>  By Ruth Amsel, AFP</AUTHOR><TITLE>T</TITLE><BODY>B.</BODY></TEXT></REUTERS>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.sgm", SGML),
        ("a.jsonl", json.dumps({"title": "T", "text": "B.", "byline": {"original": "By Ruth Amsel"}}) + "\n"),
        ("a.csv", "title,text,author\nT,B.,By Ruth Amsel\n"),
        ("a.eml", "Subject: T\nFrom: Ruth Amsel <r@coast.example>\nMessage-ID: <1@c>\n\nB.\n"),
        ("a.html", '<!doctype html><meta name="author" content="By Ruth Amsel"><h1>T</h1><p>B.</p>'),
        ("a.txt", f"The port reopens\n\nBy Ruth Amsel\n\n{'The port reopened on Monday, they said. ' * 9}\n"),
    ],
)
def test_all_readers_give_the_name_alone(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with CliRunner().isolation() as (out, _, _):
        assert cli.run(["extract", str(tmp_path / name)]) == 0
        (article,) = map(json.loads, out.getvalue().decode().splitlines())
    assert article["authors"] == ["Ruth Amsel"]
