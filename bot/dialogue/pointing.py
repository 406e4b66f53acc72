"""Pointing: *who said this?* about words of another message, and what to say where nobody did."""

from __future__ import annotations

import re
from datetime import date

from bot.dialogue.answer_pages import first_page, to_show
from bot.dialogue.request import Request, Services
from bot.render.message import Message
from bot.render.rich import joined, plain
from bot.render.translate import N_, _
from retrieval.model import AskedQuestion, Excerpt
from retrieval.store import Shown, Store
from retrieval.text.view import shown_view

OWN_WORDS = N_("Nobody is quoted there: these are the article's own words.")
_MAX_FRAGMENT_CHARS = 300
_LOOKED_AT = 3
_WHO_SAID_THIS = re.compile(
    r"(?:and )?who (?:has )?(?:said|says|wrote) (?:this|that|it|so)"
    r"|(?:а )?кто (?:(?:это|так) (?:сказал|говорит|написал)|(?:сказал|говорит|написал) (?:это|так))"
    r"|(?:а )?хто (?:(?:це|так) (?:сказав|говорить|написав)|(?:сказав|говорить|написав) (?:це|так))"
    r"|(?:und )?wer (?:hat (?:das|dies|so etwas) (?:gesagt|geschrieben)|(?:sagt|sagte) (?:das|dies))"
    r"|(?:et )?qui (?:a (?:dit|écrit) (?:ça|cela|ceci)|dit (?:ça|cela)|l[’']a dit)"
    r"|(?:y )?qui[ée]n (?:(?:dijo|ha dicho|dice|escribi[óo]) (?:esto|eso)|lo (?:dijo|ha dicho|dice|escribi[óo]))"
    r"|(?:e )?quem (?:disse|diz|escreveu) (?:isso|isto)",
    re.IGNORECASE,
)
_ROUND_IT = " \t\n?!.,;:…¿¡"
_QUOTES = "“”\"'«» "


def asks_who(words: str) -> bool:
    """Whether somebody asks whose words others are, and points at these.

    >>> [asks_who(words) for words in ("Who said this?", "кто это сказал?", "¿Quién dijo eso?", "who said it best")]
    [True, True, True, False]
    """
    return _WHO_SAID_THIS.fullmatch(" ".join(words.split()).strip(_ROUND_IT)) is not None


def who_said_it(asked: Request, before: Shown | None, services: Services) -> Message | None:
    """Whose words these are, or that they are nobody's; None where nothing is pointed at.

    Args:
        before: the answer that the message leans on.
    """
    today = services.today(asked.now, asked.chosen)
    fragment, excerpt = _one_line(asked.quote), None
    if not fragment:
        excerpt = _first_of(before, services)
        fragment = _said(excerpt) if excerpt else ""
    if not fragment:
        return None
    if excerpt is not None and excerpt.content is None:
        return _own_words(fragment, asked, services)
    question = f"who said “{fragment}”"
    found = services.archive.ask(question, today=today, limit=1).excerpts
    if found and found[0].attribution is None:
        return _own_words(question, asked, services)
    if found or not _is_own(fragment, today, services):
        return first_page(to_show(asked, services, question), services, asked.chosen)
    return _own_words(fragment, asked, services)


def _own_words(question: str, asked: Request, services: Services) -> Message:
    """What answers the question, the words as the article has them, under a line that says so."""
    found = first_page(to_show(asked, services, question), services, asked.chosen)
    text = joined((plain(_(OWN_WORDS)).marked("bold"), found.text), "\n\n")
    return Message(text, found.rows, found.token)


def _is_own(fragment: str, today: date, services: Services) -> bool:
    """Whether an article has these words, and nobody says them there."""
    found = services.archive.ask(fragment, today=today, limit=_LOOKED_AT).excerpts
    return any(e.attribution is None and fragment.casefold() in _one_line(e.text).casefold() for e in found)


def _first_of(before: Shown | None, services: Services) -> Excerpt | None:
    """What the answer before quotes first."""
    if before is None or not isinstance(before.subject, AskedQuestion):
        return None
    answer = services.archive.ask(before.question, today=before.asked_on, limit=1)
    return answer.excerpts[0] if answer.excerpts else None


def _said(excerpt: Excerpt) -> str:
    words = excerpt.content[0].shifted(-excerpt.span.start).of(excerpt.text) if excerpt.content else excerpt.text
    return _one_line(words)


def fragment_of(words: str) -> str:
    """The words that are pointed at, as a question can hold them."""
    return _one_line(words)


def said_by_bot(chat_id: int, message_id: int, store: Store) -> bool:
    """Whether a message of a channel is the bot's alert or answer, as long as that is remembered."""
    is_alert = store.deliveries.was_told(chat_id, message_id)
    return is_alert or store.shown.by_message(chat_id, answer_message_id=message_id) is not None


def _one_line(words: str) -> str:
    return " ".join(shown_view(words).text.strip(_QUOTES).split())[:_MAX_FRAGMENT_CHARS]
