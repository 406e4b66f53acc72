"""Which articles are in a JSON Lines file? One object a line; only ``text`` is required."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from retrieval.model import Article, Published
from retrieval.sources.files import (
    MAX_TEXT_BYTES,
    Format,
    SourceFile,
    Yielded,
    broken_characters,
    too_long,
    undecodable,
    unfit_id,
)
from retrieval.sources.urls import canonical_url
from retrieval.sources.values import Refused

# JSON may spend six bytes on a byte of text (\u0041); nothing longer than this is ever held in memory.
MAX_LINE_BYTES = 6 * MAX_TEXT_BYTES + 100_000
_MAX_FACT_CHARACTERS = 10_000
_SKIPPED_AT_ONCE = 1 << 20
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?", re.IGNORECASE)
_JSON_TYPES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


class _Unfit(Exception):
    """A line that is no article; its text says why."""


def read_json_lines(file: SourceFile) -> Yielded:
    """The articles of a file line by line; what is wrong with a line is told by its number."""
    with file.path.open("rb") as opened:
        start = opened.read(3)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            yield file.refused("it is UTF-16; save it as UTF-8")
            return
        if start != b"\xef\xbb\xbf":
            opened.seek(0)
        is_empty = True
        for number, line in enumerate(_lines(opened, file), start=1):
            if line is None:
                yield file.refused(too_long("the line"), line=number)
            elif line.strip():
                yield _article(file, line, number)
            else:
                continue
            is_empty = False
    if is_empty:
        yield file.refused("it holds no articles")


def _lines(opened: BinaryIO, file: SourceFile) -> Iterator[bytes | None]:
    """Each line as bytes; None for one too long, which is skipped in pieces."""
    while line := opened.readline(MAX_LINE_BYTES + 1):
        file.advance(len(line))
        if len(line) <= MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = opened.readline(_SKIPPED_AT_ONCE)
            file.advance(len(line))
        yield None


def _article(file: SourceFile, line: bytes, number: int) -> Article | Refused:
    try:
        return _from_object(_object(line))
    except _Unfit as error:
        return file.refused(str(error), line=number)


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(line.decode().rstrip())
    except UnicodeDecodeError as error:
        raise _Unfit(undecodable(line, error)) from error
    except RecursionError as error:
        raise _Unfit("it is no JSON that can be read: nested too deeply") from error
    except json.JSONDecodeError as error:
        raise _Unfit(f"it is no JSON: {error.msg} at character {error.pos + 1}") from error
    except ValueError as error:
        raise _Unfit(f"it is no JSON that can be read: {error}") from error
    if not isinstance(found, dict):
        raise _Unfit(f"an object is needed, got {_type(found)}")
    return found


def _from_object(found: Mapping[str, Any]) -> Article:
    text = _text(found)
    title, outlet, author = _fact(found, "title"), _fact(found, "outlet"), _fact(found, "author")
    published, url = _published(found), _fact(found, "url")
    return Article(
        id=_id(found, url, outlet, published, title, text),
        text=text,
        title=title,
        outlet=outlet,
        author=author,
        published=published,
        url=url,
        language=_language(found),
    )


def _text(found: Mapping[str, Any]) -> str:
    if "text" not in found:
        raise _Unfit("text is missing")
    text = found["text"]
    if not isinstance(text, str):
        raise _Unfit(f"text must be a string, got {_type(text)}")
    if not text.strip():
        raise _Unfit("text is empty")
    if why := broken_characters(text):
        raise _Unfit(f"text {why}")
    if len(text) > MAX_TEXT_BYTES or len(text.encode()) > MAX_TEXT_BYTES:
        raise _Unfit(too_long("the text"))
    return text


def _fact(found: Mapping[str, Any], name: str) -> str | None:
    """A string, or None where it is missing, null or blank."""
    value = found.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _Unfit(f"{name} must be a string, got {_type(value)}")
    if "\0" in value:
        raise _Unfit(f"{name} holds a NUL character")
    if why := broken_characters(value):
        raise _Unfit(f"{name} {why}")
    if len(value) > _MAX_FACT_CHARACTERS:
        raise _Unfit(f"{name} is longer than {_MAX_FACT_CHARACTERS} characters")
    return value if value.strip() else None


def _published(found: Mapping[str, Any]) -> Published | None:
    value = _fact(found, "published")
    if value is None:
        return None
    try:
        return Published.parse(value)
    except (ValueError, OverflowError) as error:
        raise _Unfit(f"published must be YYYY-MM-DD or RFC 3339, got {value[:60]!r}") from error


def _language(found: Mapping[str, Any]) -> str | None:
    """The primary tag; None for what is no tag."""
    match = _LANGUAGE.fullmatch((_fact(found, "language") or "").strip())
    return match[1].lower() if match else None


def _id(
    found: Mapping[str, Any],
    url: str | None,
    outlet: str | None,
    published: Published | None,
    title: str | None,
    text: str,
) -> str:
    given = found.get("id")
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) < 10**18:
        given = str(given)
    chosen = _fact({"id": given}, "id") or (canonical_url(url) if url else None)
    if chosen is None:
        return _hashed(outlet, published, title, text)
    if why := unfit_id(chosen):
        raise _Unfit(f"the id {why}")
    return chosen


def _hashed(outlet: str | None, published: Published | None, title: str | None, text: str) -> str:
    """The same for the same outlet, day and title; without a title the text counts too, to tell articles apart."""
    facts = [outlet, published.day.isoformat() if published else None, title, None if title else text]
    return hashlib.blake2b(json.dumps(facts).encode(), digest_size=8).hexdigest()


def _type(value: Any) -> str:
    return "null" if value is None else _JSON_TYPES[type(value)]


JSON_LINES = Format("JSON Lines", (".jsonl",), read_json_lines)
