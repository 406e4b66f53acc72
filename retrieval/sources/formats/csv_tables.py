"""CSV tables of a content system: one article a row; the names in the first row say what is what."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from retrieval.model import Article
from retrieval.sources.files.encodings import MAX_SAMPLE_BYTES, UnknownEncoding, encoding_of
from retrieval.sources.files.source_file import MAX_TEXT_BYTES, Format, SourceFile, Yielded, too_long
from retrieval.sources.files.unpacking import beginning_of, open_unpacked
from retrieval.sources.formats.field_names import fact_of, plain_name
from retrieval.sources.formats.fields import article_in, renamed
from retrieval.sources.refused import Refused

MAX_ROW_CHARACTERS = 2 * MAX_TEXT_BYTES
MAX_COLUMNS = 1000
_OPEN = "; is a quotation mark left open?"
_SEPARATORS = ",;\t|"
# What spreadsheets write above a table for each other.
_TOLD = re.compile(r"sep=([,;\t|])", re.IGNORECASE)


def read_table(file: SourceFile) -> Yielded:
    """The articles of a file row by row; what is wrong with a row is told by the line that it ends on."""
    sample = beginning_of(file, MAX_SAMPLE_BYTES)
    try:
        encoding = encoding_of(sample, is_cut=len(sample) == MAX_SAMPLE_BYTES)
    except UnknownEncoding as error:
        yield file.refused(str(error))
        return
    file.noted_encoding(encoding)
    with open_unpacked(file) as (opened, advance):
        lines = _Lines(io.TextIOWrapper(opened, encoding.codec, newline=""), advance)
        try:
            yield from _articles(file, lines)
        except _TooLong:
            yield file.refused(too_long("a row") + _OPEN, line=lines.number)
        except csv.Error as error:
            why = too_long("a cell") + _OPEN if "limit" in str(error) else f"it is no table from here on: {error}"
            yield file.refused(why, line=lines.number)
        except UnicodeDecodeError:
            yield file.refused(
                f"it begins as {encoding.name or 'UTF-8'} and goes on as something else", line=lines.number
            )


def _articles(file: SourceFile, lines: _Lines) -> Yielded:
    header = next(lines, "").strip("\r\n")
    if told := _TOLD.fullmatch(header):
        header = next(lines, "").strip("\r\n")
    separator = told[1] if told else max(_SEPARATORS, key=lambda mark: len(_facts(header, mark, file.names)))
    if "text" not in _facts(header, separator, file.names):
        yield file.refused("its first line names no column with a text; call it “text”, or say --map NAME=text", line=1)
        return
    names = next(csv.reader([header], delimiter=separator))
    csv.field_size_limit(MAX_TEXT_BYTES + 1)
    rows = csv.reader(lines, delimiter=separator)
    is_empty = True
    for row in rows:
        lines.begin_row()
        if any(map(str.strip, row)):
            is_empty = False
            yield _article(file, names, row, lines.number)
    if is_empty:
        yield file.refused("it holds no articles")


def _article(file: SourceFile, names: Sequence[str], row: Sequence[str], number: int) -> Article | Refused:
    if len(row) > len(names):
        return file.refused(f"the row has {len(row):,} columns, and the first line names {len(names):,}", line=number)
    is_text = {name for name in names if fact_of(name) == "text" or file.names.get(plain_name(name)) == "text"}
    record = {n: value if n in is_text else value.strip() for n, value in zip(names, row, strict=False)}
    return article_in(file, record, number)


def _facts(header: str, separator: str, given: Mapping[str, str]) -> set[str]:
    """Which of our facts the columns of a first line are called after, when it is split so."""
    if header.count(separator) >= MAX_COLUMNS:
        return set()
    try:
        names = next(csv.reader([header], delimiter=separator), [])
    except csv.Error:
        return set()
    return {fact for name in renamed(dict.fromkeys(names), given) if (fact := fact_of(name))}


class _TooLong(Exception):
    """A row that does not end."""


class _Lines(Iterator[str]):
    """The lines of a table, numbered; a row of any number of lines is read up to a limit."""

    def __init__(self, opened: io.TextIOWrapper, advance: Callable[[int], None]) -> None:
        self._opened, self._advance = opened, advance
        self._size = self.number = 0

    def begin_row(self) -> None:
        self._size = 0

    def __next__(self) -> str:
        line = self._opened.readline(MAX_ROW_CHARACTERS + 1 - self._size)
        self.number += 1
        self._size += len(line)
        self._advance(len(line.encode("utf-8", "replace")))
        if self._size > MAX_ROW_CHARACTERS:
            raise _TooLong
        if not line:
            raise StopIteration
        return line.replace("\0", "")


TABLE = Format("CSV", (".csv", ".csv.gz", ".tsv"), read_table, is_exact=False)
