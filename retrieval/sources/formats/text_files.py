"""Text files: the seed format, which begins with its date and title, or nothing but text."""

from __future__ import annotations

import re

from retrieval.model import Article
from retrieval.sources.files.encodings import UnknownEncoding, decoded
from retrieval.sources.files.source_file import MAX_TEXT_BYTES, Format, SourceFile, Yielded, too_long, unfit_id
from retrieval.sources.files.unpacking import open_unpacked
from retrieval.sources.formats.fields import read_date
from retrieval.sources.refused import Refused

# A line that tells a date in numbers means the seed format; "date palms grow" is a text like any other.
_FIRST_LINE = re.compile(r" ?date (?P<day>\d+[-/.]\d+[-/.]\d+\S*)[ \t]*(?P<title>[^\n]*)(?:\n|\Z)(?:\r?\n)?")
_MAX_FIRST_LINE_BYTES = 10_000
_MAX_FILE_BYTES = 4 * (MAX_TEXT_BYTES + _MAX_FIRST_LINE_BYTES)  # UTF-32 spends four bytes on one of UTF-8


def read_text_file(file: SourceFile) -> Yielded:
    """The one article of a text file."""
    text = read_whole(file)
    yield text if isinstance(text, Refused) else _article(file, text)


def read_whole(file: SourceFile) -> str | Refused:
    """All text of a file in whatever encoding it is, and why there is none."""
    with open_unpacked(file) as (opened, advance):
        # One byte more than can be right tells a file that is too long without reading it whole.
        raw = opened.read(_MAX_FILE_BYTES + 1)
        advance(len(raw))
    if len(raw) > _MAX_FILE_BYTES:
        return file.refused(too_long("the text"))
    try:
        text, encoding = decoded(raw)
    except UnknownEncoding as error:
        return file.refused(str(error))
    file.noted_encoding(encoding)
    return text


def _article(file: SourceFile, text: str) -> Article | Refused:
    title, published = None, None
    first = _FIRST_LINE.match(text)
    if first:
        published = read_date(first["day"])
        title = first["title"].strip() or None
        if published is None:
            file.noted(f"published left empty: no date is understood in {first['day'][:40]!r}", line=1)
        text = text[first.end() :]
    if len(text) > MAX_TEXT_BYTES or len(text.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
        return file.refused(too_long("the text"))
    if not text.strip():
        return file.refused("it holds no text" if first is None else "it holds no text after its first line")
    if why := unfit_id(file.name):
        return file.refused(f"its name {why}; rename it")
    return Article(file.name, text, title=title, published=published)


TEXT_FILE = Format("text", (".txt", ".txt.gz", ".text"), read_text_file)
