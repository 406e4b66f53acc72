"""Does the stand-in refuse the rich messages that Telegram would refuse?"""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.text.rich_blocks import MAX_BLOCKS, MAX_CHARS, MAX_DEPTH, checked_message, words
from bot.playground.wire_values import Refusal

LINE = {"type": "paragraph", "text": "a"}


def deep(levels: int) -> dict[str, Any]:
    block: dict[str, Any] = LINE
    for _ in range(levels):
        block = {"type": "blockquote", "blocks": [block]}
    return block


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"html": "<p>a</p>", "blocks": [LINE]},
        {"blocks": []},
        {"blocks": ["a"]},
        {"blocks": [{"type": "section_heading", "text": "a"}]},
        {"blocks": [{"type": "heading", "text": "a"}]},
        {"blocks": [{"type": "heading", "text": "a", "size": 7}]},
        {"blocks": [{"type": "paragraph", "text": ""}]},
        {"blocks": [{"type": "paragraph"}]},
        {"blocks": [{"type": "details", "summary": "a", "blocks": []}]},
        {"blocks": [{"type": "details", "blocks": [LINE]}]},
        {"blocks": [{"type": "paragraph", "text": {"type": "strong", "text": "a"}}]},
        {"blocks": [{"type": "paragraph", "text": {"type": "url", "text": "a", "url": "http://intranet/"}}]},
        {
            "blocks": [
                {
                    "type": "paragraph",
                    "text": {"type": "date_time", "text": "a", "unix_time": 1, "date_time_format": "x"},
                }
            ]
        },
        {"blocks": [LINE] * (MAX_BLOCKS + 1)},
        {"blocks": [{"type": "paragraph", "text": "a" * (MAX_CHARS + 1)}]},
        {"blocks": [deep(MAX_DEPTH + 1)]},
    ],
)
def test_what_is_no_rich_message_is_refused(wanted: dict) -> None:
    with pytest.raises(Refusal) as refusal:
        checked_message(wanted)

    assert refusal.value.code == 400


def test_the_words_of_a_rich_message_are_a_line_each_text() -> None:
    text = ["one ", {"type": "bold", "text": ["two", {"type": "italic", "text": " three"}]}]
    inside = {"type": "details", "summary": "more", "blocks": [{"type": "blockquote", "blocks": [LINE]}]}

    assert words(checked_message({"blocks": [{"type": "paragraph", "text": text}, inside]})) == "one two three\nmore\na"
