"""/channel: in the private chat, what a channel of one's own follows, and how its alerts look there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.commands.subscribe import TOO_MANY, read_watch
from bot.commands.subscriptions import change_of, zone_of
from bot.dialogue import alert_looks
from bot.dialogue.answer_pages import to_show
from bot.dialogue.filtering import changed
from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.rich import Rich, joined, plain
from bot.render.telegram import watch_pages
from bot.render.translate import N_, _
from retrieval.model import ListingSubject, subject_as_text
from retrieval.store import ChatSettings, Shown, Subscription

_WORDS = re.compile(r"(?P<chat>-\d{1,16})(?: “(?P<title>[^”]{0,60})”)?(?: (?P<rest>\S.*))?", re.DOTALL)
_ROWS = 5
_NEW, _ALERTS = "new", "alerts"
_ANSWERED_WITHIN = timedelta(hours=1)
_TITLE_CHARS = 60


def of_channel(words: str) -> int | None:
    """The channel that words are about; None where they name none."""
    found = _WORDS.fullmatch(words)
    return int(found["chat"]) if found else None


def words_for(chat_id: int, title: str) -> str:
    """The words after the command that stand for a channel."""
    safe = wording.one_line(title).replace("”", "")[:_TITLE_CHARS]
    return f"{chat_id} “{safe}”" if safe else str(chat_id)


def channel(asked: Request, services: Services) -> tuple[Message, ...]:
    """Let a channel be chosen, show what it follows, or change that; whether the asker may is decided before."""
    if not asked.is_private:
        return (line(_("What a channel follows is set in our private chat: ask me there for /channel.")),)
    found = _WORDS.fullmatch(asked.words)
    if found is None:
        return looked(COMMAND.name, look, replace(asked, words=""), services)
    head, rest = _head(found), found["rest"] or ""
    if rest == _NEW:
        return (_asking_what_to_follow(head, asked, services),)
    return _seen(f"{head} {_done(int(found['chat']), rest, asked, services)}".strip(), asked, services)


def _done(chat_id: int, rest: str, asked: Request, services: Services) -> str:
    """Carry out what the words change, if anything; what is to be seen after it."""
    verb, _blank, value = rest.partition(" ")
    if verb == _ALERTS and value:
        kept = services.archive.store.chats
        before = kept.get(chat_id) or ChatSettings(chat_id, datetime.min.replace(tzinfo=UTC))
        if (chosen := alert_looks.changed(before, value)) is not None:
            kept.save(replace(chosen, changed_utc=asked.now))
        return _ALERTS
    mine = _one(verb, chat_id, services)
    what, _blank, how = value.partition(" ")
    if mine is None or not what:
        return rest
    if what == "delete":
        services.archive.store.subscriptions.unsubscribe(mine.number)
        return ""
    if watch := changed(mine.watch, what, how):
        narrowed = services.archive.store.subscriptions.follow_instead(mine.number, watch)
        return str((narrowed or mine).number)
    if change := change_of(what, how, mine):
        services.archive.store.subscriptions.change(mine.number, **change)
    return str(mine.number)


def _seen(words: str, asked: Request, services: Services) -> tuple[Message, ...]:
    return looked(COMMAND.name, look, replace(asked, words=words), services)


def look(words: str, page: int, today: date, services: Services) -> View:
    """The question which channel, what one follows, one of it, or how its alerts look."""
    found = _WORDS.fullmatch(words)
    if found is None:
        told = _("Choose a channel that you and I are admins of. Nothing is written into it but alerts.")
        return View(plain(told), asks_chat=_("Choose a channel"))
    head, rest, chat_id = _head(found), found["rest"] or "", int(found["chat"])
    start = f"/{COMMAND.name} {head}"
    name = plain(_("Channel {name}").format(name=found["title"] or chat_id)).marked("bold")
    if rest == _ALERTS:
        chosen = alert_looks.look_of(services.archive.store.chats.get(chat_id))
        told = _("Alerts: {look}").format(look=alert_looks.in_words(chosen))
        offers = (*alert_looks.offers(chosen, f"{start} {_ALERTS}"), Offer(_("↩ Back"), start))
        return View(joined((name, plain(told)), "\n"), offers=offers)
    if mine := _one(rest, chat_id, services):
        card = watch_pages.card(mine, today, zone_of(chat_id, services))
        return View(joined((name, card), "\n\n"), offers=tuple(_changes(mine, start)))
    return _listing(
        name,
        start,
        page,
        services.archive.store.subscriptions.of_chat(chat_id),
        partial(watch_pages.row, today=today, zone=zone_of(chat_id, services)),
    )


def _listing(
    name: Rich, start: str, page: int, mine: tuple[Subscription, ...], row: Callable[[Subscription], Rich]
) -> View:
    first = min(page * _ROWS, max(0, len(mine) - 1) // _ROWS * _ROWS)
    rows = list(enumerate(mine[first : first + _ROWS], start=first + 1))
    lines = [plain(f"{at}. ") + row(of) for at, of in rows] or [plain(_("Nothing is followed there yet."))]
    offers = [
        Offer(wording.clipped(f"{at} ⋯ {watch_pages.in_words(of.watch)}", 34), f"{start} {of.number}")
        for at, of in rows
    ]
    offers += [Offer(_("Follow …"), f"{start} {_NEW}"), Offer(_("Look of alerts …"), f"{start} {_ALERTS}")]
    return View(joined((name, *lines), "\n"), first + _ROWS < len(mine), tuple(offers))


def _changes(of: Subscription, start: str) -> Iterator[Offer]:
    one = f"{start} {of.number}"
    yield Offer(_("Resume"), f"{one} resume") if of.is_paused else Offer(_("Pause"), f"{one} pause")
    yield Offer(_("Sound on"), f"{one} silent off") if of.is_silent else Offer(_("Sound off"), f"{one} silent on")
    labels = {"at-once": _("At once"), "hourly": _("Hourly"), "daily": _("Daily"), "weekly": _("Weekly")}
    yield from (Offer(label, f"{one} {what}") for what, label in labels.items() if what != of.schedule)
    titles = Offer(_("Titles and texts"), f"{one} titles off")
    yield titles if of.watch.is_title_only else Offer(_("Only titles"), f"{one} titles on")
    yield Offer(_("Unfollow"), f"{one} delete", is_danger=True)
    yield Offer(_("↩ Back"), start)


def _asking_what_to_follow(head: str, asked: Request, services: Services) -> Message:
    """The question what the channel is to follow; a reply to it is the answer."""
    shown = to_show(asked, services, subject_as_text(ListingSubject(COMMAND.name, f"{head} {_NEW}")))
    services.archive.store.shown.save(shown)
    told = _("Reply to this message with what the channel is to follow, for example: {example}")
    return Message(plain(told.format(example="Peskov on weapons")), token=shown.token, asks=_("What to follow"))


def followed_by_reply(asked: Request, before: Shown | None, services: Services) -> tuple[Message, ...] | None:
    """What follows where a message says what a channel is to follow; None where it says something else."""
    subject = before.subject if before and asked.reply_to is not None and before.asker_id == asked.asker_id else None
    found = _WORDS.fullmatch(subject.words) if isinstance(subject, ListingSubject) else None
    if before is None or not isinstance(subject, ListingSubject) or subject.command != COMMAND.name or found is None:
        return None
    if found["rest"] != _NEW or asked.now - before.created_utc > _ANSWERED_WITHIN:  # who was an admin then may be none
        return _seen(_head(found), asked, services)
    read = read_watch(asked.words, services)
    if read.watch is None:
        assert read.reason is not None
        return (line(wording.reason(read.reason)),)
    kept, chat_id = services.archive.store.subscriptions, int(found["chat"])
    if len(kept.of_chat(chat_id)) >= services.settings.subscriptions_per_chat:
        return (line(_(TOO_MANY).format(n=services.settings.subscriptions_per_chat)),)
    made = kept.subscribe(read.watch, chat_id=chat_id, created_by=asked.asker_id, now=asked.now)
    return _seen(f"{_head(found)} {made.number}", asked, services)


def _head(found: re.Match[str]) -> str:
    return words_for(int(found["chat"]), found["title"] or "")


def _one(number: str, chat_id: int, services: Services) -> Subscription | None:
    found = services.archive.store.subscriptions.get(int(number)) if number.isdecimal() else None
    return found if found and found.chat_id == chat_id else None


COMMAND = Command(
    name="channel",
    help=N_("What a channel of yours follows"),
    run=channel,
    is_choice=True,
    look=look,
    of_chat=of_channel,
    is_aside=True,
)
