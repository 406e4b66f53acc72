"""Content before its cue: "…", X said · "…", said X · …, X said · The plan, X said, would fail."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.outlets import is_outlet, told_outlet
from retrieval.annotate.attributions.phrases.name_edges import name_right
from retrieval.annotate.attributions.phrases.speaker_after_cue import named_behind, phrase_right
from retrieval.annotate.attributions.phrases.voices import can_speak, is_somebody, is_thing
from retrieval.annotate.attributions.said.clauses import (
    content_end,
    has_verb,
    skip_carrier,
    skip_listener,
    trimmed,
)
from retrieval.annotate.attributions.said.relatives import puts_it
from retrieval.annotate.attributions.said.senses import is_finite, is_plain_saying, opens_clause
from retrieval.annotate.attributions.said.settings import skip_setting, work_before_role
from retrieval.annotate.attributions.sentences.cues import Cue, kinds_of
from retrieval.annotate.attributions.sentences.sentence import Sentence
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    CALL,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DASH,
    DETERMINER,
    GROUP,
    LOOSE,
    NATION,
    NUMBER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
    SAY,
    SPEAK,
    STATE,
    SUBORDINATOR,
    TELL,
    THEM,
    URGE,
    VERBISH,
    VOW,
)
from retrieval.annotate.page import Page

_LONGEST_CALLED = 5
_NO_GAP = PUNCTUATION | AUXILIARY | SUBORDINATOR | CUE | CONJUNCTION
_LONGEST_GAP = 9
_SHORTEST = 3
_LONGEST_TITLE, _LONGEST_NAME = 7, 11


def read_before_cue(sentence: Sentence, cue: Cue) -> None:
    """Claim words that end right before a cue or its speaker."""
    if cue.is_negated or cue.form == "participle" or not cue.kinds & (SAY | STATE | TELL | SPEAK | URGE | VOW):
        return
    phrase, start = _speaker(sentence, cue)
    quote = sentence.quote_before(start)
    if phrase is None and quote is not None and _is_dropped(sentence, cue):
        dropped = Draft([sentence.page.quotes[quote]], (cue.first, cue.at + 1), None, "dropped", is_open=True)
        sentence.claim(dropped, cue)
    if phrase is None or not can_speak(sentence.page, phrase):
        return
    if quote is None and sentence.page.lows[phrase.first] in sentence.page.speech.me:
        return  # "A fine bridge, I think"
    after = _after(sentence, cue, phrase)
    if quote is None and (across := _across(sentence, cue, phrase, start, after)) is not None:
        sentence.claim(across, cue)
        return
    if quote is None and not _closes_clause(sentence, cue, start, after):
        return
    if quote is not None and _is_no_speech(sentence, cue, quote, after):
        return
    if quote is None and is_thing(sentence.page, phrase) and not is_plain_saying(sentence.page, cue):
        return  # "For those who row, the trip *promises* calm"
    content = _content(sentence, start, quote)
    if content is None or sentence.page.lows[content[0]] == "(":
        return  # “…,” said Ada Lund *(Centre Party),* she added.
    rule = "post-quote" if quote is not None else "post"
    draft = Draft([content], (cue.first, cue.at + 1), phrase, rule, is_open=quote is not None)
    if quote is None:
        _go_on(sentence, draft, after)
        if len(draft.content) == 1 and (content[1] - content[0] < _SHORTEST or _is_setting(sentence, content, after)):
            return
    _add_quotations(sentence, draft, after)
    sentence.claim(draft, cue)


def _across(sentence: Sentence, cue: Cue, phrase: Phrase, start: int, after: int) -> Draft | None:
    """ "*The council*, Finch conceded, *“did not see it,”* …": a subject whose verb is in marks behind the cue."""
    page = sentence.page
    first = sentence.left_start(start)
    while first < start and page.flags[first] & (CONJUNCTION | PUNCTUATION) and page.quote_of[first] < 0:
        first += 1
    if not page.flags[start - 1] & COMMA or not cue.kinds & (SAY | STATE | TELL) or cue.is_modal or cue.is_passive:
        return None
    quote = sentence.quote_at(after) if after < sentence.last and page.flags[after] & COMMA else None
    before = trimmed(page, first, start)
    if quote is None or before is None or has_verb(page, *before) or page.flags[before[0]] & (PREPOSITION | ADVERB):
        return None
    last = page.quotes[quote]
    said = page.text[page.quotations[quote].inner.start]
    if not said.islower() or not (
        page.flags[last[0] + 1] & (AUXILIARY | CUE | VERBISH | PAST) or page.lows[last[0] + 1].endswith("s")
    ):
        return None
    return Draft([before, last], (cue.first, cue.at + 1), phrase, "across", is_open=True)


def _closes_clause(sentence: Sentence, cue: Cue, start: int, after: int) -> bool:
    """Whether speaker and verb close a clause with a comma: "The line will open in May, *Reed said*."."""
    page, last = sentence.page, sentence.last
    says = cue.kinds & (SAY | STATE | TELL) or puts_it(page, cue)
    if not page.flags[start - 1] & COMMA or not says or cue.is_modal or cue.is_passive:
        return False
    if page.lows[cue.at].startswith("add") and page.lows[cue.at + 1] == "to":
        return False  # "Given his age, it *adds to* his chances"
    if page.lows[cue.at].startswith("show") and page.words[start].isupper() and page.lows[after + 1] == "and":
        return False  # "books, *TV shows*, and lamps"
    if not _is_over(sentence, after) or sentence.quote_at(after) is not None:
        return False
    if after < last and page.lows[after] == ":":
        return False  # "On the bridge, Reed said: …"
    goes_on = after + 1 < last and page.flags[after] & COMMA  # "In May, *Reed said*, the line will open."
    if not goes_on and not _has_main_clause(page, sentence.left_start(start), start - 1):
        return False
    is_answer = goes_on and is_finite(page, after + 1, last)  # "Closing the bridge, Reed said, *allowed* him to rest."
    return _is_over(sentence, skip_carrier(page, after, last)) and (is_answer or not _is_introduction(sentence))


def _is_setting(sentence: Sentence, content: tuple[int, int], after: int) -> bool:
    """Whether a comma follows the cue, and all that is before it tells when: "*In her book*, Lund noted, …"."""
    page = sentence.page
    goes_on = after + 1 < sentence.last and page.flags[after] & COMMA
    return bool(goes_on) and not _has_main_clause(page, *content)


def _has_main_clause(page: Page, first: int, last: int) -> bool:
    """Whether words can stand alone: "Even when they led, Reed answered" says nothing."""
    while first < last and page.flags[first] & (ADVERB | PUNCTUATION | CONJUNCTION):
        first += 1
    flags = page.flags[first]
    if page.lows[first].endswith("ing") and not any(is_finite(page, at, last) for at in range(first + 1, last)):
        return False  # "Speaking to reporters, Reed noted …"
    if not flags & (SUBORDINATOR | PREPOSITION) or flags & DETERMINER:
        return True
    if any(page.flags[at] & COMMA for at in range(first, last)):
        return True
    return not flags & SUBORDINATOR and any(is_finite(page, at, last) for at in range(first + 1, last))


def _is_no_speech(sentence: Sentence, cue: Cue, quote: int, after: int) -> bool:
    """Whether the quotation before a cue is a title, or somebody else's already."""
    if cue.at in sentence.page.unlisted and sentence.is_title(quote):
        return True
    return _is_title(sentence, quote, after) or _is_said_already(sentence, quote, cue)


def _speaker(sentence: Sentence, cue: Cue) -> tuple[Phrase | None, int]:
    """The speaker of words before the cue, and where the speaker's clause begins."""
    inverted = _inverted(sentence, cue)
    if inverted is not None:
        return inverted, cue.first
    if cue.subject is None or cue.subject.kind == "relative":
        return None, cue.first
    page = sentence.page
    start = work_before_role(page, cue.subject.whole[0])
    if start - 1 <= sentence.first:
        return None, start
    if page.flags[start - 1] & (COMMA | DASH) or sentence.quote_before(start) is not None:
        return cue.subject, start
    gap = start
    while gap > sentence.first and start - gap < _LONGEST_GAP and page.quote_of[gap - 1] < 0:
        if page.flags[gap - 1] & _NO_GAP:
            break
        gap -= 1
    if gap < start and sentence.quote_before(gap) is not None:
        return cue.subject, gap
    is_as = page.lows[start - 1] == "as" and start - 2 > sentence.first
    if is_as and (page.flags[start - 2] & COMMA or sentence.quote_before(start - 1) is not None):
        return cue.subject, start - 1
    return None, start


def _inverted(sentence: Sentence, cue: Cue) -> Phrase | None:
    """ "…", said the Russian president."""
    page = sentence.page
    before = cue.first - 1
    if before <= sentence.first or cue.is_passive or not cue.kinds & (SAY | STATE | TELL | SPEAK):
        return None
    has_quote = page.quote_of[before] >= 0 or sentence.quote_before(cue.first) is not None
    is_line = page.flags[sentence.first] & DASH and cue.kinds & STATE  # "— The road was flooded, *replied* Reed."
    if not has_quote and not (page.flags[before] & (COMMA | DASH) and (cue.kinds & SAY or is_line)):
        return None
    phrase = phrase_right(page, _inverted_start(sentence, cue), sentence.last)
    if phrase is None or phrase.kind == "relative":
        return None
    phrase = named_behind(page, phrase, sentence.last)
    end = phrase.whole[1]
    if not has_quote and is_outlet(page, *phrase.whole) and _has_spoken(sentence, cue):
        sentence.carrier = (phrase.first, phrase.last)
        return None
    is_listener = page.lows[end] == "to" and is_somebody(page, phrase) and _is_told(page, end + 1, sentence.last)
    if end < sentence.last and page.flags[end] & (AUXILIARY | CUE) and page.quote_of[end] < 0 and not is_listener:
        return None
    if has_quote:
        return phrase
    # "The old pier, *says Lund*, came down": what is before the comma is no apposition's head, for it cannot speak.
    is_within = cue.subject is not None and not is_somebody(page, cue.subject) and end < sentence.last
    is_within = is_within and phrase.kind == "name" and bool(page.flags[end] & page.flags[before] & COMMA)
    return phrase if (cue.subject is None or is_within) and is_somebody(page, phrase) else None


def _is_told(page: Page, at: int, last: int) -> bool:
    """Whether an outlet or people stand behind "to": "complained the mayor *to the magazine* Marsh"."""
    at += bool(page.flags[at] & DETERMINER and not page.flags[at] & CAPITAL)
    at += bool(page.flags[at] & NATION)  # "to *German* outlet Marsh"
    is_somebody = page.lows[at] in page.speech.agency_nouns or page.flags[at] & GROUP
    return bool(is_somebody) or told_outlet(page, at, last) is not None


def _has_spoken(sentence: Sentence, cue: Cue) -> bool:
    """Whether somebody speaks earlier in the sentence: "The mayor said that …, *reports the agency EFE*"."""
    return any(
        other.at < cue.at and other.subject is not None and other.kinds & (SAY | STATE | TELL | SPEAK)
        for other in sentence.cues
    )


def _is_dropped(sentence: Sentence, cue: Cue) -> bool:
    """ "“…”, completed." is all the sentence: translation has lost the "he" that the verb held."""
    page, behind = sentence.page, skip_setting(sentence.page, cue.at + 1, sentence.last)
    is_over = behind >= sentence.last or page.lows[behind] in (".", ";")
    return is_over and _is_bare(page, cue) and cue.form == "finite" and cue.first == cue.at


def _is_bare(page: Page, cue: Cue) -> bool:
    """Whether nobody is in front of a verb; the last word of a quotation is nobody."""
    return cue.subject is None or page.quote_of[cue.subject.first] >= 0


def _inverted_start(sentence: Sentence, cue: Cue) -> int:
    """Where an inverted speaker begins: "pointed *out* the minister", "told *Lusa* the judge", "said *bye* the …"."""
    page, at = sentence.page, cue.at + 1
    if page.quote_of[at] >= 0:
        behind = page.quotes[page.quote_of[at]][1]
        return behind if work_before_role(page, behind) == at else at
    is_plain = page.words[at].islower() and not page.flags[at]
    at += is_plain and at + 1 < sentence.last and page.lows[at + 1] == "the"
    while at < sentence.last and (
        (page.flags[at] & ADVERB and not page.flags[at] & DETERMINER)
        or page.lows[at] in ("out", "back")
        or page.lows[at] in page.speech.reflexives
    ):
        at += 1
    if cue.kinds & TELL and _is_bare(page, cue):
        end = name_right(page, at, sentence.last)
        if at < end < sentence.last and page.flags[end] & DETERMINER:
            return end
    return at


def _is_title(sentence: Sentence, quote: int, after: int) -> bool:
    """Whether the quotation before a speaker is a mere title ("On “This Week,” Rubio said that …")."""
    page = sentence.page
    if after >= sentence.last or page.quote_of[after] >= 0 or page.flags[after] & PUNCTUATION:
        return False
    first, last = page.quotes[quote]
    if page.lows[after] == "that" and page.lows[after - 1] != "all":  # "“…,” she said despite all that was lost"
        return first > sentence.first or last - first <= _LONGEST_TITLE
    is_name = all(
        page.flags[at] & CAPITAL for at in range(first, last) if page.lows[at].isalpha() and len(page.lows[at]) > 3
    )
    if first == sentence.first or last - first > (_LONGEST_NAME if is_name else _LONGEST_TITLE):
        return False
    apart = PREPOSITION | DETERMINER | (POSSESSIVE if is_name else 0)
    return bool(page.flags[first - 1] & apart) and has_verb(page, after, sentence.last)


def _is_said_already(sentence: Sentence, quote: int, cue: Cue) -> bool:
    """ "DuVernay said it mattered because “most people don’t know,” she said": the first verb has the words."""
    page, first = sentence.page, sentence.page.quotes[quote][0]
    return any(
        other.at < first
        and other.subject is not None
        and (other.kinds & (SAY | TELL) or (other.kinds & CALL and first - other.at <= _LONGEST_CALLED))
        and not other.is_negated
        for other in sentence.cues
        if other is not cue and not sentence.is_claimed(other.at) and page.quote_of[other.at] < 0
    )


def _content(sentence: Sentence, end: int, quote: int | None) -> tuple[int, int] | None:
    page = sentence.page
    start = sentence.left_start(end)
    if quote is None:
        return trimmed(page, start, end)
    first, last = page.quotes[quote]
    if first > start and (page.lows[first - 1] == ":" or page.flags[first - 1] & DASH):
        return first, last
    if first > start and page.flags[first - 1] & COMMA and last - first > _LONGEST_TITLE:
        inner = page.quotations[quote].inner
        if page.text[inner.start : inner.start + 1].isupper():
            return first, last
    while start < first and page.quote_of[start] < 0 and page.flags[start] & (PUNCTUATION | CONJUNCTION | ADVERB):
        start += 1
    if start < first and page.quote_of[start] < 0:
        inner = page.quotations[quote].inner
        opens = page.text[inner.start : inner.start + 1].isupper() or page.flags[first - 1] & PUNCTUATION
        if opens and not has_verb(page, start, first):
            start = first
    return min(start, last - 1), last


def _after(sentence: Sentence, cue: Cue, phrase: Phrase) -> int:
    """The first token behind cue, speaker, listener and setting."""
    page = sentence.page
    if phrase.first > cue.at:
        at = phrase.whole[1]
    else:
        at = cue.at + 1 + puts_it(page, cue)
        if cue.kinds & (VOW | LOOSE) and _is_infinitive(page, at):
            return at  # "A year ago, it *agreed to pay* …"
        if cue.kinds & (TELL | SPEAK | URGE):
            at = skip_listener(page, at, sentence.last)
    return skip_setting(page, at, sentence.last, may_end=True)


def _is_infinitive(page: Page, at: int) -> bool:
    """Whether "to" leads a deed, and nobody who is told: "agreed *to pay*", but "nodded *to the crowd*"."""
    somebody = DETERMINER | CAPITAL | GROUP | POSSESSIVE | PUNCTUATION | ROLE | NUMBER | THEM
    return page.lows[at] == "to" and not page.flags[at + 1] & somebody


def _is_over(sentence: Sentence, at: int) -> bool:
    """Whether nothing more is said behind a cue: the sentence ends or a comma closes the clause."""
    return at >= sentence.last or bool(sentence.page.flags[at] & PUNCTUATION)


def _is_introduction(sentence: Sentence) -> bool:
    """Whether the sentence opens with a participle: "Asked whether …, Peskov said, …"."""
    page, first = sentence.page, sentence.first
    return bool(kinds_of(page, first) or page.flags[first] & VERBISH) and not (
        page.flags[first + 1] & (AUXILIARY | CUE)
    )


def _go_on(sentence: Sentence, draft: Draft, comma: int) -> None:
    """The plan, he said, *would fail*."""
    page = sentence.page
    if comma + 1 >= sentence.last or not page.flags[comma] & COMMA or page.quote_of[comma + 1] >= 0:
        return
    flags, low = page.flags[comma + 1], page.lows[comma + 1]
    if low.endswith("ing") or (flags & SUBORDINATOR and low != "that") or low in ("and", "but", "according"):
        return
    if low in ("a", "an") and not opens_clause(page, comma + 1, sentence.last):
        return  # an apposition of the speaker
    is_verb = page.words[comma + 1].islower() and is_finite(page, comma + 1, sentence.last)
    if draft.phrase is not None and draft.phrase.first > (draft.cue or (0, 0))[0] and not is_verb:
        return  # What follows an inverted cue and a comma is the speaker's apposition.
    extent = trimmed(page, comma + 1, content_end(page, comma + 1, sentence.last, sentence.cues))
    if extent is not None and extent[1] - extent[0] > 1:
        draft.content.append(extent)


def _add_quotations(sentence: Sentence, draft: Draft, at: int) -> None:
    """ "…," X said, *"…"*: the second half follows a comma or a conjunction, over an apposition."""
    page = sentence.page
    end = max(last for _, last in draft.content)
    at = max(at, end)
    while at < sentence.last:
        quote = page.quote_of[at]
        if quote >= 0:
            first, last = page.quotes[quote]
            is_next = draft.cue is not None and first == draft.cue[1]
            if first == at and (is_next or page.flags[first - 1] & (PUNCTUATION | CONJUNCTION)):
                draft.content.append((first, last))
                draft.is_open = True
            at = max(last, at + 1)
            continue
        if page.flags[at] & CUE and any(c.at == at and (c.subject or c.shares) for c in sentence.cues):
            return
        at += 1
