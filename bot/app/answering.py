"""Answering of messages: runs what was asked on a thread, sends what comes of it, and keeps where it stands."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from telegram import Bot, Message

from bot.app.admission.question_limits import QuestionLimits
from bot.app.incoming.addressing import Self, asker_id, quoted_words, replied_to
from bot.app.incoming.middleware import log_mistake
from bot.app.incoming.places import place_of, topic_of
from bot.dialogue.request import Chosen, Request, Run, Services
from bot.render.message import Message as Reply
from bot.render.message import aside
from bot.render.phrases.apologies import failure
from bot.render.translate import _, ngettext
from bot.transport.outgoing.receipts import Postponed, unobserved
from bot.transport.outgoing.sender import Sender
from bot.transport.threads import ThreadBridge
from retrieval.errors import SearchUnavailable, VerbatimError
from retrieval.model.clock import utc_now
from retrieval.store import Store

# Telegram calls a message edited also where a preview or a reaction comes to it: its words tell.
_MOST_ASKED = 10_000
_MOST_KEPT = 10_000
_log = logging.getLogger(__name__)


class Answering:
    """What messages, commands and edits share on the way to an answer.

    Args:
        services: known from when the bot has its name.
    """

    def __init__(
        self,
        store: Store,
        bot: Bot,
        sender: Sender,
        bridge: ThreadBridge,
        limits: QuestionLimits,
        services: Callable[[], Services],
    ) -> None:
        self._store = store
        self._sender = sender
        self._bridge = bridge
        self._limits = limits
        self._services = services
        self._bot = bot
        self._asked: OrderedDict[tuple[int, int], str] = OrderedDict()
        self._kept: dict[tuple[int, int], None] = {}

    async def answer(self, message: Message, run: Run, words: str, chosen: Chosen, *, is_counted: bool = False) -> None:
        """Answer a message, unless its writer asks too much.

        Args:
            is_counted: that was found out already.
        """
        is_again = (message.chat_id, message.message_id) in self._kept
        if not is_counted and not is_again and not await self.is_fair(message, chosen):
            return
        self.note_asked(message, words)
        for reply in await self.replies(message, run, words, chosen):
            sent = await self._sender.send(place_of(message, chosen), reply)
            if sent is None:
                return
            await self.remember(reply, sent)

    def note_asked(self, message: Message, words: str) -> None:
        """What a message asks now."""
        if not message.message_id:  # one that its writer alone sees; it is not edited
            return
        self._asked[message.chat_id, message.message_id] = words
        while len(self._asked) > _MOST_ASKED:
            self._asked.popitem(last=False)

    def was_asked(self, message: Message) -> str | None:
        """What a message asked when it was answered; None where nobody remembers."""
        return self._asked.get((message.chat_id, message.message_id))

    def admits(self, user_id: int, chat_id: int) -> bool:
        """Whether a question may be asked now, where nobody can be told that it may not."""
        return self._limits.verdict(user_id, chat_id, time.monotonic()).is_let_in

    async def is_fair(self, message: Message, chosen: Chosen) -> bool:
        """Whether a question may be asked now; who asks too much is told once."""
        verdict = self._limits.verdict(asker_id(message), message.chat_id, time.monotonic())
        if verdict.tell_s:
            words = ngettext(
                "That was a lot of questions. Please ask again in {n} second.",
                "That was a lot of questions. Please ask again in {n} seconds.",
                verdict.tell_s,
            )
            await self._sender.send(place_of(message, chosen), aside(words.format(n=verdict.tell_s)))
        return verdict.is_let_in

    async def replies(self, message: Message, run: Run, words: str, chosen: Chosen) -> tuple[Reply, ...]:
        """What is said to a message; an apology where something fails.

        Raises:
            Postponed: the search is away; the asker knows, and the message is seen to again later.
        """
        request = _request(message, words, Self.of(self._bot), chosen)
        try:
            return await self._bridge.reach(partial(answered, run, request, self._services()))
        except SearchUnavailable as error:
            await self._tell_kept(message, chosen, error)
            raise Postponed from error
        except Exception as error:  # whatever it was, the asker hears of it once
            log_mistake(error)
            return (failure(error),)

    async def _tell_kept(self, message: Message, chosen: Chosen, error: SearchUnavailable) -> None:
        """Say once to each message that it waits; that is no answer, after which it would be done with."""
        key = (message.chat_id, message.message_id)
        if key in self._kept:
            return
        self._kept[key] = None
        while len(self._kept) > _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        _log.error("A question waits: %s", error)
        words = _("The search is down at the moment. Your question is kept, and answered when it is back.")
        with unobserved():
            await self._sender.send(place_of(message, chosen), aside(words))

    async def remember(self, reply: Reply, message_id: int) -> None:
        """Keep in which message an answer stands, so that replies and edits find it."""
        if not reply.token or not message_id:  # nobody can reply to what one person alone sees
            return
        try:
            await self._bridge.reach(partial(self._store.shown.mark_sent, reply.token, message_id))
        except (VerbatimError, TimeoutError) as error:
            _log.warning("Where an answer stands could not be kept: %s", error)


def answered(run: Run, request: Request, services: Services) -> tuple[Reply, ...]:
    """What is asked in a chat is answered from what this chat may see."""
    with services.of_chat(request.chat_id) as of_chat:
        return run(request, of_chat)


def _request(message: Message, words: str, me: Self, chosen: Chosen) -> Request:
    return Request(
        words,
        message.chat_id,
        asker_id(message),
        message.chat.type == "private",
        utc_now(),
        topic_id=topic_of(message),
        message_id=message.message_id or None,
        reply_to=replied_to(message, me),
        quote=quoted_words(message, me),
        language_code=(message.from_user.language_code or "") if message.from_user else "",
        chosen=chosen,
    )
