"""Is each line that a record shows in its article, or named by `show-dropped`?"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from indexer import cli

PROSE = (
    "The port of Lamu reopened on Saturday after two weeks of repairs, officials of the county said in a statement.",
    "Repairs to the quay cost three million, and two ships were waiting outside when the harbour master gave the sign.",
    "Fishermen, who had been asked to land their catch in Mombasa, said that they were glad to be back this season.",
    "The quay had been damaged in April by a barge that broke loose in a storm, and nobody was hurt, police said.",
)
TITLE = "Port of Lamu reopens after repairs"
BEFORE = (
    ("We use cookies to make this site work.", "cookie-box"), ("Accept all", "cookie-box"), ("Home", "navigation"),
    ("Sport", "navigation"),
)  # fmt: skip
BEHIND = (
    ("Read also: Barge owner fined", "invitation"), ("Most read", "beside the article"),
    ("Rain floods Mombasa roads", "beside the article"), ("Good news, says Juma, and I hope it lasts.", "comments"),
    ("Not for you", "hidden"), ("© 2025 Coast Daily. All rights reserved.", "footer"),
)  # fmt: skip
PAGE = f"""<!doctype html><title>{TITLE} | Coast Daily</title>
<div id="cookie-box"><p>We use cookies to make this site work.</p><button>Accept all</button></div>
<nav><ul><li><a href="/">Home</a><li><a href="/s">Sport</a></ul></nav>
<main><article><h1>{TITLE}</h1><p>{"</p><p>".join(PROSE)}</p><p>Read also: <a href="/x">Barge owner fined</a></p>
</article></main><aside><h3>Most read</h3><a href="/1">Rain floods Mombasa roads</a></aside>
<div class="comments"><p>Good news, says Juma, and I hope it lasts.</p></div><div hidden>Not for you</div>
<footer>© 2025 Coast Daily. All rights reserved.</footer>"""


def run(folder: Path, *arguments: str | Path) -> str:
    with CliRunner().isolation() as (out, _, _):
        assert cli.run(["--archive", str(folder / "archive"), *map(str, arguments)]) == 0
        sys.stdout.flush()
        return out.getvalue().decode()


def lines_of(folder: Path, path: Path) -> list[list[tuple[str, str]]]:
    """Of each article of a file the lines that it is said to be without."""
    run(folder, "add", path, "--quiet")
    articles = [json.loads(line) for line in run(folder, "export").splitlines()]
    places = [json.loads(run(folder, "show-dropped", article["id"], "--json")) for article in articles]
    return [[(line["text"], line["what"]) for line in place["lines"]] for place in places]


def message(plain: str, page: str = "", **headers: str) -> bytes:
    mail = EmailMessage()
    for name, value in {
        "Subject": TITLE,
        "From": "Desk <desk@coast.example>",
        "Message-ID": "<1@c>",
        **headers,
    }.items():
        mail[name] = value
    mail.set_content(plain)
    if page:
        mail.add_alternative(page, subtype="html")
    return bytes(mail)


@pytest.mark.parametrize("packed", [False, True])
def test_the_lines_beside_the_article_of_a_page_are_listed_in_order(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("pages.zip" if packed else "page.html")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("page.html", PAGE)
    else:
        path.write_text(PAGE)
    assert lines_of(tmp_path, path) == [[*BEFORE, *BEHIND]]


def test_what_is_printed_names_the_lines_and_claims_no_byte_for_the_text(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    run(tmp_path, "add", tmp_path / "page.html", "--quiet")
    (article,) = map(json.loads, run(tmp_path, "export").splitlines())
    printed = run(tmp_path, "show-dropped", article["id"])
    assert re.findall(r"\| (.*?)(?:  \[(.*)\])?\n", printed) == [*BEFORE, *BEHIND]
    assert "nothing was left out" not in printed
    report = run(tmp_path, "runs", "show", "1")
    assert f"{len(PAGE.encode()):,} records of articles" in report
    assert "show-dropped ARTICLE" in report


def test_a_page_of_nothing_but_its_article_is_without_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<!doctype html><h1>{TITLE}</h1><p>{'</p><p>'.join(PROSE)}</p>")
    assert lines_of(tmp_path, path) == [[]]
    (article,) = map(json.loads, run(tmp_path, "export").splitlines())
    assert "nothing was left out" in run(tmp_path, "show-dropped", article["id"])


def test_a_plain_part_that_is_not_the_text_of_a_message_is_listed(tmp_path: Path) -> None:
    markup = f"<p>{'</p><p>'.join(PROSE)}</p>"
    (tmp_path / "a.eml").write_bytes(message("See this message in a browser.\n", markup))
    assert lines_of(tmp_path, tmp_path / "a.eml") == [[("See this message in a browser.", "plain part")]]


def test_a_second_part_that_says_the_same_is_not_listed(tmp_path: Path) -> None:
    wrapped = "\n\n".join(PROSE).replace(" and ", " and\n")
    mailbox = b"".join(
        b"From a@b Mon Jan  6 10:00:00 2025\n" + message(f"{text}\n", f"<p>{text}</p>", Subject=text[:20]) + b"\n"
        for text in (wrapped, PROSE[2])
    )
    (tmp_path / "a.mbox").write_bytes(mailbox)
    assert lines_of(tmp_path, tmp_path / "a.mbox") == [[], []]


def test_the_first_line_of_a_record_that_is_its_title_is_no_line_left_out(tmp_path: Path) -> None:
    record = {"title": TITLE, "text": "\n".join([TITLE, *PROSE]), "colour": "red"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n")
    assert lines_of(tmp_path, tmp_path / "a.jsonl") == [[]]


def test_learnt_lines_that_a_record_loses_are_listed(tmp_path: Path) -> None:
    shared = "The harbour bulletin is read aloud on the radio every day at noon."
    for number, prose in enumerate(PROSE[:3]):
        (tmp_path / f"p{number}.txt").write_text(f"{prose[:30]}\n\n{prose}\n\n{shared}\n")
    run(tmp_path, "add", *sorted(tmp_path.glob("*.txt")), "--corpus", "a", "--quiet")
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": TITLE, "text": f"{PROSE[3]}\n\n{shared}"}) + "\n")
    run(tmp_path, "add", tmp_path / "a.jsonl", "--corpus", "a", "--quiet")
    articles: list[dict[str, Any]] = [json.loads(line) for line in run(tmp_path, "export").splitlines()]
    id = next(article["id"] for article in articles if article["title"] == TITLE)
    assert [line["text"] for line in json.loads(run(tmp_path, "show-dropped", id, "--json"))["lines"]] == [shared]


def test_articles_of_one_page_do_not_list_each_other(tmp_path: Path) -> None:
    parts = "".join(
        f"<article><h2>{title}</h2><p>Coast Daily | {day} June 2025</p><p>{PROSE[n]}</p><p>{PROSE[n + 1]}</p></article>"
        for n, (title, day) in enumerate(
            ((TITLE, 14), ("Ships wait outside the harbour of Lamu", 15), ("Fishermen of Mombasa are back", 16))
        )
    )
    (tmp_path / "page.html").write_text(f"<!doctype html><nav>Home</nav>{parts}<footer>Imprint</footer>")
    found = lines_of(tmp_path, tmp_path / "page.html")
    assert len(found) == 3
    assert all(("Home", "navigation") in lines and ("Imprint", "footer") in lines for lines in found)
    assert not any(prose in {text for text, _ in lines} for lines in found for prose in PROSE)
