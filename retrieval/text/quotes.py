"""Where are the quotations of a text? Pairs marks by paragraph and kind; a stray mark harms its own paragraph only."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retrieval.model import Span
from retrieval.text.paragraphs import paragraphs

# One alternative a mark, so that the engine skips all other characters quickly; `''` and ``` `` ``` are typed for a
# double mark in wire copy.
_MARK = re.compile("“|”|„|‟|\"|«|»|``|'''|''|’’|‘‘|‘|‚|'|’")
_DOUBLE, _SINGLE, _ANGLE = "double", "single", "angle"
_KINDS = {"«": _ANGLE, "»": _ANGLE, "‘": _SINGLE, "’": _SINGLE, "'": _SINGLE, "‚": _SINGLE}
_OPENS = frozenset("“„‟«‘‚") | {"``", "‘‘"}
_CLOSES = frozenset("”»’") | {"’’"}
# Marks farther off than this have nothing to do with one another.
_LOOK_AHEAD = 12
_LONGEST_LABEL = 32
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u2002\u2003\u2009\u202f([{—–-/:;,“\"‘'«¿¡…")
_ENDS_SPEECH = frozenset(".,!?…;:—–-")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation.

    Attributes:
        outer: with its marks.
        inner: without them.
        level: 0 for one that is in no other, 1 inside one, …
        goes_on: the speech continues with the next quotation, in the next paragraph.
    """

    outer: Span
    inner: Span
    level: int = 0
    goes_on: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str
    opens: bool
    closes: bool


def quotations(text: str, within: Sequence[Span] | None = None) -> tuple[Quotation, ...]:
    """Find the quotations of a text, outer ones before those inside them.

    Args:
        within: the paragraphs, where the caller has them already.

    >>> [q.inner.of("“I go”, he said. “Now.") for q in quotations("“I go”, he said. “Now.")]
    ['I go']
    """
    blocks = paragraphs(text) if within is None else within
    found: list[Quotation] = []
    for number, block in enumerate(blocks):
        marks = [_read_mark(text, hit) for hit in _MARK.finditer(text, block.start, block.end) if _is_mark(text, hit)]
        if marks:
            follows = blocks[number + 1] if number + 1 < len(blocks) else None
            found.extend(_uncrossed(list(_pair(text, marks, block, follows))))
    found.sort(key=lambda q: (q.outer.start, -q.outer.end))
    return tuple(_levelled(found))


def _is_mark(text: str, found: re.Match[str]) -> bool:
    """Whether it is no apostrophe inside a word ("don’t"), nor a curly one before it ("’90s")."""
    glyph, end = found[0], found.end()
    if glyph not in ("'", "’") or end >= len(text) or not _is_letter(text[end]):
        return True
    return glyph != "’" and not (found.start() > 0 and _is_letter(text[found.start() - 1]))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _read_mark(text: str, found: re.Match[str]) -> _Mark:
    """Judge a mark by its glyph, or by its neighbours where the glyph does not say."""
    glyph, start, end = found[0], found.start(), found.end()
    kind = _KINDS.get(glyph, _DOUBLE)
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    can_open = before in _BEFORE_OPENING and not after.isspace()
    can_close = not before.isspace()
    if kind == _ANGLE:
        # « ainsi », «так», »so«: the neighbours tell, and the glyph where there are blanks on the inside.
        # d’« historique »: an elided word touches what it opens.
        is_elided = glyph == "«" and before in "'’" and start > 1 and text[start - 2].isalpha()
        is_before_word = (can_open and after.isalnum()) or is_elided
        closes = not is_before_word and (can_close or glyph == "»")
        return _Mark(start, end, kind, not closes, closes)
    if glyph in _OPENS:
        # “level“ closes with an opening mark: it touches the word before it and none after.
        closes = can_close and not after.isalnum() and before not in "([—–"
        return _Mark(start, end, kind, not closes or can_open, closes)
    if glyph in _CLOSES:
        # ”Swedish” opens with a closing mark.
        opens = can_open and kind == _DOUBLE and after.isalnum() and (before.isspace() or before == "(")
        return _Mark(start, end, kind, opens, not opens)
    # A mark with blanks on both sides closes what is open: “…outreach,’ ”.
    return _Mark(start, end, kind, can_open, can_close or not can_open)


def _pair(text: str, marks: Sequence[_Mark], block: Span, follows: Span | None) -> Iterator[tuple[str, Quotation]]:
    open_marks: dict[str, _Mark] = {}
    # Marks inside marks of their kind: «Мы ждём, — сказал мастер завода «Луч», — до мая».
    around: dict[str, list[_Mark]] = {_ANGLE: []}
    if _is_balanced(text, marks):
        around[_DOUBLE] = []
    last_closing = max((n for n, mark in enumerate(marks) if mark.kind == _SINGLE and mark.closes), default=-1)
    for number, mark in enumerate(marks):
        opener = open_marks.get(mark.kind)
        if opener is None:
            # Single marks count where a closing one follows: ’90s and rock ’n’ roll have none.
            is_apostrophe = mark.kind == _SINGLE and (number >= last_closing or text[mark.start] == "’")
            if mark.opens and not is_apostrophe:
                open_marks[mark.kind] = mark
        elif mark.closes and mark.start == opener.end:
            del open_marks[mark.kind]
        elif mark.closes and _may_close(text, mark, marks[number + 1 : number + 1 + _LOOK_AHEAD]):
            yield mark.kind, Quotation(Span(opener.start, mark.end), Span(opener.end, mark.start))
            del open_marks[mark.kind]
            if mark.kind != _SINGLE:
                open_marks.pop(_SINGLE, None)
            if around.get(mark.kind):
                open_marks[mark.kind] = around[mark.kind].pop()
        elif mark.opens and mark.kind != _SINGLE:
            if mark.kind in around and opener.start < mark.start - 1:
                around[mark.kind].append(opener)
            open_marks[mark.kind] = mark
    opener = open_marks.get(_DOUBLE) or open_marks.get(_ANGLE)
    if opener is None or _is_turn(text, opener.end):
        return
    if follows is not None and _opens_too(text, follows, opener.kind):
        end = block.start + len(block.of(text).rstrip())
        if end > opener.end:
            yield opener.kind, Quotation(Span(opener.start, end), Span(opener.end, end), goes_on=True)


def _is_balanced(text: str, marks: Sequence[_Mark]) -> bool:
    """Whether each double mark that opens by its glyph is closed by one, so that none is lost where two are open."""
    depth = 0
    for mark in marks:
        if mark.kind == _DOUBLE:
            if (text[mark.start] == "“") == (text[mark.start] == "”"):
                return False
            depth += 1 if text[mark.start] == "“" else -1
            if depth < 0 or mark.opens == mark.closes:
                return False
    return depth == 0


def _is_turn(text: str, start: int) -> bool:
    """Whether a turn of a transcript stands behind an open mark: "(CROSSTALK)", "LUND: …"."""
    label, colon, _ = text[start : start + _LONGEST_LABEL].partition(":")
    is_label = bool(colon) and len(label) > 1 and label.isupper()
    return is_label or (text.startswith("(", start) and text[start + 1 : start + 2].isupper() and ")" in label)


def _uncrossed(pairs: Sequence[tuple[str, Quotation]]) -> Iterator[Quotation]:
    """Drop what crosses another quotation; single marks give way, as they may be apostrophes."""
    others: list[Span] = []
    singles: list[Span] = []
    for kind, quotation in sorted(pairs, key=lambda pair: (pair[0] == _SINGLE, pair[1].outer.start)):
        span = quotation.outer
        at = bisect_left(others, span)
        near = [*others[max(0, at - _LOOK_AHEAD) : at + _LOOK_AHEAD], *singles[-_LOOK_AHEAD:]]
        if all(span.end <= k.start or k.end <= span.start or k.holds(span) or span.holds(k) for k in near):
            (singles if kind == _SINGLE else others).append(span)
            yield quotation


def _opens_too(text: str, block: Span, kind: str) -> bool:
    first = _MARK.match(text, block.start)
    return first is not None and _KINDS.get(first[0], _DOUBLE) == kind and (first[0] not in _CLOSES)


def _may_close(text: str, mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """A single mark after an s may be a possessive: it closes only where no better one follows."""
    if mark.kind != _SINGLE:
        return True
    if text[mark.start - 1] in _ENDS_SPEECH:
        return True
    for later in rest[:_LOOK_AHEAD]:
        if later.kind != _SINGLE:
            continue
        if later.opens:
            break
        if text[later.start - 1] in _ENDS_SPEECH:
            return False
    return True


def _levelled(found: Sequence[Quotation]) -> Iterator[Quotation]:
    ends: list[int] = []
    for quotation in found:
        while ends and ends[-1] <= quotation.outer.start:
            ends.pop()
        level = len(ends)
        yield quotation if level == 0 else Quotation(quotation.outer, quotation.inner, level, quotation.goes_on)
        ends.append(quotation.outer.end)
