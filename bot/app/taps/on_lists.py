"""Buttons under lists and cards: turn the page in place, or do what an offer says."""

from __future__ import annotations

from bot.app.taps.on_answers import EXPIRED
from bot.dialogue.list_pages import asked_on_behalf, offered, turned
from bot.dialogue.press import Tapped, TapResult
from bot.dialogue.request import Command, Request, Services
from bot.render.translate import _
from retrieval.model import ListingSubject, Subject, subject_from_text


def turn_page(tapped: Tapped, services: Services) -> TapResult:
    """Another page in place of the one shown."""
    return TapResult(edit=turned(tapped.shown, tapped.place, services))


def follow_offer(tapped: Tapped, services: Services) -> TapResult:
    """Carry out what an offer chooses, in place; else ask its question in a message of its own."""
    question = offered(tapped.shown, tapped.place, services)
    if not question:
        return TapResult(_(EXPIRED))
    subject = subject_from_text(question)
    choice = _choice(subject, tapped, services)
    if choice is None or not isinstance(subject, ListingSubject):
        asked = tapped.asking(question, services.new_token())
        return TapResult(reply=asked_on_behalf(asked, services, tapped.tap.chosen))
    if needs := tapped.tap.needs_admin(choice.of_chat(subject.words) if choice.of_chat else None):
        return needs
    tap = tapped.tap
    chosen = Request(
        subject.words,
        tap.chat_id,
        tap.asker_id,
        tap.is_private,
        tap.now,
        topic_id=tapped.shown.topic_id,
        chosen=tap.chosen,
    )
    made = choice.run_for_asker(chosen, services)[0]
    return TapResult(reply=made) if made.asks or made.asks_chat else TapResult(edit=made)


def _choice(subject: Subject, tapped: Tapped, services: Services) -> Command | None:
    """The command that an offer carries out: the one whose list it stands in, where that changes something."""
    match (subject, tapped.shown.subject):
        case (ListingSubject(command=name), ListingSubject(command=listed)) if name == listed:
            choice = next((c for c in services.commands if c.is_choice and c.name == name), None)
        case _:
            return None
    is_operator = tapped.tap.asker_id in services.settings.operators
    return choice if choice and (is_operator or not choice.is_closed(services.settings)) else None
