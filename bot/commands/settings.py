"""/settings: language, time zone, length and sound of the bot's answers in this chat."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.commands.timezone import timezone
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services, settings_of
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.rich import joined, plain
from bot.render.telegram.answer_text import EXCERPTS_A_PAGE
from bot.render.translate import LANGUAGES, N_, _, known, speak, spoken
from retrieval.store import ChatSettings

_SHORT, _NORMAL, _SILENT, _LOUD = "short", "normal", "on", "off"
_DEFAULT = "default"
_ALWAYS = "off"
_TIME = r"([01]?\d|2[0-3])[:.]([0-5]\d)"
_HOURS = re.compile(rf"{_TIME}\s*(?:-|–|to|\s)\s*{_TIME}")


def settings(asked: Request, services: Services) -> tuple[Message, ...]:
    """Show what the chat has chosen, or change one thing of it."""
    if not asked.words:
        return _shown(asked, services)
    what, _blank, value = asked.words.partition(" ")
    if what.lower() == "timezone":
        return timezone(replace(asked, words=value.strip()), services)
    changed = _changed(settings_of(asked), what.lower(), value.strip().lower())
    if changed is None:
        unknown = _("I do not know the setting “{words}”. /settings shows them all.")
        return (line(unknown.format(words=wording.clipped(wording.one_line(asked.words), 60))),)
    changed = replace(changed, changed_utc=asked.now)
    services.archive.store.chats.save(changed)
    if changed.language:
        speak(changed.language)
    return _shown(replace(asked, words="", chosen=changed), services)


def _changed(chosen: ChatSettings, what: str, value: str) -> ChatSettings | None:
    if what == "language" and (value == _DEFAULT or known(value)):
        return replace(chosen, language=known(value))
    if what == "length" and value in (_SHORT, _NORMAL):
        return replace(chosen, is_short=value == _SHORT)
    if what == "quiet":
        return _quieter(chosen, value)
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


def _shown(asked: Request, services: Services) -> tuple[Message, ...]:
    """The settings; the words after the command stand for them, so that a button means the same later."""
    chosen = settings_of(asked)
    state = (
        spoken(),
        _SHORT if chosen.is_short else _NORMAL,
        _SILENT if chosen.is_silent else _LOUD,
        "private" if asked.is_private else "group",
        services.zone(chosen).key,
        _hours(chosen),
    )
    return looked(COMMAND.name, look, replace(asked, words=" ".join(state)), services)


def look(state: str, _page: int, _today: date, _services: Services) -> View:
    """The settings as they were when they were shown, and a button for each change; groups type."""
    language, length, silent, where, zone, quiet = (state.split() + [""] * 6)[:6]
    change = f"/{COMMAND.name} quiet {_ALWAYS if ':' in quiet else '22:00–07:00'}"
    lines = [
        plain(_("Settings of this chat")).marked("bold"),
        plain(_("Language: {language}").format(language=LANGUAGES.get(language, language))),
        plain(_("Time zone: {zone}, changed with {command}").format(zone=zone, command="/timezone")),
        plain(_("Excerpts in a message: {n}").format(n=1 if length == _SHORT else EXCERPTS_A_PAGE)),
        plain(_("Sound: off") if silent == _SILENT else _("Sound: on")),
        plain(_("Quiet hours: {hours}, changed with {command}").format(hours=quiet, command=change))
        if ":" in quiet
        else plain(_("Quiet hours: none; {command} sets them").format(command=change)),
    ]
    if where == "private":
        return View(joined(lines, "\n"), offers=_offers(language, length, silent))
    example = f"/{COMMAND.name} language {language} · /{COMMAND.name} length short · /{COMMAND.name} silent on"
    lines.append(plain(_("Admins change it by typing: {example}").format(example=example)))
    return View(joined(lines, "\n"))


def _offers(language: str, length: str, silent: str) -> tuple[Offer, ...]:
    start = f"/{COMMAND.name}"
    languages = [Offer(name, f"{start} language {code}") for code, name in LANGUAGES.items() if code != language]
    one, three = (
        Offer(_("One excerpt"), f"{start} length {_SHORT}"),
        Offer(_("Three excerpts"), f"{start} length {_NORMAL}"),
    )
    off, on = Offer(_("Sound off"), f"{start} silent {_SILENT}"), Offer(_("Sound on"), f"{start} silent {_LOUD}")
    return (*languages, three if length == _SHORT else one, on if silent == _SILENT else off)


COMMAND = Command(
    name="settings", help=N_("Language, length and sound, for this chat"), run=settings, is_choice=True, look=look
)
