"""/timezone: on which day is "today" in this chat?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dialogue.request import Command, Request, Services, settings_of
from bot.dialogue.zones import zone_named, zones_near
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.phrases.day_wording import day
from bot.render.rich import Rich, joined, plain
from bot.render.translate import N_, _

DEFAULT = "default"
_MAX_CHARS = 60
_EXAMPLE = "Europe/Berlin"


def timezone(asked: Request, services: Services) -> tuple[Message, ...]:
    """Show the chat's time zone, or change it to the one named."""
    if not asked.words:
        return (_current(asked, services),)
    name = None if asked.words.casefold() == DEFAULT else zone_named(asked.words[:_MAX_CHARS])
    if name is None and asked.words.casefold() != DEFAULT:
        return (_unknown(asked.words),)
    changed = replace(settings_of(asked), changed_utc=asked.now, time_zone=name)
    services.archive.store.chats.save(changed)
    zone = services.zone(changed)
    whose = (
        _("This chat now uses the time zone {zone}")
        if name
        else _("This chat uses the bot's own time zone again, {zone}")
    )
    return (line(whose.format(zone=_told(zone, asked.now))),)


def _current(asked: Request, services: Services) -> Message:
    zone = services.zone(asked.chosen)
    what = _("“Today”, “yesterday” and “this week” follow the time zone {zone}").format(zone=_told(zone, asked.now))
    how = _("To change it: ") if asked.is_private else _("To change it (admins only): ")
    change = plain(how) + _typed(_EXAMPLE if zone.key != _EXAMPLE else "Asia/Seoul")
    back = plain(_("Back to the bot's own: ")) + _typed(DEFAULT)
    return Message(joined((plain(what), change, back), "\n"))


def _unknown(written: str) -> Message:
    """A kind line, with names that are near."""
    shown = wording.one_line(written)
    shown = shown if len(shown) <= _MAX_CHARS else shown[:_MAX_CHARS] + wording.closing(shown[:_MAX_CHARS]) + "…"
    said = plain(_("I do not know the time zone “{name}”.").format(name=shown))
    near = zones_near(written[:_MAX_CHARS])
    if near:
        return Message(joined((said + plain(" " + _("Did you mean:")), *map(_typed, near)), "\n"))
    return Message(joined((said, plain(_("Write the region and a large city in it, as in: ")) + _typed(_EXAMPLE)), " "))


def _typed(name: str) -> Rich:
    """What to type; a tap copies it."""
    return plain(f"/{COMMAND.name} {name}").marked("code")


def _told(zone: ZoneInfo, now: datetime) -> str:
    there = now.astimezone(zone)
    return _("{zone}, where it is {time} on {day}.").format(zone=zone.key, time=f"{there:%H:%M}", day=day(there.date()))


COMMAND = Command(
    name="timezone",
    help=N_("The time zone of “today” and “yesterday” in this chat"),
    run=timezone,
    is_choice=True,
    is_aside=True,
)
