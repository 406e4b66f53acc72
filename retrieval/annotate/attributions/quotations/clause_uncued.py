"""Words without a cue of their own: quotations that follow or are signed, clauses that go on in their mood."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.name_runs import name_runs
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.sentences.clause_cues import find_cues
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence, is_in_mood, is_said, quotes_between
from retrieval.annotate.attributions.subjects.dropped import give_subjects
from retrieval.annotate.attributions.subjects.spoken_of import is_somebody, subject_of_sentence
from retrieval.annotate.attributions.subjects.subjects import subject_of
from retrieval.annotate.attributions.words.verb_forms import ANNOUNCE, SAY, STATE, TELL
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    CAPITAL,
    COLON,
    CONDITION,
    CONJUNCTION,
    DASH,
    ME,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THAT,
    THIS,
)

_MOOD_REACH = 16
_TELLING = SAY | STATE | TELL | ANNOUNCE
_THIS_REACH = 6
_LONGEST_SIGNATURE = 16
_FULL_NAME = 2


def join_uncued(sentences: Sequence[Sentence]) -> None:
    """Give every quotation and clause without a cue to the speaker before it, where nothing of its own follows."""
    going_on: Draft | None = None
    for number, s in enumerate(sentences):
        before = sentences[number - 1] if number else None
        if not s.drafts:
            _told_before(s, before)
        if s.r.table.drops_pronouns:
            give_subjects(sentences, number, subject_of_sentence)
        has_quotes = not s.drafts and _has_quotes(s)
        quotes = _alone(s) if has_quotes else []
        if quotes:
            _join(s, quotes, before)
        elif has_quotes:
            _signed(s) or _announced(s)
        going_on = _go_on_in_mood(s, before, going_on)


def _has_quotes(s: Sentence) -> bool:
    return max(s.r.quote_of[s.first : s.last], default=-1) >= 0


def _alone(s: Sentence) -> list[Range]:
    """The quotations of a sentence that holds nothing else."""
    r = s.r
    if any(r.quote_of[at] < 0 and not r.flags[at] & (PUNCTUATION | CONJUNCTION) for at in range(s.first, s.last)):
        return []
    return quotes_between(s, s.first, s.last)


def _last_of(s: Sentence) -> Draft | None:
    """The draft whose words end last; one that only says who went on speaking has none of its own."""
    return max(s.drafts, key=lambda d: d.content[-1][1] if d.content else 0, default=None)


def _join(s: Sentence, quotes: list[Range], before: Sentence | None) -> None:
    if before is None:
        return
    r = s.r
    first = r.quote_of[quotes[0][0]]
    if not is_said(r, first) and len(quotes) == 1 and not _is_sentence(s, quotes[0]):
        return
    last_draft = _last_of(before)
    is_same_block = before.block == s.block
    if last_draft is not None and last_draft.cue is not None and first > 0:
        goes_on = r.quotations[first - 1].goes_on and last_draft.content[-1][1] == r.quotes[first - 1][1]
        ends_in_cue = last_draft.cue[0] >= last_draft.content[-1][0] and r.quote_of[last_draft.content[0][0]] >= 0
        if goes_on or (is_same_block and ends_in_cue and not last_draft.is_loose):
            last_draft.content.extend(quotes)
            s.speakers.append((s.first, last_draft.phrase))
            s.drafts.append(Draft([], None, last_draft.phrase))
            return
    if _ends_with_colon(before):
        phrase = (
            last_draft.phrase
            if last_draft is not None
            else _teller(before) or subject_of_sentence(before, before.last - 1)
        )
        if phrase is not None:
            s.claim(Draft(quotes, (before.last - 1, before.last), phrase))
        return
    phrase = last_draft.phrase if last_draft is not None else _told_of(before) if is_same_block else None
    if phrase is not None and (is_same_block or _is_block(s)):
        s.claim(Draft(quotes, None, phrase, is_loose=True))


def _is_sentence(s: Sentence, quote: Range) -> bool:
    """Whether a few words in marks are all of a sentence, and no single word or title: "«Никто не пострадал»."."""
    r, (first, last) = s.r, quote
    is_closed = last < s.last and r.flags[last] & STOP and last - first >= _FULL_NAME + 2
    return (
        bool(is_closed)
        and bool(r.flags[first + 1] & CAPITAL)
        and any(r.words[at].islower() for at in range(first, last))
    )


def _told_of(s: Sentence) -> Phrase | None:
    """Who has just judged or announced something; else the one person by name whom a paragraph speaks of."""
    phrase = _teller(s)
    if phrase is None and (phrase := subject_of_sentence(s, s.last - 1)) is not None and not _is_alone(s, phrase):
        return None
    is_full = phrase is not None and phrase.is_name and phrase.last - phrase.first + bool(phrase.role) > 1
    return phrase if is_full else None


def _is_alone(s: Sentence, phrase: Phrase) -> bool:
    """Whether a paragraph names nobody else up to the end of a sentence."""
    r = s.r
    own = r.lows[phrase.last - 1]
    runs = name_runs(r, r.blocks[s.block][0], s.last)
    return all(last - first < _FULL_NAME or r.lows[last - 1] == own for first, last in runs)


def _told_before(s: Sentence, before: Sentence | None) -> None:
    """ "Мост закроют. Об этом сообщила мэр": what "this" means is the sentence before."""
    r = s.r
    if before is None or before.drafts or s.block - before.block > 1:
        return
    if r.table.name_cases is None and not _alone(before):
        return
    spots = [at for at in range(s.first, s.last) if r.flags[at] & THIS and r.quote_of[at] < 0]
    cues = find_cues(s) if spots else []
    cue = next((one for one in cues if one.classes & _TELLING and not one.opener), None)
    if cue is None or not any(min(abs(at - cue.at), abs(at - cue.first)) <= _THIS_REACH for at in spots):
        return
    subject = subject_of(s, cue)
    content = before.trimmed(before.first, before.last)
    if subject is not None and subject.phrase is not None and subject.phrase.kind != "pronoun" and content is not None:
        s.claim(Draft([content], cue.range, subject.phrase))


def _is_block(s: Sentence) -> bool:
    """Whether a sentence is a paragraph of its own."""
    first, last = s.r.blocks[s.block]
    return s.first == first and s.last == last


def _ends_with_colon(s: Sentence) -> bool:
    return bool(s.r.flags[s.last - 1] & COLON) and s.r.quote_of[s.last - 1] < 0


def _teller(s: Sentence) -> Phrase | None:
    """Who the last verb of speech before a colon has for its subject ("En su carta, Ana Lago escribe:")."""
    for cue in reversed(find_cues(s)):
        subject = subject_of(s, cue)
        if subject is not None and subject.phrase is not None:
            return subject.phrase
    return None


def announced_by(s: Sentence) -> Phrase | None:
    """Who speaks where a sentence ends its paragraph with a colon ("En su carta, *Ana Lago* escribe:")."""
    ends_block = s.last == s.r.blocks[s.block][1] and _ends_with_colon(s)
    phrase = _teller(s) if ends_block and not s.drafts else None
    return phrase if phrase is not None and is_somebody(s.r, phrase) else None


def _announced(s: Sentence) -> bool:
    """ "Er zog Bilanz: „…“": a quotation behind a colon belongs to the subject before it."""
    r = s.r
    for at in range(s.first + 1, s.last):
        if s.quote_starting(at) is None or not r.flags[at - 1] & COLON or s.is_claimed(at):
            continue
        quote = r.quote_of[at]
        if not is_said(r, quote):
            return False
        phrase = subject_of_sentence(s, at - 1)
        if phrase is None:
            return False
        s.claim(Draft(quotes_between(s, at, s.last), (at - 1, at), phrase))
        return True
    return False


def _signed(s: Sentence) -> bool:
    """ "„…“ – Anna Berg": the name at the end signs the quotation."""
    r = s.r
    if r.quote_of[s.first] < 0:
        return False
    dash = r.quotes[r.quote_of[s.first]][1]
    if dash + 1 >= s.last or not r.flags[dash] & (DASH | COLON) or s.last - dash > _LONGEST_SIGNATURE:
        return False
    phrase = phrase_right(r, dash + 1, s.last, skips=False)
    if _heads(s, dash, phrase):
        return True
    if (
        r.flags[dash] & COLON
        or phrase is None
        or not phrase.is_name
        or (phrase.whole[1] < s.last and not r.flags[phrase.whole[1]] & PUNCTUATION)
    ):
        return False
    s.claim(Draft([(s.first, dash)], (dash, dash + 1), phrase))
    return True


def _heads(s: Sentence, colon: int, phrase: Phrase | None) -> bool:
    """A headline of words and who tells of it: "« On nous a oubliés » : Élisée Tramoni *raconte* sa nuit"."""
    r = s.r
    if s.block > 0 or phrase is None or not phrase.is_name or phrase.last - phrase.first < _FULL_NAME:
        return False
    verb = phrase.whole[1]
    is_verb = verb < s.last and r.words[verb].islower() and not r.flags[verb] & SMALL & ~PREPOSITION
    if not is_verb or r.flags[s.last - 1] & STOP:
        return False
    s.claim(Draft([(s.first, colon)], (colon, colon + 1), phrase))
    return True


def _go_on_in_mood(s: Sentence, before: Sentence | None, going_on: Draft | None) -> Draft | None:
    """A sentence in the mood of reported speech behind one that is somebody's ("Die Kosten seien gestiegen")."""
    r = s.r
    if not r.table.moods or s.drafts or before is None or before.block != s.block:
        return None
    source = _last_of(before)
    if source is not None and source.phrase is None and source is not going_on:
        return None
    if not _is_in_mood(s) or (source is None and (r.table.is_romance or _has_quotes(s))):
        return None
    content = s.trimmed(s.first, s.last)
    if content is None:
        return None
    if going_on is not None and source is going_on:
        going_on.content[-1] = (going_on.content[-1][0], content[1])
        s.drafts.append(going_on)
        return going_on
    # "Bäckermeister Alwin Kopp sieht schwarz. Das Mehl *koste* zu viel": the mood alone tells that he says so.
    phrase = source.phrase if source is not None else _told_of(before)
    if source is None and phrase is None:
        return None
    draft = Draft([content], None, phrase, is_loose=source is None)
    s.claim(draft)
    return draft


def _is_in_mood(s: Sentence) -> bool:
    r = s.r
    has = is_inside = False
    for at in range(s.first, min(s.last, s.first + _MOOD_REACH)):
        flags = r.flags[at]
        if r.quote_of[at] >= 0:
            continue
        if flags & ME:
            return False
        if flags & PUNCTUATION:
            # The mood of a clause inside, "wenn es komme", tells nothing of its sentence.
            is_inside = bool(r.flags[at + 1] & (SUBORDINATOR | CONDITION | THAT | RELATIVE)) and not has
        has = has or (is_in_mood(r, at) and not is_inside)
    return has
