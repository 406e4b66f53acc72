"""Buttons under answers: pages, days, near questions, a closer look at one excerpt, and reports."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.commands import subscribe, timeline
from bot.dialogue import excerpt_menu, saving
from bot.dialogue.answer_pages import ask, first_page, page_of, rows, whose_timeline
from bot.dialogue.list_pages import asked_on_behalf
from bot.dialogue.press import Tapped, TapResult
from bot.dialogue.reporting import REPORTED, THANKS, keep_report, reports_menu
from bot.dialogue.request import Services
from bot.dialogue.seen_by_all import seen_by_all
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.telegram.answer_text import offers
from bot.render.telegram.excerpt_views import citation_page
from bot.render.translate import N_, _
from retrieval.errors import ArchiveError
from retrieval.model import Near

_log = logging.getLogger(__name__)
EXPIRED = N_("This answer is too old for its buttons. Please ask again.")


def turn_page(tapped: Tapped, services: Services) -> TapResult:
    """Another page in place of the one shown, kept so that the way back leads to it."""
    shown = tapped.shown
    answer, page = page_of(shown, tapped.place, services, tapped.tap.chosen)
    cited = dict.fromkeys((*shown.article_ids, *(excerpt.article_id for excerpt in page.excerpts)))
    try:
        services.archive.store.shown.save(replace(shown, article_ids=tuple(cited), page=page.number))
    except ArchiveError as error:  # the page is asked for now
        _log.warning("Which page an answer shows could not be kept: %s", error)
    return TapResult(edit=Message(page.text, rows(shown.token, answer, page)))


def ask_near_question(tapped: Tapped, services: Services) -> TapResult:
    """Ask what the offer stands for; the answer is a message of its own."""
    answer = ask(services.archive, tapped.shown.question, tapped.shown.asked_on)
    near = offers(answer)
    if tapped.place >= len(near):
        return TapResult(_(EXPIRED))
    return _asked(wording.near_question(near[tapped.place], answer), tapped, services)


def go_to_day(tapped: Tapped, services: Services) -> TapResult:
    """Another day in place of the one shown; the message keeps its token, so that a second tap changes nothing."""
    shown = tapped.shown
    answer = ask(services.archive, shown.question, shown.asked_on)
    if answer.kind != "day":
        return TapResult(_(EXPIRED))
    question = wording.near_question(Near("day", str(tapped.data.what), 0), answer)
    asked = replace(shown, question=question, created_utc=tapped.tap.now)
    return TapResult(edit=first_page(asked, services, tapped.tap.chosen))


def begin_to_follow(tapped: Tapped, services: Services) -> TapResult:
    """Ask whether to follow what a question asks, in a message of its own."""
    question = f"/{subscribe.COMMAND.name} {tapped.shown.question}"
    asked = tapped.asking(question, services.new_token())
    return TapResult(reply=asked_on_behalf(asked, services, tapped.tap.chosen))


def show_timeline(tapped: Tapped, services: Services) -> TapResult:
    """How often those were quoted over time whose words are shown, in a message of its own."""
    people = whose_timeline(ask(services.archive, tapped.shown.question, tapped.shown.asked_on))
    if not people:
        return TapResult(_(EXPIRED))
    asked = tapped.asking(f"/{timeline.COMMAND.name} {people}", services.new_token())
    return TapResult(reply=asked_on_behalf(asked, services, tapped.tap.chosen))


def show_alone(tapped: Tapped, services: Services) -> TapResult:
    """One excerpt, with what can be done with it."""
    return _looked(excerpt_menu.alone(tapped.shown, tapped.place, services), tapped, services)


def show_in_context(tapped: Tapped, services: Services) -> TapResult:
    """One excerpt with the words around it."""
    return _looked(excerpt_menu.in_context(tapped.shown, tapped.place, services), tapped, services)


def show_other_outlets(tapped: Tapped, services: Services) -> TapResult:
    """Who else published an excerpt."""
    return _looked(excerpt_menu.in_other_outlets(tapped.shown, tapped.place, services), tapped, services)


def show_both_wordings(tapped: Tapped, services: Services) -> TapResult:
    """An excerpt beside its other wording."""
    return _looked(excerpt_menu.in_both_wordings(tapped.shown, tapped.place, services), tapped, services)


def ask_for_speaker(tapped: Tapped, services: Services) -> TapResult:
    """More by the excerpt's speaker, in a message of its own."""
    excerpt, _answer = excerpt_menu.excerpt_at(tapped.shown, tapped.place, services)
    return _asked(excerpt_menu.question_on_speaker(excerpt) if excerpt else "", tapped, services)


def ask_for_day(tapped: Tapped, services: Services) -> TapResult:
    """More of the day that the excerpt was published, in a message of its own."""
    excerpt, _answer = excerpt_menu.excerpt_at(tapped.shown, tapped.place, services)
    return _asked(excerpt_menu.question_on_day(excerpt) if excerpt else "", tapped, services)


def cite(tapped: Tapped, services: Services) -> TapResult:
    """The citation, in a message of its own."""
    excerpt, _answer = excerpt_menu.excerpt_at(tapped.shown, tapped.place, services)
    return TapResult(reply=Message(citation_page(excerpt))) if excerpt else TapResult(_(EXPIRED))


def draw(tapped: Tapped, services: Services) -> TapResult:
    """An excerpt as a picture, in a message of its own."""
    excerpt, answer = excerpt_menu.excerpt_at(tapped.shown, tapped.place, services)
    if excerpt is None:
        return TapResult(_(EXPIRED))
    drawn = excerpt_menu.as_picture(excerpt, answer, services)
    return TapResult(drawn) if isinstance(drawn, str) else TapResult(reply=drawn)


def save_excerpt(tapped: Tapped, services: Services) -> TapResult:
    """Keep an excerpt for whoever taps."""
    excerpt, _answer = excerpt_menu.excerpt_at(tapped.shown, tapped.place, services)
    if excerpt is None or not saving.may_be_saved(excerpt, tapped.tap.chat_id, services):
        return TapResult(_(EXPIRED if excerpt is None else saving.ELSEWHERE))
    return TapResult(saving.save(excerpt, tapped.tap.asker_id, tapped.tap.now, services))


def ask_what_is_wrong(tapped: Tapped, services: Services) -> TapResult:
    """Ask what is wrong with an excerpt."""
    excerpt, answer = excerpt_menu.excerpt_at(tapped.shown, tapped.place, services)
    if excerpt is None or services.archive.is_own(excerpt.article_id):
        return TapResult(_(EXPIRED))
    return TapResult(edit=reports_menu(excerpt, answer, tapped.shown.token, tapped.place))


def report(tapped: Tapped, services: Services) -> TapResult:
    """Keep what is wrong with an excerpt, and tell the operators."""
    excerpt, _answer = excerpt_menu.excerpt_at(tapped.shown, tapped.place, services)
    excerpt = seen_by_all(excerpt, services) if excerpt else None
    if excerpt is None:
        return TapResult(_(EXPIRED))
    keep_report(tapped.press, excerpt, tapped.tap.now, services)
    back = excerpt_menu.alone(tapped.shown, tapped.place, services)
    return TapResult(_(THANKS), edit=back, tells_operators=line(_(REPORTED)))


def _looked(looked: Message | None, tapped: Tapped, services: Services) -> TapResult:
    """A closer look in place of the page; where the excerpt is gone, why."""
    if looked:
        return TapResult(edit=looked)
    return TapResult(excerpt_menu.gone_notice(tapped.shown, services) or _(EXPIRED))


def _asked(question: str, tapped: Tapped, services: Services) -> TapResult:
    """The answer to a button's question, in a message of its own that begins with the question."""
    if not question:
        return TapResult(_(EXPIRED))
    asked = tapped.asking(question, services.new_token())
    return TapResult(reply=first_page(asked, services, tapped.tap.chosen, is_repeated=True))
