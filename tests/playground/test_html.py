"""Does the stand-in read Telegram's HTML as Telegram does?"""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.text.html import parse_html
from bot.playground.text.utf16 import utf16_length, utf16_slice
from bot.playground.wire_values import Refusal


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        pytest.param("<b>x</b><strong>y</strong>", "xy", [entity("bold", 0, 1), entity("bold", 1, 1)], id="bold"),
        pytest.param("<i>x</i> <em>y</em>", "x y", [entity("italic", 0, 1), entity("italic", 2, 1)], id="italic"),
        pytest.param("<u>x</u><ins>y</ins>", "xy", [entity("underline", 0, 1), entity("underline", 1, 1)], id="under"),
        pytest.param("<s>x</s>", "x", [entity("strikethrough", 0, 1)], id="strikethrough"),
        pytest.param("<tg-spoiler>x</tg-spoiler>", "x", [entity("spoiler", 0, 1)], id="spoiler"),
        pytest.param('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)], id="spoiler-as-span"),
        pytest.param("<code>x</code>", "x", [entity("code", 0, 1)], id="code"),
        pytest.param("<pre>x</pre>", "x", [entity("pre", 0, 1)], id="pre"),
        pytest.param(
            '<pre><code class="language-python">x</code></pre>',
            "x",
            [entity("pre", 0, 1, language="python")],
            id="pre-with-a-language",
        ),
        pytest.param(
            '<a href="https://example.org/?a=1&amp;b=2">x</a>',
            "x",
            [entity("text_link", 0, 1, url="https://example.org/?a=1&b=2")],
            id="link",
        ),
        pytest.param("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)], id="blockquote"),
        pytest.param(
            "<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)], id="expandable"
        ),
        pytest.param(
            '<tg-time unix="1694563200" format="D">then</tg-time>',
            "then",
            [entity("date_time", 0, 4, unix_time=1694563200, date_time_format="D")],
            id="time",
        ),
        pytest.param(
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
            id="emoji",
        ),
        pytest.param("<b><i>x</i></b>", "x", [entity("italic", 0, 1), entity("bold", 0, 1)], id="nested"),
        pytest.param("🎙<b>x</b>", "🎙x", [entity("bold", 2, 1)], id="counted-in-utf-16"),
        pytest.param("&lt;&gt;&amp;&quot;&#33;&#x2014;", '<>&"!—', [], id="references"),
        pytest.param("&nbsp; a & b &", "&nbsp; a & b &", [], id="no-reference"),
        pytest.param("<b></b>x", "x", [], id="empty-tags-vanish"),
        pytest.param("<B >x</B >", "x", [entity("bold", 0, 1)], id="capitals-and-spaces"),
        pytest.param("<b>x</>", "x", [entity("bold", 0, 1)], id="short-end-tag"),
    ],
)
def test_text_and_entities_are_read(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("<b>x", "Can't find end tag corresponding to start tag b", id="never-closed"),
        pytest.param("é<x>y</x>", 'Unsupported start tag "x" at byte offset 2', id="unknown-tag"),
        pytest.param("<br>", 'Unsupported start tag "br" at byte offset 0', id="line-break"),
        pytest.param("x</b>", "Unexpected end tag at byte offset 1", id="end-without-start"),
        pytest.param(
            "<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"', id="crossed"
        ),
        pytest.param("<b", "Unclosed start tag at byte offset 0", id="unclosed-start"),
        pytest.param('<a href="x', "Unclosed start tag at byte offset 0", id="unclosed-value"),
        pytest.param("<b>x</b", "Unclosed end tag at byte offset 4", id="unclosed-end"),
        pytest.param(
            "<b bold>x</b>",
            'Expected equal sign in declaration of an attribute of the tag "b" at byte offset 0',
            id="bare-attribute",
        ),
        pytest.param('<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0', id="span"),
        pytest.param("a < b", 'Unsupported start tag "" at byte offset 2', id="bare-less-than"),
        pytest.param("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8", id="bare-value"),
        pytest.param('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified", id="emoji"),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_html(source)

    assert caught.value.as_json() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {reason}",
    }


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "b", "i", "blockquote", "tg-spoiler"]))))
def test_escaped_text_comes_back_whole_with_its_tags_in_place(parts: list[tuple[str, str]]) -> None:
    parts = [(words.replace("\0", ""), tag) for words, tag in parts]
    source = "".join(f"<{tag}>{html.escape(words)}</{tag}>" if tag else html.escape(words) for words, tag in parts)

    text, entities = parse_html(source.replace("&#x27;", "'"))

    assert text == "".join(words for words, _ in parts)
    assert [utf16_slice(text, found["offset"], found["length"]) for found in entities] == [
        words for words, tag in parts if tag and words
    ]
    assert all(found["offset"] + found["length"] <= utf16_length(text) for found in entities)
