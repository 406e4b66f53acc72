"""/topics: what the archive's last week speaks of more than the months before."""

from __future__ import annotations

from datetime import date

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render import topic_list as written
from bot.render.message import Message
from bot.render.phrases import wording
from bot.render.rich import joined, plain
from bot.render.translate import N_, _


def topics(asked: Request, services: Services) -> tuple[Message, ...]:
    """The topics with a headline each; a tap leads to what was written."""
    return looked(COMMAND.name, look, asked, services)


def look(_words: str, _page: int, today: date, services: Services) -> View:
    """The topics of the days that are told with them."""
    found = services.archive.topics(today=today)
    if not found.topics:
        return View(plain(written.nothing(found)))
    rows = [plain(written.row(number, topic)) for number, topic in enumerate(found.topics, start=1)]
    text = joined((plain(written.heading(found)).marked("bold"), *rows), "\n\n")
    offers = tuple(
        Offer(f"{number} · {wording.clipped(topic.words, 28)}", _("latest on {topic}").format(topic=topic.words))
        for number, topic in enumerate(found.topics, start=1)
    )
    return View(text, offers=offers, article_ids=tuple(topic.article_id for topic in found.topics))


COMMAND = Command(
    name="topics", help=N_("What the last week speaks of more than before"), run=topics, look=look, is_question=True
)
