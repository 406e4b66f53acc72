"""Batch questions: JSON lines in, JSON lines out, one at a time and in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import click

from bot.cli._support.failures import Failure
from retrieval.model.article import Published


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a batch; ``location`` is for messages ("questions.jsonl:17")."""

    location: str
    fields: dict[str, Any]

    @property
    def id(self) -> Any:
        """Whatever the caller gave, echoed as it is."""
        return self.fields.get("id")

    def text(self, key: str) -> str:
        """A string that must be there."""
        value = self.fields.get(key)
        if not isinstance(value, str):
            raise Failure(f'{self.location}: "{key}" must be a string, got {_shown(value)}')
        return value

    def optional_text(self, key: str) -> str | None:
        """A string that may be missing or null."""
        return None if self.fields.get(key) is None else self.text(key)

    def day(self, key: str, default: date) -> date:
        """A day that may be missing or null."""
        value = self.optional_text(key)
        if value is None:
            return default
        try:
            return Published.parse(value).day
        except ValueError:
            raise Failure(f'{self.location}: "{key}" must be YYYY-MM-DD, got {_shown(value)}') from None


def read_rows(stream: IO[bytes]) -> Iterator[Row]:
    """Each line as it arrives; empty ones are passed over.

    Raises:
        Failure: a line is no JSON object; names file and line.
    """
    name = getattr(stream, "name", "-")
    name = name if isinstance(name, str) and name not in {"-", "<stdin>"} else "stdin"
    for number, raw in enumerate(stream, start=1):
        if raw.strip(b" \t\r\n\xef\xbb\xbf"):
            location = f"{name}:{number}"
            yield Row(location, _object(raw, location))


def print_json(value: dict[str, Any]) -> None:
    """One line of JSON, UTF-8 whatever the locale, out at once."""
    try:
        line = json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate in an article's text has no UTF-8, but it has an escape
        line = json.dumps(value).encode()
    click.echo(line)


def _object(raw: bytes, location: str) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Failure(f"{location}: not UTF-8 ({error.reason} at byte {error.start})") from error
    except (ValueError, RecursionError) as error:
        raise Failure(f"{location}: not JSON ({error})") from error
    if not isinstance(value, dict):
        raise Failure(f"{location}: a JSON object is needed, got {_shown(value)}")
    return value


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 60 else text[:57] + "..."
