"""Is a call made again exactly where that is safe, and after exactly as long as it must wait?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport.line import Line
from bot.transport.outgoing.call_outcome import (
    Blocked,
    CallOutcome,
    Failed,
    Moved,
    NeverSent,
    NotTaken,
    PlaceClosed,
    RateLimited,
    Refused,
    Taken,
    Uncertain,
    outcome_of,
)
from bot.transport.outgoing.pace import Pace
from bot.transport.outgoing.receipts import OBSERVER
from bot.transport.outgoing.retries import Retries
from bot.transport.wire import NoAnswer
from tests.alerts.fast_time import in_fast_time, now

CHAT = 5
# The longest that a line which answers at once is down for after its first failure.
FIRST_PAUSE_S = 0.5


def because(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


def no_connection() -> TelegramError:
    return because(NetworkError("httpx.ConnectError"), httpx.ConnectError("refused"))


def no_answer_in_time() -> TelegramError:
    return because(TimedOut(), httpx.ReadTimeout("silence"))


def unwritable() -> TelegramError:
    return because(NetworkError("Unknown error"), UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"))


ERRORS: dict[str, Callable[[], TelegramError]] = {
    "429": lambda: RetryAfter(3),
    "429-long": lambda: RetryAfter(61),
    "403": lambda: Forbidden("Forbidden: bot was blocked by the user"),
    "400-marks": lambda: BadRequest("Can't parse entities: unclosed"),
    "400-thread": lambda: BadRequest("Message thread not found"),
    "400-chat": lambda: BadRequest("Chat not found"),
    "400-closed": lambda: BadRequest("TOPIC_CLOSED"),
    "400-migrated": lambda: ChatMigrated(-100),
    "401": lambda: InvalidToken("Unauthorized"),
    "409": lambda: Conflict("Conflict: another instance"),
    "5xx": lambda: NoAnswer("no answer of Telegram's, HTTP status 502"),
    "timed-out": no_answer_in_time,
    "no-connection": no_connection,
    "unwritable": unwritable,
}


@pytest.fixture(autouse=True)
def _as_the_bot_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


class Chats:
    """Those that were blocked, as `Lives` is told of them."""

    def __init__(self) -> None:
        self.suspended: list[int] = []

    async def suspend(self, chat_id: int) -> None:
        self.suspended.append(chat_id)


class Heard:
    """A `SendObserver` that keeps what it hears."""

    def __init__(self) -> None:
        self.events: list[str] = []

    async def call_begins(self) -> None:
        self.events.append("begins")

    async def call_ended(self, outcome: CallOutcome) -> None:
        self.events.append(type(outcome).__name__)

    def chat_waits(self) -> None:
        self.events.append("waits")

    def left_unsent(self) -> None:
        self.events.append("left")


class Trial:
    """Retries over a line whose probe always arrives, for a call that fails as it is told to.

    Args:
        errors: of one call after the other; then it is taken.
    """

    def __init__(self, errors: Sequence[TelegramError]) -> None:
        self._errors = list(errors)
        self.called_at: list[float] = []
        self.chats, self.heard = Chats(), Heard()
        self.line = Line(self._probe, chance=Random(3), now=now)
        self.pace = Pace()
        self.retries = Retries(self.pace, self.chats, self.line)  # type: ignore[arg-type]

    async def _probe(self) -> None:
        await asyncio.sleep(0)

    async def call(self) -> None:
        self.called_at.append(asyncio.get_running_loop().time())
        if self._errors:
            raise self._errors.pop(0)

    async def tried(self, **options: Any) -> bool:
        OBSERVER.set(self.heard)
        try:
            return await self.retries.tried(self.call, "A message", **{"chat_id": CHAT, **options})
        finally:
            await self.line.leave()


def tried(errors: Sequence[TelegramError], **options: Any) -> tuple[bool, Trial]:
    trials: list[Trial] = []

    async def work() -> bool:
        trials.append(Trial(errors))
        return await trials[0].tried(**options)

    return in_fast_time(work), trials[0]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("429", RateLimited),
        ("429-long", RateLimited),
        ("403", Blocked),
        ("400-marks", Refused),
        ("400-thread", Refused),
        ("400-chat", Refused),
        ("400-closed", PlaceClosed),
        ("400-migrated", Moved),
        ("401", Failed),
        ("409", Failed),
        ("5xx", Uncertain),
        ("timed-out", Uncertain),
        ("no-connection", NeverSent),
        ("unwritable", Uncertain),
    ],
)
def test_every_error_has_one_outcome(name: str, outcome: type[NotTaken]) -> None:
    assert type(outcome_of(ERRORS[name]())) is outcome


@pytest.mark.parametrize(
    ("name", "waits_s"),
    [
        ("429", (3.0, 3.0)),
        ("429-long", None),
        ("403", None),
        ("400-marks", None),
        ("400-thread", None),
        ("400-chat", None),
        ("400-closed", None),
        ("400-migrated", None),
        ("401", None),
        ("409", None),
        ("5xx", None),
        ("timed-out", None),
        ("no-connection", (FIRST_PAUSE_S / 2, FIRST_PAUSE_S)),
        ("unwritable", None),
    ],
)
def test_a_message_goes_again_only_where_it_certainly_did_not_arrive(
    name: str, waits_s: tuple[float, float] | None
) -> None:
    is_done, trial = tried([ERRORS[name]()], is_repeatable=False)

    assert is_done == (waits_s is not None)
    assert len(trial.called_at) == (2 if is_done else 1)
    if waits_s:
        assert waits_s[0] <= trial.called_at[1] <= waits_s[1]


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_whoever_listens_hears_each_call_and_its_outcome(name: str) -> None:
    is_done, trial = tried([ERRORS[name]()], is_repeatable=False)

    calls = [event for event in trial.heard.events if event != "waits"]
    assert calls == ["begins", type(outcome_of(ERRORS[name]())).__name__, *(["begins", Taken.__name__] * is_done)]
    assert ("waits" in trial.heard.events) == (name == "429")


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_only_a_chat_that_blocks_is_suspended(name: str) -> None:
    _, trial = tried([ERRORS[name]()], is_repeatable=False)

    assert trial.chats.suspended == ([CHAT] if name == "403" else [])


def test_without_a_chat_none_is_suspended() -> None:
    _, trial = tried([ERRORS["403"]()], chat_id=None, is_repeatable=True)

    assert trial.chats.suspended == []


@pytest.mark.parametrize("name", ["5xx", "timed-out", "no-connection", "unwritable"])
def test_what_may_be_done_twice_is_tried_again_after_a_doubt(name: str) -> None:
    is_done, trial = tried([ERRORS[name]()], is_repeatable=True)

    assert is_done
    assert len(trial.called_at) == 2


def test_the_waits_after_a_doubt_double_until_the_tries_are_used_up() -> None:
    is_done, trial = tried([unwritable() for _ in range(9)], is_repeatable=True)

    assert not is_done
    assert trial.called_at == [0.0, 0.5, 1.5, 3.5]


def test_a_chat_that_is_asked_to_wait_again_and_again_is_given_up() -> None:
    is_done, trial = tried([RetryAfter(3) for _ in range(9)], is_repeatable=False)

    assert not is_done
    assert trial.called_at == [0.0, 3.0, 6.0, 9.0]


def test_no_connection_uses_up_no_try() -> None:
    is_done, trial = tried([no_connection() for _ in range(9)], is_repeatable=False)

    assert is_done
    assert len(trial.called_at) == 10


def test_what_nobody_waits_for_is_let_be_when_the_line_goes_down() -> None:
    is_done, trial = tried([no_connection()], is_repeatable=False, is_urgent=False)

    assert not is_done
    assert trial.heard.events == ["begins", "NeverSent", "left"]


def test_a_chat_that_must_wait_too_long_is_not_called_and_holds_up_no_other() -> None:
    async def work() -> list[tuple[bool, int]]:
        trial = Trial([RetryAfter(61)])
        return [
            (await trial.tried(is_repeatable=False, chat_id=chat_id), len(trial.called_at))
            for chat_id in (CHAT, CHAT, 6)
        ]

    assert in_fast_time(work) == [(False, 1), (False, 1), (True, 2)]


@pytest.mark.parametrize(
    ("error", "events"),
    [
        (lambda: RetryAfter(30), ["begins", "RateLimited", "waits", "left"]),
        (no_connection, ["left"]),
    ],
    ids=["waiting-for-the-chat", "waiting-for-the-line"],
)
def test_leaving_waits_for_nothing(error: Callable[[], TelegramError], events: list[str]) -> None:
    async def work() -> tuple[bool, float, list[str]]:
        trial = Trial([error() for _ in range(99)])
        asyncio.get_running_loop().call_later(10.0, trial.retries.leave)
        is_done = await trial.tried(is_repeatable=False)
        return is_done, asyncio.get_running_loop().time(), trial.heard.events

    is_done, ended_s, heard = in_fast_time(work)

    assert not is_done
    assert ended_s == 10.0
    assert heard[-len(events) :] == events


def test_an_error_that_is_not_telegrams_gives_the_line_back() -> None:
    async def work() -> bool:
        trial = Trial([no_connection()])

        async def broken() -> None:
            raise ZeroDivisionError

        assert not await trial.tried(is_repeatable=False, is_urgent=False)
        trial.line.state = "trying"
        with pytest.raises(ZeroDivisionError):
            await trial.retries.tried(broken, "A message", is_repeatable=False)
        return trial.line.is_open

    assert in_fast_time(work)
