"""getUpdates: fetching updates by long polling."""

from __future__ import annotations

from bot.playground.methods.parameters import Parameters
from bot.playground.wire_values import Json, Refusal, bad_request
from bot.playground.world.state import State

MAX_TIMEOUT_S = 50
MAX_LIMIT = 100
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "Conflict: terminated by setWebhook request"


async def get_updates(state: State, parameters: Parameters) -> list[Json]:
    """Waits up to ``timeout`` seconds; a later call ends an earlier one that still waits."""
    if state.webhook.url:
        raise Refusal(409, WEBHOOK_ACTIVE)
    offset = parameters.integer("offset") or 0
    limit = parameters.integer("limit")
    limit = min(max(limit, 1), MAX_LIMIT) if limit else MAX_LIMIT
    timeout_s = min(max(parameters.integer("timeout") or 0, 0), MAX_TIMEOUT_S)
    allowed = parameters.parsed("allowed_updates")
    if allowed is not None and not isinstance(allowed, list):
        raise bad_request("can't parse allowed_updates: expected an Array")
    state.updates.allow(allowed)
    updates = state.updates.fetch(offset, limit)
    state.last_poll = state.clock()
    if updates or not timeout_s:
        return updates
    state.polls += 1
    state.signal.notify()
    return await _awaited(state, limit, timeout_s)


async def _awaited(state: State, limit: int, timeout_s: int) -> list[Json]:
    mine = state.polls

    def arrived() -> list[Json] | None:
        if state.webhook.url:
            raise Refusal(409, WEBHOOK_SET)
        if state.polls != mine:
            raise Refusal(409, OTHER_POLLER)
        return state.updates.fetch(0, limit) or None

    try:
        return await state.signal.until(arrived, timeout_s=timeout_s)
    except TimeoutError:
        return []
