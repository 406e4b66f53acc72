"""Messages of alerts: which words tell of something new? An alert is remembered like an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.press import Press, callback_data
from bot.dialogue.request import ANYONE, Chosen, Services
from bot.render.message import Button, Message, line
from bot.render.phrases import wording
from bot.render.telegram import alert_pages
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import _
from retrieval.model import AlertSubject, Excerpt, Intent, subject_as_text
from retrieval.store import Shown, Subscription

_WHY_CHARS = 200


def told(
    subscription: Subscription,
    intent: Intent,
    services: Services,
    now: datetime,
    *,
    edition: int = 0,
    chosen: Chosen = None,
) -> Message | None:
    """The message of an alert, remembered for its buttons; None where its words are gone by now.

    Args:
        edition: 0 the first time; above, the same was told before and is a correction where it is worded differently.
        chosen: what the chat has chosen.
    """
    excerpt = services.archive.following.excerpt(intent)
    if excerpt is None:
        return None
    shown = Shown(
        services.new_token(),
        subscription.chat_id,
        subscription.chat_id if subscription.chat_id > 0 else ANYONE,
        subject_as_text(AlertSubject(subscription.number, edition, intent)),
        services.today(now, chosen),
        now,
        article_ids=(excerpt.article_id,),
        topic_id=subscription.topic_id,
    )
    services.archive.store.shown.save(shown)
    return alert_page(excerpt, subscription, shown.token, edition)


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


def alert_page(excerpt: Excerpt, subscription: Subscription, token: str, edition: int) -> Message:
    """What an alert says, with its buttons."""
    is_correction = edition > 0 and excerpt.reworded is not None
    text = (alert_pages.correction if is_correction else alert_pages.alert)(excerpt, subscription.watch)
    return Message(text, _rows(excerpt, token), token)


def _rows(excerpt: Excerpt, token: str) -> tuple[tuple[Button, ...], ...]:
    others = (_button(Press.OTHERS, _("Other outlets"), token),) if excerpt.also_in else ()
    return (
        (_button(Press.CONTEXT, _("In context"), token), *others),
        (_button(Press.MUTE, _("Mute for a day"), token), _button(Press.LEAVE, _("Unfollow"), token)),
    )


def _button(press: Press, label: str, token: str) -> Button:
    return Button(label, callback_data(press, token))
