"""Quotations with their speaker behind them, and speech that dashes set apart."""

from __future__ import annotations

from retrieval.annotate.attributions.clauses.lexicon import (
    AGENCY,
    COLON,
    COMMA,
    DASH,
    MARK,
    PUNCTUATION,
    STOP,
    SUBORDINATOR,
)
from retrieval.annotate.attributions.clauses.names import Range
from retrieval.annotate.attributions.clauses.sentence import Draft, Sentence, is_said
from retrieval.annotate.attributions.clauses.tails import Tail, tail_at

_CLOSED = frozenset(",!?…—–-")
_FEWEST_BARE = 7
"""Words in marks without a comma behind them are speech from here on."""


def read_quotes(s: Sentence) -> None:
    """Every quotation of a sentence that its speaker follows: "…", sagte X · «…, — сказал X. — …»."""
    r, at = s.r, s.first
    while at < s.last:
        quote = r.quote_of[at]
        if quote < 0:
            at += 1
            continue
        first, last = r.quotes[quote]
        at = max(at + 1, last)
        if s.is_claimed(first):
            continue
        if not (r.table.has_dialogue_dashes and _read_inside(s, first, last)):
            _read_behind(s, quote)


def _read_behind(s: Sentence, quote: int) -> None:
    r = s.r
    first, last = r.quotes[quote]
    if first > s.first and r.flags[first - 1] & AGENCY:
        return  # По данным агентства «Норд-Пресс», …
    at, is_parted = last, r.said_in(quote).rstrip()[-1:] in _CLOSED
    while at < s.last and r.quote_of[at] < 0 and r.flags[at] & (COMMA | DASH) and at - last < 3:
        at, is_parted = at + 1, True
    if at == last and at < s.last and r.flags[at] & STOP and at + 1 < s.last and r.words[at + 1].islower():
        at, is_parted = at + 1, True
    # «Die Zeit» schrieb …: without a comma only what is long is speech.
    if not is_parted and (last - first < _FEWEST_BARE or first != s.first):
        return
    tail = tail_at(s, at, is_spoken=is_parted and is_said(r, quote))
    if tail is None:
        return
    content = _with_lead(s, first, last, quote)
    rest = resumed(s, tail.end)
    if rest is not None:
        content.append(rest)
    s.claim(Draft(content, tail.cue, tail.phrase), (at, tail.end))


def _with_lead(s: Sentence, first: int, last: int, quote: int) -> list[Range]:
    """A quotation with what stands before it in the same clause ("Das sei „ein Skandal“, sagte X")."""
    r = s.r
    start = s.free_before(first)
    while start < first and r.flags[start] & PUNCTUATION and not r.flags[start] & MARK and r.quote_of[start] < 0:
        start += 1
    if start == first:
        return [(first, last)]
    before = r.flags[first - 1] if r.quote_of[first - 1] < 0 else PUNCTUATION
    if before & COLON or r.flags[start] & SUBORDINATOR or (is_said(r, quote) and before & (STOP | DASH)):
        return [(first, last)]
    if r.quote_of[start] >= 0 and all(r.quote_of[at] >= 0 or r.flags[at] & PUNCTUATION for at in range(start, first)):
        return [*quotes_between(s, start, first), (first, last)]
    return [(start, last)]


def quotes_between(s: Sentence, first: int, last: int) -> list[Range]:
    """The quotations in a range."""
    numbers = sorted({s.r.quote_of[at] for at in range(first, last)} - {-1})
    return [s.r.quotes[number] for number in numbers]


def resumed(s: Sentence, at: int) -> Range | None:
    """The quotation that goes on behind a speaker's clause, where nothing of its own follows it."""
    r = s.r
    if at >= s.last or not r.flags[at] & (COMMA | STOP | DASH | COLON):
        return None
    while at < s.last and r.quote_of[at] < 0 and r.flags[at] & (COMMA | STOP | DASH | COLON):
        at += 1
    quote = s.quote_starting(at)
    if quote is None:
        return None
    last = r.quotes[quote][1]
    behind = last
    while behind < s.last and r.flags[behind] & (COMMA | DASH) and r.quote_of[behind] < 0:
        behind += 1
    own = tail_at(s, behind, is_spoken=behind > last and is_said(r, quote))
    return None if own is not None else (at, last)


def _read_inside(s: Sentence, first: int, last: int) -> bool:
    """«Мы готовы, — сказал Песков. — Но …»: the speaker's clause inside the marks."""
    inner = Sentence(s.r.bare, first + 1, max(first + 1, last - 1), s.number, s.block)
    found = _between_dashes(inner, first + 1, last - 1)
    if found is None:
        return False
    tail, end, rest = found
    content = [(first, end)]
    if rest < last - 1:
        content.append((rest, last))
    s.claim(Draft(content, tail.cue, tail.phrase), (end, rest))
    return True


def read_dialogue(s: Sentence, last: int) -> bool:
    """A line that begins with a dash and has its speaker in it.

    Args:
        last: where the line ends, which may be sentences later.
    """
    r, first = s.r, s.first
    while first < last and r.flags[first] & DASH:
        first += 1
    line = Sentence(r.bare, first, last, s.number, s.block)
    found = _between_dashes(line, first, last)
    if found is None:
        return False
    tail, end, rest = found
    content = [(first, end)]
    if rest < last:
        content.append((rest, last))
    s.claim(Draft(content, tail.cue, tail.phrase, is_dialogue=True), (end, rest))
    return True


def _between_dashes(s: Sentence, first: int, last: int) -> tuple[Tail, int, int] | None:
    """The first speaker's clause behind a dash, where the words before it end, and where the words go on."""
    r = s.r
    for dash in range(first + 1, last - 1):
        if not r.flags[dash] & DASH:
            continue
        is_glued = r.ends[dash - 1] < r.starts[dash] and r.ends[dash] == r.starts[dash + 1]  # —dijo Ana—
        before = r.text[r.ends[dash - 1] - 1]
        if not (before in ",!?…." or is_glued):
            continue
        tail = tail_at(s, dash + 1, is_spoken=True)
        if tail is None:
            continue
        end = dash
        while end > first and r.flags[end - 1] & COMMA:
            end -= 1
        rest = tail.end
        while rest < last and r.flags[rest] & (COMMA | STOP | DASH | COLON):
            rest += 1
        return tail, end, rest
    return None
