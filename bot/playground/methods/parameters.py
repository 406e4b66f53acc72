"""Request parameters of a call, whether they came as a form, in parts or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.wire_values import Json, Upload, bad_request

TRUE_WORDS = frozenset({"true", "yes", "1"})
WORDS = frozenset({"text", "caption", "description", "short_description", "name", "secret_token"})
"""Parameters that stay text in the record, even where the text is a number."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name; a form gives them as text, a JSON body as they are."""

    values: Mapping[str, object]
    files: Mapping[str, Upload] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A string; empty where it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str) -> int | None:
        value = self.values.get(name)
        if value in (None, ""):
            return None
        try:
            return int(str(value))
        except ValueError as error:
            raise bad_request(f"invalid {name} specified") from error

    def boolean(self, name: str) -> bool:
        value = self.values.get(name)
        return value if isinstance(value, bool) else str(value).lower() in TRUE_WORDS

    def parsed(self, name: str) -> Any:
        """A JSON value, parsed where it came as text; None where it is missing."""
        value = self.values.get(name)
        if value in (None, "") or not isinstance(value, str):
            return value or None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error

    def mapping(self, name: str) -> Json:
        """A JSON object; empty where it is missing."""
        value = self.parsed(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {name}: expected an Object")
        return value

    def mappings(self, name: str) -> list[Json] | None:
        """A JSON array of objects; None where it is missing."""
        value = self.parsed(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(member, dict) for member in value):
            raise bad_request(f"can't parse {name}: expected an Array of Objects")
        return value

    def as_json(self) -> Json:
        """For the record: JSON in text is parsed, numbers in text become numbers, files are named."""
        return {name: value if name in WORDS else _recorded(value) for name, value in self.values.items()} | {
            name: upload.name for name, upload in self.files.items()
        }


def _recorded(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value[:1] in ("{", "[") or value.lstrip("-").isdecimal() or value in ("true", "false"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
