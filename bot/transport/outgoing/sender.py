"""How does a message become a call of Telegram's, and what if it is refused for its marks, its topic or its chat?"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from telegram import Bot, CallbackQuery, InlineQuery, InlineQueryResultsButton
from telegram.error import BadRequest, ChatMigrated

from bot.render.message import File, Message
from bot.render.phrases.apologies import not_taken
from bot.render.rich import plain
from bot.render.telegram.inline_cards import Card, Cards
from bot.render.telegram.split import split
from bot.transport.forms.wire_forms import inline_result
from bot.transport.heartbeat import Heartbeat
from bot.transport.outgoing.call_outcome import is_of_what_was_sent
from bot.transport.outgoing.calls import Calls, Sent
from bot.transport.outgoing.chat_lives import Lives
from bot.transport.outgoing.latest_edits import LatestEdits
from bot.transport.outgoing.photos import blot_out, is_photo
from bot.transport.outgoing.receipts import unobserved
from bot.transport.outgoing.retries import Retries
from bot.transport.place import Place, Spot

_CARDS_CACHE_S = 30
_MOST_LISTS_TRIED = 8
_log = logging.getLogger(__name__)
EditEnd = Literal["done", "superseded", "refused", "left"]
"""It stands there now; a newer edit is made instead; Telegram does not take it; not made, or in doubt."""


class Sender:
    """Sends and edits for handlers, which never see an error of Telegram's.

    What Telegram refuses is a fault of the bot's own: counted, said in the log, and sent once more without marks and
    buttons; where that is refused too and somebody waits, a sentence of apology takes its place.
    """

    def __init__(self, bot: Bot, retries: Retries, lives: Lives, heartbeat: Heartbeat | None = None) -> None:
        self._bot = bot
        self._retries = retries
        self._tried = retries.tried
        self._lives = lives
        self._heartbeat = heartbeat or Heartbeat()
        self._edits = LatestEdits()
        self._calls = Calls(bot, self._heartbeat)

    def foreseen_wait_s(self, chat_id: int, *, is_edit: bool) -> float:
        """How long a message, or an edit of one, would have to wait for its turn in a chat."""
        return self._retries.foreseen_wait_s(chat_id, is_edit=is_edit)

    async def send(self, place: Place, message: Message, *, is_urgent: bool = True) -> int | None:
        """Send a message, in pieces where it is too long.

        Args:
            is_urgent: somebody waits for it; what is not leaves room for what is.

        Returns:
            The id of the last piece; None where it is not certain to have arrived.
        """
        sent: int | None = None
        if message.file:
            return await self._send_file(place, message, message.file)
        if message.picture:
            sent, is_refused = await self._send_picture(place, message, is_urgent=is_urgent)
            if not is_refused:
                return sent
            message = replace(message, picture=None)
        pieces = [piece for piece in split(message.text) if piece.text.strip()]
        for number, piece in enumerate(pieces, start=1):
            rows = message.rows if number == len(pieces) else ()
            whole = message.as_document if number == 1 else None
            part = replace(message, text=piece, rows=rows, as_document=whole)
            taken = await self._send(place, part, is_urgent=is_urgent)
            if taken is None:
                return None
            sent = taken.message_id
            if taken.is_whole:
                return sent
            place = replace(place, reply_to=None)
        return sent

    async def edit(self, spot: Spot, message: Message) -> EditEnd:
        """Put a message in the place of another; of several that wait for the same place, only the last."""
        end: list[EditEnd] = []
        async with self._edits.in_turn(spot) as is_newest:

            async def call() -> None:
                end.append(await self._edited(spot, message) if is_newest() else "superseded")

            if not is_newest():
                return "superseded"
            await self._tried(call, "An edit", chat_id=spot.chat_id, is_repeatable=True, is_edit=True)
        return end[-1] if end else "left"

    async def toast(self, query: CallbackQuery, text: str) -> None:
        """Answer a tap; without words, it only ends the button's waiting. It is no answer that could be doubled."""

        async def call() -> None:
            await self._bot.answer_callback_query(query.id, text=text or None)

        with unobserved():
            await self._tried(call, "The answer to a tap", is_repeatable=True)

    async def offer(self, query: InlineQuery, found: Cards) -> None:
        """Answer an inline query with cards, kept for its writer alone; those that Telegram refuses are left out."""
        button = InlineQueryResultsButton(found.label, start_parameter=found.start) if found.start else None

        async def call() -> None:
            for cards in _lists(found.cards):
                try:
                    await self._bot.answer_inline_query(
                        query.id,
                        [inline_result(card) for card in cards],
                        cache_time=_CARDS_CACHE_S,
                        is_personal=True,
                        next_offset=found.next_offset,
                        button=button,
                    )
                except BadRequest as error:
                    if "query" in error.message.lower():  # it is too old, or was answered
                        raise
                    self._heartbeat.refuse("an inline list", error.message)
                else:
                    return

        await self._tried(call, "The answer to an inline query", is_repeatable=True)

    async def answer_guest(self, query_id: str, card: Card) -> None:
        """Answer what somebody asked in a chat where the bot is no member."""
        bare = replace(card, message=_bare(card.message))

        async def call() -> None:
            try:
                await self._bot.answer_guest_query(query_id, inline_result(card))
            except BadRequest as error:
                if "query" in error.message.lower():
                    raise
                self._heartbeat.refuse("an answer to a guest", error.message)
                await self._bot.answer_guest_query(query_id, inline_result(bare))

        await self._tried(call, "An answer to a guest", is_repeatable=False)

    async def _send_file(self, place: Place, message: Message, file: File) -> int | None:
        taken: list[int] = []

        async def call() -> None:
            taken.append(await self._calls.send_file(place, message, file))

        is_sent = await self._tried(call, "A file", chat_id=place.chat_id, is_repeatable=False)
        return taken[-1] if is_sent else None

    async def _send_picture(self, place: Place, message: Message, *, is_urgent: bool) -> tuple[int | None, bool]:
        """Send a message as its picture; its id, and whether its chat or Telegram takes no such picture."""
        taken: list[Sent] = []
        refused: list[BadRequest] = []

        async def call() -> None:
            try:
                taken.append(await self._mended(place, message, is_urgent=is_urgent))
            except PictureRefused as error:
                refused.append(error.refusal)

        is_sent = await self._tried(call, "A picture", chat_id=place.chat_id, is_repeatable=False, is_urgent=is_urgent)
        for refusal in refused:
            _log.warning("A picture was refused, its words are sent: %s", refusal.message)
            if is_of_what_was_sent(refusal):
                self._heartbeat.refuse("a picture", refusal.message)
        return (taken[-1].message_id if is_sent and taken else None), bool(refused)

    async def _send(self, place: Place, message: Message, *, is_urgent: bool) -> Sent | None:
        taken: list[Sent] = []

        async def call() -> None:
            taken.append(await self._mended(place, message, is_urgent=is_urgent))

        is_sent = await self._tried(call, "A message", chat_id=place.chat_id, is_repeatable=False, is_urgent=is_urgent)
        return taken[-1] if is_sent else None

    async def _mended(self, place: Place, message: Message, *, is_urgent: bool) -> Sent:
        """Send a message; where it is refused for its chat's old id, its topic or what it says, once more without."""
        try:
            return await self._calls.send(place, message)
        except ChatMigrated as error:
            await self._lives.moved(place.chat_id, error.new_chat_id)
            return await self._calls.send(Place(error.new_chat_id, is_silent=place.is_silent), message)
        except BadRequest as error:
            if "thread not found" in error.message.lower() and place.thread_id is not None:
                return await self._calls.send(replace(place, thread_id=None), message)
            if message.picture:
                raise PictureRefused(error) from error
            return await self._plainly(place, message, error, is_urgent=is_urgent)

    async def _plainly(self, place: Place, message: Message, refusal: BadRequest, *, is_urgent: bool) -> Sent:
        """Send what was refused without marks and buttons, or else an apology where somebody waits."""
        self._refused(refusal, "a message")
        try:
            return await self._calls.send(place, _bare(message))
        except BadRequest as error:
            self._refused(error, "a message without marks and buttons")
            if not is_urgent:
                raise
            return await self._calls.send(place, not_taken())

    async def _edited(self, spot: Spot, message: Message) -> EditEnd:
        """Change a message; where that is refused for what it says, once more without marks and buttons."""
        forms = {"an edit": message, "an edit without marks and buttons": _bare(message)}
        for what, form in forms.items():
            try:
                await self._calls.edit(spot, form)
            except BadRequest as error:
                if is_photo(error):
                    return "done" if await blot_out(self._bot, spot.chat_id, spot.message_id, form) else "refused"
                if "not modified" in error.message.lower():
                    return "done"
                if not is_of_what_was_sent(error):
                    _log.warning("An edit was refused: %s", error.message)
                    return "refused"
                self._heartbeat.refuse(what, error.message)
            else:
                return "done"
        return "refused"

    def _refused(self, error: BadRequest, what: str) -> None:
        """Count a refusal that is the bot's own fault; raises one that is not."""
        if not is_of_what_was_sent(error):
            raise error
        self._heartbeat.refuse(what, error.message)


def _bare(message: Message) -> Message:
    """A message without marks and buttons, for the same people."""
    return Message(plain(message.text.text), is_for_asker=message.is_for_asker)


class PictureRefused(Exception):
    """Telegram or the chat takes no such picture; the message's words may still be taken.

    Attributes:
        refusal: what was answered.
    """

    def __init__(self, refusal: BadRequest) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


def _lists(cards: tuple[Card, ...]) -> Iterator[tuple[Card, ...]]:
    """What to offer in turn until Telegram takes it: all, all without marks, ever smaller parts, nothing."""
    yield cards
    bare = tuple(replace(card, message=_bare(card.message)) for card in cards)
    tried, size = 0, len(bare)
    while size and tried < _MOST_LISTS_TRIED:
        for first in range(0, len(bare), size):
            yield bare[first : first + size]
            tried += 1
        size //= 2
    if cards:
        yield ()
