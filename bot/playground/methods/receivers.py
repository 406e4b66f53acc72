"""Receivers: is a message of the bot's for everybody in the chat, and may it be for one person alone?

The rules are those of the Bot API's documentation (10.2): an administrator sends ephemeral messages at any time, any
other bot only in answer to a tap or to an ephemeral command, within 15 seconds. How a refusal is worded is written
nowhere: a bot must not read it.
"""

from __future__ import annotations

from bot.playground.methods.parameters import Parameters
from bot.playground.wire_values import Json, bad_request
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import State

ANSWER_WITHIN_S = 15


def post(state: State, chat: Chat, body: Json, parameters: Parameters) -> Json:
    """Put a message of the bot's into a chat, for everybody or as its parameters say.

    Raises:
        Refusal: 400, it may not be for one person alone.
    """
    wanted = parameters.mapping("ephemeral_message_parameters")
    if not wanted:
        return state.post(chat, state.bot, body)
    receiver = int(wanted.get("receiver_user_id") or 0)
    _check(state, chat, receiver, str(wanted.get("callback_query_id") or ""), parameters)
    return state.post_to_one(chat, state.bot, receiver, {**body, "receiver_user": state.users[receiver].as_json()})


def _check(state: State, chat: Chat, receiver: int, query_id: str, parameters: Parameters) -> None:
    if chat.type not in ("group", "supergroup"):
        raise bad_request("ephemeral messages can be sent only to groups")
    if not chat.has_member(receiver) or state.users[receiver].is_bot:
        raise bad_request("the receiver of an ephemeral message must be a member of the group")
    answered = parameters.mapping("reply_parameters").get("ephemeral_message_id")
    if query_id:
        _check_query(state, chat, receiver, query_id)
    elif answered:
        _check_answered(state, chat, receiver, int(answered))
    elif chat.members.get(state.bot.id) != "administrator":
        raise bad_request("not enough rights to send an ephemeral message")


def _check_query(state: State, chat: Chat, receiver: int, query_id: str) -> None:
    query = state.queries.get(query_id)
    is_theirs = query is not None and query.body["from"]["id"] == receiver
    if query is None or not is_theirs or query.body.get("message", {}).get("chat", {}).get("id") != chat.id:
        raise bad_request("the callback query of an ephemeral message is not its receiver's")
    if state.clock() - query.asked_at > ANSWER_WITHIN_S:
        raise bad_request("the callback query of an ephemeral message is too old")


def _check_answered(state: State, chat: Chat, receiver: int, answered: int) -> None:
    message = chat.ephemeral.get((receiver, answered))
    if message is None or message["from"]["id"] != receiver:
        raise bad_request("ephemeral message to be replied not found")
    if state.clock() - message["date"] > ANSWER_WITHIN_S:
        raise bad_request("ephemeral message to be replied is too old")
