"""How are updates delivered to a webhook? Each is kept before Telegram hears that it was taken."""

from __future__ import annotations

import hmac
import json
import logging
import re
from http import HTTPStatus

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets, bind_unix_socket
from tornado.web import Application, RequestHandler

from bot.app.polling import Take
from bot.settings import Listen
from retrieval.errors import VerbatimError

_MAX_BODY_BYTES = 4 * 1024 * 1024
_log = logging.getLogger(__name__)


class Hook:
    """Listens for deliveries that carry the secret.

    Args:
        take: keeps updates; raises where it could not, and Telegram delivers again.
    """

    def __init__(self, path: str, secret: str, take: Take) -> None:
        routes = [(re.escape(path or "/"), _Delivery, {"secret": secret, "take": take})]
        self._server = HTTPServer(
            Application(routes, log_function=lambda _: None),
            max_body_size=_MAX_BODY_BYTES,
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


class _Delivery(RequestHandler):
    def initialize(self, secret: str, take: Take) -> None:
        self._secret = secret
        self._take = take

    async def post(self) -> None:
        """One update."""
        proof = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(proof.encode(), self._secret.encode()):
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        try:
            body = json.loads(self.request.body)
        except ValueError:
            self.set_status(HTTPStatus.BAD_REQUEST)
            return
        try:
            if isinstance(body, dict):
                await self._take([body])
        except (VerbatimError, TimeoutError) as error:
            _log.warning("A delivery could not be kept, Telegram will deliver it again: %s", error)
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)

    def check_xsrf_cookie(self) -> None:
        """No browser comes here: the secret is the proof."""
