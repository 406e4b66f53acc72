"""Speech without a person for its subject: "In der Erklärung heißt es: „…“", "«…», — говорится в сообщении"."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    ADVERB,
    BODY,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    HIS,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SAYS,
    SOURCE,
    STOP,
    THAT,
    TIME,
)

_MOST = 6
_REACH = 20


def read_impersonal(s: Sentence) -> None:
    """Every "it says" of a sentence, with the document or body that says it."""
    r = s.r
    spots = [at for at in range(s.first, s.last) if r.flags[at] & SAYS and r.quote_of[at] < 0]
    for at in spots[:_MOST]:
        end = next(
            (
                at + len(words)
                for words in r.lexicon.it_says[r.lows[at]]
                if tuple(r.lows[at : at + len(words)]) == words
            ),
            0,
        )
        if not end or s.is_claimed(at):
            continue
        behind = _document(s, end)
        phrase, last = (behind, behind.whole[1]) if behind is not None else (_document_before(s, at), end)
        content = _content(s, at, last)
        if content:
            s.claim(Draft(content, (at, end), phrase), *([phrase.whole] if phrase is not None else []))


def _document(s: Sentence, at: int) -> Phrase | None:
    r = s.r
    while at < s.last and r.flags[at] & ADVERB and not r.flags[at] & PREPOSITION and r.quote_of[at] < 0:
        at += 1
    if at >= s.last or not r.flags[at] & PREPOSITION:
        return None
    phrase = phrase_right(r, at + 1, s.last, skips=False)
    return phrase if phrase is not None and _can_say(s, phrase) else None


def _document_before(s: Sentence, at: int) -> Phrase | None:
    first = s.segment_start(at)
    for start in range(first, max(first, at)):
        if (phrase := _document(s, start)) is not None:
            return phrase
    # "In dem Bericht, der gestern erschien, heißt es": over a relative clause.
    is_over = first - 2 > s.first and s.r.flags[first - 1] & COMMA and s.r.flags[s.first] & PREPOSITION
    phrase = _document(s, s.first) if is_over else None
    is_beside = phrase is not None and s.r.flags[phrase.whole[1]] & COMMA and s.r.flags[phrase.whole[1] + 1] & RELATIVE
    return phrase if is_beside else None


def _can_say(s: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is somebody, a body or a document: "in *dem Antrag*", but not "in der Nacht"."""
    r, (first, last) = s.r, phrase.whole
    if phrase.is_name or any(r.flags[at] & (SOURCE | BODY | ROLE) for at in range(first, last)):
        return True
    is_told = r.table.nouns_are_capitalised and (r.flags[first] & (DETERMINER | HIS))
    return bool(is_told) and not any(r.flags[at] & TIME for at in range(first, last))


def _content(s: Sentence, at: int, last: int) -> list[Range] | None:
    """The words before it, over a comma or a dash; else those behind it."""
    r = s.r
    first = s.segment_start(at)
    if last < s.last and r.flags[last] & (COLON | COMMA) and r.quote_of[last] < 0 and r.flags[s.first] & PREPOSITION:
        first = s.first
    if first > s.first and (r.quote_of[first - 1] >= 0 or r.flags[first - 1] & (COMMA | DASH)):
        before = s.trimmed(s.left_start(first), first)
        return [before] if before is not None else None
    for spot in range(last, min(s.last, last + _REACH)):
        if (quote := s.quote_starting(spot)) is not None:
            return [r.quotes[quote]]
        if r.flags[spot] & (COLON | COMMA | THAT) and r.quote_of[spot] < 0:
            start = spot + 1
            while start < s.last and r.flags[start] & THAT:
                start += 1
            if (quote := s.quote_starting(start)) is not None:
                return [r.quotes[quote]]
            content = s.trimmed(start, s.right_end(start))
            return [content] if content is not None else None
        if r.flags[spot] & PUNCTUATION & STOP:
            return None
    return None
