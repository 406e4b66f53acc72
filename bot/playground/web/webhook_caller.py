"""Webhook delivery: updates posted to a bot that set a webhook."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from bot.playground.wire_values import Json
from bot.playground.world.state import State, Webhook

TIMEOUT_S = 30
MAX_DELAY_S = 60.0


class WebhookSender:
    """Posts pending updates: in order within a chat, several chats at once, again after every failure.

    Args:
        retry_s: pause after the first failure of an update; it doubles with each further one.
    """

    def __init__(self, state: State, *, retry_s: float = 1.0) -> None:
        self._state = state
        self._retry_s = retry_s
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._failures: dict[int, int] = {}
        self._runner: asyncio.Task[None] | None = None
        self._client: AsyncHTTPClient | None = None

    def start(self) -> None:
        self._client = AsyncHTTPClient(force_instance=True, max_clients=100)
        self._runner = asyncio.create_task(self._run())

    async def stop(self) -> None:
        tasks = [task for task in (self._runner, *self._under_way.values()) if task]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        if self._client:
            self._client.close()

    async def _run(self) -> None:
        while True:
            self._send_ready()
            await self._state.signal.changed()

    def _send_ready(self) -> None:
        """Start the oldest update of every chat in which none is under way."""
        webhook = self._state.webhook
        if not webhook.url:
            return
        for update in self._state.updates.pending():
            line = _line(update)
            if len(self._under_way) >= webhook.max_connections:
                return
            if line not in self._under_way:
                self._under_way[line] = asyncio.create_task(self._deliver(line, update, webhook))

    async def _deliver(self, line: int, update: Json, webhook: Webhook) -> None:
        problem = await self._post(update, webhook)
        update_id = update["update_id"]
        if problem:
            webhook.last_error_date, webhook.last_error_message = self._state.now(), problem
            failures = self._failures[update_id] = self._failures.get(update_id, 0) + 1
            await asyncio.sleep(min(self._retry_s * 2 ** (failures - 1), MAX_DELAY_S))
        else:
            self._state.updates.confirm(update_id)
            self._failures.pop(update_id, None)
        self._under_way.pop(line, None)
        self._state.signal.notify()

    async def _post(self, update: Json, webhook: Webhook) -> str:
        """What went wrong, empty where the bot took the update."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token
        request = HTTPRequest(
            webhook.url, method="POST", headers=headers, body=json.dumps(update), request_timeout=TIMEOUT_S
        )
        assert self._client is not None
        try:
            response = await self._client.fetch(request, raise_error=False)
        except (OSError, HTTPClientError) as error:
            return f"Connection failed: {error}"
        if 200 <= response.code <= 299:
            return ""
        return f"Wrong response from the webhook: {response.code} {response.reason}"


def _line(update: Json) -> int:
    """Updates of one chat, else of one person, wait for each other."""
    body = next(value for name, value in update.items() if name != "update_id")
    if not isinstance(body, dict):
        return 0
    message = body.get("message") if "data" in body else body
    chat = (message or {}).get("chat") or body.get("chat") or body.get("from") or {}
    return int(chat.get("id", 0)) if isinstance(chat, dict) else 0
