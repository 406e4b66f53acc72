"""/settings: language, time zone, length and sound of the bot's answers in this chat."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.commands.timezone import timezone
from bot.dialogue import alert_looks
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services, settings_of
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.moments import time_of_day
from bot.render.phrases import wording
from bot.render.rich import Rich, filled, joined, plain
from bot.render.telegram.answer_text import EXCERPTS_A_PAGE
from bot.render.translate import LANGUAGES, N_, _, known, speak, spoken
from retrieval.store import ChatSettings

_SHORT, _NORMAL, _SILENT, _LOUD = "short", "normal", "on", "off"
_DEFAULT = "default"
_ALWAYS = "off"
_BACK = "back"
_ALERTS = "alerts"
_OFTEN_QUIET = ("21:00–07:00", "22:00–07:00", "22:00–08:00", "23:00–07:00", "00:00–09:00")
_TIME = r"([01]?\d|2[0-3])[:.]([0-5]\d)"
_HOURS = re.compile(rf"{_TIME}\s*(?:-|–|to|\s)\s*{_TIME}")


def settings(asked: Request, services: Services) -> tuple[Message, ...]:
    """Show what the chat has chosen, or change one thing of it."""
    if asked.words.lower() in ("", _BACK):
        return _shown(asked, services)
    what, _blank, value = asked.words.partition(" ")
    if what.lower() == "timezone":
        return timezone(replace(asked, words=value.strip()), services)
    if what.lower() in _PAGES and not value.strip():
        return _shown(asked, services, page=what.lower())
    changed = _changed(settings_of(asked), what.lower(), value.strip().lower())
    if changed is None:
        unknown = _("I do not know the setting “{words}”. /settings shows them all.")
        return (line(unknown.format(words=wording.clipped(wording.one_line(asked.words), 60))),)
    changed = replace(changed, changed_utc=asked.now)
    services.archive.store.chats.save(changed)
    if changed.language:
        speak(changed.language)
    page = _ALERTS if what.lower() == _ALERTS and asked.is_private else ""
    return _shown(replace(asked, words="", chosen=changed), services, page=page)


def _changed(chosen: ChatSettings, what: str, value: str) -> ChatSettings | None:
    if what == "language" and (value == _DEFAULT or known(value)):
        return replace(chosen, language=known(value))
    if what == "length" and value in (_SHORT, _NORMAL):
        return replace(chosen, is_short=value == _SHORT)
    if what == "quiet":
        return _quieter(chosen, value)
    if what == _ALERTS:
        return alert_looks.changed(chosen, value)
    if what == "silent" and value in (_SILENT, _LOUD):
        return replace(chosen, is_silent=value == _SILENT)
    return None


def _quieter(chosen: ChatSettings, hours: str) -> ChatSettings | None:
    """Between which times the chat is told nothing unasked."""
    if hours == _ALWAYS:
        return replace(chosen, quiet_from=None, quiet_to=None)
    found = _HOURS.fullmatch(hours)
    if found is None:
        return None
    start, end = (60 * int(found[at]) + int(found[at + 1]) for at in (1, 3))
    return None if start == end else replace(chosen, quiet_from=start, quiet_to=end)


def _hours(chosen: ChatSettings) -> str:
    if chosen.quiet_from is None or chosen.quiet_to is None:
        return _ALWAYS
    return "–".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in (chosen.quiet_from, chosen.quiet_to))


def _shown(asked: Request, services: Services, *, page: str = "") -> tuple[Message, ...]:
    """The settings, or the choices for one of them.

    The words after the command stand for them, so that a button means the same later.
    """
    chosen = settings_of(asked)
    state = (
        spoken(),
        _SHORT if chosen.is_short else _NORMAL,
        _SILENT if chosen.is_silent else _LOUD,
        "private" if asked.is_private else "group",
        services.zone(chosen).key,
        _hours(chosen),
        page or "-",
        alert_looks.as_word(alert_looks.look_of(chosen)),
    )
    return looked(COMMAND.name, look, replace(asked, words=" ".join(state)), services)


def look(state: str, _page: int, today: date, _services: Services) -> View:
    """The settings as they were when they were shown, and a button for each change; groups type."""
    language, length, silent, where, zone, quiet, page, alerts = (state.split() + [""] * 8)[:8]
    lines = [
        plain(_("Settings of this chat")).marked("bold"),
        plain(_("Language: {language}").format(language=LANGUAGES.get(language, language))),
        plain(_("Time zone: {zone}, changed with {command}").format(zone=zone, command="/timezone")),
        plain(_("Excerpts in a message: {n}").format(n=1 if length == _SHORT else EXCERPTS_A_PAGE)),
        plain(_("Sound: off") if silent == _SILENT else _("Sound: on")),
        _quiet_line(quiet, today, ZoneInfo(zone)),
        plain(_("Alerts: {look}").format(look=alert_looks.in_words(alert_looks.of_word(alerts)))),
    ]
    if where == "private":
        offers = _PAGES[page](language, quiet, alerts) if page in _PAGES else _offers(length, silent)
        return View(joined(lines, "\n"), offers=offers)
    example = f"/{COMMAND.name} language {language} · /{COMMAND.name} length short · /{COMMAND.name} silent on"
    lines.append(plain(_("Admins change it by typing: {example}").format(example=example)))
    return View(joined(lines, "\n"))


def _quiet_line(quiet: str, today: date, zone: ZoneInfo) -> Rich:
    change = f"/{COMMAND.name} quiet {_ALWAYS if ':' in quiet else '22:00–07:00'}"
    if ":" in quiet:
        times = [time_of_day(60 * int(time[:2]) + int(time[3:]), today, zone) for time in quiet.split("–")]
        told = _("Quiet hours: {hours}, changed with {command}")
        return filled(told, hours=joined(times, "–"), command=plain(change))
    return plain(_("Quiet hours: none; {command} sets them").format(command=change))


def _offers(length: str, silent: str) -> tuple[Offer, ...]:
    """What can be changed: with one tap, or on a page of its own."""
    start = f"/{COMMAND.name}"
    one, three = (
        Offer(_("One excerpt"), f"{start} length {_SHORT}"),
        Offer(_("Three excerpts"), f"{start} length {_NORMAL}"),
    )
    off, on = Offer(_("Sound off"), f"{start} silent {_SILENT}"), Offer(_("Sound on"), f"{start} silent {_LOUD}")
    return (
        three if length == _SHORT else one,
        on if silent == _SILENT else off,
        Offer(_("Quiet hours …"), f"{start} quiet"),
        Offer(_("Look of alerts …"), f"{start} {_ALERTS}"),
        Offer(_("Language …"), f"{start} language"),
    )


def _languages(language: str, _quiet: str, _alerts: str) -> tuple[Offer, ...]:
    start = f"/{COMMAND.name}"
    others = [Offer(name, f"{start} language {code}") for code, name in LANGUAGES.items() if code != language]
    return (*others, Offer(_("↩ Back"), f"{start} {_BACK}"))


def _quiet_hours(_language: str, quiet: str, _alerts: str) -> tuple[Offer, ...]:
    start = f"/{COMMAND.name}"
    others = [Offer(hours, f"{start} quiet {hours}") for hours in _OFTEN_QUIET if hours != quiet]
    none = [Offer(_("No quiet hours"), f"{start} quiet {_ALWAYS}")] if ":" in quiet else []
    return (*others, *none, Offer(_("↩ Back"), f"{start} {_BACK}"))


def _alert_choices(_language: str, _quiet: str, alerts: str) -> tuple[Offer, ...]:
    start = f"/{COMMAND.name}"
    choices = alert_looks.offers(alert_looks.of_word(alerts), f"{start} {_ALERTS}")
    return (*choices, Offer(_("↩ Back"), f"{start} {_BACK}"))


_PAGES: dict[str, Callable[[str, str, str], tuple[Offer, ...]]] = {
    "language": _languages,
    "quiet": _quiet_hours,
    _ALERTS: _alert_choices,
}
"""The settings that have a page of choices."""

COMMAND = Command(
    name="settings",
    help=N_("Language, length and sound, for this chat"),
    run=settings,
    is_choice=True,
    look=look,
    is_aside=True,
)
