"""Automatic entities: the commands, mentions, hashtags and links that Telegram itself finds in a message."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.playground.text.utf16 import utf16_length
from bot.playground.wire_values import Json

PATTERNS = (
    ("url", re.compile(r"(?<![\w@/])(?:https?|tg)://[^\s<>\"'”»]*[^\s<>\"'”».,;:!?)\]]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,8}\b")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{2,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}(?!\w)")),
)
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "date_time", "custom_emoji"})


def find_links(text: str, taken: Iterable[Json] = ()) -> list[Json]:
    """Entities that nobody wrote but everybody sees, in text order.

    Args:
        taken: entities of the message; nothing is found inside code, links and their like.

    >>> [(link["type"], link["offset"]) for link in find_links("🎙 /ask @ann https://example.org/a.")]
    [('bot_command', 3), ('mention', 8), ('url', 13)]
    """
    spans = [(entity["offset"], entity["offset"] + entity["length"]) for entity in taken if entity["type"] in OPAQUE]
    links: list[Json] = []
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(text):
            start = utf16_length(text[: found.start()])
            end = start + utf16_length(found.group())
            if all(end <= first or last <= start for first, last in spans):
                spans.append((start, end))
                links.append({"type": kind, "offset": start, "length": end - start})
    return sorted(links, key=lambda link: int(link["offset"]))
