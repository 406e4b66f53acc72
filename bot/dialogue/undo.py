"""Undo of *Mute* and *Unfollow*: what was followed, and on which terms, kept beside the alert until it is forgotten."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.dialogue.request import Services
from retrieval.model import AlertSubject, ListingSubject, Watch, subject_as_text, watch_as_json, watch_from_json
from retrieval.store import Shown, Subscription

_KEPT = "unfollowed"
_BESIDE = "-u"
_TERMS = ("schedule", "at_minute", "weekday", "is_silent", "is_paused")


def terms_of(of: Subscription) -> dict[str, Any]:
    """A subscription's watch and terms, as JSON holds them."""
    return {"watch": watch_as_json(of.watch), **{name: getattr(of, name) for name in _TERMS}}


def follow_again(
    kept: dict[str, Any], services: Services, *, chat_id: int, topic_id: int | None, asker_id: int, now: datetime
) -> Subscription:
    """Follow something as it was followed before.

    Raises:
        ValueError, KeyError, TypeError: this is no such thing.
    """
    watch: Watch = watch_from_json(kept["watch"])
    subscriptions = services.archive.store.subscriptions
    made = subscriptions.subscribe(watch, chat_id=chat_id, created_by=asker_id, now=now, topic_id=topic_id)
    return subscriptions.change(made.number, **{name: kept[name] for name in _TERMS}) or made


def keep_unfollowed(shown: Shown, of: Subscription, now: datetime, services: Services) -> None:
    """Keep what an alert was told for, as it is not followed any more."""
    subject = ListingSubject(_KEPT, json.dumps(terms_of(of), ensure_ascii=False))
    kept = replace(
        shown,
        token=shown.token + _BESIDE,
        asker_id=0,
        question=subject_as_text(subject),
        created_utc=now,
        article_ids=(),
        question_message_id=None,
        answer_message_id=None,
    )
    services.archive.store.shown.save(kept)


def unfollowed(shown: Shown, subject: AlertSubject, now: datetime, services: Services) -> Subscription | None:
    """Follow again what an alert was told for, and let the alert stand for it; None where nothing was kept."""
    kept = _kept(shown, services)
    if kept is None:
        return None
    of = follow_again(
        kept,
        services,
        chat_id=shown.chat_id,
        topic_id=shown.topic_id,
        asker_id=max(shown.chat_id, 0),
        now=now,
    )
    told_for = AlertSubject(of.number, subject.edition, replace(subject.intent, watch=of.watch_number))
    services.archive.store.shown.save(replace(shown, question=subject_as_text(told_for)))
    return of


def watch_unfollowed(shown: Shown, services: Services) -> Watch | None:
    """What an alert was told for that is not followed any more; None where nobody knows."""
    kept = _kept(shown, services)
    return watch_from_json(kept["watch"]) if kept else None


def _kept(shown: Shown, services: Services) -> dict[str, Any] | None:
    found = services.archive.store.shown.get(shown.token + _BESIDE)
    listing = found.subject if found else None
    is_it = isinstance(listing, ListingSubject) and listing.command == _KEPT
    return dict(json.loads(listing.words)) if is_it and isinstance(listing, ListingSubject) else None
