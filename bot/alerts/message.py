"""Messages of alerts: which words tell of something new? An alert is remembered like an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue.alert_looks import look_of
from bot.dialogue.press import Press, callback_data
from bot.dialogue.request import ANYONE, Chosen, Services
from bot.render.message import Button, DocumentForm, Message, line
from bot.render.phrases import wording
from bot.render.telegram import alert_pages
from bot.render.telegram.alert_pages import AlertLook
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import _
from retrieval.model import AlertSubject, Excerpt, Intent, Watch, subject_as_text
from retrieval.store import Delivery, Shown, Subscription

_WHY_CHARS = 200
_DIGEST_BUTTONS = 3
_STORY_RUNS = timedelta(days=3)
_MOST_LOOKED_AT = 8


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
    token = _remembered(subscription, intent, excerpt, services, now, edition=edition, chosen=chosen)
    return alert_page(excerpt, subscription.watch, token, edition, look_of(chosen))


def _remembered(
    of: Subscription,
    intent: Intent,
    excerpt: Excerpt,
    services: Services,
    now: datetime,
    *,
    edition: int,
    chosen: Chosen,
) -> str:
    """Keep an alert for its buttons; returns its token."""
    shown = Shown(
        services.new_token(),
        of.chat_id,
        of.chat_id if of.chat_id > 0 else ANYONE,
        subject_as_text(AlertSubject(of.number, edition, intent)),
        services.today(now, chosen),
        now,
        article_ids=(excerpt.article_id,),
        topic_id=of.topic_id,
    )
    services.archive.store.shown.save(shown)
    return shown.token


def earlier_alert(told_now: Delivery, of: Subscription, services: Services, now: datetime) -> int | None:
    """The message in which the same story was told for the same subscription, by a copy or by an earlier report."""
    store, article_id = services.archive.store, told_now.intent.article_id
    told_in = store.deliveries.told_in(of.number, store.stories.articles(article_id) or (article_id,))
    if told_in is not None:
        return told_in
    told = store.deliveries.told_since(of.number, now - _STORY_RUNS, limit=_MOST_LOOKED_AT)
    earlier = (
        services.archive.following.earlier_of_story(article_id, [one for one, _in in told], of.watch) if told else None
    )
    return next((message for one, message in told if one == earlier), None)


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


def told_together(
    found: Sequence[tuple[Intent, Subscription]], services: Services, now: datetime, *, chosen: Chosen = None
) -> Message | None:
    """The message of a digest, with a button for each excerpt that it shows; None where all its words are gone."""
    excerpts = [
        (excerpt, intent, of) for intent, of in found if (excerpt := services.archive.following.excerpt(intent))
    ]
    if not excerpts:
        return None
    by_watch = {of.watch: place for place, (_excerpt, _intent, of) in reversed(list(enumerate(excerpts)))}
    excerpts.sort(key=lambda one: by_watch[one[2].watch])
    told = [(excerpt, of.watch) for excerpt, _intent, of in excerpts]
    rows = _digest_rows(excerpts[: alert_pages.MAX_TOLD], services, now, chosen)
    whole = alert_pages.digest_document(told)
    return Message(alert_pages.digest(told), rows, as_document=DocumentForm(whole, rows) if whole else None)


def _digest_rows(
    shown: Sequence[tuple[Excerpt, Intent, Subscription]], services: Services, now: datetime, chosen: Chosen
) -> tuple[tuple[Button, ...], ...]:
    buttons = []
    for number, (excerpt, intent, of) in enumerate(shown, start=1):
        token = _remembered(of, intent, excerpt, services, now, edition=0, chosen=chosen)
        buttons.append(_button(Press.ALONE, _("{n} ⋯ details").format(n=number), token))
    return tuple(tuple(buttons[at : at + _DIGEST_BUTTONS]) for at in range(0, len(buttons), _DIGEST_BUTTONS))


def alert_page(
    excerpt: Excerpt,
    watch: Watch,
    token: str,
    edition: int,
    look: AlertLook | None = None,
    *,
    is_ended: bool = False,
) -> Message:
    """What an alert says, with its buttons.

    Args:
        look: how the chat wants it.
        is_ended: it was muted or is not followed any more, which a button undoes.
    """
    is_correction = edition > 0 and excerpt.reworded is not None
    text = alert_pages.correction(excerpt, watch) if is_correction else alert_pages.alert(excerpt, watch, look)
    rows = _rows(excerpt, token, is_ended=is_ended)
    return Message(text, rows, token, preview=alert_pages.picture(excerpt, look))


def _rows(excerpt: Excerpt, token: str, *, is_ended: bool) -> tuple[tuple[Button, ...], ...]:
    others = (_button(Press.OTHERS, _("Other outlets"), token),) if excerpt.also_in else ()
    leave = Button(_("Unfollow"), callback_data(Press.LEAVE, token), is_danger=True)
    ends = (_button(Press.MUTE, _("Mute for a day"), token), leave)
    undoes = (_button(Press.UNDO, _("↩ Undo"), token),)
    looks = (_button(Press.CONTEXT, _("In context"), token), *others, _button(Press.SAVE, _("Save"), token))
    return (looks, undoes if is_ended else ends)


def _button(press: Press, label: str, token: str) -> Button:
    return Button(label, callback_data(press, token))
