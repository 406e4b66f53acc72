"""/users: who may ask, and who may not?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.dialogue.request import Command, Request, Services
from bot.render.message import Message, line
from bot.render.rich import joined, plain
from bot.render.translate import N_, _
from retrieval.store import Admission

_ID = re.compile(r"-?\d{1,15}")
_CHANGE = re.compile(r"(?P<what>add|remove)\s+(?P<id>\S+)", re.IGNORECASE)


def users(asked: Request, services: Services) -> tuple[Message, ...]:
    """Show who is listed and who is banned, or change the list."""
    if not asked.words:
        return (_listing(services),)
    found = _CHANGE.fullmatch(asked.words)
    who = one_id(found["id"]) if found else None
    if found is None or who is None:
        return (line(_("Write /users add ID or /users remove ID, with the id of a user or chat.")),)
    if found["what"].lower() == "add":
        services.archive.store.admissions.save(Admission(who, "listed", asked.now))
        return (line(_("{id} may ask.").format(id=who)),)
    if who in (services.settings.access.listed or ()):
        return (line(_("{id} is listed in VERBATIM_ACCESS; remove it there, or use /ban {id}.").format(id=who)),)
    services.archive.store.admissions.forget(who)
    return (line(_("{id} is no longer listed.").format(id=who)),)


def one_id(words: str) -> int | None:
    """The id of a user or chat, None where the words are not one.

    >>> one_id("-1001234"), one_id("@ann")
    (-1001234, None)
    """
    return int(words) if _ID.fullmatch(words.strip()) else None


def _listing(services: Services) -> Message:
    known = services.archive.store.admissions.all()
    settings = services.settings
    is_open = settings.access.listed is None
    who = (
        _("Everyone may ask.") if is_open else _("Only those listed may ask; anybody else gets one message saying so.")
    )
    listed = {*(settings.access.listed or ()), *(a.telegram_id for a in known if a.standing == "listed")}
    lines = [
        who,
        _("Operators: {ids}").format(ids=_ids(settings.operators)),
        _("Listed: {ids}").format(ids=_ids(listed)),
        _("Banned: {ids}").format(ids=_ids(a.telegram_id for a in known if a.standing == "banned")),
        _("/users add ID · /users remove ID · /ban ID · /unban ID"),
    ]
    return Message(joined(map(plain, lines), "\n"))


def _ids(ids: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(ids))) or _("nobody")


COMMAND = Command(name="users", help=N_("Who may ask"), run=users, is_operators=True)
