"""Did Telegram answer a call, or did something on the way to it? What fails on the way says nothing of the message."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

# A failed connect is certain: nothing was sent. Every other failure of the network may have come after the message.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_KNOWN = frozenset(
    {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)


class NoAnswer(NetworkError):
    """A gateway answered in Telegram's place, or Telegram's own servers failed; the message may have been taken."""


class WireRequest(HTTPXRequest):
    """Calls the Bot API, and takes for an answer only what Telegram's servers say.

    A page of a proxy or a hotel's network has a status too: its 403 blocks no chat, and its 404 makes no token wrong.
    """

    async def do_request(self, url: str, method: str, *args: Any, **more: Any) -> tuple[int, bytes]:
        """The status and the body, as the library wants them.

        Raises:
            NoAnswer: it is not Telegram's, or a failure of Telegram's own.
        """
        code, payload = await super().do_request(url, method, *args, **more)
        if method != "POST":  # a file, which may be anything
            return code, payload
        said = _said(payload)
        if said is None or (code >= HTTPStatus.INTERNAL_SERVER_ERROR and "parameters" not in said):
            raise NoAnswer(f"no answer of Telegram's, HTTP status {code}")
        if code >= HTTPStatus.BAD_REQUEST and code not in _KNOWN and "parameters" not in said:
            # "Request Entity Too Large" and the like are about the message; the library takes them for the network.
            raise BadRequest(str(said.get("description", code)))
        return code, payload


def _said(payload: bytes) -> dict[str, Any] | None:
    """What Telegram says; None where it is not Telegram who says it."""
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("ok"), bool) else None


def is_of_the_line(error: BaseException) -> bool:
    """Whether a call failed on its way, whatever it was about."""
    if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
        return False
    # What the client itself could not write, as a sign that has no UTF-8, is the message's own fault.
    return error.__cause__ is None or isinstance(error.__cause__, httpx.HTTPError)


def may_have_arrived(error: TelegramError) -> bool:
    """Only an error of the network leaves a doubt, and a failed connect does not."""
    is_of_network = isinstance(error, NetworkError) and not isinstance(error, (BadRequest, RetryAfter))
    return is_of_network and not isinstance(error.__cause__, _NEVER_SENT)
