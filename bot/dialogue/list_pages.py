"""How does one look through what the archive holds? Lists and cards with pages, each page one message."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.answer_pages import OFFER, PAGE, first_page, press, to_show
from bot.dialogue.request import Look, Request, Services
from bot.dialogue.view import PAGE_ROWS, View
from bot.render.message import Button, Message
from retrieval.errors import ArchiveError
from retrieval.store import Shown

_log = logging.getLogger(__name__)


def looked(name: str, look: Look, asked: Request, services: Services) -> tuple[Message, ...]:
    """The first page of what a command shows, remembered for its buttons."""
    shown = to_show(asked, services, f"/{name} {asked.words}".strip())
    return (opened(shown, look, services),)


def opened(shown: Shown, look: Look, services: Services) -> Message:
    """The first page behind a remembered command."""
    view = look(words_of(shown), 0, shown.asked_on, services)
    buttons = rows(shown.token, view, 0)
    try:
        services.archive.store.shown.save(replace(shown, article_ids=view.article_ids))
    except ArchiveError as error:  # a list without buttons is better than none
        _log.warning("The buttons of a list could not be kept: %s", error)
        return Message(view.text)
    return Message(view.text, buttons, shown.token)


def turned(shown: Shown, look: Look, number: int, services: Services) -> Message:
    """Another page of it."""
    view = look(words_of(shown), number, shown.asked_on, services)
    return Message(view.text, rows(shown.token, view, number))


def offered(shown: Shown, look: Look, place: int, services: Services) -> str:
    """The question behind a button, counted over all pages; empty where there is none any more."""
    number, row = divmod(place, PAGE_ROWS)
    offers = look(words_of(shown), number, shown.asked_on, services).offers
    return offers[row].question if row < len(offers) else ""


def asked_on_behalf(shown: Shown, services: Services) -> Message:
    """What a button's question leads to: a view, or an answer that begins with its question."""
    look = look_of(shown.question, services)
    return opened(shown, look, services) if look else first_page(shown, services, is_repeated=True)


def look_of(question: str, services: Services) -> Look | None:
    """What shows a remembered command; None for a question in words."""
    if not question.startswith("/"):
        return None
    name = question[1:].split(maxsplit=1)[0]
    return next((command.look for command in services.commands if command.name == name), None)


def words_of(shown: Shown) -> str:
    """The words after a remembered command."""
    return " ".join(shown.question.split(maxsplit=1)[1:])


def rows(token: str, view: View, number: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons under a page: a row each for what it offers, then the pages."""
    offers = [
        (Button(offer.label, press(OFFER, token, number * PAGE_ROWS + place)),)
        for place, offer in enumerate(view.offers)
    ]
    turns = []
    if number:
        turns.append(Button("◀", press(PAGE, token, number - 1)))
    if view.has_next:
        turns.append(Button("▶", press(PAGE, token, number + 1)))
    return (*_paired(offers), *([tuple(turns)] if turns else []))


def _paired(offers: Sequence[tuple[Button, ...]]) -> tuple[tuple[Button, ...], ...]:
    """Two short buttons side by side, as a phone is wide enough for them."""
    paired: list[tuple[Button, ...]] = []
    for row in offers:
        if paired and len(paired[-1]) == 1 and len(paired[-1][0].label) + len(row[0].label) <= _WIDTH_CHARS:
            paired[-1] = (*paired[-1], *row)
        else:
            paired.append(row)
    return tuple(paired)


_WIDTH_CHARS = 34
