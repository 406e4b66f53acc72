"""How does a question become a message with buttons? The step that /ask, plain messages and taps share."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.commands.command import House
from bot.render.message import Button, Message
from bot.render.telegram import Page, answer_page, excerpts_for, offer_label, offers
from retrieval.errors import ArchiveError
from retrieval.model import Answer
from retrieval.store import Shown

if TYPE_CHECKING:
    from retrieval.answers import Archive

PAGE, OFFER = "p", "n"
_log = logging.getLogger(__name__)


def first_page(
    question: str, *, chat_id: int, asker_id: int, now: datetime, house: House, is_repeated: bool = False
) -> Message:
    """Ask the archive; where there is more to show, remember the answer for its buttons.

    Args:
        is_repeated: begin with the question, which the asker has not written.
    """
    today = house.today(now)
    answer = ask(house.archive, question, today)
    page = answer_page(answer, heading=question if is_repeated else "")
    if not page.has_next and not offers(answer):
        return Message(page.text)
    shown = Shown(house.new_token(), chat_id, asker_id, question, today, now, _cited(page))
    try:
        house.archive.store.save_shown(shown)
    except ArchiveError as error:  # an answer without buttons is better than none
        _log.warning("The buttons of an answer could not be kept: %s", error)
        return Message(page.text)
    return Message(page.text, rows(shown.token, answer, page))


def ask(archive: Archive, question: str, today: date, number: int = 0) -> Answer:
    """The answer with the excerpts that decide what stands on a page."""
    return archive.ask(question, today=today, limit=excerpts_for(number))


def rows(token: str, answer: Answer, page: Page) -> tuple[tuple[Button, ...], ...]:
    """The buttons under a page."""
    turns = []
    if page.number:
        turns.append(Button("◀", press(PAGE, token, page.number - 1)))
    if page.has_next:
        turns.append(Button("▶", press(PAGE, token, page.number + 1)))
    near = [(Button(offer_label(offer), press(OFFER, token, place)),) for place, offer in enumerate(offers(answer))]
    return (*((tuple(turns),) if turns else ()), *near)


def press(kind: str, token: str, number: int) -> str:
    """What a button says when it is tapped."""
    return f"{kind}:{token}:{number}"


def _cited(page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys(excerpt.article_id for excerpt in page.excerpts))
