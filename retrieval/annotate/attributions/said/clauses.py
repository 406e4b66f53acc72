"""Clause boundaries: where the words after a cue begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.names.outlets import is_outlet
from retrieval.annotate.attributions.phrases.name_edges import name_right
from retrieval.annotate.attributions.phrases.speaker_after_cue import phrase_right
from retrieval.annotate.attributions.sentences.cues import Cue, kinds_of
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AUXILIARY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    GROUP,
    NOT_NAME,
    NUMBER,
    PARTICIPLE_SHIFT,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SAY,
    SOURCE,
    SPEAK,
    STATE,
    SUBORDINATOR,
    THAT,
    TIME,
    VERBISH,
    parted,
)
from retrieval.annotate.page import Page
from retrieval.text.wordlists import word_set

_LONGEST_LIST_PART = 4
_LONGEST_ASIDE = 16
_LONGEST_MARKED_NAME = 6
_NEAR_QUOTE = 2
NOMINATIVE = word_set("he she they it we i there you")


def skip_carrier(page: Page, at: int, last: int) -> int:
    """Skip a carrier set between commas: "said, *according to Reuters*, that …"."""
    comma = at
    if comma < last and page.flags[comma] & COMMA:
        comma += 1
    if comma + 2 >= last or page.lows[comma : comma + 2] != ["according", "to"]:
        return at
    end = skip_noun(page, comma + 2, last)
    # The comma that closes the carrier goes with it.
    return end + 1 if end + 1 < last and page.flags[end] & COMMA else end


def skip_noun(page: Page, at: int, last: int) -> int:
    """The end of the noun phrase at ``at``: determiner, words, name; never past a comma, a clause or a mark."""
    first = at
    while at < last and at - first < 12:
        if page.quote_of[at] >= 0:
            break
        flags, low = page.flags[at], page.lows[at]
        # "to reporters / the bridge is safe": a second determiner begins another phrase; "the two men" is one.
        if flags & DETERMINER and at > first and not flags & NUMBER:
            break
        # "told reporters / he would stay".
        if flags & PUNCTUATION or low in NOMINATIVE:
            break
        # "in a statement / after the flood", "the mayor / had left".
        if flags & (SUBORDINATOR | AUXILIARY | CONJUNCTION | PREPOSITION) and not flags & (DETERMINER | POSSESSIVE):
            break
        # "told supporters / Clinton lied": a name after small letters is another phrase; "the New York Times" is one.
        if flags & CAPITAL and at > first:
            before = page.flags[at - 1]
            if not before & (CAPITAL | DETERMINER | POSSESSIVE | PREPOSITION | AGENCY) and page.lows[at - 1] != "&":
                break
        # "told the crowd / voted for him"; "the elected mayor" goes on.
        if flags & VERBISH and at > first and not page.flags[at - 1] & DETERMINER:
            break
        at += 1
    return at


def skip_listener(page: Page, at: int, last: int) -> int:
    """The end of the person told: "told *CNN’s Jake Tapper* …"; ``at`` where nobody is named."""
    if at >= last:
        return at
    if page.quote_of[at] >= 0:
        return _behind_marked_name(page, at, last)
    low = page.lows[at]
    if low == "her" and _is_hers(page, at, last):
        return skip_noun(page, at, last)
    if low in ("him", "her", "them", "me", "us", "you", "it"):
        return at + 1
    if low == "each" and at + 1 < last and page.lows[at + 1] == "other":
        return at + 2
    flags = page.flags[at]
    if low == "that" or flags & PUNCTUATION:
        return at
    # "told CNN’s Jake Tapper …", "told Herald’s morning show …".
    end = name_right(page, at, last)
    while end < last and end > at and page.flags[end] & POSSESSIVE:
        at = end + 1
        more = name_right(page, at, last)
        end = more if more > at else skip_noun(page, at, last)
        if end == at:
            return at
    # "told Ada Reed and Tom Hale …"; a name before a noun ("told Herald reporters …") is a part of the phrase below.
    if end > at and not (end < last and page.flags[end] & (GROUP | ROLE | SOURCE) and not page.flags[end] & CAPITAL):
        if end + 1 < last and page.lows[end] == "and":
            more = name_right(page, end + 1, last)
            return more if more > end + 1 else end
        return end
    return at if phrase_right(page, at, last) is None else _listeners_end(page, at, last)


def _behind_marked_name(page: Page, at: int, last: int) -> int:
    """Behind an outlet in marks that is told something: "told *“Norden”*: “…”", "told *“Norden”* that …"."""
    first, end = page.quotes[page.quote_of[at]]
    is_short = first == at and end - first <= _LONGEST_MARKED_NAME and end < last
    is_name = is_short and bool(page.flags[at + 1] & CAPITAL)
    return end if is_name and (page.lows[end] in (":", "that")) else at


def _is_hers(page: Page, at: int, last: int) -> bool:
    """ "told her story", "told her friends": a noun follows, and no clause."""
    behind = page.flags[at + 1] if at + 1 < last else PUNCTUATION
    apart = PUNCTUATION | CAPITAL | DETERMINER | PRONOUN | PREPOSITION | SUBORDINATOR | AUXILIARY | ADVERB | TIME
    return not behind & apart and page.quote_of[at + 1] < 0


def _listeners_end(page: Page, at: int, last: int) -> int:
    """The end of a listener without a name: "told *the council*", "told *members of the council*"."""
    # "told members of the council …", "told reporters from the Herald and the Post …".
    end = skip_noun(page, at, last)
    while end < last and page.lows[end] in ("of", "at", "from", "for", "and"):
        more = skip_noun(page, end + 1, last)
        if more == end + 1:
            break
        end = more
    return end


def has_verb(page: Page, first: int, last: int) -> bool:
    """Whether a stretch of tokens holds something like a finite verb."""
    flags = page.flags
    for at in range(first, min(last, first + 40)):
        if flags[at] & (AUXILIARY | VERBISH | CUE | PAST) and not flags[at] & CAPITAL and page.lows[at] != "to":
            return True
        if flags[at] & NOT_NAME and parted(page.lows[at])[1]:
            return True  # "*they’re* old"
        # "it’s time": after a pronoun the mark is a verb.
        if flags[at] & POSSESSIVE and at > 0 and flags[at - 1] & (PRONOUN | RELATIVE):
            return True
    # "the river floods the road": a word in s that is no known verb may be one in a longer stretch.
    if last - first > 3:
        return any(
            page.lows[at].endswith("s")
            and not flags[at] & (CAPITAL | DETERMINER | PREPOSITION | PRONOUN | GROUP | POSSESSIVE)
            for at in range(first + 1, min(last, first + 25))
        )
    return False


def content_end(page: Page, first: int, last: int, cues: Sequence[Cue]) -> int:
    """Where a clause that began at ``first`` ends: at a new cue on its own level, at *but*, at the sentence's end."""
    at = first
    coming = [cue for cue in cues if cue.first > first]
    if page.lows[first] == "that" and first + 1 < last and page.flags[first + 1] & COMMA:
        at = next((i for i in range(first + 2, min(last, first + _LONGEST_ASIDE)) if page.flags[i] & COMMA), first) + 1
    while at < last:
        quote = page.quote_of[at]
        if quote >= 0:
            at = max(at + 1, min(page.quotes[quote][1], last))
            # "said the plan was “a gift,” adding that …".
            has_comma = at < last and page.text[page.quotations[quote].inner.end - 1] == ","
            if at < last and ((has_comma and _breaks(page, at, last, coming)) or _turns(page, quote, first, coming)):
                return at
            continue
        flags, low = page.flags[at], page.lows[at]
        if low == ";":
            return at
        if low == ":" and at + 1 < last and _opens_sentence(page, at + 1):
            return at  # "explained how it works*: At night*, a box catches the rain"
        if flags & COMMA and at + 1 < last and _ends_at_comma(page, (first, at, last), coming):
            return at
        # "said the bridge is safe and added that …".
        if flags & CONJUNCTION and low in ("and", "but") and at > first and _joins_cue(page, at, coming):
            is_pair = low == "and" and at == first + 1 and page.lows[first] in NOMINATIVE
            # "said *he and his wife* began to sing", "said that *pilots and crews* urged him to wait"
            if not is_pair and not (page.lows[first] == "that" and _are_two(page, first + 1, at, coming)):
                return at
        # "said the bridge is safe — a claim that nobody checked"; the dash of "2019–2021" has no blank before it.
        if flags & DASH and at > first and page.ends[at - 1] < page.starts[at] and _breaks(page, at + 1, last, coming):
            return at
        at += 1
    return last


def _turns(page: Page, quote: int, first: int, coming: Sequence[Cue]) -> bool:
    """Whether "but" behind marks ends what is said: "said “no” *but* left"; but "said it is “old” but safe"."""
    start, but = page.quotes[quote]
    is_led = page.flags[but + 1] & PREPOSITION  # "said it was “old,” *but in* the end it stayed"
    return page.lows[but] == "but" and bool(start == first or is_led or _joins_cue(page, but, coming))


def _is_writers_own(page: Page, first: int, comma: int, last: int) -> bool:
    """Whether the writer speaks on as "we" or "I": "said Reed was ill, *so we left*"; no "said we, so we left"."""
    opens = CONJUNCTION | ADVERB | SUBORDINATOR
    is_me = comma + 2 < last and page.flags[comma + 1] & opens and _is_me(page, comma + 2)
    return bool(is_me) and not any(_is_me(page, at) for at in range(first, comma))


def _is_me(page: Page, at: int) -> bool:
    return parted(page.lows[at])[0] in page.speech.me


def _breaks(page: Page, at: int, last: int, coming: Sequence[Cue]) -> bool:
    """Whether what follows a comma is no longer said by the same speaker."""
    if page.quote_of[at] >= 0:
        return False
    flags, low = page.flags[at], page.lows[at]
    # "…, according to the police", "…, while the council waits".
    if low in ("according", "while", "compared") or _opens_quoting(page, at, coming):
        return True
    if _is_carried(page, at, last):
        return True
    if low in ("a", "an") and last - at > _LONGEST_LIST_PART and page.quote_of[at + 1] < 0:
        return True  # The writer's own remark: "…, a plan that …".
    # "…, also warning that …": small words before the verb are looked over.
    while at < last and (flags & ADVERB or low == "while") and page.quote_of[at] < 0 and at + 1 < last:
        at += 1
        flags, low = page.flags[at], page.lows[at]
    # "…, adding that …".
    if kinds_of(page, at) >> PARTICIPLE_SHIFT and low.endswith("ing"):
        return True
    if low in ("and", "but", "while", "though", "although", "as", "whereas"):
        # "…, as Reed said", "…, but the council voted no".
        if _joins_cue(page, at, coming):
            return True
        return low == "but" and at + 1 < last and _opens_new_clause(page, at + 1)
    return False


def _ends_at_comma(page: Page, around: tuple[int, int, int], coming: Sequence[Cue]) -> bool:
    """Whether words end at a comma; ``around`` is where they begin, the comma, and the sentence's end."""
    first, comma, last = around
    is_broken = _breaks(page, comma + 1, last, coming) or _is_writers_own(page, first, comma, last)
    return is_broken and not _is_subjects(page, first, comma, last)


def _is_subjects(page: Page, first: int, comma: int, last: int) -> bool:
    """Whether an apposition is the subject's: "said the fall of Marsh Boats, *a builder*, meant its end"."""
    if page.lows[comma + 1] not in ("a", "an") or has_verb(page, first, comma):
        return False
    return any(page.flags[at] & COMMA and page.quote_of[at] < 0 for at in range(comma + 2, last))


def _opens_sentence(page: Page, at: int) -> bool:
    """Whether a small word has a capital, as it has where a sentence begins."""
    small = PREPOSITION | DETERMINER | PRONOUN | SUBORDINATOR | ADVERB
    return page.quote_of[at] < 0 and page.words[at].istitle() and bool(page.flags[at] & small)


def _are_two(page: Page, first: int, conjunction: int, coming: Sequence[Cue]) -> bool:
    """Whether a conjunction joins two subjects of one verb: "*pilots and crews* urged him"."""
    subject = next((cue.subject for cue in coming if cue.at > conjunction), None)
    return subject is not None and subject.whole[0] == conjunction + 1 and not has_verb(page, first, conjunction)


def _opens_quoting(page: Page, at: int, coming: Sequence[Cue]) -> bool:
    """Whether somebody else is quoted from here: "When Lund said that it was old, *Berg replied, “So am I.”*"."""
    for cue in coming:
        if cue.subject is not None and cue.subject.whole[0] == at and page.flags[cue.at + 1] & PUNCTUATION:
            mark = cue.at + 1 + (page.quote_of[cue.at + 1] < 0)
            return page.quote_of[mark] >= 0 and page.quotes[page.quote_of[mark]][0] == mark
    return False


def _is_carried(page: Page, at: int, last: int) -> bool:
    """Whether it is told who passed the words on: "…, quoted by Lusa", "…, reports the agency EFE"."""
    low = page.lows[at]
    if low in page.speech.cite and page.lows[at + 1] == "by":
        return True
    if low == "in":
        return any(page.flags[i] & SOURCE for i in range(at + 1, min(last, at + _LONGEST_LIST_PART)))
    if not kinds_of(page, at) & (SAY | STATE) or low.endswith("ing"):
        return False
    phrase = phrase_right(page, at + 1, last)
    return phrase is not None and is_outlet(page, *phrase.whole)


def _opens_new_clause(page: Page, at: int) -> bool:
    """Whether a new subject follows *but*; "but that …" and "but found …" are still said."""
    return page.quote_of[at] < 0 and bool(page.flags[at] & (DETERMINER | CAPITAL | PRONOUN)) and page.lows[at] != "that"


def _joins_cue(page: Page, at: int, coming: Sequence[Cue]) -> bool:
    """Whether a conjunction at ``at`` leads straight to another cue: "and added", "but Putin said"."""
    for cue in coming:
        if cue.at <= at or _only_goes_on(page, at, cue):
            continue
        # So far from the conjunction, a cue belongs to another clause.
        if cue.at - at > 14:
            return False
        # "and added", "and later added"; "and say" may be one more thing that was said.
        if cue.first == at + 1 or (page.flags[at + 1] & ADVERB and cue.first == at + 2):
            return cue.form != "base" or cue.is_modal
        subject = cue.subject
        # "but Putin said", "and the mayor said".
        if subject is not None and subject.kind != "relative" and subject.whole[0] - at in (1, 2):
            return True
        if cue.first - at > 8:
            return False
    return False


def _only_goes_on(page: Page, at: int, cue: Cue) -> bool:
    """Whether a verb carries words in marks alone, and none follow: "and service is *continuing* as usual"."""
    if cue.kinds != SPEAK or page.flags[at - 1] & COMMA:
        return False
    if cue.form == "finite" and (cue.subject is None or cue.subject.kind != "noun"):
        return False  # "said it works and *started* the pump", "… and *Lund continues* to wait"
    return all(page.quote_of[i] < 0 for i in range(cue.at, cue.at + _NEAR_QUOTE))


def trimmed(page: Page, first: int, last: int) -> tuple[int, int] | None:
    """A range without the punctuation at its borders; marks of a quotation stay."""
    return page.trimmed(first, last)


def starts_clause(page: Page, at: int) -> bool:
    """Whether a bare clause can begin here."""
    flags, low = page.flags[at], page.lows[at]
    if low in NOMINATIVE or low == "that":
        return True
    # "said the bridge …", "said Reed …", "said five people …", "said drivers …"; not "said of the bridge …".
    return bool(flags & (DETERMINER | CAPITAL | NUMBER | THAT)) or not flags & (PUNCTUATION | PREPOSITION | CONJUNCTION)
