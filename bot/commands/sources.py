"""/sources: list, add, pause, test and remove the sources that are read regularly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.dialogue.list_pages import looked
from bot.dialogue.request import Command, Request, Services, SourceSeen
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.phrases.day_wording import short_day
from bot.render.phrases.numbers import number
from bot.render.rich import Rich, joined, plain
from bot.render.telegram.links import safe_url
from bot.render.translate import N_, _, ngettext
from retrieval.errors import SourceError
from retrieval.store import Source

_ROWS = 5
_CHANGE = re.compile(r"(?P<what>add|pause|resume|remove|test)\s+(?P<address>\S+)", re.IGNORECASE)
_KINDS = {"feed": N_("a feed"), "page": N_("a page")}
_STATES = {"paused": N_("paused"), "ended": N_("ended")}


def sources(asked: Request, services: Services) -> tuple[Message, ...]:
    """The sources page by page, one of them by its address, or what is to become of one."""
    if not asked.words or _source(asked.words, services):
        return looked(COMMAND.name, look, asked, services)
    found = _CHANGE.fullmatch(asked.words)
    if found is None:
        return (line(_("Write /sources add ADDRESS, and likewise pause, resume, remove or test.")),)
    address, change = found["address"], _CHANGES[found["what"].lower()]
    try:
        address, told = change(address, asked, services)
    except SourceError as error:
        why = wording.clipped(wording.one_line(error.why), 300)
        return (line(_("{address} cannot be read: {why}").format(address=wording.one_line(error.location), why=why)),)
    if _source(address, services) is None:
        return (line(told),)
    card = looked(COMMAND.name, look, replace(asked, words=address), services)[0]
    return (replace(card, text=joined((plain(told), card.text), "\n\n")),)


def _add(address: str, asked: Request, services: Services) -> tuple[str, str]:
    if "://" not in address:
        address = f"https://{address}"  # a folder of this machine is named at its terminal alone
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
    source = _source(address, services) if address else None
    if source:
        return View(joined(_lines(source), "\n"), offers=tuple(_offers(source)))
    known = services.archive.store.sources.all()
    shown = known[page * _ROWS : (page + 1) * _ROWS]
    if not shown:
        command = f"/{COMMAND.name} add herald.example"
        return View(plain(_("There are no sources yet. Add one with {command}.").format(command=command)))
    head = plain(_("Sources: {n}").format(n=number(len(known)))).marked("bold")
    told = (joined(_lines(source), "\n") for source in shown)
    offers = tuple(Offer(wording.clipped(_name(source), 30), f"/{COMMAND.name} {source.url}") for source in shown)
    return View(joined((head, *told), "\n\n"), (page + 1) * _ROWS < len(known), offers)


def _lines(source: Source) -> Iterator[Rich]:
    name, url = plain(wording.clipped(_name(source), 100)), safe_url(source.url)
    yield name.marked("text_link", url) if url else name
    if source.title:
        yield plain(wording.clipped(wording.one_line(source.url), 200))
    due = _("next run {moment}").format(moment=_moment(source.next_run_utc))
    state = due if source.state == "active" else _(_STATES[source.state])
    last = _("last run {moment}").format(moment=_moment(source.last_run_utc)) if source.last_run_utc else ""
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
    if safe_url(source.url):
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
)
