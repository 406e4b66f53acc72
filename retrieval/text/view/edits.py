"""Edits: replacements in a text, and the offsets that lead from the edited text back to where each sign came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """``text[start:end]`` is read as ``replacement``; an empty range inserts, an empty replacement leaves out."""

    start: int
    end: int
    replacement: str


class Offsets:
    """Where each code point of an edited text is in the text it was made from.

    Attributes:
        starts: for each code point the position where its origin begins, ascending.
        ends: where its origin ends; of an inserted one the same as ``starts``.
    """

    __slots__ = ("ends", "starts")

    def __init__(self, starts: array[int], ends: array[int]) -> None:
        self.starts = starts
        self.ends = ends

    @classmethod
    def identity(cls, length: int) -> Offsets:
        """Every code point is where it was."""
        counted = _counted(length + 1)
        return cls(counted[:length], counted[1 : length + 1])


def _counted(length: int) -> array[int]:
    """At least the first whole numbers, from 0 on: copying a piece of them costs far less than counting anew."""
    global _numbers  # one for all; whoever finds it too short puts a longer one in its place
    found = _numbers
    if len(found) < length:
        found = array("I", range(2 * length))
        if len(found) <= _MOST_COUNTED:
            _numbers = found
    return found


_MOST_COUNTED = 1 << 17
_numbers = array("I", range(1 << 14))


def apply_edits(text: str, offsets: Offsets | None, edits: Iterable[Edit]) -> tuple[str, Offsets | None]:
    """Apply edits that are in order and apart; time grows with the text and the number of edits.

    Args:
        offsets: of ``text`` itself where it was edited before; None where it was not.

    Returns:
        The edited text and its offsets; the very arguments where there is no edit.

    >>> text, offsets = apply_edits("a &amp; b", None, [Edit(2, 7, "&")])
    >>> text, list(offsets.starts), list(offsets.ends)
    ('a & b', [0, 1, 2, 7, 8], [1, 2, 7, 8, 9])
    """
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    at = 0
    known: Offsets | None = offsets
    for start, end, replacement in edits:
        if not at <= start <= end <= len(text):
            raise ValueError(f"edits must be in order, apart and inside the text, got {start}:{end} after {at}")
        if known is None:
            known = Offsets.identity(len(text))
        parts += (text[at:start], replacement)
        starts += known.starts[at:start]
        ends += known.ends[at:start]
        first, last = _origin(known, start, end, len(text))
        starts += array("I", [first]) * len(replacement)
        ends += array("I", [last]) * len(replacement)
        at = end
    if known is None or not parts:
        return text, offsets
    parts.append(text[at:])
    starts += known.starts[at:]
    ends += known.ends[at:]
    return "".join(parts), Offsets(starts, ends)


def _origin(offsets: Offsets, start: int, end: int, length: int) -> tuple[int, int]:
    if start < end:
        return offsets.starts[start], offsets.ends[end - 1]
    if 0 < start < length and offsets.ends[start - 1] > offsets.starts[start]:
        # In the middle of what stands for one sign (two letters for a ligature): it belongs to that sign.
        return offsets.starts[start], offsets.ends[start - 1]
    if start < length:
        return offsets.starts[start], offsets.starts[start]
    place = offsets.ends[-1] if length else 0
    return place, place


def edits_between(text: str, edited: str, offsets: Offsets) -> tuple[Edit, ...] | None:
    """The edits that make one text and its offsets of another at once; None where no such edits give both exactly.

    >>> edited, offsets = apply_edits("a &amp; b", None, [Edit(2, 7, "&")])
    >>> edits_between("a &amp; b", edited, offsets)
    (Edit(start=2, end=7, replacement='&'),)
    """
    edits: list[Edit] = []
    at, first = 0, 0
    while first < len(edited):
        start, end = offsets.starts[first], offsets.ends[first]
        last = first + 1
        while last < len(edited) and (offsets.starts[last], offsets.ends[last]) == (start, end):
            last += 1
        if start < at:
            return None
        if start > at:
            edits.append(Edit(at, start, ""))
        if edited[first:last] != text[start:end]:
            edits.append(Edit(start, end, edited[first:last]))
        at, first = end, last
    if at < len(text):
        edits.append(Edit(at, len(text), ""))
    made, back = apply_edits(text, None, edits)
    is_same = made == edited and back is not None and (back.starts, back.ends) == (offsets.starts, offsets.ends)
    return tuple(edits) if is_same else None
