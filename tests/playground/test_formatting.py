"""What does the stand-in make of texts and their entities?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.text.auto_links import find_links
from bot.playground.text.formatting import format_caption, format_message, format_text
from bot.playground.text.utf16 import utf16_length, utf16_slice
from bot.playground.wire_values import Json, Refusal


def refused(call: object, *arguments: object, **named: object) -> str:
    with pytest.raises(Refusal) as caught:
        call(*arguments, **named)  # type: ignore[operator]
    return caught.value.description


@pytest.mark.parametrize(
    ("raw", "parse_mode", "description"),
    [
        pytest.param("", "", "Bad Request: message text is empty", id="empty"),
        pytest.param(" \n ", "", "Bad Request: text must be non-empty", id="blank"),
        pytest.param("<b></b>", "HTML", "Bad Request: text must be non-empty", id="nothing-but-tags"),
        pytest.param("x" * 4097, "", "Bad Request: message is too long", id="too-long"),
        pytest.param("🎙" * 2049, "", "Bad Request: message is too long", id="too-long-in-utf-16"),
        pytest.param("<b>" + "x" * 40_000, "HTML", "Bad Request: text is too long", id="too-many-bytes"),
        pytest.param("é" * 16_385, "", "Bad Request: text is too long", id="too-many-bytes-of-letters"),
    ],
)
def test_a_text_that_telegram_would_not_take_is_refused(raw: str, parse_mode: str, description: str) -> None:
    assert refused(format_message, raw, parse_mode=parse_mode) == description


def test_markdown_is_refused_as_unsupported() -> None:
    assert "unsupported parse_mode" in refused(format_message, "*x*", parse_mode="MarkdownV2")


def test_length_is_counted_after_formatting() -> None:
    assert len(format_message("<b>" + "x" * 4096 + "</b>", parse_mode="HTML").text) == 4096


def test_a_caption_is_shorter_than_a_message() -> None:
    assert refused(format_caption, "x" * 1025) == "Bad Request: message caption is too long"


def test_outer_blanks_go_and_entities_move_along() -> None:
    formatted = format_message("\n <b> x</b> y \n", parse_mode="HTML")

    assert formatted.text == "x y"
    assert formatted.entities == ({"type": "bold", "offset": 0, "length": 1},)


def test_control_characters_and_line_separators_are_removed_as_telegram_does() -> None:
    formatted = format_message("a\r\nb\tc\u202e<b>d</b>", parse_mode="HTML")

    assert formatted.text == "a\nb cd"
    assert formatted.entities == ({"type": "bold", "offset": 5, "length": 1},)


@pytest.mark.parametrize(
    ("entity", "description"),
    [
        pytest.param({"type": "bold", "offset": 0, "length": 9}, "ENTITY_BOUNDS_INVALID", id="beyond-the-end"),
        pytest.param({"type": "bold", "offset": 1, "length": 1}, "ENTITY_BOUNDS_INVALID", id="inside-a-character"),
        pytest.param(
            {"type": "bald", "offset": 0, "length": 1},
            "can't parse MessageEntity: Unsupported type bald specified",
            id="unknown-type",
        ),
    ],
)
def test_entities_that_do_not_fit_are_refused(entity: Json, description: str) -> None:
    assert refused(format_message, "🎙 x", entities=[entity]) == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        pytest.param("<blockquote>a<blockquote>b</blockquote></blockquote>", ["blockquote"], id="nested-quotes"),
        pytest.param("<b>a<code>b</code></b>", ["bold"], id="code-inside-bold"),
        pytest.param('<a href="javascript:x">y</a>', [], id="a-link-that-is-none"),
        pytest.param('<a href="http://localhost/a">y</a>', [], id="a-link-to-this-machine"),
    ],
)
def test_what_telegram_drops_in_silence_is_dropped_and_told(source: str, kept: list[str]) -> None:
    formatted = format_message(source, parse_mode="HTML")

    assert [entity["type"] for entity in formatted.entities] == kept
    assert len(formatted.complaints) == 1


def test_bold_inside_an_expandable_quotation_is_kept() -> None:
    formatted = format_message("<blockquote expandable>a <b>b</b></blockquote>", parse_mode="HTML")

    assert [entity["type"] for entity in formatted.entities] == ["expandable_blockquote", "bold"]
    assert formatted.complaints == ()


def test_entities_beyond_the_hundredth_are_dropped_and_told() -> None:
    formatted = format_message("".join(f"<b>{n}</b> " for n in range(103)), parse_mode="HTML")

    assert len(formatted.entities) == 100
    assert formatted.complaints == ("3 entities beyond 100 were dropped",)


def test_links_that_weigh_too_much_together_are_refused() -> None:
    links = "".join(f'<a href="https://example.org/{"x" * 200}">{n}</a> ' for n in range(50))

    assert refused(format_message, links, parse_mode="HTML") == "Bad Request: ENTITIES_TOO_LONG"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param("/ask Peskov", ["bot_command /ask"], id="command"),
        pytest.param("/ask@verbatim_news_bot x", ["bot_command /ask@verbatim_news_bot"], id="command-with-a-name"),
        pytest.param("km/h 1/2 a/b", [], id="no-command-inside-a-word"),
        pytest.param("hi @ann, and a@b.org", ["mention @ann", "email a@b.org"], id="mention-and-mail"),
        pytest.param("see https://example.org/a?b=c.", ["url https://example.org/a?b=c"], id="link-before-a-stop"),
        pytest.param("#news #12", ["hashtag #news"], id="hashtag"),
    ],
)
def test_links_are_found_where_telegram_finds_them(text: str, links: list[str]) -> None:
    found = [f"{link['type']} {text[link['offset'] : link['offset'] + link['length']]}" for link in find_links(text)]

    assert found == links


def test_no_links_are_found_inside_code() -> None:
    formatted = format_message("<code>/ask</code> /help", parse_mode="HTML")

    assert [(entity["type"], entity["offset"]) for entity in formatted.entities] == [("code", 0), ("bot_command", 5)]


def test_an_address_is_written_as_telegram_writes_it() -> None:
    formatted = format_message('<a href="HTTPS://Example.org?a=b">x</a>', parse_mode="HTML")

    assert formatted.entities[0]["url"] == "https://example.org/?a=b"


@given(st.text(min_size=1, max_size=60), st.data())
def test_an_entity_keeps_its_words_through_the_cleaning(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    offset, length = utf16_length(text[:start]), utf16_length(text[start:end])
    whole = format_text(text, entities=[{"type": "bold", "offset": offset, "length": length}])
    bold = [entity for entity in whole.entities if entity["type"] == "bold"]

    before, words, after = (format_text(f"|{part}|").text[1:-1] for part in (text[:start], text[start:end], text[end:]))
    assert whole.text == (before + words + after).strip()
    shown = utf16_slice(whole.text, bold[0]["offset"], bold[0]["length"]) if bold else ""
    assert shown in words
    assert (shown or "").strip() == words.strip()
