"""Fixtures that several rooms' tests share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.playground import Playground


@pytest_asyncio.fixture
async def standin() -> AsyncIterator[Playground]:
    """A started stand-in for Telegram with its own port and token; ``base_url`` and ``token`` go to the bot."""
    playground = Playground(token="7000000001:a-token-for-tests", webhook_retry_s=0.05)
    await playground.start()
    yield playground
    await playground.stop()
