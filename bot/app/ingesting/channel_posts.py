"""Posts of Telegram channels as articles: which of them are news, in which words, whose, and where they can be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import (
    Chat,
    ChatFullInfo,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)

from bot.app.incoming.addressing import Self, addressing
from retrieval.model import Article, Published, Span
from retrieval.sources import post_id, post_title
from retrieval.store import Post

_SUPERGROUP_BASE = -1_000_000_000_000
_BETWEEN_PARTS = "\n\n"


@dataclass(frozen=True, slots=True)
class ChannelSeen:
    """A channel that Telegram knows, and that the bot is an admin of.

    Attributes:
        url: where people find it; by its number where it has no public name.
        name: the address that stays when its public name changes; the source goes by it.
    """

    url: str
    name: str
    title: str


def seen_channel(chat: Chat | ChatFullInfo) -> ChannelSeen:
    """A channel as a source."""
    name = channel_name(chat.id)
    return ChannelSeen(f"https://t.me/{chat.username}" if chat.username else name, name, chat.title or "")


def channel_number(chat_id: int) -> int:
    """A channel's own number, without what the Bot API puts before it.

    >>> channel_number(-1001234567890)
    1234567890
    """
    return _SUPERGROUP_BASE - chat_id


def channel_name(chat_id: int) -> str:
    """The address by which a channel is known for ever."""
    return f"https://t.me/c/{channel_number(chat_id)}"


def is_news(message: Message, me: Self) -> bool:
    """Whether a channel's post is the channel's own or another's words, and nothing said to the bot or by it."""
    if addressing(message, me) is not None or is_bots_own(message, me):
        return False
    return not any(e.type == MessageEntity.BOT_COMMAND and e.offset == 0 for e in message.entities)


def is_bots_own(message: Message, me: Self) -> bool:
    """Whether a message is the bot's words, in somebody else's name."""
    origin = message.forward_origin
    is_passed_on = isinstance(origin, MessageOriginUser) and origin.sender_user.id == me.id
    return is_passed_on or (message.via_bot is not None and message.via_bot.id == me.id)


def first_place(message: Message) -> tuple[int, int] | None:
    """The channel and the post that a message passes on; None where it is from elsewhere."""
    origin = message.forward_origin
    return (origin.chat.id, origin.message_id) if isinstance(origin, MessageOriginChannel) else None


def post_article(message: Message) -> Article | None:
    """The article that a post of a channel is by itself; None for one without words.

    What was passed on from another channel is that channel's: its outlet, link, author and date.
    """
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        of = _Origin(origin.chat, origin.message_id, origin.author_signature, origin.date)
    else:
        of = _Origin(message.chat, message.message_id, message.author_signature, message.date)
    return _article(message, of)


def forwarded_article(message: Message) -> Article | None:
    """The article that a message is which somebody passes on; None for one without words, or that nobody passed on."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        return post_article(message)
    if isinstance(origin, MessageOriginUser):
        author: str | None = origin.sender_user.full_name
    elif isinstance(origin, MessageOriginHiddenUser):
        author = origin.sender_user_name
    elif isinstance(origin, MessageOriginChat):
        author = origin.author_signature
    else:
        return None
    found = _article(message, _Origin(message.chat, message.message_id, author, origin.date))
    if found is None:
        return None
    outlet = (origin.sender_chat.title or None) if isinstance(origin, MessageOriginChat) else None
    facts = json.dumps([outlet, author, origin.date.isoformat(), found.text])
    key = hashlib.blake2b(facts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return replace(found, id=f"telegram/forwarded/{key}", outlet=outlet, url=None)


def post_state(update: Update, article_id: str, article: Article | None, known: Post | None) -> Post:
    """How a post stands now; one without words belongs to an album only where it had words there.

    Telegram tells the second of an edit; of two in one second the update with the higher number is the later.

    Args:
        known: how it stood before.
    """
    message = update.effective_message
    assert message is not None
    stamp = (message.edit_date or message.date).replace(microsecond=update.update_id % 1_000_000)
    album = (message.media_group_id or "") if article or (known and known.album) else ""
    return Post(
        channel_number(message.chat_id),
        message.message_id,
        article_id,
        stamp,
        album,
        json.dumps(_as_part(article)) if article and album else "",
    )


def album_article(parts: Sequence[Post], whole: Article) -> Article:
    """The one article of an album's posts, in their order; its title and date are those of the first.

    Args:
        whole: one of them, which gives what all have in common.
    """
    found = [json.loads(part.part) for part in parts if part.part]
    first, number = found[0], parts[0].article_id.rpartition("/")[2]
    categories = dict.fromkeys(tag for part in found for tag in part["categories"])
    return replace(
        whole,
        id=parts[0].article_id,
        text=_BETWEEN_PARTS.join(part["text"] for part in found),
        title=first["title"],
        published=Published.parse(first["published"]),
        url=f"{whole.url.rpartition('/')[0]}/{number}" if whole.url else None,
        categories=tuple(categories),
    )


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a post stood first."""

    chat: Chat
    number: int
    author: str | None
    date: datetime


def _article(message: Message, of: _Origin) -> Article | None:
    text, entities = message.text or message.caption or "", message.entities or message.caption_entities
    if not text.strip():
        return None
    spans = {kind: list(_spans(text, entities, kind)) for kind in (MessageEntity.BOLD, MessageEntity.HASHTAG)}
    tags = (span.of(text).lstrip("#").partition("@")[0] for span in spans[MessageEntity.HASHTAG])
    return Article(
        post_id(channel_number(of.chat.id), of.number),
        text,
        title=post_title(text, spans[MessageEntity.BOLD]),
        outlet=of.chat.title or None,
        author=of.author or None,
        published=Published.parse(of.date.isoformat()),
        url=f"https://t.me/{of.chat.username or f'c/{channel_number(of.chat.id)}'}/{of.number}",
        categories=tuple(dict.fromkeys(tags)),
    )


def _spans(text: str, entities: Sequence[MessageEntity], kind: str) -> Iterator[Span]:
    """Where the marks of a kind stand, in code points; Telegram counts in UTF-16."""
    raw = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        if entity.type == kind:
            start = len(raw[: 2 * entity.offset].decode("utf-16-le", "surrogatepass"))
            marked = raw[2 * entity.offset : 2 * (entity.offset + entity.length)]
            yield Span(start, start + len(marked.decode("utf-16-le", "surrogatepass")))


def _as_part(article: Article) -> dict[str, Any]:
    published = article.published.as_given if article.published else None
    return {
        "text": article.text,
        "title": article.title,
        "published": published,
        "categories": list(article.categories),
    }
