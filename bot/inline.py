"""Inline mode: ``@bot words`` in any chat gives excerpts as cards, each a whole attributed quotation."""

from __future__ import annotations

import hashlib
import logging
import re
from datetime import date, datetime

from bot.dialogue import START_QUESTION
from bot.dialogue.request import Services
from bot.dialogue.seen_by_all import seen_by_all
from bot.render.message import Message
from bot.render.phrases import wording
from bot.render.telegram.answer_text import quoted
from bot.render.telegram.inline_cards import Card, Cards
from bot.render.telegram.split import MAX_UNITS
from bot.render.translate import spoken
from retrieval.errors import ArchiveError
from retrieval.model import AskedQuestion, Excerpt
from retrieval.store import Shown

MAX_QUERY_CHARS = 256
CARDS_A_PAGE = 10
MAX_CARDS = 50
_NEWEST = "latest"
_SHARED = re.compile(rf"{START_QUESTION}(?P<token>[A-Za-z0-9_-]{{6,40}}) (?P<place>[0-9]{{1,2}})")
_TITLE_UNITS = 80
_WORDS_UNITS = 120
_log = logging.getLogger(__name__)


def cards(
    query: str,
    offset: str,
    services: Services,
    *,
    asker_id: int,
    today: date,
    now: datetime,
) -> Cards:
    """The excerpts that answer a query, the newest where it is empty; in any chat, so of what everybody sees."""
    archive = services.archive
    question = " ".join(query[:MAX_QUERY_CHARS].split()).lstrip("/")
    first = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 4 else 0
    if shared := _SHARED.fullmatch(question):
        return _shared(shared["token"], int(shared["place"]), services)
    wanted = min(CARDS_A_PAGE, MAX_CARDS - first)
    if wanted <= 0:
        return Cards()
    answer = archive.ask(question or _NEWEST, today=today, limit=wanted, offset=first, language=spoken())
    found = tuple(card for excerpt in answer.excerpts if (card := _card(excerpt)))
    if not found and first == 0 and question:
        token = services.new_token()
        try:
            archive.store.shown.save(Shown(token, asker_id, asker_id, question, today, now))
        except ArchiveError as error:  # an empty list is better than none
            _log.warning("Could not save the question behind an empty inline list: %s", error)
            return Cards()
        return Cards(start=START_QUESTION + token)
    after = first + wanted
    has_more = len(answer.excerpts) == wanted and after < min(answer.total, MAX_CARDS)
    return Cards(tuple(dict.fromkeys(found)), str(after) if has_more else "")


def _shared(token: str, place: int, services: Services) -> Cards:
    """The one excerpt that a button shares; nothing where its answer is gone, or is for its chat alone."""
    shown = services.archive.store.shown.get(token)
    if shown is None or shown.is_withdrawn or not isinstance(shown.subject, AskedQuestion):
        return Cards()
    with services.of_chat(shown.chat_id) as of_chat:
        answer = of_chat.archive.ask(shown.question, today=shown.asked_on, limit=place + 1)
        excerpt = seen_by_all(answer.excerpts[place], of_chat) if place < len(answer.excerpts) else None
    card = _card(excerpt) if excerpt else None
    return Cards((card,)) if card else Cards()


def _card(excerpt: Excerpt) -> Card | None:
    """The card of an excerpt; None where no message could hold it."""
    text = quoted(excerpt)
    if text.units > MAX_UNITS:
        return None
    source = wording.source(excerpt)
    whose = wording.credit(excerpt)
    said = excerpt.content[0].shifted(-excerpt.span.start).of(excerpt.text) if excerpt.content else excerpt.text
    beside = wording.BETWEEN.join(part for part in (source.outlet or source.title, source.dated) if part)
    return Card(
        _id(excerpt),
        wording.clipped(whose.speaker or source.outlet or source.title, _TITLE_UNITS),
        f"{wording.clipped(wording.one_line(said), _WORDS_UNITS)}\n{wording.clipped(beside, _TITLE_UNITS)}",
        Message(text),
    )


def _id(excerpt: Excerpt) -> str:
    place = f"{excerpt.article_id}\0{excerpt.revision}\0{excerpt.span.start}\0{excerpt.span.end}"
    return hashlib.blake2b(place.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
