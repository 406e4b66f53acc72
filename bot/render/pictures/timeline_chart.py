"""A timeline as a picture: which bars, labels and numbers it shows, and the caption that says the same in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.render import timeline_text as written
from bot.render.message import MAX_CAPTION_UNITS
from bot.render.pictures.jobs import ChartJob, Ink, Series, Theme
from bot.render.rich import Rich, joined, plain
from bot.render.translate import _
from retrieval.answers.timelines import BusyDay, Timeline, TimelinesFound

_SQUARES = ("🟦", "🟧")
_LONGEST_TITLE = 60


def chart_job(found: TimelinesFound, busy: Sequence[BusyDay], theme: Theme) -> ChartJob:
    """What to draw of timelines; of one person, statements as bars and the articles that name them as a line.

    Args:
        busy: the days that are numbered, from 1.
    """
    spans = [(bucket.start, bucket.end) for bucket in found.timelines[0].buckets]
    numbers: dict[int, list[str]] = defaultdict(list)
    for number, one in enumerate(busy, start=1):
        at = next((place for place, (start, end) in enumerate(spans) if start <= one.day < end), None)
        if at is not None and str(number) not in numbers[at]:
            numbers[at].append(str(number))
    title = written.heading(found)
    return ChartJob(
        title if len(title) <= _LONGEST_TITLE else "",
        written.labels(found),
        tuple(_series(found.timelines)),
        tuple((at, " ".join(those)) for at, those in sorted(numbers.items()) if those),
        theme,
    )


def _series(timelines: Sequence[Timeline]) -> list[Series]:
    if len(timelines) > 1:
        inks: tuple[Ink, ...] = ("first", "second")
        return [Series(t.name, written.amounts(t), ink) for t, ink in zip(timelines, inks, strict=False)]
    [one] = timelines
    articles = tuple(bucket.articles for bucket in one.buckets)
    if not one.is_person:
        return [Series(_("articles"), articles)]
    return [
        Series(_("statements"), written.amounts(one)),
        Series(_("articles that name them"), articles, "second", True),
    ]


def caption(found: TimelinesFound, busy_lines: Sequence[str]) -> Rich:
    """The picture in words: whose, how many, when most; and as many headlines as find room, each whole."""
    marks = zip(_SQUARES, found.timelines, strict=False)
    legend = [plain(" · ".join(f"{square} {t.name}" for square, t in marks))] if len(found.timelines) > 1 else []
    said = joined([plain(written.heading(found)).marked("bold"), *legend, *map(_summary, found.timelines)], "\n")
    for line in busy_lines:
        longer = joined([said, plain(line)], "\n" if said.text.count("\n\n") else "\n\n")
        if longer.units <= MAX_CAPTION_UNITS:
            said = longer
    return said


def _summary(timeline: Timeline) -> Rich:
    """All of it, and the day with most."""
    whole = sum(written.amounts(timeline))
    top = max(timeline.busiest, key=lambda one: (one.quotations, one.articles), default=None)
    if top is None:
        return plain(f"{timeline.name}: {whole}")
    most = top.quotations if timeline.is_person else top.articles
    told = _("{name}: {n}, most on {day} ({most})")
    return plain(told.format(name=timeline.name, n=whole, day=written.day_label(top.day), most=most))
