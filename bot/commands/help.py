"""/help: how to ask, how to read an answer, and the list of commands."""

from __future__ import annotations

from datetime import date

from bot.dialogue.examples import example_offers, examples
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import View
from bot.render.message import Message
from bot.render.rich import Rich, joined, plain
from bot.render.translate import N_, _

_GROUPS = N_(
    "In a group I see commands, messages that mention @{name}, and replies to my messages; nothing else is sent to me."
)
_READING = N_(
    "The quoted block is the article's own text. The speaker's words are bold; the line below says whose they are, "
    "whether they are quoted or reported, and who carried them; the last line is the source. ◀ ▶ turn the "
    "page; beside a day, ◀ 12 Sep and 14 Sep ▶ lead to the nearest days that have something."
)


def help_(asked: Request, services: Services) -> tuple[Message, ...]:
    """Explain asking and reading, with examples from this archive, and list the commands."""
    return looked(COMMAND.name, look, asked, services)


def look(_words: str, _page: int, today: date, services: Services) -> View:
    """The help, and a button that asks each example."""
    tries = examples(services.archive, today)
    shown = [plain(question).marked("code") for question in tries]
    parts = (
        *([joined((plain(_("Ask in plain words")).marked("bold"), *shown), "\n")] if tries else []),
        joined((plain(_("Reading an answer")).marked("bold"), plain(_(_READING))), "\n"),
        joined((plain(_("Groups")).marked("bold"), plain(_(_GROUPS).format(name=services.bot_name))), "\n"),
        joined((plain(_("Commands")).marked("bold"), *_lines(services)), "\n"),
    )
    return View(joined(parts, "\n\n"), offers=example_offers(tries))


def _lines(services: Services) -> list[Rich]:
    open_ones = (command for command in services.commands if not command.is_closed(services.settings))
    return [plain(f"/{command.name} – {_(command.help)}") for command in open_ones]


COMMAND = Command(name="help", help=N_("How to ask, with examples"), run=help_, look=look, is_aside=True)
