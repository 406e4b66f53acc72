"""What does a tap on a button do? Decided from the store, so that it works after a restart too."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import date, timedelta

from bot.alerts.message import is_alert, tapped_alert
from bot.commands import subscribe
from bot.dialogue.answer_pages import (
    ALONE,
    CITE,
    CONTEXT,
    DAY,
    DAY_OF,
    FOLLOW,
    LEAVE,
    MUTE,
    OFFER,
    OTHERS,
    PAGE,
    REPORT,
    SPEAKER,
    WORDINGS,
    ask,
    first_page,
    page_of,
    rows,
)
from bot.dialogue.excerpt_menu import closer_look, excerpt_at, gone_notice, question_on
from bot.dialogue.list_pages import asked_on_behalf, look_of, offered, turned
from bot.dialogue.press import Tap, TapResult
from bot.dialogue.reporting import DOUBTS, REPORTED, THANKS, keep_report, reports_menu
from bot.dialogue.request import ANYONE, Command, Look, Request, Services
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.telegram.answer_text import offers
from bot.render.telegram.excerpt_views import citation_page
from bot.render.translate import N_, _
from retrieval.errors import ArchiveError
from retrieval.model import Near
from retrieval.store import Shown

_log = logging.getLogger(__name__)
_REPORTS = REPORT + "".join(DOUBTS)
_KINDS = "".join(
    (PAGE, OFFER, DAY, ALONE, CONTEXT, OTHERS, SPEAKER, DAY_OF, CITE, WORDINGS, FOLLOW, MUTE, LEAVE, _REPORTS)
)
_PRESS = re.compile(
    rf"(?P<kind>[{_KINDS}]):(?P<token>[A-Za-z0-9_-]{{6,40}}):"
    r"(?:(?P<number>[0-9]{1,3})|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))"
)
STRANGER = N_("These buttons are for the person who asked. Ask me yourself with /ask.")
EXPIRED = N_("This answer is too old for its buttons. Please ask again.")
WITHDRAWN = N_("An article that this answer quoted was withdrawn.")


def tapped(tap: Tap, services: Services) -> TapResult:
    """Resolve a tap: only the asker's, in the same chat, while the buttons live."""
    found = _PRESS.fullmatch(tap.press)
    shown = services.archive.store.shown.get(found["token"]) if found else None
    if found is None or shown is None or shown.chat_id != tap.chat_id:
        return TapResult(_(EXPIRED))
    if shown.asker_id not in (tap.asker_id, ANYONE):
        return TapResult(_(STRANGER))
    if tap.now - shown.created_utc > timedelta(days=services.settings.buttons_life_days):
        return TapResult(_(EXPIRED))
    if shown.is_withdrawn:
        return TapResult(_(WITHDRAWN), edit=line(_(WITHDRAWN)))
    if (found["kind"] == DAY) != (found["day"] is not None):
        return TapResult(_(EXPIRED))
    if is_alert(shown):
        return tapped_alert(found["kind"], shown, tap, services)
    if look := look_of(shown.question, services):
        return _look_on(shown, look, found["kind"], int(found["number"] or 0), tap, services)
    if found["kind"] == DAY:
        return _go_to(found["day"], shown, tap, services)
    if found["kind"] == FOLLOW:
        return _begin_to_follow(shown, tap, services)
    if found["kind"] == PAGE:
        return _turn(shown, int(found["number"]), services)
    if found["kind"] in (ALONE, CONTEXT, OTHERS, WORDINGS):
        looked = closer_look(found["kind"], shown, int(found["number"]), services)
        return TapResult(edit=looked) if looked else TapResult(gone_notice(shown, services) or _(EXPIRED))
    if found["kind"] in _REPORTS:
        return _report(found["kind"], shown, int(found["number"]), tap, services)
    if found["kind"] in (SPEAKER, DAY_OF, CITE):
        return _go_on(found["kind"], shown, int(found["number"]), tap, services)
    return _follow(shown, int(found["number"]), tap, services)


def _turn(shown: Shown, number: int, services: Services) -> TapResult:
    answer, page = page_of(shown, number, services)
    cited = dict.fromkeys((*shown.article_ids, *(excerpt.article_id for excerpt in page.excerpts)))
    try:
        services.archive.store.shown.save(replace(shown, article_ids=tuple(cited), page=page.number))
    except ArchiveError as error:  # the page is asked for now
        _log.warning("Which page an answer shows could not be kept: %s", error)
    return TapResult(edit=Message(page.text, rows(shown.token, answer, page)))


def _follow(shown: Shown, number: int, tap: Tap, services: Services) -> TapResult:
    """Ask what the offer stands for; the answer is a message of its own."""
    answer = ask(services.archive, shown.question, shown.asked_on)
    near = offers(answer)
    if number >= len(near):
        return TapResult(_(EXPIRED))
    question = wording.near_question(near[number], answer)
    asked = Shown(
        services.new_token(), tap.chat_id, tap.asker_id, question, shown.asked_on, tap.now, topic_id=shown.topic_id
    )
    return TapResult(reply=first_page(asked, services, is_repeated=True))


def _begin_to_follow(shown: Shown, tap: Tap, services: Services) -> TapResult:
    """Ask whether to follow what a question asks, in a message of its own."""
    question = f"/{subscribe.COMMAND.name} {shown.question}"
    asked = Shown(
        services.new_token(), tap.chat_id, tap.asker_id, question, shown.asked_on, tap.now, topic_id=shown.topic_id
    )
    return TapResult(reply=asked_on_behalf(asked, services))


def _go_on(kind: str, shown: Shown, place: int, tap: Tap, services: Services) -> TapResult:
    """More by a speaker or of a day, or the citation, in a message of its own."""
    excerpt, _answer = excerpt_at(shown, place, services)
    if excerpt is None:
        return TapResult(_(EXPIRED))
    if kind == CITE:
        return TapResult(reply=Message(citation_page(excerpt)))
    asked = Shown(
        services.new_token(),
        tap.chat_id,
        tap.asker_id,
        question_on(kind, excerpt),
        shown.asked_on,
        tap.now,
        topic_id=shown.topic_id,
    )
    return TapResult(reply=first_page(asked, services, is_repeated=True)) if asked.question else TapResult(_(EXPIRED))


def _report(kind: str, shown: Shown, place: int, tap: Tap, services: Services) -> TapResult:
    """Ask what is wrong with an excerpt, or keep what was answered and tell the operators."""
    excerpt, answer = excerpt_at(shown, place, services)
    if excerpt is None:
        return TapResult(_(EXPIRED))
    if kind == REPORT:
        return TapResult(edit=reports_menu(excerpt, answer, shown.token, place))
    keep_report(kind, excerpt, tap.now, services)
    looked = closer_look(ALONE, shown, place, services)
    return TapResult(_(THANKS), edit=looked, tells_operators=line(_(REPORTED)))


def _look_on(shown: Shown, look: Look, kind: str, number: int, tap: Tap, services: Services) -> TapResult:
    """Turn a page of a list in place, or follow one of its buttons to a message of its own."""
    if kind != OFFER:
        return TapResult(edit=turned(shown, look, number, services))
    question = offered(shown, look, number, services)
    if not question:
        return TapResult(_(EXPIRED))
    choice = _choice(question, services)
    is_its_own = choice is not None and shown.question.split(maxsplit=1)[0] == f"/{choice.name}"
    if choice and is_its_own and (not choice.is_operators or tap.asker_id in services.settings.operators):
        if needs := tap.needs_admin():
            return needs
        words = " ".join(question.split(maxsplit=1)[1:])
        chosen = Request(words, tap.chat_id, tap.asker_id, tap.is_private, tap.now, topic_id=shown.topic_id)
        return TapResult(edit=choice.run(chosen, services)[0])
    asked = Shown(
        services.new_token(), tap.chat_id, tap.asker_id, question, shown.asked_on, tap.now, topic_id=shown.topic_id
    )
    return TapResult(reply=asked_on_behalf(asked, services))


def _choice(question: str, services: Services) -> Command | None:
    """The command that a button carries out."""
    name = question.split(maxsplit=1)[0].removeprefix("/")
    return next((c for c in services.commands if c.is_choice and question.startswith("/") and c.name == name), None)


def _go_to(day: str, shown: Shown, tap: Tap, services: Services) -> TapResult:
    """Another day in place of the one shown; the message keeps its token, so that a second tap changes nothing."""
    answer = ask(services.archive, shown.question, shown.asked_on)
    if answer.kind != "day" or not _is_day(day):
        return TapResult(_(EXPIRED))
    question = wording.near_question(Near("day", day, 0), answer)
    return TapResult(edit=first_page(replace(shown, question=question, created_utc=tap.now), services))


def _is_day(written: str) -> bool:
    try:
        return bool(date.fromisoformat(written))
    except ValueError:
        return False
