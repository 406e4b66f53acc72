"""How are updates delivered to a webhook? Each is kept before Telegram hears that it was taken."""

from __future__ import annotations

import hmac
import json
import logging
import re
from http import HTTPStatus
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets, bind_unix_socket
from tornado.web import Application, RequestHandler, stream_request_body

from bot.settings import Listen
from bot.transport.incoming.inbox import number_of
from bot.transport.incoming.poller import Take
from retrieval.errors import VerbatimError

_MAX_BODY_BYTES = 4 * 1024 * 1024
# Tornado cuts a larger one off without a word; up to here, its sender hears why it is not taken.
_MOST_READ_BYTES = 64 * 1024 * 1024
_BODY_WAITS_S = 30.0
_log = logging.getLogger(__name__)


class Webhook:
    """Listens for deliveries that carry the secret.

    Args:
        take: keeps updates; raises where it could not, and Telegram delivers again.
    """

    def __init__(self, path: str, secret: str, take: Take) -> None:
        routes = [(re.escape(path or "/"), _Delivery, {"secret": secret, "take": take})]
        self._server = HTTPServer(
            Application(routes, log_function=lambda _: None),
            max_body_size=_MOST_READ_BYTES,
            body_timeout=_BODY_WAITS_S,
        )

    def open(self, where: Listen) -> None:
        """Begin to listen.

        Raises:
            OSError: the place is taken.
        """
        if where.unix:
            self._server.add_socket(bind_unix_socket(str(where.unix)))
        else:
            self._server.add_sockets(bind_sockets(where.port, where.host))

    async def stop(self) -> None:
        """Take no more deliveries."""
        self._server.stop()
        await self._server.close_all_connections()


@stream_request_body
class _Delivery(RequestHandler):
    def initialize(self, secret: str, take: Take) -> None:
        self._secret = secret
        self._take = take
        self._body = bytearray()
        self._is_too_large = False

    def data_received(self, chunk: bytes) -> None:
        """A part of the body; what is too much is let go by, so that its sender hears of it."""
        self._is_too_large = self._is_too_large or len(self._body) + len(chunk) > _MAX_BODY_BYTES
        if self._is_too_large:
            self._body.clear()
        else:
            self._body += chunk

    async def post(self) -> None:
        """One update."""
        proof = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(proof.encode(), self._secret.encode()):
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        if self._is_too_large:
            self.set_status(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        update = _read(bytes(self._body))
        if update is None:
            _log.warning("A delivery is no update and is not taken")
            self.set_status(HTTPStatus.BAD_REQUEST)
            return
        try:
            await self._take([update])
        except (VerbatimError, TimeoutError) as error:
            _log.warning("A delivery could not be kept, Telegram will deliver it again: %s", error)
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)

    def check_xsrf_cookie(self) -> None:
        """No browser comes here: the secret is the proof."""


def _read(body: bytes) -> dict[str, Any] | None:
    """The update in a body; None where there is none.

    >>> _read(b'{"update_id": 7}'), _read(b'[7]'), _read(b'{"update_id": "7"}'), _read(b'{"update_id": 7}'[:9])
    ({'update_id': 7}, None, None, None)
    """
    try:
        update = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):  # no JSON, another encoding, or brackets without end
        return None
    return update if number_of(update) is not None else None
