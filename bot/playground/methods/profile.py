"""getMe and the profile: who the bot is, and what it says about itself."""

from __future__ import annotations

from collections.abc import Callable

from bot.playground.methods.parameters import Parameters
from bot.playground.wire_values import Json, bad_request
from bot.playground.world.state import State


def get_me(state: State, _parameters: Parameters) -> Json:
    profile = state.profile
    return {
        **state.bot.as_json(),
        "can_join_groups": profile.can_join_groups,
        "can_read_all_group_messages": profile.can_read_all_group_messages,
        "supports_inline_queries": profile.supports_inline_queries,
        "supports_guest_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def setter(name: str, max_chars: int) -> Callable[[State, Parameters], object]:
    """A method that sets one of the bot's texts for one language; an empty text removes it."""

    def set_text(state: State, parameters: Parameters) -> bool:
        text = parameters.text(name)
        if len(text) > max_chars:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        state.texts[name, language_of(parameters)] = text
        return True

    return set_text


def getter(name: str) -> Callable[[State, Parameters], object]:
    """A method that gives one of the bot's texts in a language, else the one for every language."""

    def get_text(state: State, parameters: Parameters) -> Json:
        text = state.texts.get((name, language_of(parameters))) or state.texts.get((name, ""))
        return {name: text or (state.profile.first_name if name == "name" else "")}

    return get_text


def language_of(parameters: Parameters) -> str:
    """The ``language_code`` of a call: two letters, or empty for every language."""
    code = parameters.text("language_code")
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise bad_request("LANG_CODE_INVALID")
    return code
