"""/ban and /unban: whom does the bot not answer at all?"""

from __future__ import annotations

from bot.commands.users import one_id
from bot.dialogue.request import Command, Request, Services
from bot.render.message import Message, line
from bot.render.translate import N_, _
from retrieval.store import Admission


def ban(asked: Request, services: Services) -> tuple[Message, ...]:
    """Answer a user or a chat no more."""
    who = one_id(asked.words)
    if who is None:
        return (line(_("Write the id of a user or chat after the command, as in /ban 123456.")),)
    if who in services.settings.operators:
        return (line(_("{id} is an operator and cannot be banned.").format(id=who)),)
    services.archive.store.admissions.save(Admission(who, "banned", asked.now))
    return (line(_("{id} is banned and gets no more answers. /unban {id} lifts the ban.").format(id=who)),)


def unban(asked: Request, services: Services) -> tuple[Message, ...]:
    """Take it back."""
    who = one_id(asked.words)
    if who is None:
        return (line(_("Write the id of a user or chat after the command, as in /unban 123456.")),)
    banned = [a for a in services.archive.store.admissions.of([who]) if a.standing == "banned"]
    if not banned:
        return (line(_("{id} is not banned.").format(id=who)),)
    services.archive.store.admissions.forget(who)
    return (line(_("{id} is no longer banned.").format(id=who)),)


COMMAND = Command(name="ban", help=N_("Stop answering a user or chat"), run=ban, is_operators=True)
BACK = Command(name="unban", help=N_("Lift a ban"), run=unban, is_operators=True)
