"""Reporting an excerpt: the doubt is kept for the operators, without who has it."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.press import Press, callback_data
from bot.dialogue.request import Services
from bot.render.message import Button, Message
from bot.render.rich import joined, plain
from bot.render.telegram.excerpt_views import alone
from bot.render.translate import N_, _
from retrieval.answers.excerpts.moderation import words_of
from retrieval.model import Answer, Excerpt
from retrieval.store import Report
from retrieval.store.contract.reports import ReportReason

DOUBTS: dict[Press, tuple[ReportReason, str]] = {
    Press.WRONG_SPEAKER: ("wrong-speaker", N_("Wrong speaker")),
    Press.NOT_SAID: ("not-said", N_("Nobody said this")),
    Press.OTHER_DOUBT: ("other", N_("Something else")),
}
THANKS = N_("Thank you. An operator will look at it.")
REPORTED = N_("An excerpt was reported. /reports shows it.")


def reports_menu(excerpt: Excerpt, answer: Answer, token: str, place: int) -> Message:
    """The excerpt, and what could be wrong with it."""
    asking = plain(_("What is wrong with it?")).marked("bold")
    choices = tuple(
        (Button(_(label), callback_data(press, token, place)),) for press, (_reason, label) in DOUBTS.items()
    )
    back = (Button(_("↩ Back"), callback_data(Press.ALONE, token, place)),)
    return Message(joined((alone(excerpt, answer), asking), "\n\n"), (*choices, back), token)


def keep_report(press: Press, excerpt: Excerpt, now: datetime, services: Services) -> None:
    """Keep what was answered."""
    reason, _label = DOUBTS[press]
    speaker = excerpt.speaker or excerpt.speaker_as_written
    services.archive.store.reports.add(Report(excerpt.article_id, words_of(excerpt), speaker, reason, now))
