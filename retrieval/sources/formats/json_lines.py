"""JSON and JSON lines: one object a line, or a list of objects; only a text is required."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from retrieval.model import Article
from retrieval.sources.files.encodings import (
    MAX_SAMPLE_BYTES,
    UTF_8,
    Encoding,
    UnknownEncoding,
    encoding_of,
    undecodable,
)
from retrieval.sources.files.source_file import MAX_TEXT_BYTES, Format, SourceFile, Yielded, too_long
from retrieval.sources.files.unpacking import as_utf_8, beginning_of, open_unpacked
from retrieval.sources.formats.fields import Unfit, article_in, kind_of
from retrieval.sources.formats.telegram_export import is_telegram_export, telegram_records
from retrieval.sources.refused import Refused

# JSON may spend six bytes on a byte of text (\u0041); nothing longer than this is ever held in memory.
MAX_LINE_BYTES = 6 * MAX_TEXT_BYTES + 100_000
MAX_VALUES = 200_000
"""The most values, lists and objects in one object: each is an object in memory, many times its size in the file."""
MAX_VALUES_OF_FILE = 1_500_000
"""The same for a whole file, which may be a list of very many records."""
_MAX_WRAPPED = 2
_SKIPPED_AT_ONCE = 1 << 20
# What begins a value, outside strings. Possessive, so that nothing is remembered of a string of any length, and with
# the closing mark left open, so that a string that never ends is gone through once.
_VALUE_OR_STRING = re.compile(rb'[\[{,:]|"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)


def read_json_lines(file: SourceFile) -> Yielded:
    """The articles of a file line by line; what is wrong with a line is told by its number."""
    encoding = _encoding_of(file)
    file.noted_encoding(encoding)
    with open_unpacked(file) as (opened, advance):
        if encoding.name is not None:
            opened, advance = as_utf_8(opened, encoding), lambda _: None
        is_empty = True
        for number, line in enumerate(_lines(opened, advance), start=1):
            line = line.removeprefix(b"\xef\xbb\xbf") if line and number == 1 else line
            if line is None:
                yield file.refused(too_long("the line"), line=number)
            elif line.strip():
                yield _article(file, line, number)
            else:
                continue
            is_empty = False
    if is_empty:
        yield file.refused("it holds no articles")


def read_json(file: SourceFile) -> Yielded:
    """The articles of a file that is one list of objects, or one object that is an article or holds such a list."""
    with open_unpacked(file) as (opened, advance):
        raw = opened.read(MAX_LINE_BYTES + 1)
        advance(len(raw))
    if len(raw) > MAX_LINE_BYTES:
        yield file.refused(
            f"it is over {MAX_LINE_BYTES // 1_000_000} MB; write it as JSON lines, one object a line (.jsonl)"
        )
        return
    try:
        encoding = encoding_of(raw)
        file.noted_encoding(encoding)
        records = _records(_parsed(raw.decode(encoding.codec).encode("utf-8", "surrogatepass"), MAX_VALUES_OF_FILE))
    except (UnknownEncoding, UnicodeDecodeError, Unfit) as error:
        yield file.refused(str(error) if not isinstance(error, UnicodeDecodeError) else undecodable(raw, error))
        return
    for number, record in enumerate(records, start=1):
        yield article_in(file, record, number)
    if not records:
        yield file.refused("it holds no articles")


def _encoding_of(file: SourceFile) -> Encoding:
    """How the file is written; UTF-8 where that is not plain, and then each line that is not is refused by itself."""
    sample = beginning_of(file, MAX_SAMPLE_BYTES)
    try:
        encoding = encoding_of(sample, is_cut=len(sample) == MAX_SAMPLE_BYTES)
    except UnknownEncoding:
        return UTF_8
    is_legacy = encoding.name is not None and not encoding.name.startswith("UTF")
    return UTF_8 if is_legacy and any(map(_is_written_in_utf_8, sample.splitlines())) else encoding


def _is_written_in_utf_8(line: bytes) -> bool:
    try:
        return not line.isascii() and bool(line.decode())
    except UnicodeDecodeError:
        return False


def _lines(opened: BinaryIO, advance: Callable[[int], None]) -> Iterator[bytes | None]:
    """Each line as bytes; None for one too long, which is skipped in pieces."""
    while line := opened.readline(MAX_LINE_BYTES + 1):
        advance(len(line))
        if len(line) <= MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = opened.readline(_SKIPPED_AT_ONCE)
            advance(len(line))
        yield None


def _article(file: SourceFile, line: bytes, number: int) -> Article | Refused:
    try:
        record = _parsed(line.rstrip())
    except Unfit as error:
        return file.refused(str(error), line=number)
    return article_in(file, record, number)


def _parsed(raw: bytes, most: int = MAX_VALUES) -> Any:
    marks = (found[0][:1] != b'"' for found in _VALUE_OR_STRING.finditer(raw))
    if len(raw) > most and next(islice(filter(None, marks), most, None), False):
        raise Unfit(f"it is made of more than {most:,} values")
    try:
        return json.loads(raw.decode())
    except UnicodeDecodeError as error:
        raise Unfit(undecodable(raw, error)) from error
    except RecursionError as error:
        raise Unfit("it is not JSON that can be read: nested too deeply") from error
    except json.JSONDecodeError as error:
        raise Unfit(f"it is no JSON: {error.msg} at character {error.pos + 1}") from error
    except ValueError as error:
        raise Unfit(f"it is not JSON that can be read: {error}") from error


def _records(found: Any) -> list[Any]:
    """The records of a file: those of its list, of the one list of objects in its object, or the object itself."""
    if isinstance(found, list):
        return found
    if is_telegram_export(found):
        return list(telegram_records(found))
    if isinstance(found, Mapping):
        return _listed_in(found) or [found]
    raise Unfit(f"a list or an object is needed, got {kind_of(found)}")


def _listed_in(found: Mapping[str, Any], depth: int = 0) -> list[Any] | None:
    """The one list of objects in an object that is no article itself, or in the one object that has one."""
    if any(isinstance(found.get(name), str) for name in ("text", "body", "content")):
        return None
    lists = [v for v in found.values() if isinstance(v, list) and v and all(isinstance(r, dict) for r in v)]
    if not lists and depth < _MAX_WRAPPED:
        inner = (_listed_in(v, depth + 1) for v in found.values() if isinstance(v, Mapping))
        lists = [one for one in inner if one]
    return lists[0] if len(lists) == 1 else None


JSON_LINES = Format("JSON Lines", (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"), read_json_lines)
JSON_FILE = Format("JSON", (".json", ".json.gz"), read_json, is_exact=False)
