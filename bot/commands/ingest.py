"""/ingest: an operator takes in a page, a feed, a sent file, or a message that they pass on."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.dialogue.list_pages import looked
from bot.dialogue.pointing import fragment_of, said_by_bot
from bot.dialogue.request import Command, Request, Services
from bot.dialogue.view import Offer, View
from bot.render.message import Message, line
from bot.render.phrases import wording
from bot.render.phrases.day_wording import short_day
from bot.render.phrases.numbers import number
from bot.render.rich import joined, plain
from bot.render.telegram.links import safe_url
from bot.render.translate import N_, _
from retrieval.errors import UnknownArticle
from retrieval.model import Article, Published

if TYPE_CHECKING:
    from retrieval.answers import Additions

_MAX_REFUSALS = 3
_PASSED_ON, _KEEP, _KEPT, _UNDO, _UNDONE = "passed-on", "keep", "kept", "undo", "undone"
_FACTS = ("id", "text", "title", "outlet", "author", "url")
_SHOWN_CHARS = 200


def ingest(asked: Request, services: Services) -> tuple[Message, ...]:
    """Take it in and say what came of it."""
    verb, _blank, rest = asked.words.partition(" ")
    if verb in (_PASSED_ON, _KEEP, _UNDO) and rest:
        return _passed_on(verb, rest, asked, services)
    what = asked.file or asked.words
    is_address = isinstance(what, str) and what.lower().startswith(("http://", "https://"))
    if services.take_in is None or not (asked.file or is_address):
        return (
            line(_("Write an address after the command, as in {example}, or send a file.").format(example=_EXAMPLE)),
        )
    done = services.take_in(what)
    counts = _("{added} added, {updated} updated, {unchanged} unchanged, {refused} refused").format(
        added=number(done.added),
        updated=number(done.updated),
        unchanged=number(done.unchanged),
        refused=number(len(done.refused)),
    )
    why = (wording.clipped(wording.one_line(f"{r.location}: {r.why}"), 300) for r in done.refused[:_MAX_REFUSALS])
    return (line("\n".join((counts, *why, *_unread(done)))),)


def offer_to_keep(
    article: Article, first: tuple[int, int] | None, asked: Request, services: Services
) -> tuple[Message, ...]:
    """Ask whether what an operator passes on is to be an article.

    Args:
        first: the channel and the post that it is from.
    """
    if first and said_by_bot(*first, services.archive.store):
        return (line(_("I have written this myself; what it quotes is in the archive already.")),)
    return looked(COMMAND.name, look, replace(asked, words=f"{_PASSED_ON} {_as_json(article)}"), services)


def _passed_on(verb: str, rest: str, asked: Request, services: Services) -> tuple[Message, ...]:
    """Keep what was passed on, or undo that; what is to be seen then."""
    words = f"{verb} {rest}"
    if verb == _KEEP:
        article = _from_json(rest)
        # What is passed on may be an older wording of what the archive has from its first place.
        is_new = services.archive.store.articles.get(article.id) is None and services.archive.add([article]).added
        words = f"{_KEPT} {article.id}" if is_new else _KEPT
    elif verb == _UNDO:
        with suppress(UnknownArticle):  # somebody else has taken it down
            services.archive.remove(rest)
        words = _UNDONE
    return looked(COMMAND.name, look, replace(asked, words=words), services)


def look(words: str, _page: int, today: date, _services: Services) -> View:
    """What was passed on, with what can be done with it, or what was done."""
    verb, _blank, rest = words.partition(" ")
    start = f"/{COMMAND.name}"
    if verb == _KEPT:
        undo = (Offer(_("↩ Undo"), f"{start} {_UNDO} {rest}"),) if rest else ()
        return View(
            plain(_("It is an article of the archive now.") if rest else _("The archive had it already.")), offers=undo
        )
    if verb != _PASSED_ON:
        return View(plain(_("It is not in the archive any more.")))
    article = _from_json(rest)
    head = plain(wording.clipped(wording.one_line(article.title or article.text), _SHOWN_CHARS)).marked("bold")
    day = short_day(article.published.day, today) if article.published else ""
    whose = wording.BETWEEN.join(filter(None, (article.outlet, article.author, day)))
    url = safe_url(article.url or "")
    source = plain(whose).marked("text_link", url) if url and whose else plain(whose)
    offers = (
        Offer(_("Keep as article"), f"{start} {_KEEP} {rest}"),
        Offer(_("Search for it"), fragment_of(article.text)),
    )
    asking = plain(_("Shall this be an article of the archive?"))
    return View(joined([part for part in (asking, head, source) if part.text], "\n\n"), offers=offers)


def _as_json(article: Article) -> str:
    facts: dict[str, Any] = {name: getattr(article, name) for name in _FACTS if getattr(article, name)}
    if article.published:
        facts["published"] = article.published.as_given
    return json.dumps(facts | {"categories": article.categories})


def _from_json(written: str) -> Article:
    facts = json.loads(written)
    published = Published.parse(facts.pop("published")) if "published" in facts else None
    return Article(**facts | {"published": published, "categories": tuple(facts.get("categories", ()))})


def _unread(done: Additions) -> tuple[str, ...]:
    """The line that names what is in and found, but could not be read for people and quotations."""
    if not done.unread:
        return ()
    named = ", ".join(f"{article_id} ({failure})" for article_id, failure in done.unread[:_MAX_REFUSALS])
    return (
        wording.clipped(
            wording.one_line(_("Not read for people and quotations: {articles}").format(articles=named)), 600
        ),
    )


_EXAMPLE = "/ingest https://herald.example/rain"
COMMAND = Command(
    name="ingest",
    help=N_("Add a page, a feed or a sent file to the archive"),
    run=ingest,
    look=look,
    is_choice=True,
    is_operators=True,
)
