"""Sources of settings: one row of their table, and its text from the environment, a secret's file or ``.env``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from retrieval.errors import VerbatimError

DOT_ENV = ".env"
FILE_SUFFIX = "_FILE"


class SettingsError(VerbatimError):
    """A setting that cannot be used.

    Attributes:
        name: of the variable.
    """

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} {why}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table.

    Attributes:
        read: turns the variable's text into the value; raises ValueError with the rest of a sentence ("must be …").
        default: as it would be written; None where the setting is off without it.
        is_secret: never shown, and may be in the file that the variable with ``_FILE`` names.
    """

    name: str
    read: Callable[[str], Any]
    default: str | None
    meaning: str
    is_secret: bool = False

    @property
    def field(self) -> str:
        """Its name in `Settings`."""
        return self.name.removeprefix("VERBATIM_").removeprefix("TELEGRAM_").lower()


def dot_env(folder: Path) -> Mapping[str, str]:
    """What the file ``.env`` of a folder gives, by name; nothing where there is none.

    Raises:
        SettingsError: it cannot be read.
    """
    path = folder / DOT_ENV
    if not path.exists():
        return {}
    from dotenv.parser import parse_stream  # only where there is a file: it slows the start

    try:
        lines = list(parse_stream(StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"cannot be read: {_why(error)}") from error
    if wrong := next((line.original.line for line in lines if line.error), None):
        raise SettingsError(str(path), f"cannot be read: line {wrong} is not NAME=value")
    # A name without "=" is set to nothing, not left out: a token forgotten there must not open the playground.
    return {line.key: line.value or "" for line in lines if line.key}


def given_text(row: Setting, sources: tuple[Mapping[str, str], ...]) -> str | None:
    """The text of a setting from the first source that has it; nothing counts as not given, except for a secret."""
    for source in sources:
        text = source.get(row.name)
        path = source.get(row.name + FILE_SUFFIX) if row.is_secret else None
        if text is not None and path is not None:
            raise SettingsError(row.name, f"and {row.name}{FILE_SUFFIX} are both set; keep one")
        if path is not None:
            text = _from_file(row.name + FILE_SUFFIX, path)
        if text is None:
            continue
        if text.strip():
            return text.strip()
        if row.is_secret:
            raise SettingsError(row.name, "is set to nothing; give it a value or remove it")
        return None
    return None


def _from_file(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(name, f"names {path!r}, which cannot be read: {_why(error)}") from error


def _why(error: OSError | UnicodeDecodeError) -> str:
    return getattr(error, "strerror", None) or str(error)


def read_value(row: Setting, text: str | None) -> Any:
    """The value that a text gives; None where there is none.

    Raises:
        SettingsError: it gives none; of a secret, without the text.
    """
    if text is None:
        return None
    try:
        return row.read(text)
    except ValueError as error:
        if row.is_secret:
            raise SettingsError(row.name, str(error)) from None  # its cause could show the value
        raise SettingsError(row.name, f"{error}, got {text[:80]!r}") from error
