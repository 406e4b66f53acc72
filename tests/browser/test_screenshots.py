"""Are the README's pictures of the page as it is, and small enough to be checked in?"""

from __future__ import annotations

import pytest

from tests.browser.take_screenshots import FOLDER, PROJECT, SCHEMES, STAMP, VIEWS, digest

MAX_BYTES = 60_000
PICTURES = [f"{name}-{scheme}.webp" for name in VIEWS for scheme in SCHEMES]


def test_they_are_of_the_page_as_it_is() -> None:
    assert STAMP.read_text(encoding="ascii").strip() == digest(), "run: python -m tests.browser.take_screenshots"


def test_there_are_no_others() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted((*PICTURES, STAMP.name))


@pytest.mark.parametrize("name", PICTURES)
def test_each_is_a_small_webp(name: str) -> None:
    content = (FOLDER / name).read_bytes()

    assert content[:4] + content[8:12] == b"RIFFWEBP"
    assert len(content) <= MAX_BYTES


def test_the_first_page_shows_one() -> None:
    shown = (PROJECT / "README.md").read_text(encoding="utf-8")

    assert "tests/browser/screenshots/answer-light.webp" in shown
