"""getChat, getChatMember and their like: what the bot may know about a chat and its members."""

from __future__ import annotations

from bot.playground.methods.parameters import Parameters
from bot.playground.methods.targets import find_chat, find_open_chat
from bot.playground.wire_values import Json, bad_request, forbidden
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import State

ADMINISTRATORS = frozenset({"creator", "administrator"})
RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_change_info",
    "can_delete_messages",
    "can_invite_users",
    "can_restrict_members",
    "can_promote_members",
    "can_manage_video_chats",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)


def get_chat(state: State, parameters: Parameters) -> Json:
    chat = find_open_chat(state, parameters)
    return {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def get_chat_member(state: State, parameters: Parameters) -> Json:
    chat = find_chat(state, parameters)
    user_id = parameters.integer("user_id")
    if user_id is None or user_id not in state.users:
        raise bad_request("invalid user_id specified")
    if user_id != state.bot.id:
        find_open_chat(state, parameters)
    return member_json(state, chat, user_id)


def get_chat_administrators(state: State, parameters: Parameters) -> list[Json]:
    chat = find_open_chat(state, parameters)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    found = [user_id for user_id, status in chat.members.items() if status in ADMINISTRATORS]
    return [member_json(state, chat, user_id) for user_id in found if not _is_other_bot(state, user_id)]


def _is_other_bot(state: State, user_id: int) -> bool:
    return state.users[user_id].is_bot and user_id != state.bot.id


def get_chat_member_count(state: State, parameters: Parameters) -> int:
    chat = find_open_chat(state, parameters)
    return sum(chat.has_member(user_id) for user_id in chat.members)


def leave_chat(state: State, parameters: Parameters) -> bool:
    chat = find_chat(state, parameters)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    if not chat.has_member(state.bot.id):
        raise forbidden(f"bot is not a member of the {chat.noun}")
    chat.members[state.bot.id] = "left"
    state.signal.notify()
    return True


def member_json(state: State, chat: Chat, user_id: int, status: str | None = None) -> Json:
    """A ChatMember object, with the fields its status asks for."""
    status = status or chat.members.get(user_id, "left")
    body: Json = {"user": state.users[user_id].as_json(), "status": status}
    if status == "creator":
        body["is_anonymous"] = False
    elif status == "administrator":
        body |= {"is_anonymous": False, **dict.fromkeys(RIGHTS, True)}
    elif status == "kicked":
        body["until_date"] = 0
    return body
