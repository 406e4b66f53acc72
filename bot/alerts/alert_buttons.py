"""Buttons under an alert: a closer look at its excerpt, a day without alerts, and an end to them."""

from __future__ import annotations

from datetime import timedelta

from bot.alerts.message import alert_page
from bot.dialogue.press import Press, Tapped, TapResult, callback_data
from bot.dialogue.request import Services
from bot.render.message import Button, Message
from bot.render.rich import Rich
from bot.render.telegram import excerpt_views
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import N_, _
from retrieval.model import AlertSubject, Answer, Excerpt
from retrieval.store import Subscription

MUTED_FOR = timedelta(days=1)
GONE = N_("The article has changed or was withdrawn.")
UNFOLLOWED = N_("This is not followed any more.")


def show_alert(tapped: Tapped, services: Services) -> TapResult:
    """The alert itself, on the way back from a closer look."""
    excerpt, mine = _excerpt(tapped, services), _subscription(tapped, services)
    if excerpt is None:
        return TapResult(_(GONE))
    if mine is None:
        return TapResult(_(UNFOLLOWED))
    return TapResult(edit=alert_page(excerpt, mine, tapped.shown.token, _subject(tapped).edition))


def show_in_context(tapped: Tapped, services: Services) -> TapResult:
    """The excerpt with the words around it."""
    excerpt = _excerpt(tapped, services)
    article = services.archive.store.articles.get(excerpt.article_id, excerpt.revision) if excerpt else None
    if excerpt is None or article is None:
        return TapResult(_(GONE))
    answer = Answer("", "search", total=1, excerpts=(excerpt,))
    return _with_way_back(excerpt_views.in_context(excerpt, article, answer), tapped)


def show_other_outlets(tapped: Tapped, services: Services) -> TapResult:
    """Who else published the excerpt."""
    excerpt = _excerpt(tapped, services)
    if excerpt is None:
        return TapResult(_(GONE))
    held = services.archive.store.articles.get_many([copy.article_id for copy in excerpt.also_in])
    return _with_way_back(excerpt_views.other_outlets(excerpt, tuple(held.values())), tapped)


def mute(tapped: Tapped, services: Services) -> TapResult:
    """Tell nothing of this for a day."""
    mine = _subscription(tapped, services)
    if mine is None:
        return TapResult(_(UNFOLLOWED))
    if needs := tapped.tap.needs_admin():
        return needs
    services.archive.store.subscriptions.change(mine.number, muted_until_utc=tapped.tap.now + MUTED_FOR)
    return TapResult(_("Muted for a day. /subscriptions wakes it."))


def unfollow(tapped: Tapped, services: Services) -> TapResult:
    """Tell nothing of this any more."""
    mine = _subscription(tapped, services)
    if mine is None:
        return TapResult(_(UNFOLLOWED))
    if needs := tapped.tap.needs_admin():
        return needs
    services.archive.store.subscriptions.unsubscribe(mine.number)
    return TapResult(_("You no longer follow: {watch}").format(watch=in_words(mine.watch))[:200])


def _subject(tapped: Tapped) -> AlertSubject:
    subject = tapped.shown.subject
    if not isinstance(subject, AlertSubject):
        raise ValueError(f"no alert stands behind {type(subject).__name__}")
    return subject


def _excerpt(tapped: Tapped, services: Services) -> Excerpt | None:
    """The words that were told of, None where they are gone."""
    return services.archive.following.excerpt(_subject(tapped).intent)


def _subscription(tapped: Tapped, services: Services) -> Subscription | None:
    """What the alert was told for, where this chat still follows it."""
    mine = services.archive.store.subscriptions.get(_subject(tapped).subscription)
    return mine if mine and mine.chat_id == tapped.tap.chat_id else None


def _with_way_back(text: Rich, tapped: Tapped) -> TapResult:
    back = ((Button(_("↩ Back"), callback_data(Press.PAGE, tapped.shown.token)),),)
    return TapResult(edit=Message(text, back, tapped.shown.token))
