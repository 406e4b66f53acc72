"""Which article is in a text file? The seed format, which begins with its date and title, or nothing but text."""

from __future__ import annotations

import re

from retrieval.model import Article, Published
from retrieval.sources.files import (
    MAX_TEXT_BYTES,
    Format,
    SourceFile,
    Yielded,
    too_long,
    undecodable,
    unfit_id,
)
from retrieval.sources.values import Refused

# A line that tells a date in numbers means the seed format; "date palms grow" is a text like any other.
_FIRST_LINE = re.compile(r" ?date (?P<day>\d+[-/.]\d+[-/.]\d+\S*)[ \t]*(?P<title>[^\n]*)(?:\n|\Z)(?:\r?\n)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MAX_FIRST_LINE_BYTES = 10_000


def read_text_file(file: SourceFile) -> Yielded:
    """The one article of a text file."""
    # One byte more than can be right tells a file that is too long without reading it whole.
    limit = MAX_TEXT_BYTES + _MAX_FIRST_LINE_BYTES
    with file.path.open("rb") as opened:
        raw = opened.read(limit + 1)
    file.advance(len(raw))
    if len(raw) > limit:
        yield file.refused(too_long("the text"))
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield file.refused(undecodable(raw, error))
        return
    yield _article(file, text)


def _article(file: SourceFile, text: str) -> Article | Refused:
    title, published = None, None
    first = _FIRST_LINE.match(text)
    if first:
        try:
            published = _published(first["day"])
        except ValueError as error:
            return file.refused(str(error), line=1)
        title = first["title"].strip() or None
        text = text[first.end() :]
    if len(text.encode()) > MAX_TEXT_BYTES:
        return file.refused(too_long("the text"))
    if not text.strip():
        return file.refused("it holds no text" if first is None else "it holds no text after its first line")
    if why := unfit_id(file.name):
        return file.refused(f"its name {why}; rename it")
    return Article(file.name, text, title=title, published=published)


def _published(day: str) -> Published:
    if not _DAY.fullmatch(day):
        raise ValueError(f"the date must be YYYY-MM-DD, got {day[:40]!r}")
    try:
        return Published.parse(day)
    except ValueError:
        raise ValueError(f"there is no such day: {day}") from None


TEXT_FILE = Format("text", (".txt",), read_text_file)
