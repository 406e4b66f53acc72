"""List pages: lists and cards of what the archive holds, page by page, each page one message."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.answer_pages import first_page, to_show
from bot.dialogue.press import Press, callback_data
from bot.dialogue.request import Chosen, Look, Request, Services
from bot.dialogue.view import PAGE_ROWS, View
from bot.render.message import Button, DocumentForm, Message
from bot.render.translate import _
from retrieval.errors import ArchiveError
from retrieval.model import ListingSubject, subject_as_text
from retrieval.store import Shown

_log = logging.getLogger(__name__)


def looked(name: str, look: Look, asked: Request, services: Services) -> tuple[Message, ...]:
    """The first page of what a command shows, remembered for its buttons."""
    subject = ListingSubject(name, asked.words)
    shown = to_show(asked, services, subject_as_text(subject))
    return (_opened(shown, subject, look, services),)


def turned(shown: Shown, number: int, services: Services) -> Message:
    """Another page of a list."""
    view = _view(shown, number, services)
    return Message(view.text, rows(shown.token, view, number), as_document=_as_document(shown.token, view, number))


def offered(shown: Shown, place: int, services: Services) -> str:
    """The question behind a button, counted over all pages; empty where there is none any more."""
    number, row = divmod(place, PAGE_ROWS)
    offers = _view(shown, number, services).offers
    return offers[row].question if row < len(offers) else ""


def asked_on_behalf(shown: Shown, services: Services, chosen: Chosen) -> Message:
    """What a button's question leads to: a view, or an answer that begins with its question."""
    match shown.subject:
        case ListingSubject() as subject if look := look_of(subject, services):
            return _opened(shown, subject, look, services)
        case _:
            return first_page(shown, services, chosen, is_repeated=True)


def look_of(subject: ListingSubject, services: Services) -> Look | None:
    """What shows a remembered listing; None where its command has gone."""
    return next((command.look for command in services.commands if command.name == subject.command), None)


def _opened(shown: Shown, subject: ListingSubject, look: Look, services: Services) -> Message:
    """The first page behind a remembered command."""
    view = look(subject.words, 0, shown.asked_on, services)
    buttons = rows(shown.token, view, 0)
    try:
        services.archive.store.shown.save(replace(shown, article_ids=view.article_ids))
    except ArchiveError as error:  # a list without buttons is better than none
        _log.warning("Could not save the buttons of a list: %s", error)
        return Message(view.text)
    whole = _as_document(shown.token, view, 0)
    return Message(view.text, buttons, shown.token, asks_chat=view.asks_chat, as_document=whole, picture=view.picture())


def _as_document(token: str, view: View, number: int) -> DocumentForm | None:
    if view.as_document is None:
        return None
    return DocumentForm(view.as_document, rows(token, replace(view, has_next=False), number))


def _view(shown: Shown, number: int, services: Services) -> View:
    """A page of a remembered listing."""
    subject = shown.subject
    look = look_of(subject, services) if isinstance(subject, ListingSubject) else None
    if look is None or not isinstance(subject, ListingSubject):
        raise ValueError(f"no listing stands behind {type(subject).__name__}")
    return look(subject.words, number, shown.asked_on, services)


def rows(token: str, view: View, number: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons under a page: a row each for what it offers, then the pages."""
    offers = [
        (Button(offer.label, callback_data(Press.OFFER, token, number * PAGE_ROWS + place), is_danger=offer.is_danger),)
        for place, offer in enumerate(view.offers)
    ]
    turns = []
    if number:
        turns.append(Button(_("◀ previous"), callback_data(Press.PAGE, token, number - 1)))
    if view.has_next:
        turns.append(Button(_("▶ next"), callback_data(Press.PAGE, token, number + 1)))
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
