"""Pointing back and ahead in clauses: "Об этом сообщила мэр", "En su carta, Ana Lago escribe:", "Er zog Bilanz: …"."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.names.name_runs import name_runs
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.sentences.claims import is_said, quotes_between
from retrieval.annotate.attributions.sentences.clause_cues import find_cues
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.subjects.spoken_of import head_flags, is_somebody, subject_of_sentence
from retrieval.annotate.attributions.subjects.subjects import subject_of
from retrieval.annotate.attributions.words.verb_forms import ANNOUNCE, SAY, STATE, TELL
from retrieval.annotate.lexicon import BODY, COLON, CONJUNCTION, OF, PUNCTUATION, THIS

_TELLING = SAY | STATE | TELL | ANNOUNCE
_THIS_REACH = 6
_FULL_NAME = 2


def read_pointing(s: Sentence, before: Sentence | None) -> None:
    """ "Мост закроют. Об этом сообщила мэр": what "this" means is the sentence before."""
    r = s.r
    if before is None or before.drafts or s.block - before.block > 1:
        return
    if r.table.name_cases is None and not _is_quotation(before):
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


def _is_quotation(s: Sentence) -> bool:
    """Whether a sentence holds words in marks and nothing else."""
    r = s.r
    outside = (at for at in range(s.first, s.last) if r.quote_of[at] < 0)
    return all(r.flags[at] & (PUNCTUATION | CONJUNCTION) for at in outside) and any(
        r.quote_of[at] >= 0 for at in range(s.first, s.last)
    )


def told_of(s: Sentence) -> Phrase | None:
    """Who has just judged or announced something; else the one person by name whom a paragraph speaks of."""
    phrase = teller(s)
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


def teller(s: Sentence) -> Phrase | None:
    """Who the last verb of speech before a colon has for its subject ("En su carta, Ana Lago escribe:")."""
    for cue in reversed(find_cues(s)):
        subject = subject_of(s, cue)
        if subject is not None and subject.phrase is not None:
            return subject.phrase
    return None


def announces(s: Sentence) -> Phrase | None:
    """Whose words a sentence announces that ends with a colon."""
    return teller(s) or subject_of_sentence(s, s.last - 1)


def announced_by(s: Sentence) -> Phrase | None:
    """Who speaks where a sentence ends its paragraph with a colon ("En su carta, *Ana Lago* escribe:")."""
    ends_block = s.last == s.r.blocks[s.block][1] and s.r.flags[s.last - 1] & COLON and s.r.quote_of[s.last - 1] < 0
    phrase = teller(s) if ends_block and not s.drafts else None
    return phrase if phrase is not None and is_somebody(s.r, phrase) else None


def read_announced(s: Sentence) -> None:
    """ "Er zog Bilanz: „…“": a quotation behind a colon belongs to the subject before it."""
    r = s.r
    for at in range(s.first + 1, s.last):
        if s.quote_starting(at) is None or not r.flags[at - 1] & COLON or s.is_claimed(at):
            continue
        quote = r.quote_of[at]
        if not is_said(r, quote):
            return
        phrase = subject_of_sentence(s, at - 1) or _body_alone(s, at - 1)
        if phrase is None:
            return
        s.claim(Draft(quotes_between(s, at, s.last), (at - 1, at), phrase))
        return


def _body_alone(s: Sentence, colon: int) -> Phrase | None:
    """A body that is all that stands before a colon ("*Die Polizei*: „…“"); whose it is could be its advice."""
    r = s.r
    phrase = phrase_right(r, s.first, colon, skips=False)
    if phrase is None or phrase.whole != (s.first, colon) or any(r.flags[at] & OF for at in range(s.first + 1, colon)):
        return None
    return phrase if phrase.kind == "noun" and head_flags(r, phrase) & BODY else None
