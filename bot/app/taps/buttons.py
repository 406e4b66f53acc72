"""The table of inline buttons: which function does a tap lead to? Decided from the store, so also after a restart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.alerts import alert_buttons
from bot.app.taps import on_answers, on_lists
from bot.dialogue.list_pages import look_of
from bot.dialogue.press import CallbackData, Handler, Press, Tap, Tapped, TapResult
from bot.dialogue.request import ANYONE, Services
from bot.render.message import line
from bot.render.translate import N_, _
from retrieval.model import AlertSubject, AskedQuestion, ListingSubject, Subject
from retrieval.store import Shown

STRANGER = N_("These buttons are for the person who asked. Ask me yourself with /ask.")
EXPIRED = on_answers.EXPIRED
WITHDRAWN = N_("An article that this answer quoted was withdrawn.")

HANDLERS: Mapping[type[Subject], Mapping[Press, Handler]] = {
    AskedQuestion: {
        Press.PAGE: on_answers.turn_page,
        Press.OFFER: on_answers.ask_near_question,
        Press.DAY: on_answers.go_to_day,
        Press.ALONE: on_answers.show_alone,
        Press.CONTEXT: on_answers.show_in_context,
        Press.OTHERS: on_answers.show_other_outlets,
        Press.WORDINGS: on_answers.show_both_wordings,
        Press.SPEAKER: on_answers.ask_for_speaker,
        Press.DAY_OF: on_answers.ask_for_day,
        Press.CITE: on_answers.cite,
        Press.FOLLOW: on_answers.begin_to_follow,
        Press.PICTURE: on_answers.draw,
        Press.TIMELINE: on_answers.show_timeline,
        Press.SAVE: on_answers.save_excerpt,
        Press.REPORT: on_answers.ask_what_is_wrong,
        Press.WRONG_SPEAKER: on_answers.report,
        Press.NOT_SAID: on_answers.report,
        Press.OTHER_DOUBT: on_answers.report,
    },
    ListingSubject: {
        Press.PAGE: on_lists.turn_page,
        Press.OFFER: on_lists.follow_offer,
    },
    AlertSubject: {
        Press.PAGE: alert_buttons.show_alert,
        Press.CONTEXT: alert_buttons.show_in_context,
        Press.OTHERS: alert_buttons.show_other_outlets,
        Press.MUTE: alert_buttons.mute,
        Press.SAVE: alert_buttons.save_excerpt,
        Press.LEAVE: alert_buttons.unfollow,
        Press.UNDO: alert_buttons.undo,
        Press.ALONE: alert_buttons.show_one_of_digest,
    },
}
"""One button, one function, one line; what a button does depends on what its message shows."""


def tapped(tap: Tap, services: Services) -> TapResult:
    """Resolve a tap: only the asker's, in the same chat, while the buttons live, from what the chat may see."""
    with services.of_chat(tap.chat_id) as of_chat:
        return _resolved(tap, of_chat)


def _resolved(tap: Tap, services: Services) -> TapResult:
    data = CallbackData.read(tap.press)
    shown = services.archive.store.shown.get(data.token) if data else None
    if data is None or shown is None or shown.chat_id != tap.chat_id:
        return TapResult(_(EXPIRED))
    if shown.asker_id not in (tap.asker_id, ANYONE):
        return TapResult(_(STRANGER))
    if tap.now - shown.created_utc > timedelta(days=services.settings.buttons_life_days):
        return TapResult(_(EXPIRED))
    if shown.is_withdrawn:
        return TapResult(_(WITHDRAWN), edit=line(_(WITHDRAWN)))
    handler = HANDLERS[_kind_of(shown, services)].get(data.press)
    return handler(Tapped(data, shown, tap), services) if handler else TapResult(_(EXPIRED))


def _kind_of(shown: Shown, services: Services) -> type[Subject]:
    """Which table answers; a listing whose command is gone is asked as a question."""
    subject = shown.subject
    is_gone = isinstance(subject, ListingSubject) and look_of(subject, services) is None
    return AskedQuestion if is_gone else type(subject)
