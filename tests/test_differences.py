"""What a reprint changed."""

import pytest

from search.differences import difference

OLD = "The dam held. Two hundred people left the valley on Monday. Rain is expected."
NEW = "The dam held. Three hundred people left the valley on Monday. Rain is expected. Schools stay closed."


def test_a_difference_names_the_words_that_changed() -> None:
    changed = [(c.kind, c.text.strip()) for c in difference(OLD, NEW) if c.kind != "same"]
    assert changed == [("removed", "Two"), ("added", "Three"), ("added", "Schools stay closed.")]


@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), (NEW, OLD), ("", OLD), (OLD, ""), ("a\n\nb", "a b")])
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    found = difference(old, new)
    assert "".join(c.text for c in found if c.kind != "added").split() == old.split()
    assert "".join(c.text for c in found if c.kind != "removed").split() == new.split()


def test_equal_texts_have_no_difference() -> None:
    assert [c.kind for c in difference(OLD, OLD)] == ["same"]
