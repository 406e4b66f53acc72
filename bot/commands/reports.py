"""/reports: the excerpts that askers doubted, and the operators' decisions on them."""

from __future__ import annotations

import re
from datetime import date

from bot.dialogue.list_pages import looked
from bot.dialogue.reporting import DOUBTS
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.rich import Rich, joined, plain
from bot.render.translate import N_, _
from retrieval.store import Report

_DECISION = re.compile(r"(?P<what>hide|leave|speaker)\s+(?P<number>\d{1,9})(?:\s+(?P<name>\S.*))?", re.DOTALL)
_MAX_SPEAKERS = 4


def reports(asked: Request, services: Services) -> tuple[Message, ...]:
    """The open reports one by one, or a decision on one."""
    if not asked.words:
        return looked(COMMAND.name, look, asked, services)
    found = _DECISION.fullmatch(asked.words)
    if found is None or (found["what"] == "speaker") != bool(found["name"]):
        return (line(_("Write /reports hide N, /reports leave N or /reports speaker N NAME.")),)
    return (line(_decided(found["what"], int(found["number"]), found["name"] or "", services)),)


def _decided(what: str, number: int, name: str, services: Services) -> str:
    kept = services.archive.store.reports
    if what == "speaker":
        is_known = kept.decide(number, "corrected", corrected_speaker=wording.one_line(name))
    else:
        is_known = kept.decide(number, "hidden" if what == "hide" else "left")
    return _("Done. /reports shows the next.") if is_known else _("There is no report {n}.").format(n=number)


def look(_words: str, page: int, _today: date, services: Services) -> View:
    """One report a page, with what can be done about it."""
    waiting = services.archive.store.reports.open()
    if not waiting:
        return View(plain(_("There are no open reports.")))
    page = min(page, len(waiting) - 1)
    report = waiting[page]
    start = f"/{COMMAND.name}"
    offers = (
        Offer(_("Hide it"), f"{start} hide {report.number}"),
        Offer(_("Leave it"), f"{start} leave {report.number}"),
        *(
            Offer(wording.clipped(name, 30), f"{start} speaker {report.number} {name}")
            for name in _others(report, services)
        ),
    )
    return View(_told(report), page + 1 < len(waiting), offers)


def _told(report: Report) -> Rich:
    reason = next(label for kept, label in DOUBTS.values() if kept == report.reason)
    head = plain(_("Report {n}: {reason}").format(n=report.number, reason=_(reason))).marked("bold")
    speaker = wording.clipped(wording.one_line(report.speaker)) or _("speaker not named")
    by = plain(_("shown as said by {name}, article {id}").format(name=speaker, id=wording.one_line(report.article_id)))
    how = plain(
        _("Another speaker: a button, or {command}").format(command=f"/{COMMAND.name} speaker {report.number} …")
    )
    return joined((head, plain(report.words).marked("blockquote"), by, how), "\n")


def _others(report: Report, services: Services) -> list[str]:
    """The people of the article who are not the speaker shown."""
    found = services.archive.store.articles.annotations([report.article_id]).get(report.article_id)
    names = dict.fromkeys(person.name for person in found.people) if found else {}
    return [name for name in names if name != report.speaker][:_MAX_SPEAKERS]


COMMAND = Command(
    name="reports", help=N_("Excerpts that were reported"), run=reports, look=look, is_choice=True, is_operators=True
)
