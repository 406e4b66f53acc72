"""What if the token is revoked while the bot polls? The library's polling ends in silence then; this tells of it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram.error import InvalidToken
from telegram.request import HTTPXRequest

_READ_TIMEOUT_S = 15.0


class PollingRequest(HTTPXRequest):
    """Fetches updates; ``on_refused`` is called when Telegram no longer knows the token."""

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1, read_timeout=_READ_TIMEOUT_S)
        self.on_refused: Callable[[InvalidToken], None] = lambda _: None

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Ask, and look at the status of the answer."""
        status, payload = await super().do_request(*args, **kwargs)
        if status == HTTPStatus.UNAUTHORIZED:
            self.on_refused(InvalidToken())
        return status, payload
