"""Unwrapping: hard-wrapped lines joined, hyphenated line ends mended, where lines were cut to a width.

A line end in the middle of a sentence ("… the river had / risen above …") shows that lines are cut somewhere; that most
such lines were cut as soon as they reached one width shows that a program did it. Verse, lists, headings, addresses and
transcripts have line ends too, but no common width at which the next word did not fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.text.known_words import is_dictionary_word
from retrieval.text.view.edits import Edit

_LINE_END = re.compile(r"[ \t\u00a0]*(?:\r\n|\r|\n|\u2028)[ \t\u00a0]*")
_OPENS_SENTENCE = re.compile(r"[“\"«„‘'(\[¿¡—–-]*[^\W\d_]")
# What begins a line of its own: a bullet, a number of a list, a label of a transcript, a rule.
_OWN_LINE = re.compile(
    r"(?:[-*•·▪◦‣>#|]|\(?\d{1,3}[.)]|[A-Za-z][.)])\s|[-*_=~]{3,}|(?:[^\W\d_][\w.'’-]*\s){0,3}[^\W\d_][\w.'’-]*:\s"
)
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐]$")
_FIRST_PART, _SECOND_PART = re.compile(r"[^\W\d_]+(?=[-‐]$)"), re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LONGEST_WORD = 40
_NARROWEST, _WIDEST = 24, 160
# Narrow columns are as wide as verse: there more lines must speak for it.
_NARROW = 46
_MIN_CUT_LINES, _MIN_CUT_LINES_NARROW = 2, 5
_SAME_WIDTH_SHARE = 0.75
# A line that was cut a little before the width: a word with a hyphen, or signs that count twice.
_SLACK = 1


@dataclass(frozen=True, slots=True)
class _Break:
    """One line end between two lines that hold words.

    Attributes:
        start, end: of the line end with the blanks around it.
        length: of the line before it; ``last`` and ``first`` of the words beside it.
        is_inside: it is in the middle of a sentence.
        may_join: the next line is none that begins something of its own.
    """

    start: int
    end: int
    length: int
    last: int
    first: int
    is_inside: bool
    may_join: bool

    def fits(self, width: int) -> bool:
        """The line was filled as far as the width allows: the next word did not fit."""
        return self.length <= width + _SLACK and self.length + 1 + self.first > width

    def overflows(self, width: int) -> bool:
        """The line was cut behind the word that crossed the width."""
        return self.length > width >= self.length - self.last


def join_wrapped_lines(text: str) -> Iterator[Edit]:
    r"""Line ends that only a width has made, as blanks; a word parted over one, as one word.

    >>> lines = ["The river had risen above the old bridge after three",
    ...          "days of rain that nobody in the whole valley had", "foreseen, and the town was under water."]
    >>> [text for _, _, text in join_wrapped_lines("\n".join(lines))]
    [' ', ' ']
    >>> list(join_wrapped_lines("Roses are red,\nviolets are blue.\n\nA heading\nA paragraph follows."))
    []
    """
    breaks = list(_breaks(text)) if "\n" in text or "\r" in text or "\u2028" in text else []
    if not breaks:
        return
    widths = _widths(breaks)
    if widths is None:
        return
    words: frozenset[str] | None = None
    for one in breaks:
        if not one.may_join or not (one.is_inside or any(_is_full(one, width, model) for width, model in widths)):
            continue
        before = text[max(0, one.start - _LONGEST_WORD) : one.start]
        if _HYPHEN.search(before) is None or not text[one.end].isalpha():
            yield Edit(one.start, one.end, " ")
            continue
        words = words or frozenset(_WORD.findall(text))
        keeps = not text[one.end].islower() or _keeps_hyphen(text, before, one.end, words)
        yield Edit(one.start - (not keeps), one.end, "")


def join_lines_of_sentences(text: str) -> Iterator[Edit]:
    r"""Line ends in the middle of a sentence as blanks, in a slice too short to show a width; short lines may be verse.

    >>> two = "The council of the old town said that\nit would wait.\nIt did."
    >>> [text for _, _, text in join_lines_of_sentences(two)]
    [' ']
    """
    for one in _breaks(text):
        if one.is_inside and one.may_join and one.length >= _NARROWEST:
            yield Edit(one.start, one.end, " ")


def _breaks(text: str) -> Iterator[_Break]:
    line_start = 0
    found = list(_LINE_END.finditer(text))
    for number, end in enumerate(found):
        line, length = text[line_start : end.start()], end.start() - line_start
        line_start = end.end()
        following = text[line_start : found[number + 1].start()] if number + 1 < len(found) else text[line_start:]
        if not line.strip() or not following.strip() or length > _WIDEST:
            continue
        words, first = line.rsplit(None, 1), following.split(None, 1)[0]
        opening = _OPENS_SENTENCE.match(following)
        is_lower = opening is not None and opening[0][-1].islower()
        ends = _ENDS_SENTENCE.search(line[-8:]) is not None
        is_parted = _HYPHEN.search(line) is not None and following[0].isalpha()
        is_inside = len(words) > 1 and not ends and (is_lower or is_parted)
        may_join = _OWN_LINE.match(following) is None or (is_inside and following[0].isalpha())
        yield _Break(end.start(), end.end(), length, len(words[-1]), len(first), is_inside, may_join)


def _widths(breaks: Sequence[_Break]) -> list[tuple[int, str]] | None:
    """The widths to which the lines of a text were cut, each with its manner; None where they were not."""
    inside = [one for one in breaks if one.is_inside and one.may_join and one.length >= _NARROWEST - _SLACK]
    left, widths = inside, []
    while len(left) >= _MIN_CUT_LINES:
        width, model, held = _best_width(left)
        enough = _MIN_CUT_LINES_NARROW if width < _NARROW else _MIN_CUT_LINES
        if len(held) < enough:
            break
        widths.append((width, model))
        left = [one for one in left if not _is_full(one, width, model)]
        if len(inside) - len(left) >= _SAME_WIDTH_SHARE * len(inside):
            break
    is_cut = len(inside) - len(left) >= _SAME_WIDTH_SHARE * len(inside)
    return widths if widths and is_cut else None


def _best_width(breaks: Sequence[_Break]) -> tuple[int, str, list[_Break]]:
    votes: Counter[tuple[int, str]] = Counter()
    for one in breaks:
        votes.update((width, "fits") for width in range(one.length - _SLACK, one.length + 1 + one.first))
        votes.update((width, "overflows") for width in range(one.length - one.last, one.length))
    # The plainer manner wins a tie, and of equal widths the widest: no line is longer than it.
    width, model = max(votes, key=lambda v: (votes[v], v[1] == "fits", v[0]))
    return width, model, [one for one in breaks if _is_full(one, width, model)]


def _is_full(one: _Break, width: int, model: str) -> bool:
    return one.fits(width) if model == "fits" else one.overflows(width)


def _keeps_hyphen(text: str, before: str, after: int, words: frozenset[str]) -> bool:
    """Whether the word has a hyphen of its own ("well-known"), by its other places, else by the word lists."""
    first, second = _FIRST_PART.search(before), _SECOND_PART.match(text, after, after + _LONGEST_WORD)
    if first is None or second is None:
        return True
    whole = first[0] + second[0]
    if whole in words or is_dictionary_word(whole.lower()):
        return False
    parts = (first[0].lower(), second[0].lower())
    return f"{first[0]}-{second[0]}" in words or all(map(is_dictionary_word, parts))
