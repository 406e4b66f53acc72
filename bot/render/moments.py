"""Moments in a message: written in the chat's time zone, and shown in the reader's own where the app knows how."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.render.clocks import moment_of
from bot.render.phrases.day_wording import day
from bot.render.rich import Rich, plain

MomentForm = Literal["Dt", "t", "wt"]
"""What an app shows of a moment, in Telegram's letters: a long date with the time, the time, the weekday with it."""
_A_WEEK = 7


def moment(written: str, at: datetime, form: MomentForm = "Dt") -> Rich:
    """Words that stand for a moment; an app that does not know moments shows the words.

    >>> from datetime import UTC
    >>> moment("7 o'clock", datetime(2024, 5, 2, 7, tzinfo=UTC), "t").marks[0].url
    '1714633200 t'
    """
    return plain(written).marked("date_time", f"{int(at.timestamp())} {form}")


def day_and_time(at: datetime, zone: ZoneInfo) -> Rich:
    """A moment as its day and time."""
    local = at.astimezone(zone)
    return moment(f"{day(local.date())}, {local:%H:%M}", at)


def time_of_day(minute: int, on: date, zone: ZoneInfo) -> Rich:
    """A minute of every day, by the clock of a zone; for other zones it is taken as of one day."""
    return moment(f"{minute // 60:02d}:{minute % 60:02d}", moment_of(on, minute, zone), "t")


def time_of_week(written: str, weekday: int, minute: int, on: date, zone: ZoneInfo) -> Rich:
    """Words for a minute of a weekday, 0 for Monday; the weekday may be another where the reader is."""
    next_one = on + timedelta(days=(weekday - on.weekday()) % _A_WEEK)
    return moment(written, moment_of(next_one, minute, zone), "wt")
