"""Which message tells of something new, and what do its buttons do? An alert is remembered like an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue.answer_pages import CONTEXT, LEAVE, MUTE, OTHERS, PAGE, press
from bot.dialogue.press import Tap, TapResult
from bot.dialogue.request import ANYONE, Services
from bot.render.message import Button, Message, line
from bot.render.phrases import wording
from bot.render.telegram import alert_pages, excerpt_views
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import N_, _
from retrieval.model import Answer, Excerpt, Intent, intent_as_json, intent_from_json
from retrieval.store import Shown, Subscription

_TOLD = re.compile(r"/alert (?P<number>\d+) (?P<watch>\d+) (?P<edition>\d+) (?P<found>\{.*\})", re.DOTALL)
MUTED_FOR = timedelta(days=1)
_WHY_CHARS = 200
GONE = N_("The article has changed or was withdrawn.")
UNFOLLOWED = N_("This is not followed any more.")


def told(
    subscription: Subscription, intent: Intent, services: Services, now: datetime, *, edition: int = 0
) -> Message | None:
    """The message of an alert, remembered for its buttons; None where its words are gone by now.

    Args:
        edition: 0 the first time; above, the same was told before and is a correction where it is worded differently.
    """
    excerpt = services.archive.following.excerpt(intent)
    if excerpt is None:
        return None
    is_private = subscription.chat_id > 0
    found = json.dumps(intent_as_json(intent), separators=(",", ":"))
    shown = Shown(
        services.new_token(),
        subscription.chat_id,
        subscription.chat_id if is_private else ANYONE,
        f"/alert {subscription.number} {intent.watch} {edition} {found}",
        services.today(now, subscription.chat_id),
        now,
        article_ids=(excerpt.article_id,),
        topic_id=subscription.topic_id,
    )
    services.archive.store.shown.save(shown)
    return _message(excerpt, subscription, shown.token, edition)


def told_paused(subscription: Subscription, why: str) -> Message:
    """That a chat took no message, for whoever set the subscription up."""
    said = _("I cannot write where you let me tell news ({chat}); Telegram says: {why}.").format(
        chat=subscription.chat_id, why=wording.clipped(wording.one_line(why), _WHY_CHARS)
    )
    paused = _("I have paused this, and kept what waits: {watch}").format(watch=in_words(subscription.watch))
    how = _("Once I may write there again, resume it there: {command}").format(
        command=f"/subscriptions {subscription.number} resume"
    )
    return line("\n".join((said, paused, how)))


def told_together(found: Sequence[tuple[Intent, Subscription]], services: Services) -> Message | None:
    """The message of a digest; None where all of its words are gone by now."""
    excerpts = [(excerpt, of.watch) for intent, of in found if (excerpt := services.archive.following.excerpt(intent))]
    return Message(alert_pages.digest(excerpts)) if excerpts else None


def _message(excerpt: Excerpt, subscription: Subscription, token: str, edition: int) -> Message:
    is_correction = edition > 0 and excerpt.reworded is not None
    text = (alert_pages.correction if is_correction else alert_pages.alert)(excerpt, subscription.watch)
    return Message(text, _rows(excerpt, token), token)


def _rows(excerpt: Excerpt, token: str) -> tuple[tuple[Button, ...], ...]:
    others = (Button(_("Other outlets"), press(OTHERS, token, 0)),) if excerpt.also_in else ()
    return (
        (Button(_("In context"), press(CONTEXT, token, 0)), *others),
        (Button(_("Mute for a day"), press(MUTE, token, 0)), Button(_("Unfollow"), press(LEAVE, token, 0))),
    )


def is_alert(shown: Shown) -> bool:
    """Whether a remembered message told of something new."""
    return _TOLD.fullmatch(shown.question) is not None


def tapped_alert(kind: str, shown: Shown, tap: Tap, services: Services) -> TapResult:
    """What a button under an alert does."""
    found = _TOLD.fullmatch(shown.question)
    assert found is not None
    intent = intent_from_json(int(found["watch"]), json.loads(found["found"]))
    mine = services.archive.store.subscriptions.get(int(found["number"]))
    mine = mine if mine and mine.chat_id == tap.chat_id else None
    if kind in (MUTE, LEAVE):
        return _quieter(kind, mine, tap, services)
    excerpt = services.archive.following.excerpt(intent)
    if excerpt is None:
        return TapResult(_(GONE))
    if kind == PAGE:
        return (
            TapResult(edit=_message(excerpt, mine, shown.token, int(found["edition"])))
            if mine
            else TapResult(_(UNFOLLOWED))
        )
    return _closer(kind, excerpt, shown.token, services)


def _quieter(kind: str, mine: Subscription | None, tap: Tap, services: Services) -> TapResult:
    if mine is None:
        return TapResult(_(UNFOLLOWED))
    if needs := tap.needs_admin():
        return needs
    kept = services.archive.store.subscriptions
    if kind == LEAVE:
        kept.unsubscribe(mine.number)
        return TapResult(_("You no longer follow: {watch}").format(watch=in_words(mine.watch))[:200])
    kept.change(mine.number, muted_until_utc=tap.now + MUTED_FOR)
    return TapResult(_("Muted for a day. /subscriptions wakes it."))


def _closer(kind: str, excerpt: Excerpt, token: str, services: Services) -> TapResult:
    """The excerpt in its context or in other outlets, with a way back."""
    back = ((Button(_("↩ Back"), press(PAGE, token, 0)),),)
    if kind == OTHERS:
        held = services.archive.store.articles.get_many([copy.article_id for copy in excerpt.also_in])
        return TapResult(edit=Message(excerpt_views.other_outlets(excerpt, tuple(held.values())), back, token))
    article = services.archive.store.articles.get(excerpt.article_id, excerpt.revision)
    if kind != CONTEXT or article is None:
        return TapResult(_(GONE))
    answer = Answer("", "search", total=1, excerpts=(excerpt,))
    return TapResult(edit=Message(excerpt_views.in_context(excerpt, article, answer), back, token))
