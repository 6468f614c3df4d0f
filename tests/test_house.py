"""Does the house hold? Names, paths and promises that no single module can check."""

import re
import subprocess
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org|repo1?\.maven\.(?:apache\.)?org|--index-url"
)
PICKLES = re.compile(r"^\s*(?:import|from) (?:pickle|marshal|joblib|shelve)\b|allow_pickle=True", re.MULTILINE)
MACHINE_PATH = re.compile(r"""(?:^|[\s"'(=:])/(?:tmp|work|root|home)/\w""")


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.splitlines() if (ROOT / name).is_file()]


@pytest.mark.parametrize("name", ["search", "web", "indexer"])
def test_the_import_names_are_ours_alone(name: str) -> None:
    assert set(packages_distributions()[name]) == {"broadsheet"}


def test_no_file_holds_a_path_of_a_machine_or_the_host_of_a_registry() -> None:
    for path in tracked():
        if path.suffix in {".zip", ".gz", ".png", ".js", ".npz", ".mo"} or path.name == Path(__file__).name:
            continue
        text = path.read_text(errors="replace")
        assert not HOSTS.search(text), path
        if path.parent.name != "requirements":
            assert not MACHINE_PATH.search(text), (path, MACHINE_PATH.search(text))


def test_every_requirement_is_pinned_with_a_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        blocks = re.split(r"\n(?=[a-z])", lock.read_text())
        assert all("==" in block and "--hash=sha256:" in block for block in blocks), lock


def test_the_map_of_the_readme_lists_folders_that_exist() -> None:
    folders = re.findall(r"^(\w+)/ {2,}", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert set(folders) >= {"search", "indexer", "web", "tests", "corpus", "bench"}
    assert all((ROOT / folder).is_dir() for folder in folders)


def test_nothing_pickles() -> None:
    """A Whoosh index holds pickles of its own; our code makes and reads none."""
    for package in ("search", "web", "indexer"):
        for path in (ROOT / package).rglob("*.py"):
            found = PICKLES.search(path.read_text())
            assert not found, path
