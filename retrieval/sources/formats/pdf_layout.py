"""PDF layout analysis: paragraphs from lines on pages, told by columns, indents, gaps, lengths and end marks.

A page knows no paragraphs, only lines at places. Widths are estimated from the letters' height, which is enough to
tell two columns from one and a line that was broken because it was full from one that was meant to end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from retrieval.sources.formats.hyphens import Hyphens
from retrieval.sources.formats.pdf_heads import day_of_head
from retrieval.sources.html.markup import CELL_MARK

# Widths of letters in parts of their height, between those of the usual faces with and without serifs.
_NARROW, _WIDE, _CAPITAL, _USUAL = 0.29, 0.78, 0.66, 0.49
_NARROW_LETTERS = frozenset(" .,:;!'’‘|ijltfrI()[]-/")
_WIDE_LETTERS = frozenset("mwMW—…@%ЖШЩЮжшщюмф")
_EM_A_LETTER = 0.45
_FAR = 1.5
_MIN_COLUMN_LINES = 3
_MIN_COLUMN_LETTERS = 18
_SAME_PLACE = 3.0
_PLACES_TRIED = 50
_MARGIN_ROWS = 2
_APART = 1.8
_END = re.compile(r"[.!?…:;][\"'”’»«“)\]]*$")
_BEGINS_LOW = re.compile(r"[\"'“‘«„(]*[^\W\d_]")
_BULLET = re.compile(r"(?:[•◦▪‣●■*–—-]|\(?\d{1,3}[.)]|[a-z]\))\s+\S")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:\w{1,8}\.?\s+)?#(?:\s*(?:/|\w{1,4})\s*#)?[-–—\s]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text at its place.

    Attributes:
        x: of its beginning, in points from the left.
        y: of its foot, in points from below.
        size: the height of its letters, in points.
    """

    text: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        """About where it ends."""
        return self.x + _width(self.text) * self.size

    def is_beside(self, other: Line) -> bool:
        """Whether both are on one baseline."""
        return abs(self.y - other.y) <= 0.4 * max(self.size, other.size)

    def is_continued_by(self, other: Line) -> bool:
        """Whether another piece goes on with this line, in another font as it may be, and is no column's or cell's."""
        is_near = other.x - self.end < _FAR * self.size and other.x >= self.x
        return is_near and (self.is_beside(other) or abs(self.y - other.y) < 0.6 * min(self.size, other.size))

    def with_more(self, other: Line) -> Line:
        """This line and the piece that goes on with it."""
        size = self.size if len(self.text) >= len(other.text) else other.size
        return replace(self, text=self.text + other.text, size=size)


def _width(text: str) -> float:
    """About how wide a text is, in heights of its letters."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    return _CAPITAL if letter.isupper() else _USUAL


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of a document, without what its pages repeat at their edges.

    >>> lines = ["The river rose above the old bri-", "dge on Monday night, the council", "said. The school is shut."]
    >>> paragraphs_of([[Line(text, 40, 700 - 12 * row, 10) for row, text in enumerate(lines)]])
    ['The river rose above the old bridge on Monday night, the council said. The school is shut.']
    """
    pages = [[replace(line, text=line.text.strip()) for line in page if line.text.strip()] for page in pages]
    heads = _running_heads(pages)
    columns = [column for page in pages for column in _columns(_without(page, heads))]
    groups = [group for column in columns if column for group in _grouped(column)]
    hyphens = Hyphens(line.text for page in pages for line in page)
    return [hyphens.joined([line.text for line in group]) for group in _across(groups)]


# -- running heads -----------------------------------------------------------------------------------------------------


def _running_heads(pages: Sequence[Sequence[Line]]) -> frozenset[tuple[str, int]]:
    """The words at the upper and lower edges that are at one place on several pages, numbers aside."""
    seen = Counter(head for page in pages for head in {_head(line) for line in _at_edges(page)})
    least = max(2, round(0.3 * len(pages)))
    return frozenset(head for head, count in seen.items() if count >= least)


def _head(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.y / _SAME_PLACE)


def _at_edges(page: Sequence[Line]) -> list[Line]:
    """The one or two rows at the top and at the foot of a page that are apart from its text, or in other letters."""
    feet = sorted({round(line.y) for line in page})
    if len(feet) < 2:
        return []
    size = median(line.size for line in page)
    low, high = _rows_apart(feet, size), _rows_apart([-foot for foot in reversed(feet)], size)
    return [
        line
        for line in page
        if round(line.y) in feet[:low]
        or round(line.y) in feet[len(feet) - high :]
        or (abs(line.size - size) > 0.1 * size and round(line.y) in (*feet[:_MARGIN_ROWS], *feet[-_MARGIN_ROWS:]))
    ]


def _rows_apart(feet: Sequence[int], size: float) -> int:
    """How many rows from an edge on have a gap behind them."""
    gaps = [inner - outer for outer, inner in pairwise(feet[: _MARGIN_ROWS + 1])]
    return max((row for row, gap in enumerate(gaps, start=1) if gap > _APART * size), default=0)


def _without(page: Sequence[Line], heads: frozenset[tuple[str, int]]) -> list[Line]:
    edges = frozenset(_at_edges(page))
    outmost = {min(line.y for line in page), max(line.y for line in page)} if len(page) > 2 else frozenset[float]()
    left_out = {line for line in edges if _near(line, heads) or (line.y in outmost and _is_page_number(line))}
    for row in _rows(edges):
        if day_of_head([line.text for line in row]) is not None:
            left_out.update(row)
    return [line for line in page if line not in left_out]


def edge_rows(pages: Sequence[Sequence[Line]]) -> Iterator[list[str]]:
    """The texts of each row at the edges of each page, from the left."""
    for page in pages:
        written = [replace(line, text=line.text.strip()) for line in page if line.text.strip()]
        yield from ([line.text for line in row] for row in _rows(_at_edges(written)))


def _rows(lines: Iterable[Line]) -> Iterator[list[Line]]:
    rows: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.x):
        rows.setdefault(round(line.y), []).append(line)
    yield from rows.values()


def _near(line: Line, heads: frozenset[tuple[str, int]]) -> bool:
    text, place = _head(line)
    return any((text, place + shift) in heads for shift in (-1, 0, 1))


def _is_page_number(line: Line) -> bool:
    """A number alone, or with a word or dashes beside it."""
    return len(line.text) <= 12 and _PAGE_NUMBER.fullmatch(_NUMBER.sub("#", line.text)) is not None


# -- columns -----------------------------------------------------------------------------------------------------------


def _columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a page in the order of reading, a list for each column of each band of the page."""
    starts = _column_starts(page)
    if len(starts) < 2:
        yield _with_rows(page)
        return
    band: list[Line] = []
    for line in sorted(page, key=lambda line: (-line.y, line.x)):
        column = _column_of(line, starts)
        if column + 1 < len(starts) and line.end > starts[column + 1] + 2 * line.size:
            yield from _split(band, starts)
            yield [line]
            band = []
        else:
            band.append(line)
    yield from _split(band, starts)


def _split(band: Sequence[Line], starts: Sequence[float]) -> Iterator[list[Line]]:
    for column in range(len(starts)):
        if lines := [line for line in band if _column_of(line, starts) == column]:
            yield lines


def _column_of(line: Line, starts: Sequence[float]) -> int:
    return max((n for n, start in enumerate(starts) if start <= line.x + line.size), default=0)


def _column_starts(page: Sequence[Line]) -> list[float]:
    """Where columns of prose begin, from the left; one where the page has but one, or a table."""
    if not page:
        return []
    size = median(line.size for line in page)
    starts: list[float] = []
    counted = Counter(round(line.x) for line in page)
    for x in sorted(x for x, _ in counted.most_common(_PLACES_TRIED)):
        own = [line for line in page if x - size <= line.x <= x + size]
        if len(own) < _MIN_COLUMN_LINES or median(len(line.text) for line in own) < _MIN_COLUMN_LETTERS:
            continue
        if not starts or (
            x - starts[-1] > _MIN_COLUMN_LETTERS * size * _EM_A_LETTER and _is_gutter(page, starts[-1], x)
        ):
            starts.append(float(x))
    return starts


def _is_gutter(page: Sequence[Line], left: float, x: float) -> bool:
    """Whether nearly all lines that begin left of a place beside lines that begin there end before it."""
    right = [line.y for line in page if abs(line.x - x) <= line.size]
    before = [
        line for line in page if left - line.size <= line.x < x - line.size and min(right) <= line.y <= max(right)
    ]
    crossing = sum(line.end > x + 2 * line.size for line in before)
    return len(before) >= _MIN_COLUMN_LINES and crossing <= 0.2 * len(before)


def _with_rows(page: Sequence[Line]) -> list[Line]:
    """The lines of a page, pieces on one foot as one line with its cells apart."""
    lines: list[Line] = []
    for line in page:
        if lines and lines[-1].is_beside(line) and line.x > lines[-1].x:
            mark = CELL_MARK if line.x - lines[-1].end > line.size else " "
            lines[-1] = lines[-1].with_more(replace(line, text=mark + line.text))
        else:
            lines.append(line)
    return lines


# -- paragraphs --------------------------------------------------------------------------------------------------------


def _grouped(column: Sequence[Line]) -> list[list[Line]]:
    """The lines of a column by paragraphs."""
    gaps = [a.y - b.y for a, b in pairwise(column) if 0 < a.y - b.y < 3 * a.size]
    usual = median(gaps) if gaps else 0.0
    longest = sorted(_width(line.text) for line in column)[int(0.9 * (len(column) - 1))]
    left = min(line.x for line in column)
    groups = [[column[0]]]
    for before, line in pairwise(column):
        if _is_new(before, line, usual=usual, longest=longest, left=left):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _is_new(before: Line, line: Line, *, usual: float, longest: float, left: float) -> bool:
    gap = before.y - line.y
    if abs(before.size - line.size) > 0.15 * before.size or gap < 0 or gap > max(1.35 * usual, 0.1):
        return True
    if CELL_MARK in line.text or CELL_MARK in before.text or _BULLET.match(line.text):
        return True
    if line.x - left > 0.7 * line.size and line.x - before.x > 0.7 * line.size and not _begins_low(line.text):
        return True
    return _was_meant_to_end(before.text, line.text, longest)


def _was_meant_to_end(before: str, after: str, longest: float) -> bool:
    """Whether a line was ended though the next word would have fitted on it."""
    used = _width(f"{before} {after.split()[0]}") / longest
    if _begins_low(after) or used > 0.88:
        return False
    return bool(_END.search(before)) or used <= 0.6


def _begins_low(text: str) -> bool:
    found = _BEGINS_LOW.match(text)
    return found is not None and text[found.end() - 1].islower()


def _across(groups: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Paragraphs that a column's or a page's end has cut are one again."""
    joined: list[list[Line]] = []
    for group in groups:
        before = joined[-1][-1] if joined else None
        is_cut = (
            before is not None
            and not _END.search(before.text)
            and _begins_low(group[0].text)
            and abs(before.size - group[0].size) <= 0.15 * before.size
        )
        if is_cut:
            joined[-1].extend(group)
        else:
            joined.append(list(group))
    return joined
