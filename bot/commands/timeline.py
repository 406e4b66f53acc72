"""/timeline: how often somebody is quoted, or something is written of, over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import PAGE_ROWS, Offer, View
from bot.render import timeline_text as drawn
from bot.render.message import Message, Picture, line
from bot.render.phrases import wording
from bot.render.phrases.day_wording import day
from bot.render.pictures import timeline_chart
from bot.render.pictures.jobs import ChartJob
from bot.render.rich import joined, plain
from bot.render.translate import N_, _
from retrieval.answers.timelines import BusyDay, Timeline, TimelinesFound


def timeline(asked: Request, services: Services) -> tuple[Message, ...]:
    """The timeline of a person, of two, or of words; without any, how to ask for one."""
    if not asked.words.strip():
        known = services.archive.people(limit=1)
        example = f"/{COMMAND.name} {wording.one_line(known[0].name) if known else 'Ada Reed'}"
        return (line(_("Write a name or words after the command, for example: {example}").format(example=example)),)
    return looked(COMMAND.name, look, asked, services)


def look(words: str, _page: int, today: date, services: Services) -> View:
    """The rows, the busiest days with a headline each, and a button for each of them."""
    found = services.archive.timelines(words, today=today)
    if not found.timelines[0].buckets:
        said = _("The archive has nothing on {words} that has a day.").format(words=wording.clipped(words, 60))
        return View(
            plain(said),
            offers=tuple(Offer(wording.clipped(n.value, 30), _again(n.value)) for n in found.near[:PAGE_ROWS]),
        )
    busy = _busiest(found)
    parts = [
        plain(drawn.heading(found)).marked("bold"),
        joined([plain(row).marked("code") for row in drawn.rows(found)], "\n"),
        joined([plain(drawn.busy_line(n, one)) for n, (_, one) in enumerate(busy, start=1)], "\n"),
    ]
    offers = tuple(
        Offer(f"{number} · {day(one.day)}", _question(of, one)) for number, (of, one) in enumerate(busy, start=1)
    )
    ids = tuple(one.article_id for _, one in busy)
    drawn_by = partial(_picture, found, tuple(one for _, one in busy), services)
    return View(joined(parts, "\n\n"), offers=offers, article_ids=ids, picture=drawn_by)


def _picture(found: TimelinesFound, busy: Sequence[BusyDay], services: Services) -> Picture | None:
    """The timeline drawn; None where nothing is drawn here."""
    painter = services.painter
    if painter is None or not painter.draws(ChartJob.kind):
        return None
    content = painter.paint(timeline_chart.chart_job(found, busy, services.settings.picture_theme))
    lines = [drawn.busy_line(number, one) for number, one in enumerate(busy, start=1)]
    return Picture(content, timeline_chart.caption(found, lines)) if isinstance(content, bytes) else None


def _busiest(found: TimelinesFound) -> list[tuple[Timeline, BusyDay]]:
    """The busy days of all series in the order of time, a button each."""
    of_all = [(timeline, one) for timeline in found.timelines for one in timeline.busiest]
    best = sorted(of_all, key=lambda pair: (-pair[1].quotations, -pair[1].articles))[:PAGE_ROWS]
    return sorted(best, key=lambda pair: pair[1].day)


def _question(of: Timeline, busy: BusyDay) -> str:
    if of.is_person and busy.quotations:
        return f"{wording.what_said(of.name).rstrip(' ?')} {day(busy.day)}?"
    return f"{of.name} {day(busy.day)}"


def _again(name: str) -> str:
    return f"/{COMMAND.name} {name}"


COMMAND = Command(
    name="timeline",
    help=N_("Who or what was in the news how often, over time"),
    run=timeline,
    look=look,
    is_question=True,
)
