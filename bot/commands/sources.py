"""/sources: operators list, add, test and remove what is read; chats name theirs, where the settings let them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services, SourceSeen
from bot.dialogue.view import Offer, View
from bot.render.message import FOR_SOURCES, Message, line
from bot.render.phrases import wording
from bot.render.phrases.day_wording import short_day
from bot.render.phrases.numbers import number
from bot.render.rich import Rich, joined, plain
from bot.render.telegram.links import safe_url
from bot.render.translate import N_, _, ngettext
from retrieval.errors import SourceError
from retrieval.store import Source

_ROWS = 5
_NEVER_READ_S = 86_400
CHOOSE = N_("Choose a channel that you and I are admins of. What it posts from then on becomes articles.")
_CHANGE = re.compile(r"(?P<what>add|pause|resume|remove|test)\s+(?P<address>\S+)", re.IGNORECASE)
_CHANNEL, _HERE = "channel", "here"
_OF_CHAT = re.compile(rf"{_HERE} (?P<chat>-?\d{{1,16}})")
TOO_MANY = N_("This chat has named {n} sources, the most it may. /sources shows them.")
_KINDS = {"feed": N_("a feed"), "page": N_("a page")}
_STATES = {"paused": N_("paused"), "ended": N_("ended")}


def sources(asked: Request, services: Services) -> tuple[Message, ...]:
    """The sources page by page, one of them by its address, or what is to become of one."""
    if asked.asker_id not in services.settings.operators:
        return _of_chat(asked, services)
    if not asked.words or _source(asked.words, services):
        return looked(COMMAND.name, look, asked, services)
    if asked.words == _CHANNEL:
        return (Message(plain(_(CHOOSE)), asks_chat=_("Choose a channel"), asks_chat_for=FOR_SOURCES),)
    found = _CHANGE.fullmatch(asked.words)
    if found is None:
        return (line(_("Write /sources add ADDRESS, and likewise pause, resume, remove or test.")),)
    address, change = found["address"], _CHANGES[found["what"].lower()]
    try:
        address, told = change(address, asked, services)
    except SourceError as error:
        return (line(cannot_be_read(error, is_for_operators=True)),)
    if _source(address, services) is None:
        return (line(told),)
    card = looked(COMMAND.name, look, replace(asked, words=address), services)[0]
    return (replace(card, text=joined((plain(told), card.text), "\n\n")),)


def _of_chat(asked: Request, services: Services) -> tuple[Message, ...]:
    """What somebody who is no operator may do: see, name and let go the sources of their chat."""
    if asked.is_private and services.settings.sources_by != "everyone":
        return (line(_("Here, only operators name sources; in a group or a channel, its admins do.")),)
    verb, _blank, address = asked.words.partition(" ")
    address = address.strip()
    told = ""
    if verb.lower() == "add" and address:
        told = _named(address, asked, services)
    elif verb.lower() == "remove" and address:
        is_done = services.archive.store.sources.unname(address, asked.chat_id)
        of = _("This chat does not name {address} any more; its articles stay.")
        told = of.format(address=wording.one_line(address)) if is_done else _unknown(address)
    elif asked.words:
        return (line(_("Write /sources add ADDRESS or /sources remove ADDRESS, or send an OPML file.")),)
    with services.of_chat(asked.chat_id) as now:  # which may have an archive of its own only since
        listing = looked(COMMAND.name, look, replace(asked, words=f"{_HERE} {asked.chat_id}"), now)[0]
    return (replace(listing, text=joined([part for part in (plain(told), listing.text) if part.text], "\n\n")),)


def _named(address: str, asked: Request, services: Services) -> str:
    """Name a source for a chat; what came of it."""
    if services.finder is None:
        return _unknown(address)
    try:
        found, is_new = services.finder.name(address, asked.chat_id, asked.now)
    except SourceError as error:
        return cannot_be_read(error)
    if is_new is None:
        return _(TOO_MANY).format(n=number(services.settings.sources_per_chat))
    is_private = services.settings.sources_are == "private"
    added = (
        _("Added: {address}. This chat alone finds its articles.")
        if is_private
        else _("Added: {address}. Everybody who asks me finds its articles.")
    )
    told = added if is_new else _("{address} is already a source.")
    return told.format(address=wording.one_line(found.url))


def cannot_be_read(error: SourceError, *, is_for_operators: bool = False) -> str:
    """Why an address that somebody names is no source; settings are operators' matter."""
    why = error.why if is_for_operators else error.why.partition("; VERBATIM_")[0]
    why = wording.clipped(wording.one_line(why), 300)
    return _("{address} cannot be read: {why}").format(address=wording.one_line(error.location), why=why)


def _here(chat_id: int, page: int, services: Services) -> View:
    """What a chat has named, each with a button that lets it go."""
    known = services.archive.store.sources.of_chat(chat_id)
    first = min(page * _ROWS, max(0, len(known) - 1) // _ROWS * _ROWS)
    shown = known[first : first + _ROWS]
    if not shown:
        command = f"/{COMMAND.name} add herald.example"
        return View(plain(_("This chat has named no sources yet. Name one with {command}.").format(command=command)))
    head = plain(_("Sources of this chat: {n}").format(n=number(len(known)))).marked("bold")
    offers = tuple(
        Offer(wording.clipped(_("Remove {name}").format(name=_name(s)), 34), f"/{COMMAND.name} remove {s.url}")
        for s in shown
    )
    told = (joined(_lines(source), "\n") for source in shown)
    return View(joined((head, *told), "\n\n"), first + _ROWS < len(known), offers)


def channel_named(words: str, names_channel: Callable[[str], bool]) -> str:
    """The channel that words want to be a source; empty where they want something else."""
    found = _CHANGE.fullmatch(words)
    is_one = found is not None and found["what"].lower() == "add" and names_channel(found["address"])
    return found["address"] if found and is_one else ""


class Channel(Protocol):
    """A channel that the bot is an admin of: its address, the name that stays, its title."""

    @property
    def url(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...


def add_channel(found: Channel, asked: Request, services: Services) -> tuple[Message, ...]:
    """Take in what a channel posts from now on; whether it may be one is decided before."""
    kept = services.archive.store.sources
    if (known := kept.channel(found.name)) is None:
        source = Source(found.url, found.name, asked.now, asked.now, _NEVER_READ_S, title=found.title, kind="channel")
        kept.add(source)
    url = known.url if known else found.url
    told = _("{address} is already a source.").format(address=wording.one_line(url))
    if known is None:
        told = _("From now on, what {channel} posts is taken in.").format(channel=wording.one_line(found.title) or url)
    card = looked(COMMAND.name, look, replace(asked, words=url), services)[0]
    return (replace(card, text=joined((plain(told), card.text), "\n\n")),)


def _add(address: str, asked: Request, services: Services) -> tuple[str, str]:
    if "://" not in address:
        address = f"//{address}"  # a folder of this machine is named at its terminal alone
    if services.finder is None:
        return address, _unknown(address)
    found, is_new = services.finder.add(address, asked.now)
    told = _("Added: {address}") if is_new else _("{address} is already a source.")
    return found.url, told.format(address=wording.one_line(found.url))


def _test(address: str, asked: Request, services: Services) -> tuple[str, str]:
    if services.finder is None or "://" not in address:
        return address, _unknown(address)
    return address, "\n".join(_seen(one) for one in services.finder.look(address, asked.now))


def _seen(one: SourceSeen) -> str:
    facts = (
        _(_KINDS.get(one.kind, one.kind)),
        wording.one_line(one.title),
        _count(one.articles) if one.articles else "",
    )
    about = ", ".join(fact for fact in facts if fact)
    return _("{address} is {about}").format(address=wording.one_line(one.url), about=about)


def _pause(address: str, asked: Request, services: Services) -> tuple[str, str]:
    is_done = services.archive.store.sources.set_state(address, "paused", next_run_utc=asked.now)
    return address, _("It is paused until you resume it.") if is_done else _unknown(address)


def _resume(address: str, asked: Request, services: Services) -> tuple[str, str]:
    is_done = services.archive.store.sources.set_state(address, "active", next_run_utc=asked.now)
    return address, _("It is read again, at once.") if is_done else _unknown(address)


def _remove(address: str, _asked: Request, services: Services) -> tuple[str, str]:
    is_done = services.archive.store.sources.remove(address)
    told = _("{address} is no longer read; its articles stay.").format(address=wording.one_line(address))
    return address, told if is_done else _unknown(address)


def _unknown(address: str) -> str:
    return _("There is no source {address}.").format(address=wording.one_line(address))


_CHANGES: dict[str, Callable[[str, Request, Services], tuple[str, str]]] = {
    "add": _add,
    "pause": _pause,
    "resume": _resume,
    "remove": _remove,
    "test": _test,
}


def look(address: str, page: int, _today: date, services: Services) -> View:
    """One page of the list, or one source with what can be done about it."""
    if found := _OF_CHAT.fullmatch(address):
        return _here(int(found["chat"]), page, services)
    source = _source(address, services) if address else None
    if source:
        return View(joined(_lines(source), "\n"), offers=tuple(_offers(source)))
    known = services.archive.store.sources.all()
    shown = known[page * _ROWS : (page + 1) * _ROWS]
    if not shown:
        command = f"/{COMMAND.name} add herald.example"
        told_none = _("There are no sources yet. Add one with {command}.").format(command=command)
        return View(plain(told_none), offers=(_channel_offer(),))
    head = plain(_("Sources: {n}").format(n=number(len(known)))).marked("bold")
    told = (joined(_lines(source), "\n") for source in shown)
    offers = tuple(Offer(wording.clipped(_name(source), 30), f"/{COMMAND.name} {source.url}") for source in shown)
    return View(joined((head, *told), "\n\n"), (page + 1) * _ROWS < len(known), (*offers, _channel_offer()))


def _channel_offer() -> Offer:
    return Offer(_("Channel …"), f"/{COMMAND.name} {_CHANNEL}")


def _lines(source: Source) -> Iterator[Rich]:
    name, url = plain(wording.clipped(_name(source), 100)), safe_url(source.url)
    yield name.marked("text_link", url) if url else name
    if source.title:
        yield plain(wording.clipped(wording.one_line(source.url), 200))
    is_channel = source.kind == "channel"
    due = _("a channel") if is_channel else _("next run {moment}").format(moment=_moment(source.next_run_utc))
    state = due if source.state == "active" else _(_STATES[source.state])
    ran = _("last post {moment}") if is_channel else _("last run {moment}")
    last = ran.format(moment=_moment(source.last_run_utc)) if source.last_run_utc else ""
    yield plain(wording.BETWEEN.join(part for part in (state, last, _count(source.articles)) if part))
    if source.last_error:
        why = wording.clipped(wording.one_line(source.last_error), 200)
        yield plain(_("last error: {why}").format(why=why)).marked("italic")


def _offers(source: Source) -> Iterator[Offer]:
    change = f"/{COMMAND.name} {{}} {source.url}"
    if source.state == "active":
        yield Offer(_("Pause"), change.format("pause"))
    else:
        yield Offer(_("Resume"), change.format("resume"))
    if safe_url(source.url) and source.kind == "web":
        yield Offer(_("Test"), change.format("test"))
    yield Offer(_("Remove"), change.format("remove"))
    yield Offer(_("All sources"), f"/{COMMAND.name}")


def _source(address: str, services: Services) -> Source | None:
    return next((source for source in services.archive.store.sources.all() if source.url == address), None)


def _name(source: Source) -> str:
    return wording.one_line(source.title) or wording.one_line(source.url)


def _count(articles: int) -> str:
    return ngettext("{n} article", "{n} articles", articles).format(n=number(articles))


def _moment(moment: datetime) -> str:
    return f"{short_day(moment.date(), moment.date())}, {moment:%H:%M} UTC"


COMMAND = Command(
    name="sources",
    help=N_("The sources that are read regularly"),
    run=sources,
    look=look,
    is_choice=True,
    is_operators=True,
    opens_to=lambda settings: settings.sources_by != "operators",
    aliases=("source",),
)
