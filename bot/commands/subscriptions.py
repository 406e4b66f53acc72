"""/subscriptions: list and change what this chat follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_day_names

from bot.commands.subscribe import read_watch
from bot.commands.unsubscribe import ended
from bot.dialogue.answer_pages import to_show
from bot.dialogue.filtering import ANY, changed
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.rich import Rich, joined, plain
from bot.render.telegram import watch_pages
from bot.render.translate import N_, _, spoken
from retrieval.model import ListingSubject, subject_as_text
from retrieval.store import Shown, Subscription

_ROWS = 6
_EDIT, _FILTER = "edit", "filter"
_ASKED = {"author": N_("The author’s name"), "category": N_("The category’s name")}
_CARD = re.compile(r"(?P<chat>-?\d{1,16})(?:\s+(?P<number>\d{1,12})(?:\s+(?P<part>filter))?)?")
_CHANGE = re.compile(r"(?P<number>\d{1,12})\s+(?P<what>[a-z-]+)(?:\s+(?P<rest>\S.*))?", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)")


def subscriptions(asked: Request, services: Services) -> tuple[Message, ...]:
    """The list, one subscription, or a change of one."""
    if not asked.words:
        return _seen(str(asked.chat_id), asked, services)
    if asked.words.isdecimal() and _one(asked.words, asked.chat_id, services):
        return _seen(f"{asked.chat_id} {asked.words}", asked, services)
    found = _CHANGE.fullmatch(asked.words)
    mine = _one(found["number"], asked.chat_id, services) if found else None
    if found is None or mine is None:
        return (line(_("There is no such subscription here. /subscriptions shows them all.")),)
    return _changed(mine, found["what"].lower(), found["rest"] or "", asked, services)


def _seen(what: str, asked: Request, services: Services) -> tuple[Message, ...]:
    # The chat is part of the words, so that a button looks at its own list.
    return looked(COMMAND.name, look, replace(asked, words=what), services)


def _one(number: str, chat_id: int, services: Services) -> Subscription | None:
    found = services.archive.store.subscriptions.get(int(number))
    return found if found and found.chat_id == chat_id else None


def _changed(mine: Subscription, what: str, rest: str, asked: Request, services: Services) -> tuple[Message, ...]:
    kept = services.archive.store.subscriptions
    if what == "delete":
        return ended(mine, asked, services)
    if what == _EDIT:
        return _edited(mine, rest, asked, services)
    if what == _FILTER:
        return _seen(f"{asked.chat_id} {mine.number} {_FILTER}", asked, services)
    if what in ("titles", *_ASKED):
        return _filtered(mine, what, rest, asked, services)
    change = change_of(what, rest, mine)
    if change is None:
        return (line(_how(mine.number)),)
    kept.change(mine.number, **change)
    return _seen(f"{asked.chat_id} {mine.number}", asked, services)


def _edited(mine: Subscription, rest: str, asked: Request, services: Services) -> tuple[Message, ...]:
    if not rest:
        return (_asking_for_words(mine, asked, services),)
    read = read_watch(rest, services)
    if read.watch is None:
        assert read.reason is not None
        return (line(wording.reason(read.reason)),)
    changed = services.archive.store.subscriptions.follow_instead(mine.number, read.watch)
    number = changed.number if changed else mine.number
    return _seen(f"{asked.chat_id} {number}", asked, services)


def _filtered(mine: Subscription, what: str, how: str, asked: Request, services: Services) -> tuple[Message, ...]:
    """Set or lift a filter; without a name, ask for it."""
    if what in _ASKED and not how:
        return (_asking_for_name(mine, what, asked, services),)
    if (watch := changed(mine.watch, what, how)) is None:
        return (line(_how(mine.number)),)
    kept = services.archive.store.subscriptions.follow_instead(mine.number, watch)
    return _seen(f"{asked.chat_id} {(kept or mine).number} {_FILTER}", asked, services)


def _asking_for_name(mine: Subscription, what: str, asked: Request, services: Services) -> Message:
    """The question for an author or a category; a reply to it is the answer."""
    shown = to_show(asked, services, subject_as_text(ListingSubject(COMMAND.name, f"{mine.number} {what}")))
    services.archive.store.shown.save(shown)
    told = {
        "author": _("Reply to this message with the author whose articles are to alert you: {watch}"),
        "category": _("Reply to this message with the category whose articles are to alert you: {watch}"),
    }[what]
    return Message(plain(told.format(watch=watch_pages.in_words(mine.watch))), token=shown.token, asks=_(_ASKED[what]))


def _asking_for_words(mine: Subscription, asked: Request, services: Services) -> Message:
    """The question what to follow instead; a reply to it is the answer."""
    shown = to_show(asked, services, subject_as_text(ListingSubject(COMMAND.name, f"{mine.number} {_EDIT}")))
    services.archive.store.shown.save(shown)
    told = _("Reply to this message with what to follow instead of: {watch}")
    text = plain(told.format(watch=watch_pages.in_words(mine.watch)))
    return Message(text, token=shown.token, asks=mine.watch.words or _("What to follow"))


def edited_by_reply(asked: Request, before: Shown | None, services: Services) -> tuple[Message, ...] | None:
    """What follows where a message answers the question for other words; None where it answers something else."""
    subject = before.subject if before and asked.reply_to is not None and before.asker_id == asked.asker_id else None
    if not isinstance(subject, ListingSubject) or subject.command != COMMAND.name:
        return None
    number, _blank, what = subject.words.partition(" ")
    mine = _one(number, asked.chat_id, services) if what in (_EDIT, *_ASKED) and number.isdecimal() else None
    if mine is None:
        return None
    if what == _EDIT:
        return _edited(mine, asked.words, asked, services)
    return _filtered(mine, what, wording.one_line(asked.words), asked, services)


def change_of(what: str, rest: str, mine: Subscription) -> dict[str, Any] | None:
    """What a word changes; None where it means nothing."""
    if what in ("pause", "resume"):
        return {"is_paused": what == "pause", "muted_until_utc": None}
    if what == "silent" and rest.lower() in ("on", "off", ""):
        return {"is_silent": rest.lower() != "off"}
    if what in ("at-once", "hourly") and not rest:
        return {"schedule": what}
    if what in ("daily", "weekly"):
        return _at(what, rest, mine)
    return None


def _at(what: str, rest: str, mine: Subscription) -> dict[str, Any] | None:
    """A time and, for a weekly digest, a day, in either order; what is not said stays."""
    found: dict[str, Any] = {"schedule": what, "at_minute": mine.at_minute, "weekday": mine.weekday}
    for part in rest.lower().split():
        time, weekday = _TIME.fullmatch(part), _weekday(part)
        if time:
            found["at_minute"] = 60 * int(time["hour"]) + int(time["minute"])
        elif weekday is not None and what == "weekly":
            found["weekday"] = weekday
        else:
            return None
    return found


def _weekday(name: str) -> int | None:
    """0 for Monday, by its name or the beginning of it, in English or the language spoken."""
    for locale in ("en", spoken()):
        for at, known in get_day_names("wide", locale=locale).items():
            if len(name) >= 2 and str(known).lower().startswith(name):
                return int(at)
    return None


def look(what: str, page: int, today: date, services: Services) -> View:
    """One page of what a chat follows, or one subscription with a button for each change."""
    found = _CARD.fullmatch(what)
    if found is None:
        return View(plain(_("There is no such subscription here. /subscriptions shows them all.")))
    mine = services.archive.store.subscriptions.of_chat(int(found["chat"]))
    if found["number"]:
        one = next((s for s in mine if s.number == int(found["number"])), None)
        if one is None:
            return View(plain(_("This is not followed any more.")))
        return _filters(one) if found["part"] else _card(one, today, services)
    # A private chat bears its person's number: what their channels follow is set there too.
    channels = (Offer(_("Channel …"), "/channel"),) if int(found["chat"]) > 0 else ()
    if not mine:
        told = _("Nothing is followed here. Start with {command}.").format(command="/subscribe")
        return View(plain(told), offers=channels)
    first = min(page * _ROWS, (len(mine) - 1) // _ROWS * _ROWS)
    shown = mine[first : first + _ROWS]
    zone = zone_of(int(found["chat"]), services)
    lines = [plain(f"{at}. ") + watch_pages.row(of, today, zone) for at, of in enumerate(shown, start=first + 1)]
    offers = tuple(
        Offer(wording.clipped(f"{at} ⋯ {watch_pages.in_words(of.watch)}", 34), f"/{COMMAND.name} {of.number}")
        for at, of in enumerate(shown, start=first + 1)
    )
    text = joined((plain(_("Followed here")).marked("bold"), joined(lines, "\n")), "\n\n")
    return View(text, first + _ROWS < len(mine), (*offers, *channels))


def _filters(of: Subscription) -> View:
    """What is asked of title, author and category, with a button for each change."""
    watch, start = of.watch, f"/{COMMAND.name} {of.number}"
    wanted = watch_pages.filters_in_words(watch) or [_("titles and texts, every author, every category")]
    head = plain(watch_pages.in_words(watch)).marked("bold")
    typed = " · ".join((f"{start} titles on", f"{start} author …", f"{start} category …"))
    lines = (
        plain(wording.BETWEEN.join(wanted)),
        plain(_("By typing: {examples}").format(examples=typed)).marked("italic"),
    )
    titles = Offer(_("Titles and texts"), f"{start} titles off")
    offers = [titles if watch.is_title_only else Offer(_("Only titles"), f"{start} titles on")]
    offers.append(Offer(_("Author …"), f"{start} author"))
    if watch.author:
        offers.append(Offer(_("Every author"), f"{start} author {ANY}"))
    offers.append(Offer(_("Category …"), f"{start} category"))
    if watch.category:
        offers.append(Offer(_("Every category"), f"{start} category {ANY}"))
    return View(joined((head, *lines), "\n\n"), offers=(*offers, Offer(_("↩ Back"), start)))


def zone_of(chat_id: int, services: Services) -> ZoneInfo:
    """A chat's time zone: a view is given its words, its page and its day, but not what the chat has chosen."""
    return services.zone(services.archive.store.chats.get(chat_id))


def _card(of: Subscription, today: date, services: Services) -> View:
    why = services.archive.store.deliveries.held(of.number) if of.is_paused else ""
    zone = zone_of(of.chat_id, services)
    shown = [watch_pages.card(of, today, zone), *([plain(_refused(why))] if why else []), _typed(of)]
    return View(
        joined(shown, "\n\n"), offers=tuple(_offers(of, is_still=of.is_paused or watch_pages.is_muted(of, today, zone)))
    )


def _refused(why: str) -> str:
    told = _("I could not write here; Telegram says: {why}. Alerts that are waiting will be sent when this is resumed.")
    return told.format(why=wording.clipped(wording.one_line(why), 200))


def _typed(of: Subscription) -> Rich:
    return plain(_how(of.number)).marked("italic")


def _how(number: int) -> str:
    start = f"/{COMMAND.name} {number}"
    examples = " · ".join((f"{start} daily 08:30", f"{start} weekly friday 18:00", f"{start} edit …"))
    return _("By typing: {examples}").format(examples=examples)


def _offers(of: Subscription, *, is_still: bool) -> Iterator[Offer]:
    start = f"/{COMMAND.name} {of.number}"
    yield Offer(_("Resume"), f"{start} resume") if is_still else Offer(_("Pause"), f"{start} pause")
    yield Offer(_("Edit"), f"{start} edit")
    yield Offer(_("Filter …"), f"{start} {_FILTER}")
    yield Offer(_("Sound on"), f"{start} silent off") if of.is_silent else Offer(_("Sound off"), f"{start} silent on")
    yield Offer(_("Unfollow"), f"{start} delete", is_danger=True)
    labels = {"at-once": _("At once"), "hourly": _("Hourly"), "daily": _("Daily"), "weekly": _("Weekly")}
    yield from (Offer(label, f"{start} {what}") for what, label in labels.items() if what != of.schedule)


COMMAND = Command(
    name="subscriptions",
    help=N_("What this chat follows, and when it is alerted"),
    run=subscriptions,
    is_choice=True,
    look=look,
    is_aside=True,
)
