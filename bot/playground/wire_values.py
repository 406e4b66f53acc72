"""Wire values that travel between the rooms of the stand-in, and its refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
"""One of Telegram's JSON objects, as it is on the wire."""


class Refusal(Exception):
    """A call that Telegram would turn down, in Telegram's own words.

    Args:
        code: HTTP status and ``error_code`` alike.
        description: as the Bot API gives it, prefix included.
        parameters: ``retry_after`` or ``migrate_to_chat_id``.
    """

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})

    def as_json(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refusal:
    """The 400 that answers most mistakes.

    >>> bad_request("chat not found").as_json()["description"]
    'Bad Request: chat not found'
    """
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    return Refusal(403, f"Forbidden: {reason}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a multipart body."""

    name: str
    mime_type: str
    content: bytes
