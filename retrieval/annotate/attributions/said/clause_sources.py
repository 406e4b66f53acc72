"""Sources in clauses: who a phrase like "laut" leads to, and what of its sentence they say."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.outlets import outlet_in
from retrieval.annotate.attributions.phrases.adjuncts import is_partitive
from retrieval.annotate.attributions.phrases.insertions import over_insertions
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.said.owners import owner_at
from retrieval.annotate.attributions.said.stretches import is_set_apart
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    BODY,
    CAPITAL,
    CLOSING,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    HIS,
    OF,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
    SOURCE,
    STOP,
    SUBORDINATOR,
    THAT,
    THEM,
    UPPER,
)

_SOMEBODY = BODY | ROLE | SOURCE | UPPER


def source(s: Sentence, at: int) -> tuple[Phrase, int] | None:
    """Whose words they are, and where all that is put behind them ends."""
    r = s.r
    while at < s.last and r.flags[at] & OF and not (r.flags[at] & DETERMINER or is_partitive(r, at)):
        at += 1
    # "nach Angaben *ihrer* Mutter" and "по *его* словам" are told apart by what follows; "по словам *её адвоката*" too.
    owns = r.flags[at] & HIS and r.table.name_cases is not None and r.flags[at + 1] & (ROLE | BODY | CAPITAL)
    if at < s.last and r.flags[at] & THEM and not (r.flags[at] & DETERMINER or owns):
        return owner_at(s, at), at + 1
    phrase = phrase_right(r, at, s.last, skips=False, case="genitive")
    return (phrase, over_insertions(r, phrase.whole[1], s.last)) if phrase is not None else None


def may_hold(s: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase behind a bare preposition is somebody who can have said it, and no plan or law."""
    r = s.r
    if r.table.name_cases is not None and r.flags[phrase.whole[0] - 1] & PREPOSITION:
        # Для министра Ады Лунд реформа — вопрос чести: a name, where the sentence begins.
        opens = s.trimmed(s.first, phrase.whole[0] - 1) is None
        return opens and phrase.is_name and (phrase.role is not None or phrase.last - phrase.first > 1)
    is_for = r.lows[phrase.whole[0] - 1] in r.table.opinion
    if is_for and r.table.is_romance and not _is_set_apart(s, phrase.whole[0] - 1):
        return False  # "Les chiffres parlent *pour l'entraîneur* Jon Dahl"
    if r.table.nouns_are_capitalised and is_for:
        # Für den Ökonomen Jon Dahl ist das „ein Fehler“: where the sentence begins, and something is in marks.
        has_marks = any(r.quote_of[at] >= 0 for at in range(phrase.whole[1], s.last))
        return (
            s.trimmed(s.first, phrase.whole[0] - 1) is None and phrase.role is not None and phrase.is_name and has_marks
        )
    if phrase.kind != "noun":
        return True
    if any(r.flags[at] & _SOMEBODY for at in range(*phrase.whole)) or any(
        r.quote_of[at] >= 0 for at in range(*phrase.whole)
    ):
        return True
    return outlet_in(r, *phrase.whole) is not None


def _is_set_apart(s: Sentence, at: int) -> bool:
    """Whether a phrase opens its sentence or stands behind a comma, as somebody's opinion does ("*Pour X*, …")."""
    while at > s.first and s.r.flags[at - 1] & CONJUNCTION:
        at -= 1
    if at > s.first and (quote := s.r.quote_of[at - 1]) >= 0:
        return s.r.quotes[quote][0] == s.first  # "La banda tocó «Luna» *para el público*"
    return at == s.first or bool(s.r.flags[at - 1] & PUNCTUATION)


def said_from(s: Sentence, at: int, stop: int) -> Range | None:
    """How far words go that begin at a token: up to what is somebody's already."""
    return s.trimmed(at, min(s.right_end(at), stop))


def both_sides(s: Sentence, before: Range, around: Range, stop: int) -> list[Range]:
    """What is said before a source and goes on behind it."""
    r, (first, end) = s.r, around
    over = end + bool(is_set_apart(s, first, end) and r.flags[end] & CLOSING)
    behind = said_from(s, over, stop)
    if behind is None:
        is_opened = r.flags[before[0]] & (SUBORDINATOR | THAT) and before[1] - before[0] > 1
        return [(before[0] + 1, before[1]) if is_opened else before]
    # "…, laut X, und …": behind a comma something else begins, unless the words before go on.
    is_parted = r.flags[end] & (COMMA | STOP | DASH) and not r.flags[first - 1] & (COMMA | DASH)
    return [before] if is_parted else [before, behind]
