"""A visitor's neighbourhood: two people and the chats in which they try the bot out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.people.actors import Person, enter
from bot.playground.people.groups import open_channel, open_group, open_topic
from bot.playground.wire_values import Json
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import State

OTHER = "Mia"
TOPICS = ("Council", "Weather")


@dataclass(slots=True)
class Neighbourhood:
    """Whose chats a visitor sees; ``acting`` is the one of the two as whom they write now."""

    people: tuple[int, ...]
    chats: tuple[int, ...]
    acting: int

    def as_json(self) -> Json:
        return {"people": list(self.people), "chats": list(self.chats), "acting": self.acting}

    @classmethod
    def from_json(cls, body: Json) -> Neighbourhood:
        return cls(tuple(body["people"]), tuple(body["chats"]), int(body["acting"]))


def move_in(state: State, language: str = "en") -> Neighbourhood:
    """Somebody new with a friend, a group, a forum, a channel, and a chat of the two where the bot is not.

    The visitor owns the group, the forum and the channel; the friend is a member of each.
    """
    you, other = enter(state, "You", language=language), enter(state, OTHER, language=language)
    both = [you.user, other.user]
    group = open_group(state, "Neighbours", both, supergroup=True)
    forum = open_group(state, "Town desk", both, forum=True)
    for name in TOPICS:
        open_topic(state, forum, name, you.user)
    channel = open_channel(state, "Notice board", you.user)
    channel.members[other.id] = "member"
    between = _open_between(state, you, other)
    places = (you.chat, other.chat, group, forum, channel, between)
    return Neighbourhood((you.id, other.id), tuple(chat.id for chat in places), you.id)


def _open_between(state: State, one: Person, other: Person) -> Chat:
    """The chat of two people, of which the bot learns only where it is called as a guest."""
    chat = Chat(state.numbers.next("people"), "private", person=other.user, has_begun=False)
    chat.members = {one.id: "member", other.id: "member"}
    state.chats[chat.id] = chat
    return chat


def seen_by(state: State, neighbourhood: Neighbourhood, user_id: int) -> tuple[Chat, ...]:
    """The chats of a neighbourhood that one of its people is in, the one with the bot first."""
    found = (state.chats[chat_id] for chat_id in neighbourhood.chats if chat_id in state.chats)
    return tuple(chat for chat in found if chat.has_member(user_id))
