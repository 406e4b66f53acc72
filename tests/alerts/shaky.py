"""A Telegram behind a line that fails at given times, and a bot's own way of sending to it, in fast time."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qs

import httpx
from telegram import Bot

from bot.transport.line import Line
from bot.transport.outgoing.chat_lives import Lives
from bot.transport.outgoing.pace import Pace
from bot.transport.outgoing.retries import Retries
from bot.transport.outgoing.sender import Sender
from bot.transport.wire import WireRequest
from retrieval.store import Store
from tests.alerts.fast_time import Here, now

KINDS = ("refused", "unknown name", "tls", "502", "500", "200 page", "timeout", "dropped", "dropped after")
TAKEN_ANYWAY = ("dropped after",)
_LATENCY_S = 0.05
_TIMEOUT_S = 15.0
ME = {"id": 1, "is_bot": True, "first_name": "V", "username": "v_bot"}


@dataclass
class Shaky:
    """Telegram, as it is reached over a line.

    Args:
        outages: from when to when it fails, in seconds, and how.
        only: the methods that fail; all where there are none.
    """

    outages: Sequence[tuple[float, float, str]]
    only: tuple[str, ...] = ()
    arrived: Counter[int] = field(default_factory=Counter)
    """Messages by chat."""
    in_flight: int = 0
    most_in_flight: int = 0
    calls: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    refusals: dict[int, tuple[int, str]] = field(default_factory=dict)

    async def answer(self, request: httpx.Request) -> httpx.Response:
        method = request.url.path.rpartition("/")[2]
        self.calls[method] += 1
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            return await self._answered(method, request)
        finally:
            self.in_flight -= 1

    async def _answered(self, method: str, request: httpx.Request) -> httpx.Response:
        asked = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        method = "sendMessage" if method == "sendRichMessage" else method  # they fail alike
        kind = self._fault(method)
        if kind is None:
            await asyncio.sleep(_LATENCY_S)
            kind = self._fault(method) if self._fault(method) in (*TAKEN_ANYWAY, "502", "dropped") else None
        if kind is None:
            return self._taken(method, asked)
        self.failed[method] += 1
        if kind in TAKEN_ANYWAY:
            self._taken(method, asked)
        return await _broken(kind)

    def _fault(self, method: str) -> str | None:
        at = asyncio.get_running_loop().time()
        if self.only and method not in self.only:
            return None
        return next((kind for begun, ended, kind in self.outages if begun <= at < ended), None)

    def _taken(self, method: str, asked: dict[str, str]) -> httpx.Response:
        if method != "sendMessage":
            return _said(ME)
        chat_id = int(asked["chat_id"])
        if chat_id in self.refusals:
            code, words = self.refusals[chat_id]
            return httpx.Response(code, json={"ok": False, "error_code": code, "description": words})
        self.arrived[chat_id] += 1
        chat = {"id": chat_id, "type": "private", "first_name": "A"}
        return _said(
            {"message_id": sum(self.arrived.values()), "date": 1, "chat": chat, "text": asked.get("text", "blocks")}
        )


def _said(result: Any) -> httpx.Response:
    return httpx.Response(200, content=json.dumps({"ok": True, "result": result}).encode())


async def _broken(kind: str) -> httpx.Response:
    if kind in ("502", "500", "200 page"):
        await asyncio.sleep(_LATENCY_S)
        if kind == "500":
            return httpx.Response(500, json={"ok": False, "error_code": 500, "description": "Internal Server Error"})
        return httpx.Response(int(kind[:3]), text="<html>not Telegram</html>")
    if kind == "timeout":
        await asyncio.sleep(_TIMEOUT_S)
        raise httpx.ReadTimeout("silence")
    if kind.startswith("dropped"):
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
    raise httpx.ConnectError({"refused": "Connection refused", "tls": "certificate expired"}.get(kind, "unknown name"))


@dataclass
class Way:
    """What a bot sends with."""

    bot: Bot
    line: Line
    tries: Retries
    sender: Sender


async def way_to(telegram: Shaky, store: Store) -> Way:
    """A bot that reaches it."""
    request = WireRequest(connection_pool_size=64, httpx_kwargs={"transport": httpx.MockTransport(telegram.answer)})
    bot = Bot("1:token", request=request)
    await bot.initialize()
    line = Line(bot.get_me, chance=Random(3), now=now)
    lives = Lives(store.lives, Here())
    tries = Retries(Pace(), lives, line)
    return Way(bot, line, tries, Sender(bot, tries, lives))


def total(outages: Sequence[tuple[float, float, str]], of: Callable[[str], bool]) -> int:
    """How many outages are of a kind."""
    return sum(of(kind) for _, _, kind in outages)
