"""Which message tells of something new, and what do its buttons do? An alert is remembered like an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue.answer_pages import CONTEXT, LEAVE, MUTE, OTHERS, PAGE, press
from bot.dialogue.press import Effect, Tap
from bot.dialogue.request import ANYONE, House
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
    subscription: Subscription, intent: Intent, house: House, now: datetime, *, edition: int = 0
) -> Message | None:
    """The message of an alert, remembered for its buttons; None where its words are gone by now.

    Args:
        edition: 0 the first time; above, the same was told before and is a correction where it is worded differently.
    """
    excerpt = house.archive.following.excerpt(intent)
    if excerpt is None:
        return None
    is_private = subscription.chat_id > 0
    found = json.dumps(intent_as_json(intent), separators=(",", ":"))
    shown = Shown(
        house.new_token(),
        subscription.chat_id,
        subscription.chat_id if is_private else ANYONE,
        f"/alert {subscription.number} {intent.watch} {edition} {found}",
        house.today(now, subscription.chat_id),
        now,
        article_ids=(excerpt.article_id,),
        topic_id=subscription.topic_id,
    )
    house.archive.store.save_shown(shown)
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


def told_together(found: Sequence[tuple[Intent, Subscription]], house: House) -> Message | None:
    """The message of a digest; None where all of its words are gone by now."""
    excerpts = [(excerpt, of.watch) for intent, of in found if (excerpt := house.archive.following.excerpt(intent))]
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


def tapped_alert(kind: str, shown: Shown, tap: Tap, house: House) -> Effect:
    """What a button under an alert does."""
    found = _TOLD.fullmatch(shown.question)
    assert found is not None
    intent = intent_from_json(int(found["watch"]), json.loads(found["found"]))
    mine = house.archive.store.subscriptions.subscription(int(found["number"]))
    mine = mine if mine and mine.chat_id == tap.chat_id else None
    if kind in (MUTE, LEAVE):
        return _quieter(kind, mine, tap, house)
    excerpt = house.archive.following.excerpt(intent)
    if excerpt is None:
        return Effect(_(GONE))
    if kind == PAGE:
        return (
            Effect(edit=_message(excerpt, mine, shown.token, int(found["edition"]))) if mine else Effect(_(UNFOLLOWED))
        )
    return _closer(kind, excerpt, shown.token, house)


def _quieter(kind: str, mine: Subscription | None, tap: Tap, house: House) -> Effect:
    if mine is None:
        return Effect(_(UNFOLLOWED))
    if needs := tap.needs_admin():
        return needs
    kept = house.archive.store.subscriptions
    if kind == LEAVE:
        kept.unsubscribe(mine.number)
        return Effect(_("You no longer follow: {watch}").format(watch=in_words(mine.watch))[:200])
    kept.change(mine.number, muted_until_utc=tap.now + MUTED_FOR)
    return Effect(_("Muted for a day. /subscriptions wakes it."))


def _closer(kind: str, excerpt: Excerpt, token: str, house: House) -> Effect:
    """The excerpt in its context or in other outlets, with a way back."""
    back = ((Button(_("↩ Back"), press(PAGE, token, 0)),),)
    if kind == OTHERS:
        held = house.archive.store.articles([copy.article_id for copy in excerpt.also_in])
        return Effect(edit=Message(excerpt_views.other_outlets(excerpt, tuple(held.values())), back, token))
    article = house.archive.store.article(excerpt.article_id, excerpt.revision)
    if kind != CONTEXT or article is None:
        return Effect(_(GONE))
    answer = Answer("", "search", total=1, excerpts=(excerpt,))
    return Effect(edit=Message(excerpt_views.in_context(excerpt, article, answer), back, token))
