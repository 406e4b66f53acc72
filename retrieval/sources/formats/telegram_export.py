"""Telegram's JSON export of a channel: each post with words is an article of the channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from retrieval.model import Span
from retrieval.sources.formats.telegram_posts import post_id, post_title

# What other people wrote to somebody is no publication.
_PUBLISHED = frozenset(
    ("public_channel", "private_channel", "public_supergroup", "private_supergroup", "private_group")
)


def is_telegram_export(found: Any) -> bool:
    """Whether JSON that was read is what Telegram writes for one chat, or for several.

    >>> is_telegram_export({"name": "Herald", "type": "public_channel", "id": 7, "messages": []})
    True
    """
    return isinstance(found, Mapping) and (_is_chat(found) or bool(_chats_of(found)))


def telegram_records(found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The posts of the channels and groups of an export, in order; those without words (pictures, notices) are none."""
    for chat in [found] if _is_chat(found) else _chats_of(found):
        if chat.get("type") in _PUBLISHED:
            posts = (m for m in chat["messages"] if isinstance(m, Mapping) and m.get("type", "message") == "message")
            yield from (_record(chat, post, text) for post in posts if (text := words_of(post.get("text"))).strip())


def words_of(text: Any) -> str:
    """The words of a post, which Telegram writes as pieces where some are bold or linked.

    >>> words_of(["It ", {"type": "bold", "text": "rained"}, "."])
    'It rained.'
    """
    if isinstance(text, str):
        return text
    if not isinstance(text, Sequence):
        return ""
    pieces = (piece.get("text") if isinstance(piece, Mapping) else piece for piece in text)
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _spans_of(text: Any, kind: str) -> Iterator[Span]:
    """Where the pieces of a kind stand in the words of a post."""
    at = 0
    for piece in text if isinstance(text, Sequence) and not isinstance(text, str) else ():
        words = piece.get("text") if isinstance(piece, Mapping) else piece
        if isinstance(words, str):
            if isinstance(piece, Mapping) and piece.get("type") == kind:
                yield Span(at, at + len(words))
            at += len(words)


def _is_chat(found: Mapping[str, Any]) -> bool:
    return isinstance(found.get("messages"), list) and isinstance(found.get("id"), int) and "type" in found


def _chats_of(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    chats = found.get("chats")
    listed = chats.get("list") if isinstance(chats, Mapping) else None
    return [c for c in listed if isinstance(c, Mapping) and _is_chat(c)] if isinstance(listed, list) else []


def _record(chat: Mapping[str, Any], message: Mapping[str, Any], text: str) -> dict[str, Any]:
    number, post = chat["id"], message.get("id")
    is_passed_on = str(message.get("forwarded_from_id", "")).startswith("channel")
    return {
        "id": post_id(number, post) if isinstance(post, int) else f"telegram/{number}/{post}",
        "text": text,
        "title": post_title(text, _spans_of(message["text"], "bold")),
        "outlet": message.get("forwarded_from") if is_passed_on else chat.get("name"),
        "categories": [text[tag.start + 1 : tag.end] for tag in _spans_of(message["text"], "hashtag")],
        "author": message.get("author"),
        "published": _moment(message),
        "url": f"https://t.me/c/{number}/{post}",
    }


def _moment(message: Mapping[str, Any]) -> str | None:
    """When it was posted: seconds since 1970, else a time of the exporter's own zone, of which only the day is sure."""
    seconds = message.get("date_unixtime")
    try:
        return datetime.fromtimestamp(int(str(seconds)), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        day = message.get("date")
        return day[:10] if isinstance(day, str) else None
