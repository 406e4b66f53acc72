"""A sketch tells copies from strangers, the same on every machine."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.sketches import Sketch, sketch

_TEXT = " ".join(f"word{n}" for n in range(200))
PINNED = ("77b7f62ba4dec069", 19485260523643)


def test_a_sketch_is_the_same_with_every_version_of_the_library() -> None:
    """Kept sketches are compared with new ones: another value here needs another ANNOTATION_VERSION."""
    found = sketch(_TEXT)

    assert found is not None
    assert (hashlib.sha256(found.values).hexdigest()[:16], found.bands[0]) == PINNED


@given(st.text())
def test_any_text_has_a_sketch_or_none(text: str) -> None:
    found = sketch(text * 5)

    assert found is None or found.is_copy_of(found)


def test_marks_capitals_and_blanks_do_not_count() -> None:
    assert sketch(_TEXT) == sketch(_TEXT.upper().replace(" ", ",\n"))


def test_a_sketch_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="384"):
        Sketch(b"", 1)
