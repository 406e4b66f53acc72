"""Is what is no update refused in words of HTTP, kept nowhere, and no hindrance to the next one?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from bot.playground import Person, Playground
from retrieval.store import Store
from tests.e2e.test_life import free_port

SECRET = "a-secret-of-the-test"
GOOD = {"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}}


def body(**changed: object) -> bytes:
    return json.dumps(GOOD | changed).encode()


async def status_of(port: int, content: bytes, *, length: str | None = None, head: str = "") -> int:
    """The status of a delivery; 0 where the connection is closed without one."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    proof = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}"
    sized = "" if length == "" else f"Content-Length: {len(content) if length is None else length}\r\n"
    writer.write(f"POST /hook HTTP/1.1\r\nHost: x\r\n{proof}\r\n{head}Connection: close\r\n{sized}\r\n".encode())
    try:
        writer.write(content)
        await writer.drain()
        line = await asyncio.wait_for(reader.readline(), 40)
    except ConnectionError:
        line = b""
    writer.close()
    return int(line.split()[1]) if line else 0


MALFORMED = {
    "nothing": b"",
    "blanks": b"  \n",
    "no JSON": b"update_id=7",
    "half of one": body()[:-9],
    "two of them": body() + body(),
    "a list": b"[" + body() + b"]",
    "a string": b'"update"',
    "a number": b"7",
    "null": b"null",
    "no number": b'{"message": {}}',
    "a number in words": body(update_id="7"),
    "a fraction": body(update_id=7.5),
    "true": body(update_id=True),
    "null as the number": body(update_id=None),
    "below zero": body(update_id=-3),
    "beyond 64 bits": body(update_id=2**70),
    "five thousand digits": b'{"update_id": ' + b"9" * 5_000 + b"}",
    "brackets without end": b"[" * 200_000,
    "objects without end": b'{"a":' * 200_000,
    "UTF-16": body().decode().encode("utf-16"),
    "UTF-32": body().decode().encode("utf-32"),
    "Latin-1": b'{"update_id": 7, "text": "caf\xe9"}',
    "a byte that is no sign": b'{"update_id": 7, "text": "\xff\xfe"}',
}


@pytest.fixture
async def hooked(running: Callable) -> object:
    port = free_port()
    changed = {
        "VERBATIM_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "VERBATIM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "VERBATIM_WEBHOOK_SECRET": SECRET,
    }
    async with running(**changed):
        yield port


async def test_what_is_no_update_gets_400_and_the_next_one_is_heard(
    playground: Playground, ann: Person, hooked: int, store: Store
) -> None:
    statuses = {name: await status_of(hooked, content) for name, content in MALFORMED.items()}
    kept = store.inbox.backlog()
    answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert statuses == dict.fromkeys(MALFORMED, 400)
    assert kept == 0
    assert "bridge number 1" in answer["text"]


async def test_what_is_too_large_gets_413(playground: Playground, ann: Person, hooked: int) -> None:
    statuses = [await status_of(hooked, body(text="x" * size)) for size in (5_000_000, 20_000_000)]
    answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))

    assert statuses == [413, 413]
    assert "bridge number 1" in answer["text"]


async def test_wrong_lengths_and_chunks_stop_nobody(playground: Playground, ann: Person, hooked: int) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(b'{"update_id"'), b'{"update_id"')
    found = [
        await status_of(hooked, body(), length=str(len(body()) - 10)),
        await status_of(hooked, body(), length="many"),
        await status_of(hooked, body(), length="-5"),
        await status_of(hooked, chunked, length="", head="Transfer-Encoding: chunked\r\n"),
    ]
    # Too few bytes: nobody waits for the rest for ever, and nobody else waits at all.
    _reader, writer = await asyncio.open_connection("127.0.0.1", hooked)
    writer.write(f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n{body().decode()}".encode())
    answer = await playground.wait_for_message(ann, after=ann.say("the bridge"))
    writer.close()

    assert found == [400, 400, 400, 400]
    assert "bridge number 1" in answer["text"]
