"""Buttons under an alert: a closer look at its excerpt, a day without alerts, and an end to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.alerts.message import alert_page
from bot.dialogue import saving
from bot.dialogue.alert_looks import look_of
from bot.dialogue.press import Press, Tapped, TapResult, callback_data
from bot.dialogue.request import Services
from bot.dialogue.undo import keep_unfollowed, unfollowed, watch_unfollowed
from bot.render.message import Button, Message
from bot.render.phrases import wording
from bot.render.rich import Rich
from bot.render.telegram import excerpt_views
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import N_, _
from retrieval.model import AlertSubject, Answer, Excerpt
from retrieval.store import Subscription

MUTED_FOR = timedelta(days=1)
_TOAST_UNITS = 190
GONE = N_("The article has changed or was withdrawn.")
UNFOLLOWED = N_("This is not followed any more.")


def show_alert(tapped: Tapped, services: Services) -> TapResult:
    """The alert itself, on the way back from a closer look."""
    return _shown_again(tapped, _subscription(tapped, services), services)


def show_one_of_digest(tapped: Tapped, services: Services) -> TapResult:
    """One excerpt of a digest, with its buttons, in a message of its own."""
    mine = _subscription(tapped, services)
    excerpt = _excerpt(tapped, services)
    if excerpt is None or mine is None:
        return TapResult(_(GONE) if excerpt is None else _(UNFOLLOWED))
    return TapResult(
        reply=alert_page(excerpt, mine.watch, tapped.shown.token, _subject(tapped).edition, look_of(tapped.tap.chosen))
    )


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


def save_excerpt(tapped: Tapped, services: Services) -> TapResult:
    """Keep the excerpt for whoever taps."""
    excerpt = _excerpt(tapped, services)
    if excerpt is None or not saving.may_be_saved(excerpt, tapped.tap.chat_id, services):
        return TapResult(_(GONE if excerpt is None else saving.ELSEWHERE))
    return TapResult(saving.save(excerpt, tapped.tap.asker_id, tapped.tap.now, services))


def mute(tapped: Tapped, services: Services) -> TapResult:
    """Tell nothing of this for a day."""
    mine = _subscription(tapped, services)
    if mine is None:
        return TapResult(_(UNFOLLOWED))
    if needs := tapped.tap.needs_admin():
        return needs
    muted = services.archive.store.subscriptions.change(mine.number, muted_until_utc=tapped.tap.now + MUTED_FOR)
    return _ended(_("Muted for a day."), muted or mine, tapped, services)


def unfollow(tapped: Tapped, services: Services) -> TapResult:
    """Tell nothing of this any more."""
    mine = _subscription(tapped, services)
    if mine is None:
        return TapResult(_(UNFOLLOWED))
    if needs := tapped.tap.needs_admin():
        return needs
    keep_unfollowed(tapped.shown, mine, tapped.tap.now, services)
    services.archive.store.subscriptions.unsubscribe(mine.number)
    told = _("You no longer follow: {watch}").format(watch=in_words(mine.watch))
    return _ended(wording.clipped(told, _TOAST_UNITS), mine, tapped, services)


def undo(tapped: Tapped, services: Services) -> TapResult:
    """Tell of this again: it is muted no more, or followed as before."""
    mine = _subscription(tapped, services)
    if needs := tapped.tap.needs_admin():
        return needs
    if mine:
        mine = services.archive.store.subscriptions.change(mine.number, muted_until_utc=None)
    else:
        mine = unfollowed(tapped.shown, _subject(tapped), tapped.tap.now, services)
    if mine is None:
        return TapResult(_(UNFOLLOWED))
    told = _("You follow: {watch}").format(watch=in_words(mine.watch))
    return replace(_shown_again(tapped, mine, services), toast=wording.clipped(told, _TOAST_UNITS))


def _ended(toast: str, of: Subscription, tapped: Tapped, services: Services) -> TapResult:
    """The alert with a way to undo what was done, in place of the buttons that did it."""
    excerpt = _excerpt(tapped, services)
    if excerpt is None:
        return TapResult(toast)
    page = alert_page(
        excerpt, of.watch, tapped.shown.token, _subject(tapped).edition, look_of(tapped.tap.chosen), is_ended=True
    )
    return TapResult(toast, edit=page)


def _shown_again(tapped: Tapped, of: Subscription | None, services: Services) -> TapResult:
    """The alert as it stands by now: followed, or muted or left with a way to undo that."""
    excerpt = _excerpt(tapped, services)
    watch = of.watch if of else watch_unfollowed(tapped.shown, services)
    if excerpt is None or watch is None:
        return TapResult(_(GONE) if excerpt is None else _(UNFOLLOWED))
    is_muted = of is not None and of.muted_until_utc is not None and of.muted_until_utc > tapped.tap.now
    page = alert_page(
        excerpt,
        watch,
        tapped.shown.token,
        _subject(tapped).edition,
        look_of(tapped.tap.chosen),
        is_ended=of is None or is_muted,
    )
    return TapResult(edit=page)


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
