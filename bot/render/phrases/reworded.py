"""Revision notes: how it is told that an article worded something differently before."""

from __future__ import annotations

from datetime import date

from bot.render.phrases import day_wording
from bot.render.translate import _
from retrieval.model import Excerpt


def reworded(excerpt: Excerpt) -> str:
    """That the article worded this differently before, and until when; empty where it did not.

    >>> from retrieval.model import Reworded, Span
    >>> before = Reworded(date(2023, 9, 14), 1, Span(0, 2), "No")
    >>> reworded(Excerpt("a", 2, Span(0, 3), "Yes", reworded=before))
    'Worded differently since 14 Sep'
    """
    earlier = excerpt.reworded
    if earlier is None:
        return ""
    if earlier.since is None:
        return _("Worded differently in an earlier version")
    return _("Worded differently since {day}").format(day=_change_day(excerpt, earlier.since))


def wordings(excerpt: Excerpt) -> tuple[str, str]:
    """The headings of the present wording and of the earlier one."""
    since = excerpt.reworded.since if excerpt.reworded else None
    before = _("Before {day}").format(day=_change_day(excerpt, since)) if since else _("Earlier version")
    return _("Now"), before


def _change_day(excerpt: Excerpt, since: date) -> str:
    return day_wording.short_day(since, excerpt.published.day if excerpt.published else since)
