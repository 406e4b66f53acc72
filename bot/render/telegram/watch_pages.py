"""Subscriptions in words: what is followed, when it is told, and what would have matched."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from babel.dates import get_day_names

from bot.render.moments import day_and_time, time_of_day, time_of_week
from bot.render.phrases import day_wording, wording
from bot.render.phrases.numbers import number
from bot.render.rich import Rich, filled, joined, plain
from bot.render.telegram.answer_text import quoted
from bot.render.translate import N_, _, ngettext, spoken
from retrieval.answers.watching import Preview, WatchRead
from retrieval.model import Excerpt, Watch
from retrieval.store import Subscription

_PART_UNITS = 200
_SCHEDULES = {
    "at-once": N_("at once"),
    "hourly": N_("once an hour"),
    "daily": N_("daily at {time}"),
    "weekly": N_("on {weekday} at {time}"),
}


def in_words(watch: Watch) -> str:
    """What must hold, in one line of safe text."""
    parts = [_who(watch), *(_("the words “{phrase}”").format(phrase=_safe(p)) for p in watch.phrases)]
    if watch.outlet:
        parts.append(_("from {outlet}").format(outlet=_safe(watch.outlet)))
    if watch.is_everything:
        parts.append(_("every article"))
    parts += [_("without “{words}”").format(words=_safe(w)) for w in watch.without]
    parts += filters_in_words(watch)
    return wording.BETWEEN.join(part for part in parts if part)


def filters_in_words(watch: Watch) -> list[str]:
    """What is asked of the title, the author and the category."""
    parts = [_("only titles")] if watch.is_title_only else []
    if watch.author:
        parts.append(_("by {author}").format(author=_safe(watch.author)))
    if watch.category:
        parts.append(_("in “{category}”").format(category=_safe(watch.category)))
    return parts


def _who(watch: Watch) -> str:
    names, topic = _safe(_(" or ").join(watch.people)), _safe(watch.topic)
    if watch.people and watch.is_title_only:  # who is named in a title need not speak
        named = _("{names}: when named, with “{topic}”") if topic else _("{names}: when named")
        return named.format(names=names, topic=topic)
    if not watch.people:
        return _("about “{topic}”").format(topic=topic) if topic else ""
    if watch.role == "either":
        either = _("{names}: named or spoken of, with “{topic}”") if topic else _("{names}: named or spoken of")
        return either.format(names=names, topic=topic)
    if watch.role == "named":
        named = _("{names}: when named, with “{topic}”") if topic else _("{names}: when named")
        return named.format(names=names, topic=topic)
    speaks = _("{names}: own words about “{topic}”") if topic else _("{names}: own words")
    return speaks.format(names=names, topic=topic)


def _safe(text: str) -> str:
    return wording.clipped(wording.one_line(text), _PART_UNITS)


def schedule(of: Subscription, today: date, zone: ZoneInfo) -> Rich:
    """When it is told, by the chat's time zone."""
    told = _(_SCHEDULES[of.schedule])
    time = time_of_day(of.at_minute, today, zone)
    if of.schedule != "weekly":
        return filled(told, time=time)
    written = told.format(time=time.text, weekday=weekday_name(of.weekday))
    return time_of_week(written, of.weekday, of.at_minute, today, zone)


def weekday_name(weekday: int) -> str:
    """The name of a day of the week, 0 for Monday."""
    return str(get_day_names("wide", context="format", locale=spoken())[weekday])


def understood_page(read: WatchRead, watch: Watch, preview: Preview, newest: Excerpt | None) -> Rich:
    """How words were understood, what of the last week would have matched, and the question whether to follow."""
    head = plain(_("I understood: {watch}").format(watch=in_words(watch))).marked("bold")
    notes = [plain(wording.correction(made)).marked("italic") for made in read.corrections]
    if read.is_unknown:
        notes.append(plain(_unknown(watch).format(names=_safe(", ".join(watch.people)))).marked("italic"))
    shown = [quoted(excerpt) for excerpt in preview.excerpts]
    asking = plain(_("Shall I alert you when something new comes in?"))
    return joined((head, *notes, plain(_counted(watch, preview, newest)), *shown, asking), "\n\n")


def _unknown(watch: Watch) -> str:
    if watch.role == "either":
        return _(
            "The archive holds nothing on {names} yet, so I do not know whether this is a person: I will alert you to "
            "whatever names or mentions it."
        )
    return _("The archive holds nothing on {names} yet; I will recognise the name when it appears.")


def _counted(watch: Watch, preview: Preview, newest: Excerpt | None) -> str:
    if preview.articles:
        would = ngettext(
            "In the last week {n} article would have matched:",
            "In the last week {n} articles would have matched, for example:",
            preview.articles,
        )
        return would.format(n=number(preview.articles))
    if newest and newest.published:
        last = _("Nothing in the last week would have matched; the newest match is from {day}.")
        return last.format(day=day_wording.day(newest.published.day))
    if watch.is_filtered:  # a look through so many of the archive's articles could be in vain
        return _("None of the articles that I looked through would have matched.")
    return _("Nothing in the archive would have matched so far.")


def card(of: Subscription, today: date, zone: ZoneInfo) -> Rich:
    """One subscription with its terms, by the chat's time zone."""
    state = [schedule(of, today, zone), plain(_("without sound") if of.is_silent else _("with sound"))]
    if of.is_paused:
        state.append(plain(_("paused")))
    if is_muted(of, today, zone) and of.muted_until_utc:
        state.append(filled(_("muted until {time}"), time=day_and_time(of.muted_until_utc, zone)))
    return joined((plain(in_words(of.watch)).marked("bold"), joined(state, wording.BETWEEN)), "\n")


def is_muted(of: Subscription, today: date, zone: ZoneInfo) -> bool:
    """Whether it is muted today; one that ended earlier is past."""
    return of.muted_until_utc is not None and of.muted_until_utc.astimezone(zone).date() >= today


def row(of: Subscription, today: date, zone: ZoneInfo) -> Rich:
    """One subscription in a list."""
    state = joined((schedule(of, today, zone), plain(_("paused") if of.is_paused else "")), wording.BETWEEN)
    return plain(f"{wording.clipped(in_words(of.watch), 120)} – ") + state
