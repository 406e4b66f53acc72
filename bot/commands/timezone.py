"""/timezone: on which day is "today" in this chat?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.command import Asked, Command, House
from bot.commands.zones import zone_named, zones_near
from bot.render import words
from bot.render.days import day
from bot.render.message import Message, line
from bot.render.rich import Rich, joined, plain
from retrieval.store import ChatSettings

DEFAULT = "default"
_MAX_CHARS = 60
_EXAMPLE = "Europe/Berlin"


def timezone(asked: Asked, house: House) -> tuple[Message, ...]:
    """Show the chat's time zone, or change it to the one named."""
    if not asked.words:
        return (_current(asked, house),)
    name = None if asked.words.casefold() == DEFAULT else zone_named(asked.words[:_MAX_CHARS])
    if name is None and asked.words.casefold() != DEFAULT:
        return (_unknown(asked.words),)
    house.archive.store.save_chat(ChatSettings(asked.chat_id, asked.now, name))
    zone = house.zone(asked.chat_id)
    whose = "This chat now goes by" if name else "This chat goes by the bot's own time zone again,"
    return (line(f"{whose} {_told(zone, asked.now)}"),)


def _current(asked: Asked, house: House) -> Message:
    zone = house.zone(asked.chat_id)
    who = "" if asked.is_private else " (admins only)"
    what = f"“Today”, “yesterday” and “this week” are meant in {_told(zone, asked.now)}"
    change = plain(f"To change it{who}: ") + _typed(_EXAMPLE if zone.key != _EXAMPLE else "Asia/Seoul")
    back = plain("Back to the bot's own: ") + _typed(DEFAULT)
    return Message(joined((plain(what), change, back), "\n"))


def _unknown(written: str) -> Message:
    """A kind line, with names that are near."""
    shown = words.one_line(written)
    shown = shown if len(shown) <= _MAX_CHARS else shown[:_MAX_CHARS] + words.closing(shown[:_MAX_CHARS]) + "…"
    said = plain(f"I know no time zone “{shown}”.")
    near = zones_near(written[:_MAX_CHARS])
    if near:
        return Message(joined((said + plain(" Did you mean:"), *map(_typed, near)), "\n"))
    return Message(joined((said, plain("Write the region and a large city in it, as in: ") + _typed(_EXAMPLE)), " "))


def _typed(name: str) -> Rich:
    """What to type; a tap copies it."""
    return plain(f"/{COMMAND.name} {name}").marked("code")


def _told(zone: ZoneInfo, now: datetime) -> str:
    there = now.astimezone(zone)
    return f"{zone.key}, where it is {there:%H:%M} on {day(there.date())}."


COMMAND = Command(
    name="timezone", help="Where “today” and “yesterday” are, for this chat", run=timezone, is_choice=True
)
