"""The page's view of the world: what a visitor's windows show, and which calls of the bot concern them."""

from __future__ import annotations

from bot.playground.methods.commands import menu
from bot.playground.web.sessions import Sessions, Visitor
from bot.playground.wire_values import Json
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import CALLS, ChatEvent, State

CALLS_SHOWN = 60


async def world_view(sessions: Sessions, visitor: Visitor) -> Json:
    """Everything that the page shows when it is opened."""
    state, person = sessions.state, visitor.person
    return {
        "bot": state.bot.as_json(),
        "me": person.user.as_json(),
        "people": [someone.user.as_json() for someone in visitor.people],
        "chats": [_chat_view(state, chat, visitor) for chat in visitor.chats],
        "examples": list(await sessions.backstage.examples(person.user.language_code or "en")),
        "offers_articles": await sessions.backstage.offers_articles(),
        "calls": [e.payload for e in state.events(CALLS, 0) if concerns(state, visitor, e)][-CALLS_SHOWN:],
        "status": status_view(sessions, visitor),
    }


def status_view(sessions: Sessions, visitor: Visitor) -> Json:
    """What may change without a message."""
    person, state = visitor.person, sessions.state
    return {
        "is_listening": sessions.is_bot_listening(),
        "commands": menu(state, person.chat, person.user.language_code),
        "is_operator": person.id in state.operators,
        "ahead_s": state.ahead_s,
    }


def _chat_view(state: State, chat: Chat, visitor: Visitor) -> Json:
    standing = chat.members.get(visitor.person.id, "left")
    return {
        "id": chat.id,
        "kind": _kind(state, chat),
        "title": _title(state, chat, visitor),
        "has_bot": chat.has_member(state.bot.id),
        "is_admin": standing in ("creator", "administrator"),
        "members": [state.users[user_id].first_name for user_id in chat.members if user_id in state.users],
        "topics": [{"id": topic.id, "name": topic.name} for topic in chat.topics.values()],
        "messages": _seen(chat, visitor.person.id),
    }


def _seen(chat: Chat, user_id: int) -> list[Json]:
    """What somebody sees in a chat, in order: what all do, and what they alone do."""
    alone = [message for (seen_by, _), message in chat.ephemeral.items() if seen_by == user_id]
    return sorted([*chat.messages.values(), *alone], key=lambda message: int(message["date"]))


def _kind(state: State, chat: Chat) -> str:
    if chat.type == "private":
        return "bot" if state.bot.id in chat.members else "person"
    return "forum" if chat.is_forum else "channel" if chat.type == "channel" else "group"


def _title(state: State, chat: Chat, visitor: Visitor) -> str:
    if chat.type != "private":
        return chat.title
    others = [user_id for user_id in chat.members if user_id != visitor.person.id]
    return " ".join(state.users[user_id].first_name for user_id in others if user_id in state.users)


def concerns(state: State, visitor: Visitor, event: ChatEvent) -> bool:
    """Whether a call was about a visitor's chats or taps, or about nobody's."""
    parameters = event.payload["parameters"]
    if "chat_id" in parameters:
        return parameters["chat_id"] in visitor.neighbourhood.chats
    for name in ("callback_query_id", "inline_query_id", "guest_query_id"):
        if name in parameters:
            query = state.queries.get(str(parameters[name]))
            return query is not None and query.body["from"]["id"] in visitor.neighbourhood.people
    return True
