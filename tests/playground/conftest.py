"""A real client of the Bot API, and somebody who talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.playground import Person, Playground


@pytest_asyncio.fixture
async def bot(standin: Playground) -> AsyncIterator[Bot]:
    # Certificates are for https only, and reading them takes most of a short test's time.
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    bot = Bot(
        standin.token,
        base_url=standin.base_url,
        base_file_url=standin.base_file_url,
        request=requests[0],
        get_updates_request=requests[1],
    )
    async with bot:
        yield bot


def secret_in(page: str) -> str:
    """The secret of this start, as the page's scripts find it."""
    return page.split('name="secret" content="')[1].split('"')[0]


@pytest.fixture
def ann(standin: Playground) -> Person:
    """Ann has said hello, so the bot may write to her."""
    ann = standin.person("Ann")
    ann.say("hello")
    standin.updates.drop()
    return ann


@pytest_asyncio.fixture
async def browser(standin: Playground) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that shows the chat page."""
    async with httpx.AsyncClient(verify=False, base_url=standin.url, headers={"Origin": standin.api_url}) as browser:
        page = await browser.get("/")
        browser.headers["X-Playground-Secret"] = secret_in(page.text)
        yield browser


@pytest_asyncio.fixture
async def call(standin: Playground) -> AsyncIterator[Callable[..., Awaitable[Any]]]:
    """Calls a method over bare HTTP, where a library would not send what is wrong; gives the JSON answer."""
    async with httpx.AsyncClient(verify=False, base_url=f"{standin.base_url}{standin.token}/") as client:

        async def call(method: str, **parameters: Any) -> Any:
            return (await client.post(method, json=parameters)).json()

        yield call


@pytest.fixture(autouse=True)
def _retry_after_is_a_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns about its old type otherwise."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
