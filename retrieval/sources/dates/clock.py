"""Clock times and UTC offsets in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone, tzinfo

# The names of RFC 822, and those that no two places share.
_PLACES = (
    "-10 HST, -9 AKST, -8 PST AKDT, -7 MST PDT, -6 CST MDT, -5 EST CDT, -4 EDT, -3 BRT, 0 Z UT GMT UTC WET, "
    "1 CET MEZ WEST, 2 EET CEST MESZ SAST, 3 MSK МСК EEST EAT, 5 PKT, 5.75 NPT, 8 HKT SGT AWST, 9 JST KST, "
    "9.5 ACST, 10 AEST, 11 AEDT, 12 NZST, 13 NZDT"
)
_HOURS = {name: float(hours) for hours, *names in map(str.split, _PLACES.split(", ")) for name in names}
_LEAST, _MOST = timedelta(hours=-12), timedelta(hours=14)
_CLOCK = re.compile(
    r"(?<![\d.,])(?P<h>\d{1,2})(?::|\s?h\s?(?=\d\d))(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,:]\d{1,9})?)?(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s?(?:Uhr|hrs?|h|ч|год)\b\.?)?",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(r"(?<![\d.,:])(?P<h>\d{1,2})(?:\.(?P<m>\d{2}))?\s?(?P<half>[ap])\.?\s?m\b\.?", re.IGNORECASE)
_OCLOCK = re.compile(r"(?<![\d.,:])(?P<h>\d{1,2})(?:\.(?P<m>\d{2}))?\s?Uhr\b", re.IGNORECASE)
_HOUR_ALONE = re.compile(r"(?<=\d T)(?P<h>\d{2})(?=Z|[+-]\d)")
_BASIC = re.compile(r"(?<=\d{8} T)(?P<h>\d{2})(?P<m>\d{2})(?P<s>\d{2})?(?:[.,]\d{1,9})?(?!\d)")
_OFFSET = re.compile(r"[\s,(\[]{0,3}(?:GMT|UTC|UT|Z)?\s?(?P<sign>[+-])(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?![\d:])")
_REGION = re.compile(r"[\s,(\[]{0,3}(?P<region>[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2})\b")
_NAME = re.compile(r"[\s,(\[]{0,3}(?P<name>[^\W\d_]{1,5})(?![\w/.])(?P<more>\s?[+-]\d)?")


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time as a text gives it.

    Attributes:
        start, end: its place, zone included.
        at: None where it is no time, or counts from a place that is not known.
        zone: None where none is given.
    """

    start: int
    end: int
    at: time | None
    zone: tzinfo | None = None


def time_in(text: str) -> TimeOfDay | None:
    """The first time that a text gives, with its zone; None where it gives none.

    >>> found = time_in("10 Nov 2025 2:30 pm EST")
    >>> found.at.isoformat(), found.zone.utcoffset(None) == timedelta(hours=-5)
    ('14:30:00', True)
    """
    for pattern in (_HOUR_ALONE, _CLOCK, _BASIC, _HALF_DAY, _OCLOCK):
        if match := pattern.search(text):
            zone, is_known, end = _zone(text, match.end())
            at = _time(match.groupdict()) if is_known else None
            return TimeOfDay(match.start(), end, at, zone)
    return None


def _time(parts: dict[str, str | None]) -> time | None:
    hour, minute, second = (int(parts.get(name) or 0) for name in "hms")
    half = (parts.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    return time(hour, minute, min(second, 59))


def _zone(text: str, start: int) -> tuple[tzinfo | None, bool, int]:
    """The zone that is written there, whether it is one that is known, and where it ends."""
    if match := _OFFSET.match(text, start):
        size = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
        offset = -size if match["sign"] == "-" else size
        return (timezone(offset), True, match.end()) if is_offset(offset) else (None, False, match.end())
    if match := _REGION.match(text, start):
        zone = _region(match["region"])
        return zone, zone is not None, match.end()
    if match := _NAME.match(text, start):
        return _named(match, start)
    return None, True, start


def _named(match: re.Match[str], start: int) -> tuple[tzinfo | None, bool, int]:
    name, upper = match["name"], match["name"].upper()
    hours = _HOURS.get(upper) if name == upper or upper in ("Z", "UT", "GMT", "UTC", "МСК") else None
    if hours is not None and not match["more"]:
        return timezone(timedelta(hours=hours)), True, match.end()
    if name == upper and name.isascii():
        return None, False, match.end()  # some place's time, nobody knows which
    return None, True, start


def is_offset(offset: timedelta) -> bool:
    """Whether clocks anywhere are so far from UTC."""
    return _LEAST <= offset <= _MOST and offset % timedelta(minutes=15) == timedelta()


def _region(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def aware(moment: datetime, zone: tzinfo) -> datetime:
    """The moment at a fixed distance from UTC, also where a region's name was given."""
    offset = moment.replace(tzinfo=zone).utcoffset() or timedelta()
    return moment.replace(tzinfo=timezone(offset))
