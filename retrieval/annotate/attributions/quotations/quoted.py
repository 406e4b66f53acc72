"""Quotations with their speaker behind them, and speech that dashes set apart."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft
from retrieval.annotate.attributions.names.outlets import outlet_at
from retrieval.annotate.attributions.phrases.speaker_phrases import of_body
from retrieval.annotate.attributions.said.tails import Tail, tail_at
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence, is_said, quotes_between
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    AGENCY,
    AUXILIARY,
    CAPITAL,
    COLON,
    COMMA,
    CUE,
    DASH,
    MARK,
    PREPOSITION,
    PUNCTUATION,
    REFLEXIVE,
    STOP,
    SUBORDINATOR,
)

_Parted = tuple[Tail, int, int]
"""A speaker's clause, where the words before it end, and where they go on."""
_CLOSED = frozenset(",!?…—–-")
_FEWEST_PARTED = 3
_LONGEST_SETTING = 14
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
    if (first > s.first and r.flags[first - 1] & AGENCY) or outlet_at(r, first, s.last) is not None:
        return  # По данным агентства «Норд-Пресс», …
    at, is_parted = last, r.said_in(quote).rstrip()[-1:] in _CLOSED
    while at < s.last and r.quote_of[at] < 0 and r.flags[at] & (COMMA | DASH) and at - last < 3:
        at, is_parted = at + 1, True
    if at == last and at < s.last and r.flags[at] & STOP and at + 1 < s.last and r.words[at + 1].islower():
        at, is_parted = at + 1, True
    # «Die Zeit» schrieb …: without a comma only what is long is speech.
    if not is_parted and (last - first < _FEWEST_BARE or first != s.first):
        return
    has_dash = r.table.name_cases is not None and any(r.flags[spot] & DASH for spot in range(last, at))
    if r.table.name_cases is not None and first > s.first and not has_dash and not is_said(r, quote):
        return  # Министр, член партии «Заря», раскритиковал проект.
    is_alone = has_dash or (r.table.is_romance and first == s.first)  # «Merci», a minaudé Joris Blum
    tail = tail_at(s, at, is_spoken=is_parted and (is_alone or last - first > _FEWEST_PARTED))
    if tail is None:
        return
    content = _with_lead(s, first, last, quote)
    if content[0][0] < first and tail.phrase is not None and tail.phrase.last <= tail.cue[0]:
        return  # La orquesta tocó «…», el director saludó.
    rest = resumed(s, tail.end)
    if rest is not None:
        content.append(rest)
    s.claim(Draft(content, tail.cue, tail.phrase), (at, tail.end))


def _with_lead(s: Sentence, first: int, last: int, quote: int) -> list[Range]:
    """A quotation with what stands before it in the same clause ("Das sei „ein Skandal“, sagte X")."""
    r = s.r
    start = s.left_start(first)
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


def resumed(s: Sentence, at: int) -> Range | None:
    """The quotation that goes on behind a speaker's clause, where nothing of its own follows it."""
    r = s.r
    if at >= s.last or not r.flags[at] & (COMMA | STOP | DASH | COLON):
        return None
    at = _over_setting(s, at)
    while at < s.last and r.quote_of[at] < 0 and r.flags[at] & (COMMA | STOP | DASH | COLON):
        at += 1
    quote = s.quote_starting(at)
    if quote is None:
        return None
    last = r.quotes[quote][1]
    behind = last
    while behind < s.last and r.flags[behind] & (COMMA | DASH) and r.quote_of[behind] < 0:
        behind += 1
    own = tail_at(s, behind, is_spoken=behind > last)
    return None if own is not None else (at, last)


def _over_setting(s: Sentence, comma: int) -> int:
    """Behind what a preposition adds to a speaker, where the quotation goes on ("…, *de l'université*, « … »")."""
    r = s.r
    if comma + 1 >= s.last or not r.flags[comma] & COMMA or not r.flags[comma + 1] & PREPOSITION:
        return comma
    for at in range(comma + 2, min(s.last - 1, comma + _LONGEST_SETTING)):
        if r.quote_of[at] >= 0 or (r.flags[at] & (CUE | STOP) and not r.flags[at] & CAPITAL):
            return comma
        if r.flags[at] & COMMA:
            return at if s.quote_starting(at + 1) is not None else comma
    return comma


def _read_inside(s: Sentence, first: int, last: int) -> bool:
    """«Мы готовы, — сказал Песков. — Но …»: the speaker's clause inside the marks."""
    inner = Sentence(s.r.bare, first + 1, max(first + 1, last - 1), s.number, s.block)
    found = _between_dashes(inner, first + 1, last - 1) or _between_commas(s, inner, last)
    if found is None:
        return False
    tail, end, rest = found
    content = [(first, end)]
    if rest < last - 1:
        content.append((rest, last))
    s.claim(Draft(content, tail.cue, tail.phrase), (end, rest))
    return True


def read_dialogue(s: Sentence, last: int) -> bool:
    """A line that begins with a dash and has its speaker in it; in print, another's turn may follow in the same line.

    Args:
        last: where the line ends, which may be sentences later.
    """
    r, first = s.r, s.first
    while first < last and r.flags[first] & DASH:
        first += 1
    found = _spoken_in_line(s, first, last)
    if found is None:
        return False
    while found is not None:
        tail, end, rest = found
        stop, following = _next_turn(s, rest, last)
        content = [(first, end)]
        if rest < stop:
            content.append((rest, stop))
        s.claim(Draft(content, tail.cue, tail.phrase, rule="dialogue"), (end, rest))
        first, found = stop + 1, following
    return True


def _spoken_in_line(s: Sentence, first: int, last: int) -> _Parted | None:
    line = Sentence(s.r.bare, first, last, s.number, s.block)
    return _between_dashes(line, first, last, is_line=True) or _in_line(line, first, last)


def _next_turn(s: Sentence, rest: int, last: int) -> tuple[int, _Parted | None]:
    """The dash behind a sentence at which somebody else begins, who is named there: "… dit Anna. *— Et moi ? dit Jon.*"

    Returns:
        The line's end where nobody does.
    """
    r = s.r
    for dash in range(rest - 1, last - 2):
        is_behind = r.flags[dash] & DASH and r.flags[dash - 1] & STOP and r.flags[dash + 1] & CAPITAL
        # "—dijo Ana—. ¿Y tú? —preguntó Luis": Spanish has the dash before the stop.
        if is_behind or (dash == rest - 1 and r.flags[dash] & STOP and r.flags[dash - 1] & DASH):
            found = _spoken_in_line(s, dash + 1, last)
            if found is not None and found[0].phrase is not None:
                return dash, found
    return last, None


def _between_commas(s: Sentence, inner: Sentence, last: int) -> _Parted | None:
    """« La vallée, a rappelé Anna Berg, n'a rien vu »: the clause between commas, where none follows the marks."""
    r = inner.r
    if not r.table.is_romance:
        return None
    for comma in range(inner.first + 1, inner.last - 1):
        if not r.flags[comma] & COMMA or not r.flags[comma + 1] & (CUE | AUXILIARY | REFLEXIVE):
            continue
        tail = tail_at(inner, comma + 1, is_spoken=False)
        if tail is None or tail.phrase is None or tail.phrase.first < tail.cue[1]:
            continue
        if not (tail.phrase.is_name or (tail.phrase.kind == "noun" and of_body(tail.phrase, r))):
            continue
        goes_on = COMMA if r.flags[s.first] & MARK == 0 else COMMA | STOP
        if tail.end < inner.last and r.flags[tail.end] & goes_on and not _is_followed(s, last):
            return tail, comma, tail.end + 1
    return None


def _is_followed(s: Sentence, at: int) -> bool:
    """Whether a speaker's clause stands behind the marks."""
    while at < s.last and s.r.quote_of[at] < 0 and s.r.flags[at] & (COMMA | DASH):
        at += 1
    return tail_at(s, at, is_spoken=True) is not None


def _in_line(s: Sentence, first: int, last: int) -> _Parted | None:
    """– Bonjour, dit Anna Berg. Entrez: a comma alone sets the clause apart; stories tell so in a simple tense."""
    r = s.r
    if not r.table.is_romance:
        return None
    for at in range(first + 1, last - 1):
        if r.text[r.ends[at] - 1] not in ",!?…" or not r.flags[at + 1] & CUE or r.flags[at + 1] & CAPITAL:
            continue
        tail = tail_at(s, at + 1, is_spoken=False)
        if tail is None or tail.phrase is None or tail.phrase.first < tail.cue[1] or len(range(*tail.cue)) > 1:
            continue
        return tail, at + (not r.flags[at] & COMMA), _behind_signs(r, tail.end, last)
    return None


def _is_enclosed(r: Reading, tail: Tail, last: int) -> bool:
    """Whether a second dash closes a speaker's clause ("O porto *— disse Ana Prado —* é velho")."""
    is_closed = tail.end + 1 < last and bool(r.flags[tail.end] & DASH)
    return is_closed and tail.is_listed and tail.phrase is not None and tail.phrase.first >= tail.cue[1]


def _behind_signs(r: Reading, at: int, last: int) -> int:
    while at < last and r.flags[at] & (COMMA | STOP | DASH | COLON):
        at += 1
    return at


def _between_dashes(s: Sentence, first: int, last: int, *, is_line: bool = False) -> _Parted | None:
    """The first speaker's clause behind a dash, where the words before it end, and where the words go on."""
    r = s.r
    for dash in range(first + 1, last - 1):
        if not r.flags[dash] & DASH:
            continue
        is_glued = r.ends[dash - 1] < r.starts[dash] and r.ends[dash] == r.starts[dash + 1]  # —dijo Ana—
        before = r.text[r.ends[dash - 1] - 1]
        is_spoken = before in ",!?…." or is_glued or is_line
        if not (is_spoken or r.table.is_romance):
            continue
        tail = tail_at(s, dash + 1, is_spoken=True)
        if tail is None or not (is_spoken or _is_enclosed(r, tail, last)):
            continue
        end = dash
        while end > first and r.flags[end - 1] & COMMA:
            end -= 1
        return tail, end, _behind_signs(r, tail.end, last)
    return None
