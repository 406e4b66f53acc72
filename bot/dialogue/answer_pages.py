"""How does a question become a message with buttons? The step that /ask, plain messages and taps share."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.dialogue.press import Press, callback_data
from bot.dialogue.request import Chosen, Request, Services
from bot.render.message import Button, Message
from bot.render.phrases.day_wording import neighbour_label, neighbours
from bot.render.telegram.answer_text import (
    EXCERPTS_A_PAGE,
    MAX_EXCERPTS,
    Page,
    answer_page,
    excerpts_for,
    offer_label,
    offers,
)
from bot.render.translate import _, spoken
from retrieval.errors import ArchiveError
from retrieval.model import Answer, Near
from retrieval.store import Shown

if TYPE_CHECKING:
    from retrieval.answers import Archive

# The kinds of question that are followed, and the reasons that are no silence.
_FOLLOWED = frozenset({"said-about", "who-said", "who-spoke", "who-is", "latest", "search"})
_NO_QUESTION = frozenset({"no-words", "empty-archive"})
_SIDE_BY_SIDE = 2
_log = logging.getLogger(__name__)


def to_show(asked: Request, services: Services, question: str) -> Shown:
    """What to remember of a question that is about to be answered."""
    return Shown(
        services.new_token(),
        asked.chat_id,
        asked.asker_id,
        question,
        services.today(asked.now, asked.chosen),
        asked.now,
        topic_id=asked.topic_id,
        question_message_id=asked.message_id,
    )


def first_page(asked: Shown, services: Services, chosen: Chosen, *, is_repeated: bool = False) -> Message:
    """Ask the archive, and remember the answer for its buttons and for what is asked next.

    Args:
        asked: what to remember, and the page to begin with; the articles are found here.
        chosen: what its chat has chosen.
        is_repeated: begin with the question, which the asker has not written.
    """
    answer, page = page_of(asked, asked.page, services, chosen, heading=asked.question if is_repeated else "")
    buttons = rows(asked.token, answer, page)
    shown = replace(asked, article_ids=_cited(page), page=page.number)
    try:
        services.archive.store.shown.save(shown)
    except ArchiveError as error:  # an answer without buttons is better than none
        _log.warning("The buttons of an answer could not be kept: %s", error)
        return Message(page.text)
    return Message(page.text, buttons, asked.token)


def page_of(shown: Shown, number: int, services: Services, chosen: Chosen, *, heading: str = "") -> tuple[Answer, Page]:
    """A page of an answer, as long as its chat wants them."""
    per_page = 1 if chosen and chosen.is_short else EXCERPTS_A_PAGE
    limit = excerpts_for(number, per_page=per_page)
    answer = services.archive.ask(shown.question, today=shown.asked_on, limit=limit, language=spoken())
    return answer, answer_page(answer, number, heading=heading, per_page=per_page)


def ask(archive: Archive, question: str, today: date, number: int = 0) -> Answer:
    """The answer with the excerpts that decide what is on a page."""
    return archive.ask(question, today=today, limit=excerpts_for(number), language=spoken())


def rows(token: str, answer: Answer, page: Page) -> tuple[tuple[Button, ...], ...]:
    """The buttons under a page."""
    closer = [
        Button(_closer_label(place, answer.total), callback_data(Press.ALONE, token, place))
        for place in range(page.first, page.first + len(page.excerpts))
    ]
    back = [Button(_("◀ previous"), callback_data(Press.PAGE, token, page.number - 1))] if page.number else []
    on = [Button(_on_label(page, answer), callback_data(Press.PAGE, token, page.number + 1))] if page.has_next else []
    days = [_day_button(token, offer, neighbour_label(offer, answer)) for offer in _beside(answer)]
    near = [(_offer_button(token, place, answer),) for place in range(len(offers(answer)))]
    follow = [Button(_("Follow"), callback_data(Press.FOLLOW, token, 0))] if _can_be_followed(answer) else []
    over_time = [Button(_("Timeline"), callback_data(Press.TIMELINE, token, 0))] if whose_timeline(answer) else []
    return tuple(row for row in (tuple(closer), (*back, *on), tuple(days), *near, (*follow, *over_time)) if row)


def whose_timeline(answer: Answer) -> str:
    """The people of an answer whose words fill more than a page, as /timeline takes them; empty where it has none."""
    people = answer.understood.people
    is_worth_it = answer.kind == "said-about" and answer.total > EXCERPTS_A_PAGE and len(people) <= _SIDE_BY_SIDE
    return " and ".join(people) if is_worth_it else ""


def _closer_label(place: int, total: int) -> str:
    """The words on the button that opens an excerpt, which a screen reader can say: a sign alone has no name."""
    return _("⋯ details") if total == 1 else _("{n} ⋯ details").format(n=place + 1)


def _on_label(page: Page, answer: Answer) -> str:
    """How many excerpts come next, as far as that is known: a long one may fill a page alone."""
    left = min(answer.total, MAX_EXCERPTS) - page.first - len(page.excerpts)
    most = min(left, max(len(page.excerpts), 1))
    return _("▶ next {n}").format(n=most) if most > 0 else _("▶ next")


def _can_be_followed(answer: Answer) -> bool:
    """Whether something new could answer the question too, also where nothing does yet."""
    is_asked = answer.reason is None or answer.reason.code not in _NO_QUESTION
    return answer.kind in _FOLLOWED and is_asked


def _beside(answer: Answer) -> list[Near]:
    """The days before and after those of an answer; an empty one offers its days by their full names instead."""
    return [offer for offer in neighbours(answer) if offer] if answer.excerpts else []


def _offer_button(token: str, place: int, answer: Answer) -> Button:
    offer = offers(answer)[place]
    if offer.kind == "day" and answer.kind == "day":
        return _day_button(token, offer, offer_label(offer))
    return Button(offer_label(offer), callback_data(Press.OFFER, token, place))


def _day_button(token: str, offer: Near, label: str) -> Button:
    # The day itself: what stands beside it may have changed by the time of the tap.
    return Button(label, callback_data(Press.DAY, token, date.fromisoformat(offer.value)))


def _cited(page: Page) -> tuple[str, ...]:
    return tuple(dict.fromkeys(excerpt.article_id for excerpt in page.excerpts))
