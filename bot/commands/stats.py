"""/stats: the bot's figures, for operators."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.request import Command, Request, Services
from bot.render.message import Message
from bot.render.phrases.day_wording import day
from bot.render.phrases.numbers import number
from bot.render.rich import joined, plain
from bot.render.translate import N_, _
from retrieval.answers.figures import checks


def stats(asked: Request, services: Services) -> tuple[Message, ...]:
    """What the archive holds, how it is kept, and how much is asked."""
    archive = services.archive.of_all
    store = archive.store
    counts, days = store.catalogue.counts(), store.catalogue.published_days()
    answers, chats = store.shown.count_since(asked.now - timedelta(days=1))
    lines = [
        _("Articles: {n}, revisions: {revisions}").format(
            n=number(counts.articles), revisions=number(counts.revisions)
        ),
        _("Attributions: {n}").format(n=number(counts.attributions)),
        _("Outlets: {n}").format(n=number(len(store.catalogue.outlets()))),
        _("Published: {first} to {last}").format(first=day(days[0][0]), last=day(days[-1][0])) if days else "",
        *(
            f"{check.name}: {'' if check.ok else '⚠ '}{check.message}"
            for check in (*archive.check_quickly(), *checks(store, asked.now))
        ),
        _("Answers with buttons in the last 24 hours: {n}, in {chats} chats").format(
            n=number(answers), chats=number(chats)
        ),
    ]
    return (Message(joined((plain(text) for text in lines if text), "\n")),)


COMMAND = Command(name="stats", help=N_("How the bot is doing"), run=stats, is_operators=True)
