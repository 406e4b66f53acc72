"""Log redaction: every record is made without secrets, whoever writes it and wherever it goes."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from bot.settings import SETTINGS, Settings

HIDDEN = "***"
# These libraries write addresses with the token, updates or searches with what people ask, at the levels below.
_QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "opensearch": logging.WARNING,
    "opensearchpy.trace": logging.WARNING,
    "telegram": logging.WARNING,
    "telegram.ext": logging.CRITICAL,
    "tornado.access": logging.ERROR,
}


def quiet_libraries() -> None:
    """Raise the levels of the libraries that would log addresses and updates."""
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)


@contextmanager
def without_secrets(settings: Settings) -> Iterator[None]:
    """While this lasts, no log record of the process carries a secret of the settings, at any level."""
    secrets = _forms(settings)
    before = logging.getLogRecordFactory()

    def make(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = before(*args, **kwargs)
        _redact(record, secrets)
        return record

    logging.setLogRecordFactory(make)
    try:
        yield
    finally:
        logging.setLogRecordFactory(before)


def redacted(text: str, secrets: Iterable[str]) -> str:
    """The text with each secret hidden.

    >>> redacted("GET /bot12:abc/getMe", ["12:abc"])
    'GET /bot***/getMe'
    """
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def _forms(settings: Settings) -> tuple[str, ...]:
    """The secrets in every form they are written in, long ones first."""
    token = settings.bot_token or ""
    plain = [token.partition(":")[2], *(getattr(settings, row.field) or "" for row in SETTINGS if row.is_secret)]
    forms = {form for secret in plain if secret for form in (secret, quote(secret, safe=""), repr(secret)[1:-1])}
    return tuple(sorted(forms, key=len, reverse=True))


def _redact(record: logging.LogRecord, secrets: tuple[str, ...]) -> None:
    try:
        message = record.getMessage()
    except (TypeError, ValueError):
        return  # the handler reports a record whose arguments do not fit
    clean = redacted(message, secrets)
    if clean != message:
        record.msg, record.args = clean, None
    if record.exc_info and record.exc_info[1]:
        text = "".join(traceback.format_exception(record.exc_info[1])).rstrip("\n")
        if (clean := redacted(text, secrets)) != text:
            # A formatter prints this text and never asks the exception again.
            record.exc_text, record.exc_info = clean, None
