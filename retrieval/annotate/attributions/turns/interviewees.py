"""Whose words the answers of an interview are: of the one person named above it, or of the one who is talked to."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.cut import Cut
from retrieval.annotate.lexicon import PREPOSITION
from retrieval.annotate.name_keys import surname_key
from retrieval.text.languages.reported_speech import ReportedSpeech

_TALK_REACH = 6
_FULL_NAME = 2


def interviewee(cut: Cut, speech: ReportedSpeech, people: Iterable[Phrase], names: Iterable[Phrase]) -> Phrase | None:
    """The one person named before an interview, or of several the one there who is talked to.

    Args:
        people: names of people beyond doubt.
        names: full names that may be anybody's; where one of them is nobody's of ``people``, it may be who answers.
    """
    known: dict[str, Phrase] = {}
    for phrase in people:
        before = known.setdefault(_surname(cut, phrase), phrase)
        if not _is_full(before) and _is_full(phrase):
            known[_surname(cut, phrase)] = phrase
    others = {surname: phrase for phrase in names if (surname := _surname(cut, phrase)) not in known}
    every = [*known.values(), *others.values()]
    talked_to = [phrase for phrase in every if _is_talked_to(cut, speech, phrase)]
    found = talked_to if len(every) > 1 or others else every
    return found[0] if len(found) == 1 and _is_full(found[0]) else None


def _surname(cut: Cut, phrase: Phrase) -> str:
    return surname_key(cut.slice(phrase.first, phrase.last))


def _is_full(phrase: Phrase) -> bool:
    return phrase.last - phrase.first >= _FULL_NAME


def _is_talked_to(cut: Cut, speech: ReportedSpeech, phrase: Phrase) -> bool:
    """ "The Post talked *to Ada Lund* about …", "ein Gespräch *mit der Sängerin Ada Lund*"."""
    begin = phrase.whole[0]
    for at in range(begin - 1, max(0, begin - _TALK_REACH), -1):
        if cut.flags[at] & PREPOSITION:
            return cut.lows[at] in speech.companions
    return False
