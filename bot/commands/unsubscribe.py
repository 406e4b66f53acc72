"""/unsubscribe: end what this chat follows, by its name or from a list; what was ended can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.undo import follow_again, terms_of
from bot.dialogue.unfollowing import meant_by
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.rich import plain
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import N_, _
from retrieval.model import watch_from_json
from retrieval.store import Subscription

_ENDED, _UNDO, _LIST = "ended", "undo", "list"
_ROWS = 8
_LABEL_UNITS = 40


def unsubscribe(asked: Request, services: Services) -> tuple[Message, ...]:
    """End the one that is named, show those that may be meant, or take an end back."""
    verb, _blank, rest = asked.words.partition(" ")
    if verb == _UNDO and rest.startswith("{"):
        return (_undone(rest, asked, services),)
    mine = services.archive.store.subscriptions.of_chat(asked.chat_id)
    named = [one for one in mine if asked.words == str(one.number)]
    found = named or (meant_by(asked.words, mine, services) if asked.words else ())
    if len(found) == 1:
        return ended(found[0], asked, services)
    return listed(asked, services)


def ended(of: Subscription, asked: Request, services: Services) -> tuple[Message, ...]:
    """End one, with a button that takes it back."""
    services.archive.store.subscriptions.unsubscribe(of.number)
    kept = json.dumps(terms_of(of), ensure_ascii=False)
    return looked(COMMAND.name, look, replace(asked, words=f"{_ENDED} {kept}"), services)


def listed(asked: Request, services: Services) -> tuple[Message, ...]:
    """What is followed and may be meant, each with a button that ends it."""
    return looked(COMMAND.name, look, replace(asked, words=f"{_LIST} {asked.chat_id} {asked.words}".strip()), services)


def look(words: str, page: int, _today: date, services: Services) -> View:
    """A page of what may be ended, or what was ended with a button to take that back."""
    verb, _blank, rest = words.partition(" ")
    if verb == _ENDED:
        watch = watch_from_json(json.loads(rest)["watch"])
        told = _("You no longer follow: {watch}").format(watch=in_words(watch))
        return View(plain(told), offers=(Offer(_("↩ Undo"), f"/{COMMAND.name} {_UNDO} {rest}"),))
    chat, _blank, named = rest.partition(" ")
    mine = services.archive.store.subscriptions.of_chat(int(chat)) if verb == _LIST else ()
    if not mine:
        return View(plain(_("Nothing is followed here. Start with {command}.").format(command="/subscribe")))
    found = meant_by(named, mine, services) or mine
    shown = found[page * _ROWS : (page + 1) * _ROWS]
    offers = tuple(Offer(f"✕ {_label(one)}", f"/{COMMAND.name} {one.number}") for one in shown)
    return View(plain(_("Which of these shall I not tell you of any more?")), (page + 1) * _ROWS < len(found), offers)


def _label(of: Subscription) -> str:
    return wording.clipped(in_words(of.watch), _LABEL_UNITS)


def _undone(kept: str, asked: Request, services: Services) -> Message:
    try:
        of = follow_again(
            json.loads(kept),
            services,
            chat_id=asked.chat_id,
            topic_id=asked.topic_id,
            asker_id=asked.asker_id,
            now=asked.now,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return line(_("There is no such subscription here. /subscriptions shows them all."))
    return line(_("You follow: {watch}").format(watch=in_words(of.watch)))


COMMAND = Command(
    name="unsubscribe",
    help=N_("Get no more alerts of something"),
    run=unsubscribe,
    is_choice=True,
    look=look,
    is_aside=True,
)
