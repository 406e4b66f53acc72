"""/article: one article of the archive, word for word, page by page."""

from __future__ import annotations

from datetime import date

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.rich import plain
from bot.render.telegram import cards
from bot.render.translate import N_, _
from retrieval.errors import UnknownArticle


def article(asked: Request, services: Services) -> tuple[Message, ...]:
    """The article with this id, or at this address."""
    if not asked.words:
        return (line(_("Write the article's id, or its address, after the command.")),)
    return looked(COMMAND.name, look, asked, services)


def look(article_id: str, page: int, _today: date, services: Services) -> View:
    """One page of its text."""
    try:
        found = services.archive.article(article_id)
    except UnknownArticle:
        shown = wording.clipped(article_id, 60)
        return View(plain(_("The archive holds no article with the id {id}.").format(id=shown)))
    text, has_next = cards.article_page(found, page)
    whole = cards.article_document(found) if page == 0 else None
    return View(text, has_next, article_ids=(found.id,), as_document=whole)


COMMAND = Command(name="article", help=N_("One article, word for word"), run=article, look=look, is_question=True)
