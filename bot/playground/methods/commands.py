"""setMyCommands and its like: the bot's menu, for whom and in which language."""

from __future__ import annotations

import re

from bot.playground.methods.parameters import Parameters
from bot.playground.methods.profile import language_of
from bot.playground.methods.targets import find_chat
from bot.playground.wire_values import Json, bad_request
from bot.playground.world.people_and_chats import Chat
from bot.playground.world.state import State

MAX_COMMANDS = 100
NAME = re.compile(r"[a-z0-9_]{1,32}")
WIDE_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def set_my_commands(state: State, parameters: Parameters) -> bool:
    commands = parameters.mappings("commands")
    if commands is None:
        raise bad_request('parameter "commands" is required')
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not NAME.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.commands[_scope(state, parameters), language_of(parameters)] = [
        {"command": command["command"].removeprefix("/"), "description": command["description"]}
        | ({"is_ephemeral": True} if command.get("is_ephemeral") else {})
        for command in commands
    ]
    state.signal.notify()
    return True


def get_my_commands(state: State, parameters: Parameters) -> list[Json]:
    return state.commands.get((_scope(state, parameters), language_of(parameters)), [])


def delete_my_commands(state: State, parameters: Parameters) -> bool:
    state.commands.pop((_scope(state, parameters), language_of(parameters)), None)
    state.signal.notify()
    return True


def _scope(state: State, parameters: Parameters) -> str:
    """A scope as a key: its type, followed by the chat and the user it is narrowed to."""
    scope = parameters.mapping("scope")
    kind = str(scope.get("type", "default"))
    if kind in WIDE_SCOPES:
        return kind
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = find_chat(state, Parameters({"chat_id": scope.get("chat_id")}))
    return f"{kind}:{chat.id}:{scope['user_id']}" if kind == "chat_member" else f"{kind}:{chat.id}"


def is_ephemeral(state: State, name: str) -> bool:
    """Whether a group's members send a command to the bot alone."""
    offered = state.commands.get(("all_group_chats", ""), [])
    return any(command["command"] == name and command.get("is_ephemeral") for command in offered)


def menu(state: State, chat: Chat, language_code: str | None) -> list[Json]:
    """The commands that an asker sees in a private chat, by Telegram's order of scopes and languages."""
    for scope in (f"chat:{chat.id}", "all_private_chats", "default"):
        for language in (language_code or "", ""):
            if state.commands.get((scope, language)):
                return state.commands[scope, language]
    return []
