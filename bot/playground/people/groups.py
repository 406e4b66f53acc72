"""Simulated groups: who hears whom, who comes and goes, topics, the move to a supergroup."""

from __future__ import annotations

from collections.abc import Sequence

from bot.playground.methods.chat_facts import member_json
from bot.playground.text.utf16 import cut_by_entity
from bot.playground.wire_values import Json
from bot.playground.world.people_and_chats import Chat, Topic, User
from bot.playground.world.state import State

SUPERGROUP_BASE = -1_000_000_000_000
SERVICE = frozenset({"migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created", "forum_topic_closed"})


def open_group(
    state: State,
    title: str,
    members: Sequence[User],
    *,
    supergroup: bool = False,
    forum: bool = False,
    bot_status: str | None = "member",
) -> Chat:
    """Make a group; its first member owns it and, unless ``bot_status`` is None, brings the bot along."""
    number = state.numbers.next("groups")
    is_super = supergroup or forum
    chat = Chat(
        SUPERGROUP_BASE - number if is_super else -number,
        "supergroup" if is_super else "group",
        title,
        is_forum=forum,
        members={user.id: "creator" if user is members[0] else "member" for user in members},
    )
    state.chats[chat.id] = chat
    if bot_status:
        announce_bot(state, chat, members[0], bot_status)
    return chat


def open_channel(state: State, title: str, owner: User, *, username: str | None = None) -> Chat:
    """Make a channel that its owner and the bot may write to, a public one where it has a name."""
    number = state.numbers.next("groups")
    chat = Chat(SUPERGROUP_BASE - number, "channel", title, username, members={owner.id: "creator"})
    state.chats[chat.id] = chat
    announce_bot(state, chat, owner, "administrator")
    return chat


def announce_bot(state: State, chat: Chat, by: User, status: str) -> None:
    """Change what the bot is in a chat, and tell it so by ``my_chat_member``."""
    before = member_json(state, chat, state.bot.id)
    chat.members[state.bot.id] = status
    state.updates.add(
        "my_chat_member",
        {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": state.now(),
            "old_chat_member": before,
            "new_chat_member": member_json(state, chat, state.bot.id),
        },
    )


def hears(state: State, chat: Chat, message: Json) -> bool:
    """Whether the bot gets to see a message; with privacy on, only what is meant for it."""
    if not chat.has_member(state.bot.id):
        return False
    is_free = state.profile.can_read_all_group_messages or chat.members[state.bot.id] == "administrator"
    if chat.type == "private" or is_free or SERVICE & set(message):
        return True
    replied = message.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == state.bot.id or message.get("via_bot", {}).get("id") == state.bot.id:
        return True
    words = str(message.get("text") or message.get("caption") or "")
    entities = message.get("entities") or message.get("caption_entities") or ()
    return any(_calls_bot(state, words, entity) for entity in entities)


def _calls_bot(state: State, text: str, entity: Json) -> bool:
    words = cut_by_entity(text, entity).lower()
    name = f"@{state.bot.username}".lower()
    if entity["type"] == "bot_command":
        return "@" not in words or words.endswith(name)
    return entity["type"] == "mention" and words == name


def open_topic(state: State, chat: Chat, name: str, by: User) -> int:
    """Open a thread in a forum and give its id."""
    message = state.post(chat, by, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
    topic = Topic(message["message_id"], name)
    message |= {"message_thread_id": topic.id, "is_topic_message": True}
    chat.topics[topic.id] = topic
    if hears(state, chat, message):
        state.updates.add("message", message)
    return topic.id


def delete_topic(state: State, chat: Chat, topic_id: int) -> None:
    """Delete a thread of a forum with every message in it; the bot is not told."""
    del chat.topics[topic_id]
    for message in list(chat.messages.values()):
        if message.get("message_thread_id") == topic_id:
            del chat.messages[message["message_id"]]
            state.show(chat.id, "deleted", {"message_id": message["message_id"]})


def migrate(state: State, chat: Chat, by: User) -> Chat:
    """Turn a group into a supergroup: a new id, a farewell in the old chat and a greeting in the new one."""
    new = open_group(state, chat.title, [by], supergroup=True, bot_status=None)
    new.members = dict(chat.members)
    chat.migrated_to = new.id
    farewell = state.post(chat, by, {"migrate_to_chat_id": new.id})
    greeting = state.post(new, by, {"migrate_from_chat_id": chat.id})
    for message, place in ((farewell, chat), (greeting, new)):
        if hears(state, place, message):
            state.updates.add("message", message)
    return new
