"""Telegram's JSON export of a channel."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from retrieval.model import Article
from retrieval.sources import Refused

Read = Callable[[str, "bytes | str"], "tuple[list[Article | Refused], list[str]]"]


def channel(*messages: dict[str, Any], kind: str = "public_channel") -> dict[str, Any]:
    return {"name": "Vik Live", "type": kind, "id": 77, "messages": list(messages)}


def message(number: int, text: object, **more: object) -> dict[str, Any]:
    when = {"date": "2026-03-02T23:10:00", "date_unixtime": "1772489400"}
    return {"id": number, "type": "message", **when, "text": text, **more}


def test_posts_with_words_are_articles_of_the_channel(read: Read) -> None:
    posts = (
        message(1, "", action="create_channel") | {"type": "service"},
        message(
            2,
            ["The ", {"type": "bold", "text": "mole"}, " is sinking, ", {"type": "mention", "text": "@ida"}, " said."],
        ),
        message(3, "", photo="photos/1.jpg"),
        message(4, "It rained.", author="Ida"),
    )
    found, _ = read("result.json", json.dumps(channel(*posts)))

    assert [(a.id, a.text, a.outlet, a.url) for a in found if isinstance(a, Article)] == [
        ("telegram/77/2", "The mole is sinking, @ida said.", "Vik Live", "https://t.me/c/77/2"),
        ("telegram/77/4", "It rained.", "Vik Live", "https://t.me/c/77/4"),
    ]
    assert all(isinstance(a, Article) and a.published and a.published.day.isoformat() == "2026-03-02" for a in found)


def test_of_a_whole_account_what_people_wrote_to_each_other_is_left_out(read: Read) -> None:
    chats = [channel(message(1, "News.")), channel(message(1, "Private."), kind="personal_chat") | {"id": 5}]
    found, _ = read("result.json", json.dumps({"about": "x", "chats": {"about": "y", "list": chats}}))

    assert [a.text for a in found if isinstance(a, Article)] == ["News."]


def test_an_export_without_words_is_told(read: Read) -> None:
    (refused,), _ = read("result.json", json.dumps(channel(message(1, ""))))

    assert isinstance(refused, Refused)
    assert "no articles" in refused.why


def test_what_a_posts_form_shows_is_its_title_and_its_hashtags_are_its_categories(read: Read) -> None:
    text = [{"type": "bold", "text": "Mole sinks"}, "\n\nNo boat leaves. ", {"type": "hashtag", "text": "#harbour"}]
    found, _ = read("result.json", json.dumps(channel(message(2, text))))

    assert [(a.title, a.categories, a.text) for a in found if isinstance(a, Article)] == [
        ("Mole sinks", ("harbour",), "Mole sinks\n\nNo boat leaves. #harbour")
    ]


def test_a_post_of_another_channel_is_that_channels_and_one_of_a_persons_is_not(read: Read) -> None:
    passed_on = message(2, "News.", forwarded_from="The Gull", forwarded_from_id="channel88")
    said = message(3, "Talk.", forwarded_from="Ida", forwarded_from_id="user5")
    found, _ = read("result.json", json.dumps(channel(passed_on, said)))

    assert [a.outlet for a in found if isinstance(a, Article)] == ["The Gull", "Vik Live"]
