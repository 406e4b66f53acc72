"""Figures of intake, inbox and alerts: one list for whoever shows or watches them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from retrieval.answers.ingest.health import Check
from retrieval.store import Store

# A source is read late where it has been due for so long.
LATE_AFTER = timedelta(hours=1)


class Figure(NamedTuple):
    """A number under a name that scripts may depend on, and what it counts."""

    name: str
    meaning: str
    value: float


def figures(store: Store, now: datetime) -> tuple[Figure, ...]:
    """All numbers, as they are at a moment."""
    delivery, sources = store.deliveries.figures(now), store.sources.all()
    waited_s = (now - delivery.oldest_due_utc).total_seconds() if delivery.oldest_due_utc else 0.0
    late = [s for s in sources if s.state == "active" and s.next_run_utc < now - LATE_AFTER]
    failing = [s for s in sources if s.state == "active" and s.failures]
    return (
        Figure("articles", "Articles held", store.catalogue.counts().articles),
        Figure("inbox_waiting", "Messages that wait to be handled", store.inbox.backlog()),
        Figure("sources_active", "Sources that are read", sum(s.state == "active" for s in sources)),
        Figure("sources_failing", "Active sources whose last reading failed", len(failing)),
        Figure("sources_late", "Active sources that have been due for an hour", len(late)),
        Figure("sources_ended", "Sources that have ended for good", sum(s.state == "ended" for s in sources)),
        Figure("alerts_pending", "Alerts that wait, those for a later digest too", delivery.pending),
        Figure("alerts_due", "Alerts that should be on their way", delivery.due),
        Figure("alerts_oldest_due_seconds", "How long the oldest due alert has waited", waited_s),
        Figure("alerts_sending", "Alerts that are being sent", delivery.sending),
        Figure("alerts_sent_last_hour", "Alerts sent within the last hour", delivery.sent_last_hour),
        Figure("alerts_uncertain", "Alerts of which nobody knows whether they arrived", delivery.uncertain),
        Figure("alerts_held", "Alerts that wait for a subscription to be resumed", delivery.held),
        Figure("alerts_dead", "Alerts that Telegram will not take", delivery.dead),
    )


def checks(store: Store, now: datetime) -> tuple[Check, ...]:
    """What an operator should see to, in words."""
    held = {figure.name: figure.value for figure in figures(store, now)}
    waits = f"{held['alerts_pending']:g} wait, {held['alerts_due']:g} of them due"
    lost = f"{held['alerts_uncertain']:g} uncertain, {held['alerts_dead']:g} dead"
    if held["alerts_held"]:
        lost += f", {held['alerts_held']:g} held because their chats take no messages"
    sent = f"{held['alerts_sent_last_hour']:g} sent in the last hour"
    is_well = not held["alerts_dead"] and not held["alerts_uncertain"]
    hint = "" if is_well else "; verbatim alerts lists them and sends them again"
    sources = f"{held['sources_active']:g} active, {held['sources_failing']:g} failing, {held['sources_ended']:g} ended"
    is_late = "; some have been due for an hour, is the bot or verbatim intake running?" if held["sources_late"] else ""
    return (
        Check("alerts", ok=True, message=f"{waits}, {sent}, {lost}{hint}"),
        Check("inbox", ok=True, message=f"{held['inbox_waiting']:g} messages wait"),
        Check("sources", ok=True, message=sources + is_late),
    )
