"""Is what a proxy, a gateway or a hotel's page says never taken for Telegram's word?"""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.transport.wire import NoAnswer, WireRequest, is_of_the_line, may_have_arrived


async def error_of(answer: Callable[[httpx.Request], httpx.Response]) -> TelegramError:
    request = WireRequest(httpx_kwargs={"transport": httpx.MockTransport(answer)})
    bot = Bot("1:token", request=request)
    with pytest.raises(TelegramError) as raised:
        await bot.send_message(5, "Yes.")
    await request.shutdown()
    return raised.value


def said(code: int, words: str, **parameters: int) -> httpx.Response:
    more = {"parameters": parameters} if parameters else {}
    return httpx.Response(code, json={"ok": False, "error_code": code, "description": words, **more})


@pytest.mark.parametrize("code", [200, 302, 400, 401, 403, 404, 407, 409, 429, 500, 502, 503, 504, 530])
@pytest.mark.parametrize("body", [b"<html>Sign in to the hotel's network</html>", b"", b"[1]", b'{"error": "denied"}'])
async def test_a_page_on_the_way_says_nothing_of_chat_token_or_message(code: int, body: bytes) -> None:
    error = await error_of(lambda _: httpx.Response(code, content=body))

    assert isinstance(error, NoAnswer)
    assert is_of_the_line(error)
    assert may_have_arrived(error)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (said(400, "Bad Request: chat not found"), BadRequest),
        (said(401, "Unauthorized"), InvalidToken),
        (said(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (said(409, "Conflict: another instance"), Conflict),
        (said(413, "Request Entity Too Large"), BadRequest),
        (said(429, "Too Many Requests: retry after 3", retry_after=3), RetryAfter),
    ],
    ids=lambda value: str(getattr(value, "status_code", "")),
)
async def test_what_telegram_says_is_of_the_message(
    answer: httpx.Response, kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the bot sets it
    error = await error_of(lambda _: answer)

    assert isinstance(error, kind)
    assert not is_of_the_line(error)
    assert not may_have_arrived(error)


@pytest.mark.parametrize(
    ("cause", "arrived"),
    [
        (httpx.ConnectError("Connection refused"), False),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]"), False),
        (httpx.ConnectTimeout("slow"), False),
        (httpx.PoolTimeout("full"), False),
        (httpx.ProxyError("407 Proxy Authentication Required"), False),
        (httpx.ReadTimeout("slow"), True),
        (httpx.WriteTimeout("slow"), True),
        (httpx.ReadError("reset"), True),
        (httpx.RemoteProtocolError("Server disconnected without sending a response."), True),
    ],
    ids=str,
)
async def test_only_a_failed_connect_is_certain(cause: Exception, arrived: bool) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise cause

    error = await error_of(fail)

    assert is_of_the_line(error)
    assert may_have_arrived(error) == arrived


async def test_what_cannot_be_written_is_not_the_lines_fault() -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")

    assert not is_of_the_line(await error_of(fail))


async def test_a_file_may_be_anything() -> None:
    request = WireRequest(httpx_kwargs={"transport": httpx.MockTransport(lambda _: httpx.Response(200, text="It"))})

    assert await request.retrieve("https://api.example/file") == b"It"
    await request.shutdown()
