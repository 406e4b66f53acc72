"""Forwarding: what of a message travels on, and whose it says that it was."""

from __future__ import annotations

from bot.playground.wire_values import Json

CONTENT = frozenset(
    {"text", "entities", "caption", "caption_entities", "document", "photo", "link_preview_options", "via_bot"}
)


def forwarded(message: Json) -> Json:
    """The fields of a message that passes another one on.

    >>> forwarded({"message_id": 4, "date": 9, "from": {"id": 1}, "chat": {"type": "private"}, "text": "x"})
    {'text': 'x', 'forward_origin': {'type': 'user', 'date': 9, 'sender_user': {'id': 1}}}
    """
    kept = {name: value for name, value in message.items() if name in CONTENT}
    return kept | {"forward_origin": message.get("forward_origin") or _origin(message)}


def _origin(message: Json) -> Json:
    if message["chat"]["type"] == "channel":
        return {
            "type": "channel",
            "date": message["date"],
            "chat": message["chat"],
            "message_id": message["message_id"],
        }
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}
