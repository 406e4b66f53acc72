"""Actions of the page: what a person does in its windows, and which knobs they turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.playground.methods.chat_facts import ADMINISTRATORS
from bot.playground.methods.commands import is_ephemeral
from bot.playground.people.actors import Person
from bot.playground.web.sessions import Sessions, Visitor
from bot.playground.wire_values import Json
from bot.playground.world.people_and_chats import Chat

MAX_TEXT_CHARS = 4096
MAX_NAME_CHARS = 64
INLINE_WAITS_S = 10.0
MAX_DAYS_AHEAD = 366
A_DAY_S = 86_400.0


class Gone(LookupError):
    """What an action is about is not there any more."""


@dataclass(frozen=True, slots=True)
class Act:
    """An action with what it says."""

    sessions: Sessions
    visitor: Visitor
    body: Mapping[str, object]

    @property
    def person(self) -> Person:
        return self.visitor.person

    @property
    def chat(self) -> Chat:
        return self._chat_named("chat_id")

    def _chat_named(self, name: str) -> Chat:
        try:
            return self.visitor.chat(self.number(name))
        except KeyError:
            raise Gone("The chat is gone") from None

    @property
    def destination(self) -> Chat:
        return self._chat_named("to")

    def number(self, name: str) -> int:
        try:
            return int(str(self.body.get(name, 0)))
        except ValueError:
            raise ValueError(f"{name} is no number") from None

    @property
    def topic(self) -> int | None:
        """The thread that is written to; a forum's general one has no number."""
        return self.number("topic") or None if self.body.get("topic") else None

    def message(self, name: str = "message_id") -> Json:
        if self.body.get("ephemeral_message_id"):
            found = self.chat.ephemeral.get((self.person.id, self.number("ephemeral_message_id")))
        else:
            found = self.chat.messages.get(self.number(name))
        if found is None:
            raise Gone("The message is gone")
        return found

    def words(self, name: str = "text", most: int = MAX_TEXT_CHARS, fewest: int = 1) -> str:
        text = str(self.body.get(name, "")).strip()
        if not fewest <= len(text) <= most:
            raise ValueError(f"A message has {fewest} to {most} characters")
        return text


def say(act: Act) -> Json:
    chat, person = act.chat, act.person
    reply_to = act.message("reply_to") if act.body.get("reply_to") else None
    text = act.words()
    if chat.type == "private" and not chat.has_member(act.sessions.state.bot.id) and not _is_bots(act, chat):
        return {"message": _between_people(act, text, reply_to)}
    if chat.type == "supergroup" and act.topic is None and _is_whispered(act, text):
        return {"message": person.whisper(text, chat)}
    quote = act.words("quote") if act.body.get("quote") else None
    return {"message": person.say(text, chat, reply_to=reply_to, quote=quote, topic=act.topic)}


def _is_whispered(act: Act, text: str) -> bool:
    """Whether Telegram's apps send it as a command that the bot alone sees."""
    name = text.split(maxsplit=1)[0].partition("@")[0]
    return name.startswith("/") and is_ephemeral(act.sessions.state, name.removeprefix("/"))


def _is_bots(act: Act, chat: Chat) -> bool:
    return act.sessions.state.bot.id in chat.members


def _between_people(act: Act, text: str, reply_to: Json | None) -> Json:
    """In a chat of two people the bot hears only what calls it, and answers as a guest."""
    state = act.sessions.state
    quote = act.words("quote") if act.body.get("quote") else None
    if f"@{state.bot.username}".lower() not in text.lower():
        return act.person.say(text, act.chat, reply_to=reply_to, quote=quote)
    act.person.call_guest(text, act.chat, reply_to=reply_to, quote=quote)
    return next(reversed(act.chat.messages.values()))


def edit(act: Act) -> Json:
    message = act.message()
    is_own = message["from"]["id"] == act.person.id
    is_post = act.chat.type == "channel" and act.chat.members.get(act.person.id) in ADMINISTRATORS
    if not (is_own or (is_post and message["from"]["id"] != act.sessions.state.bot.id)) or "text" not in message:
        raise ValueError("Only one's own words can be edited")
    return {"message": act.person.edit(message, act.words())}


def press(act: Act) -> Json:
    message = act.message()
    try:
        return {"query_id": act.person.press(message, str(act.body.get("data", ""))).body["id"]}
    except ValueError:
        raise ValueError("The button is gone") from None


def forward(act: Act) -> Json:
    return {"message": act.person.forward(act.message(), act.destination, topic=act.topic)}


async def inline(act: Act) -> Json:
    """The cards for what somebody types after the bot's name."""
    query = act.person.inline(act.words("words", 256, 0), str(act.body.get("offset", "")), chat_type=act.chat.type)
    try:
        answer = await act.sessions.state.signal.until(
            lambda: query.answers[-1] if query.answers else None, timeout_s=INLINE_WAITS_S
        )
    except TimeoutError:
        return {"query_id": query.body["id"], "results": [], "next_offset": "", "button": None}
    shown = ("id", "title", "description")
    results = [{name: result.get(name, "") for name in shown} for result in answer["results"]]
    return {"query_id": query.body["id"], **answer, "results": results}


def choose(act: Act) -> Json:
    query = act.sessions.state.queries.get(str(act.body.get("query_id", "")))
    if query is None or query.body["from"]["id"] != act.person.id:
        raise Gone("The list is gone")
    try:
        message = act.person.choose(query, str(act.body.get("result_id", "")), act.chat, topic=act.topic)
    except StopIteration:
        raise Gone("The card is gone") from None
    return {"message": message}


def share_chat(act: Act) -> Json:
    return {"message": act.person.share_chat(act.message(), act.destination)}


def be(act: Act) -> Json:
    """Write as the other of the two people from now on."""
    wanted = act.number("person_id")
    if wanted not in act.visitor.neighbourhood.people:
        raise Gone("Nobody of that number lives here")
    act.visitor.neighbourhood.acting = wanted
    act.sessions.state.signal.notify()
    return {"done": True}


def profile(act: Act) -> Json:
    """Another name, another language of the app."""
    user = act.person.user
    user.first_name = act.words("name", MAX_NAME_CHARS)
    language = str(act.body.get("language", ""))
    if not (language.isascii() and language.isalpha() and len(language) == 2):
        raise ValueError("A language has two letters")
    user.language_code = language.lower()
    act.sessions.state.signal.notify()
    return {"done": True}


def operator(act: Act) -> Json:
    """Whether the bot takes the person for its operator; its settings change, so it starts again."""
    state = act.sessions.state
    before = set(state.operators)
    (state.operators.add if act.body.get("is_operator") else state.operators.discard)(act.person.id)
    if state.operators != before:
        _restarted(act)
    return {"done": True}


def clock(act: Act) -> Json:
    """Move the clock of Telegram and the bot on by some days."""
    days = act.number("days")
    state = act.sessions.state
    if not 1 <= days <= MAX_DAYS_AHEAD or state.ahead_s + days * A_DAY_S > MAX_DAYS_AHEAD * A_DAY_S:
        raise ValueError(f"The clock goes 1 to {MAX_DAYS_AHEAD} days ahead and never back")
    state.ahead_s += days * A_DAY_S
    _restarted(act)
    return {"done": True}


def restart(act: Act) -> Json:
    """Stop the bot and start it again, as an operator would."""
    _restarted(act)
    return {"done": True}


def _restarted(act: Act) -> None:
    act.sessions.backstage.restart()
    act.sessions.state.signal.notify()


async def fill(act: Act) -> Json:
    """Articles to try things on."""
    said = await act.sessions.backstage.fill()
    language = act.person.user.language_code or "en"
    return {"said": said, "examples": list(await act.sessions.backstage.examples(language))}


async def carry_out(name: str, act: Act) -> Json:
    """Do what a person does.

    Raises:
        Gone: what it is about is not there any more.
        ValueError: it makes no sense.
    """
    done = ACTIONS[name](act)
    return await done if asyncio.iscoroutine(done) or isinstance(done, Awaitable) else done


ACTIONS: dict[str, Callable[[Act], Json | Awaitable[Json]]] = {
    "say": say,
    "edit": edit,
    "press": press,
    "forward": forward,
    "inline": inline,
    "choose": choose,
    "share_chat": share_chat,
    "be": be,
    "profile": profile,
    "operator": operator,
    "clock": clock,
    "restart": restart,
    "fill": fill,
}
