"""Handlers of channel posts: those of channels that are sources go into the archive; nothing is ever said there."""

from __future__ import annotations

import logging
import re
from functools import partial
from typing import TYPE_CHECKING

from telegram import Bot, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.app.incoming.addressing import Self
from bot.app.incoming.middleware import log_mistake
from bot.app.ingesting.channel_posts import (
    ChannelSeen,
    album_article,
    channel_name,
    channel_number,
    first_place,
    is_news,
    post_article,
    post_state,
    seen_channel,
)
from bot.dialogue.pointing import said_by_bot
from bot.dialogue.request import Chosen
from bot.render.translate import N_
from bot.transport.outgoing.receipts import Postponed
from bot.transport.threads import ThreadBridge
from retrieval.errors import VerbatimError
from retrieval.model.clock import utc_now
from retrieval.sources import post_id

if TYPE_CHECKING:
    from retrieval.answers import Annotators, Archive

UNKNOWN_CHANNEL = N_("Telegram shows me no such channel. Make me an admin of it first; then name it here.")
NO_ADMIN = N_("I am no admin of this channel, so Telegram does not tell me what is posted there.")
_NAMED = re.compile(
    r"@(?P<name>[A-Za-z]\w{3,31})"
    r"|(?P<id>-100\d{5,13})"
    r"|(?:https?://)?(?:t|telegram)\.me/(?:c/(?P<number>\d{5,13})|(?P<public>[A-Za-z]\w{3,31}))(?:/\d+)?/?",
    re.ASCII,
)
_POST_TIMEOUT_S = 300.0
_log = logging.getLogger(__name__)


class ChannelHandlers:
    """Takes in the posts of channels that operators have named, each once."""

    def __init__(self, archive: Archive, bot: Bot) -> None:
        self._archive = archive
        self._store = archive.store
        self._bot = bot
        # One post after the other, and none in the place of a question.
        self._bridge = ThreadBridge(threads=1, timeout_s=_POST_TIMEOUT_S)
        self._annotators: Annotators | None = None

    async def posted(self, update: Update, _chosen: Chosen) -> None:
        """A new or edited post; what cannot be written down now is seen to again later.

        Raises:
            Postponed: another process writes, or the archive cannot be written to.
        """
        message = update.channel_post or update.edited_channel_post
        if message is None or not is_news(message, Self.of(self._bot)):
            return
        try:
            await self._bridge.reach(partial(self._take, update, message))
        except (VerbatimError, TimeoutError) as error:
            _log.warning("A channel's post waits: %s", error)
            raise Postponed from error
        except Exception as error:  # in a channel nobody is told
            log_mistake(error)

    def _take(self, update: Update, message: Message) -> None:
        source = self._store.sources.channel(channel_name(message.chat_id))
        if source is None or source.state != "active":
            return
        if (first := first_place(message)) and said_by_bot(*first, self._store):
            return
        article = post_article(message)
        article_id = article.id if article else post_id(channel_number(message.chat_id), message.message_id)
        known = self._store.posts.get(channel_number(message.chat_id), message.message_id)
        held = self._store.articles.get(article_id) if known is None else None
        # Telegram tells of edits of the bot's own alerts too, which it never told of when they were posted.
        if update.edited_channel_post and known is None and held is None:
            return
        parts = self._store.posts.keep(post_state(update, article_id, article, known))
        if message.forward_origin and held is not None and len(parts) == 1:
            return  # it came from where it stood first, or another channel has passed it on
        whole = article or (self._store.articles.get(parts[0].article_id) if parts and parts[0].album else None)
        if whole is None or not parts or (parts[0].album and not any(part.part for part in parts)):
            return
        found = album_article(parts, whole) if parts[0].album else whole
        done = self._archive.add([found], annotators=self._ready())
        self._store.sources.told(source.url, message.chat.title or source.title, now=utc_now(), added=done.added)

    def _ready(self) -> Annotators:
        """What annotates posts; its process is started for the first, and kept, as a start takes as long as many."""
        from retrieval.answers import Annotators

        self._annotators = self._annotators or Annotators(jobs=1)
        return self._annotators

    def close(self) -> None:
        """Take no more posts, and end the process that annotates them."""
        self._bridge.close()
        if self._annotators:
            self._annotators.close()

    async def seen(self, given: str) -> ChannelSeen | str:
        """The channel that somebody names, or why it cannot be a source."""
        found = _NAMED.fullmatch(given)
        assert found is not None
        name = found["name"] or found["public"]
        try:
            chat = await self._bot.get_chat(f"@{name}" if name else int(found["id"] or f"-100{found['number']}"))
            if chat.type != ChatType.CHANNEL:
                return UNKNOWN_CHANNEL
            member = await self._bot.get_chat_member(chat.id, self._bot.id)
        except TelegramError as error:
            _log.info("Could not look at a channel: %s", error.message)
            return UNKNOWN_CHANNEL
        return seen_channel(chat) if member.status == ChatMemberStatus.ADMINISTRATOR else NO_ADMIN


def names_channel(given: str) -> bool:
    """Whether words name a channel of Telegram's: by its name, its number, or a link to it or to a post of it.

    >>> [names_channel(w) for w in ("@herald", "-1001234567890", "t.me/herald/5", "https://t.me/c/1234567890", "t.me")]
    [True, True, True, True, False]
    """
    return _NAMED.fullmatch(given) is not None
