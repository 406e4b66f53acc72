"""/start: introduce the bot in a few lines; behind a link, give the answer that the link is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.dialogue import linked_question
from bot.dialogue.answer_pages import first_page, to_show
from bot.dialogue.examples import example_offers, examples
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import View
from bot.render.message import Message
from bot.render.phrases.numbers import number
from bot.render.rich import joined, plain
from bot.render.translate import N_, _, ngettext

_IN_A_GROUP = "group"


def start(asked: Request, services: Services) -> tuple[Message, ...]:
    """Say what the bot does and what one could ask, or answer the question that a link carries."""
    since = asked.now - timedelta(days=services.settings.buttons_life_days)
    question = linked_question(asked.words, asked.chat_id, services, since=since)
    if question:
        return (first_page(to_show(asked, services, question), services, asked.chosen, is_repeated=True),)
    return looked(COMMAND.name, look, replace(asked, words="" if asked.is_private else _IN_A_GROUP), services)


def look(where: str, _page: int, today: date, services: Services) -> View:
    """The greeting, and a button that asks each example."""
    count = services.archive.counts().articles
    what = ngettext(
        "I answer from an archive of {n} article with excerpts word for word, each with who said it and where it was "
        "published. I write no news of my own: where the archive holds nothing, I say so.",
        "I answer from an archive of {n} articles with excerpts word for word, each with who said it and where it was "
        "published. I write no news of my own: where the archive holds nothing, I say so.",
        count,
    ).format(n=number(count))
    how = _("Ask me with {command}, for example:") if where == _IN_A_GROUP else _("Ask me, for example:")
    tries = examples(services.archive, today)
    shown = [plain(question).marked("code") for question in tries]
    asking = [joined((plain(how.format(command=f"/ask@{services.bot_name}")), *shown), "\n")] if tries else []
    text = joined((plain(what), *asking, plain(_("See /help for more."))), "\n\n")
    return View(text, offers=example_offers(tries))


COMMAND = Command(name="start", help=N_("What this bot does"), run=start, look=look, is_aside=True)
