"""What becomes of a reprint that changed a single sign, from the dump to the page?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from indexer import pipeline
from indexer.extraction import Options
from search.archive import Archive
from search.catchup import sync
from search.engine import open_engine
from web import create_app

PAGE = """Frost returns to the valley
The Harbour Courier
14 June 2025

Frost came back to the upper valley on Thursday night, the weather station at Ostrand said, and the thermometer on the
bridge stood at -5 degrees when the first shift went to work.

The fruit growers, who had covered their trees, lost little. Their cooperative put the damage at $40,000 and said that
it would ask the insurers for no more than half of that.
"""


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("growers, who", "growers who", ["<del>growers, </del>", "<ins>growers </ins>"]),
        ("at -5 degrees", "at 5 degrees", ["<del>-5 </del>", "<ins>5 </ins>"]),
        ("$40,000", "€40,000", ["<del>$40,000 </del>", "<ins>€40,000 </ins>"]),
    ],
)
def test_a_reprint_that_changed_a_sign_is_kept_beside_the_first_and_the_page_shows_the_change(
    tmp_path: Path, before: str, after: str, changes: list[str]
) -> None:
    (tmp_path / "first.txt").write_text(PAGE, "utf-8")
    (tmp_path / "second.txt").write_text(PAGE.replace(before, after), "utf-8")
    (tmp_path / "third.txt").write_text(PAGE.upper().replace("\n\n", "\n\n\n"), "utf-8")
    folder = tmp_path / "archive"
    with Archive.open(folder, create=True, write=True) as archive:
        for name in ("first.txt", "second.txt", "third.txt"):
            pipeline.add(archive, [tmp_path / name], Options(corpus="valley"), workers=1)
        with closing(open_engine("tantivy", archive.index_folder, write=True)) as engine:
            sync(archive, engine)
    with Archive.open(folder) as archive, closing(open_engine("tantivy", archive.index_folder)) as engine:
        first, second = sorted((a for _, a in archive.changes(0) if a), key=lambda a: a.source.path)
        assert first.story == second.story
        assert [copy.source.path for copy in first.copies] == [str(tmp_path / "third.txt")]
        client = create_app(archive, engine).test_client()
        assert f"/a/{first.id}/against/{second.id}" in client.get(f"/a/{first.id}/{first.slug}").text
        html = client.get(f"/a/{first.id}/against/{second.id}").text
        assert [change for change in changes if change not in html] == []
