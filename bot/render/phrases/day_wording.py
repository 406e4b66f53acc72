"""Days in words, and which of the days asked for an excerpt speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from bot.render.translate import SOURCE_LANGUAGE, _, spoken
from retrieval.model import Answer, DateMention, DayRange, Excerpt, Near

# Not strftime: it writes months in the process's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT_CHARS = 3
# What speaks of more than a month around a day that was asked for ("in the 1990s") speaks of no such day.
_MAX_AROUND = timedelta(days=31)
_MAX_SPOKEN_OF = 3


def day(of: date) -> str:
    """A calendar day.

    >>> day(date(2023, 9, 13))
    '13 September 2023'
    """
    return f"{of.day} {_month(of)} {of.year}" if _is_english() else _told(of, _long_pattern(spoken()))


def short_day(of: date, beside: date) -> str:
    """A calendar day in few letters, with its year where it is not that of the day beside it.

    >>> short_day(date(2023, 9, 12), date(2023, 9, 13)), short_day(date(2022, 12, 31), date(2023, 1, 1))
    ('12 Sep', '31 Dec 2022')
    """
    if not _is_english():
        return _told(of, "d MMM" if of.year == beside.year else "d MMM y")
    year = "" if of.year == beside.year else f" {of.year}"
    return f"{of.day} {_month(of)[:_SHORT_CHARS]}{year}"


def in_words(days: DayRange) -> str:
    """Days as a person would write them, the last one included.

    >>> in_words(DayRange(date(2023, 9, 1), date(2023, 9, 11)))
    '1–10 September 2023'
    >>> in_words(DayRange(date(2023, 9, 1), date(2023, 10, 1)))
    'September 2023'
    """
    first, last = days.start, days.end - timedelta(days=1)
    if days.start == date.min:
        return _("until {day}").format(day=day(last))
    if days.end == date.max:
        return _("from {day} on").format(day=day(first))
    if first == last:
        return day(first)
    if first.day == 1 and days.end.day == 1:
        return _months(first, last) if _is_english() else _local_months(first, last)
    if not _is_english():
        return f"{day(first)} – {day(last)}"
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {_month(first)} – {day(last)}"
    return f"{first.day}–{day(last)}"


def _months(first: date, last: date) -> str:
    """Whole months."""
    if first.month == 1 and last.month == len(_MONTHS):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{_month(first)} {first.year} – {_month(last)} {last.year}"
    if first.month != last.month:
        return f"{_month(first)}–{_month(last)} {last.year}"
    return f"{_month(last)} {last.year}"


def _local_months(first: date, last: date) -> str:
    """Whole months in a language whose ranges are not put together here."""
    if first.month == 1 and last.month == len(_MONTHS):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    months = dict.fromkeys(_told(of, "LLLL y") for of in (first, last))
    return " – ".join(months)


def _told(of: date, pattern: str) -> str:
    """A day as the language spoken now has it."""
    from babel.dates import format_date

    return str(format_date(of, pattern, locale=spoken()))


@cache
def _long_pattern(language: str) -> str:
    """How a language writes a whole day, up to the year: its word for "year" would end a sentence with two full stops.

    >>> _long_pattern("ru"), _long_pattern("de")
    ('d MMMM y', 'd. MMMM y')
    """
    from babel.dates import get_date_format

    pattern = str(get_date_format("long", locale=language).pattern)
    return pattern[: pattern.rindex("y") + 1]


def _is_english() -> bool:
    return spoken() == SOURCE_LANGUAGE


def _month(of: date) -> str:
    return _MONTHS[of.month - 1]


def asked_in_words(answer: Answer) -> str:
    """The days of a question for what happened then; empty for every other question."""
    return ", ".join(in_words(asked) for asked in _asked(answer)) if answer.kind == "day" else ""


def dated(excerpt: Excerpt, answer: Answer | None = None) -> tuple[str, ...]:
    """When an excerpt was published and, where the question is about days, of which of them it speaks.

    >>> from retrieval.model import Published, Span
    >>> dated(Excerpt("a", 1, Span(0, 1), "A", published=Published.parse("2023-09-14")))
    ('14 September 2023',)
    """
    published = day(excerpt.published.day) if excerpt.published else ""
    if answer is None or not (answer.kind in ("when", "day") or answer.understood.dates):
        return (published,) if published else ()
    told = list(dict.fromkeys(in_words(days) for days in spoken_of(excerpt.dates, _asked(answer))))
    left = len(told) - _MAX_SPOKEN_OF
    speaks = ", ".join(told[:_MAX_SPOKEN_OF]) + (" " + _("and {n} more").format(n=left) if left > 0 else "")
    spoken_of_days = _("speaks of {days}").format(days=speaks)
    published_on = _("published {day}").format(day=published)
    return (*((published_on,) if published else ()), *((spoken_of_days,) if told else ()))


def spoken_of(mentions: Sequence[DateMention], asked: Sequence[DayRange]) -> tuple[DayRange, ...]:
    """The days mentioned that lie inside those asked for; where there are none, those around them."""
    days = tuple(mention.days for mention in mentions)
    inside = tuple(told for told in days if any(a.start <= told.start and told.end <= a.end for a in asked))
    around = (told for told in days if told.end - told.start <= _MAX_AROUND and any(told.touches(a) for a in asked))
    return inside or tuple(around)


def resolved(excerpt: Excerpt, answer: Answer) -> tuple[DateMention, ...]:
    """The dates that answer a question for a date; none for every other question."""
    if answer.kind != "when":
        return ()
    return tuple(m for m in excerpt.dates if any(m.span.touches(span) for span in excerpt.marked))


def neighbours(answer: Answer) -> tuple[Near | None, Near | None]:
    """The nearest day before and after those asked for that has something; only where it was asked for a day."""
    asked = _asked(answer)
    if answer.kind != "day" or not asked:
        return None, None
    first, end = min(days.start for days in asked), max(days.end for days in asked)
    offered = {date.fromisoformat(offer.value): offer for offer in answer.near if offer.kind == "day"}
    earlier = max((at for at in offered if at < first), default=None)
    later = min((at for at in offered if at >= end), default=None)
    return offered[earlier] if earlier else None, offered[later] if later else None


def neighbour_label(offer: Near, answer: Answer) -> str:
    """The words on the button that leads to a neighbouring day."""
    at, beside = date.fromisoformat(offer.value), _asked(answer)[0].start
    return f"◀ {short_day(at, beside)}" if at < beside else f"{short_day(at, beside)} ▶"


def _asked(answer: Answer) -> tuple[DayRange, ...]:
    return tuple(mention.days for mention in answer.understood.dates)
