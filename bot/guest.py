"""Guest mode: "@bot who said this?" in a chat where the bot is no member gives one attributed excerpt."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.dialogue import START_QUESTION
from bot.dialogue.pointing import OWN_WORDS, asks_who, fragment_of
from bot.dialogue.request import Request, Services
from bot.render.message import Button, Message, line
from bot.render.phrases import wording
from bot.render.rich import joined, plain
from bot.render.telegram.answer_text import quoted
from bot.render.telegram.inline_cards import Card
from bot.render.telegram.split import MAX_UNITS
from bot.render.translate import _, spoken
from retrieval.errors import ArchiveError
from retrieval.model import Answer
from retrieval.store import Shown

_TITLE_UNITS = 80
_log = logging.getLogger(__name__)


def guest_card(asked: Request, services: Services) -> Card:
    """The answer to what somebody asks in another chat: the best excerpt, or why there is none; it is one message.

    Args:
        asked: its quote is the message that it answers; its chat is the asker's own with the bot.
    """
    question = " ".join(asked.words.split())[: services.settings.question_max_chars]
    fragment = fragment_of(asked.quote)
    if asks_who(question) and fragment:
        question = f"who said “{fragment}”"
    token = services.new_token()
    if not question:
        message = line(_("What would you like to ask? Write it after the mention or with /ask."))
        return Card(token, services.bot_name, "", message)
    today = services.today(asked.now, asked.chosen)
    answer = services.archive.ask(question, today=today, limit=1, language=spoken())
    message = _message(answer)
    shown = Shown(token, asked.asker_id, asked.asker_id, question, today, asked.now)
    try:
        services.archive.store.shown.save(shown)
    except ArchiveError as error:  # an answer that cannot be followed up is better than none
        _log.warning("Could not save the question of a guest: %s", error)
    else:
        link = f"https://t.me/{services.bot_name}?start={START_QUESTION}{token}"
        message = replace(message, rows=((Button(_("More in our chat"), url=link),),))
    return Card(token, wording.clipped(question, _TITLE_UNITS), "", message)


def _message(answer: Answer) -> Message:
    """One excerpt, whole, with its credits."""
    if not answer.excerpts:
        return line(wording.reason(answer.reason)) if answer.reason else line(_("Nothing found – ask me in a chat"))
    excerpt = answer.excerpts[0]
    own = plain(_(OWN_WORDS)).marked("bold") if answer.kind == "who-said" and excerpt.attribution is None else plain("")
    text = joined((own, quoted(excerpt, answer)), "\n\n")
    return Message(text) if text.units <= MAX_UNITS else line(_("Nothing found – ask me in a chat"))
