"""Settings: when, where, how and to whom something was said, between a verb of speech and its words."""

from __future__ import annotations

from retrieval.annotate.attributions.phrases.name_edges import name_right
from retrieval.annotate.attributions.said.clauses import skip_noun
from retrieval.annotate.attributions.said.senses import is_finite, opens_clause
from retrieval.annotate.lexicon import (
    ADVERB,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    NUMBER,
    PARTICIPLE_SHIFT,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SOURCE,
    STOP,
    SUBORDINATOR,
    TIME,
    VERBISH,
)
from retrieval.annotate.page import Page
from retrieval.text.wordlists import word_set

_LONGEST_BRACKET = 8
_SMALL = 3
_LONGEST_AGO, _LONGEST_FREE = 4, 12
_COUNTED_FROM = ("ago", "later", "earlier", "before", "after")
_SETTING = word_set(
    "in on at during to after before from over by through via of about as with last this earlier despite"
)
_OPENS_SETTING = PREPOSITION | SUBORDINATOR | ADVERB | TIME
_ALONE = ("once", "twice", "every", "now", "following")


def skip_setting(page: Page, at: int, last: int, *, may_end: bool = False) -> int:
    """Skip what tells when, where and to whom behind a cue: "said *in a statement on Tuesday* that …".

    Args:
        may_end: nothing needs to follow: "The quay is old, she said *under oath*."
    """
    while at < last:
        if page.quote_of[at] >= 0:
            return at
        flags, low = page.flags[at], page.lows[at]
        if low in ("that", ":"):
            return at
        # "said Tuesday …", "said last week …", "said repeatedly …"; "said only that …" keeps its "only".
        if (
            (flags & TIME and not flags & DETERMINER and not page.flags[at + 1] & POSSESSIVE)
            or (low in ("last", "this", "next") and at + 1 < last and page.flags[at + 1] & TIME)
        ) or (flags & ADVERB and not flags & (DETERMINER | CAPITAL) and _is_of_cue(page, at, last)):
            at += 1 + _is_day_of_month(page, at + 1, last)
            at += _SMALL * _is_day_in_bracket(page, at, last)
        # "said in an interview with the Herald …".
        elif low in _SETTING and flags & PREPOSITION and at + 1 < last:
            end = _phrase_end(page, at, last)
            if end == at + 1:
                return at
            at = end
        elif (behind := _behind_length(page, at, last)) is not None:
            at = behind
        # "said in a letter *obtained by* the Herald that …".
        elif flags & VERBISH and page.flags[at - 1] & SOURCE and page.flags[at + 1] & PREPOSITION:
            at += 1
        elif (behind := _free_end(page, at, last, may_end=may_end)) is not None:
            return behind
        else:
            break
    return at


def _phrase_end(page: Page, preposition: int, last: int) -> int:
    """Behind what a preposition leads to; right behind it where that is nothing."""
    first, low = preposition + 1, page.lows[preposition]
    end = _day_end(page, first, last) or skip_noun(page, first, last)
    if low in ("on", "in", "at") and end == first and is_name_in_marks(page, end):
        end = min(last, page.quotes[page.quote_of[end]][1])  # on “The Morning Show”
    if end > first and end < last and page.quote_of[end] >= 0 and page.flags[end - 1] & POSSESSIVE:
        end = min(last, page.quotes[page.quote_of[end]][1])  # on CNN’s “State of the Union”
    return end


def is_name_in_marks(page: Page, at: int) -> bool:
    """Whether marks hold the name of a show or a work, in capitals but for its small words."""
    if page.quote_of[at] < 0:
        return False
    first, last = page.quotes[page.quote_of[at]]
    words = [i for i in range(first, last) if page.words[i][0].isalpha() and len(page.words[i]) > _SMALL]
    return (
        first == at
        and last - first <= _LONGEST_BRACKET
        and all(page.flags[i] & CAPITAL for i in words)
        and len(words) > 1
    )


def work_before_role(page: Page, role: int) -> int:
    """Where a work's name in marks begins that says of what somebody has a role: "*“Gull”* director Ada Lund"."""
    quote = page.quote_of[role - 1] if role else -1
    if quote < 0 or not page.flags[role] & ROLE or page.flags[role] & CAPITAL:
        return role
    first, last = page.quotes[quote]
    is_name = all(page.flags[at] & (CAPITAL | NUMBER) for at in range(first + 1, last - 1))
    return first if last == role and last - first <= _LONGEST_BRACKET and is_name else role


def _is_of_cue(page: Page, at: int, last: int) -> bool:
    """Whether an adverb tells how it was said: "said *repeatedly* that …", "said *only*, “…”"; no "said only a …"."""
    if page.lows[at] not in ("only", "even", "just", "now", "once"):
        return True
    return at + 2 < last and bool(page.flags[at + 1] & COMMA) and page.quote_of[at + 2] >= 0


def skip_asides(page: Page, at: int, last: int) -> int:
    """Skip settings in brackets and between commas too: "said this Tuesday (12), *in a note*, that …"."""
    first = at = skip_setting(page, at, last)
    while at < last and page.quote_of[at] < 0:
        if page.lows[at] == "(":
            end = _behind_bracket(page, at, last)
        elif page.flags[at] & COMMA and at + 1 < last:
            end = skip_setting(page, at + 1, last)
            place = name_right(page, at + 1, last) if end == at + 1 else end  # in Marsh, *Ohio*, that
            end = at if place == at + 1 or (end == at + 1 and not page.flags[place] & COMMA) else place
        else:
            end = skip_setting(page, at, last)
        if end == at:
            break
        at = end
    behind = at + (at < last and bool(page.flags[at] & COMMA))
    is_said = behind < last and (page.quote_of[behind] >= 0 or page.lows[behind] in ("that", ":"))
    return at if is_said else first


def _behind_bracket(page: Page, at: int, last: int) -> int:
    for end in range(at + 1, min(last, at + _LONGEST_BRACKET)):
        if page.lows[end] == ")":
            return end + 1
    return at


def _free_end(page: Page, at: int, last: int, *, may_end: bool) -> int | None:
    """Where anything else ends that has no verb: "said *under oath* that", "said *twice*: “…”"."""
    is_time = page.flags[at] & DETERMINER and page.flags[at + 1] & TIME
    if not page.flags[at] & _OPENS_SETTING and not is_time and page.lows[at] not in _ALONE:
        return None
    first = at + 1
    if page.flags[at] & SUBORDINATOR and (page.kinds(first) >> PARTICIPLE_SHIFT or page.flags[first] & (VERBISH | CUE)):
        first += 1  # "*when asked* about the quay", "*while visiting* Marsh"
    for end in range(first, min(last, at + _LONGEST_FREE)):
        flags = page.flags[end]
        if page.lows[end] == ":":
            return end
        if page.lows[end] == "that" and page.quote_of[end] < 0:
            is_clause = opens_clause(page, end + 1, last) and not is_finite(page, end + 1, last)
            return end if is_clause else None
        if may_end and page.quote_of[end] < 0 and flags & (COMMA | STOP):
            return end
        is_apart = flags & (COMMA | DASH | RELATIVE | CONJUNCTION) or (flags & PUNCTUATION and not flags & POSSESSIVE)
        if page.quote_of[end] >= 0 or is_apart or is_finite(page, end, last):
            return None
    return last if may_end and last <= at + _LONGEST_FREE else None


def _day_end(page: Page, at: int, last: int) -> int | None:
    """Behind a day before its month: "said on *4 June* that", "on *4 June 2023*"."""
    is_day = at + 1 < last and page.flags[at] & NUMBER and page.flags[at + 1] & TIME and page.words[at + 1].istitle()
    return at + 2 + (page.flags[at + 2] & NUMBER != 0 and at + 2 < last) if is_day else None


def _behind_length(page: Page, at: int, last: int) -> int | None:
    """Behind a length of time and what it counts from: "said *two weeks ago* that", "said *a day later* that"."""
    for ago in range(at + 1, min(last, at + _LONGEST_AGO)):
        if page.lows[ago] in _COUNTED_FROM and page.quote_of[ago] < 0:
            is_length = page.flags[ago - 1] & TIME and (page.flags[at] & (NUMBER | DETERMINER | TIME) or ago == at + 2)
            is_over = ago + 1 >= last or page.lows[ago + 1] == "that" or page.flags[ago + 1] & PUNCTUATION
            return ago + 1 if is_length and is_over else None
    return None


def _is_day_in_bracket(page: Page, at: int, last: int) -> bool:
    """Whether a bracket holds the day of the month behind a weekday: "denied this Tuesday *(19)* having met him"."""
    is_open = at + 2 < last and page.lows[at] == "(" and page.lows[at + 2] == ")"
    return is_open and page.words[at + 1].isdigit() and bool(page.flags[at - 1] & TIME)


def _is_day_of_month(page: Page, at: int, last: int) -> bool:
    """Whether a number ends the date that a month begins: "announced *March 4*."; but "on Monday 23 people"."""
    if at >= last or not page.words[at].isdigit() or not page.flags[at - 1] & TIME:
        return False
    return at + 1 >= last or bool(page.flags[at + 1] & PUNCTUATION) or page.lows[at + 1] == "that"
