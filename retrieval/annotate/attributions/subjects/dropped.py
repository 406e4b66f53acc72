"""Dropped subjects: a verb without one speaks of whom the text spoke of before ("«…», *recalcó*", "*Añadió* que …")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.sentences.clause_cues import Cue
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.lexicon import (
    ADVERB,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    LABEL,
    LISTENER,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    REFLEXIVE,
    RELATIVE,
    ROLE,
    SOURCE,
    THAT,
    TIME,
    UPPER,
)

_SOMEBODY = BODY | ROLE | UPPER | SOURCE | CAPITAL
_BARE = ADVERB | CONJUNCTION | REFLEXIVE | LISTENER | TIME | NUMBER | PREPOSITION | AUXILIARY
_NO_FILLER = THAT | RELATIVE | PRONOUN
_SENTENCES_BACK = 3


def has_dropped(s: Sentence, cue: Cue, behind: Phrase | None) -> bool:
    """Whether a verb has no subject of its own, though a phrase may stand behind it ("anunció *medidas* que …")."""
    return s.r.table.drops_pronouns and not (behind is not None and _can_speak(s.r, behind)) and _is_bare(s, cue)


def _can_speak(r: Reading, phrase: Phrase) -> bool:
    return phrase.kind != "noun" or any(r.flags[at] & _SOMEBODY for at in range(*phrase.whole))


def _is_bare(s: Sentence, cue: Cue) -> bool:
    """Whether a clause begins with its verb, and the verb speaks of one."""
    r = s.r
    is_label = r.flags[cue.at] & LABEL  # "Pregunta: …"
    if cue.opener or cue.form.is_gerund or is_label or r.lows[cue.last - 1].endswith(r.table.plural_endings):
        return False
    # "Según el alcalde, dijo …" may drop it; "Anna Berg, …, dijo" has it before the comma.
    is_set = r.flags[s.first] & (PREPOSITION | ADVERB | CONJUNCTION) or s.speaker_before(cue.at) is not None
    opens = cue.clause == s.first or (r.flags[cue.clause - 1] & COMMA and is_set)
    return bool(opens) and all(
        r.flags[at] & _BARE and not r.flags[at] & _NO_FILLER for at in range(cue.clause, cue.first)
    )


def give_subjects(
    sentences: Sequence[Sentence], number: int, subject_of_sentence: Callable[[Sentence, int], Phrase | None]
) -> None:
    """Give every draft without a speaker the one spoken of; words without any are nobody's."""
    s = sentences[number]
    for draft in [one for one in s.drafts if one.phrase is None and one.cue is not None and one.content]:
        assert draft.cue is not None
        is_plural = s.r.lows[draft.cue[1] - 1].endswith(s.r.table.plural_endings)
        draft.phrase = None if is_plural else _spoken_of(sentences, number, draft.cue[0], subject_of_sentence)
        if draft.phrase is not None:
            s.speakers.append((draft.cue[0], draft.phrase))
        else:
            s.drafts.remove(draft)


def _spoken_of(
    sentences: Sequence[Sentence],
    number: int,
    at: int,
    subject_of_sentence: Callable[[Sentence, int], Phrase | None],
) -> Phrase | None:
    s = sentences[number]
    if (phrase := s.speaker_before(at)) is not None:
        return phrase
    for earlier in reversed(sentences[max(0, number - _SENTENCES_BACK) : number]):
        if earlier.block < s.block - 1:
            return None
        phrase = earlier.speaker_before(earlier.last) or subject_of_sentence(earlier, earlier.last)
        if phrase is not None:
            return phrase
    return None
