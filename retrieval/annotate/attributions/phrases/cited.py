"""Cited speakers: whose words an agency passes on, where the agency is the subject of the verb.

"…, сообщает ТАСС *со ссылкой на мэра Ольгу Седову*", "цитирует *её* агентство", "приводит *слова министра* Рейтер".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.outlets import outlet_at
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.verb_forms import CITE
from retrieval.annotate.lexicon import AGENCY, BODY, CUE, ROLE, SOURCE, THEM
from retrieval.text.languages.cases import Case


def cited_in(r: Reading, spots: Iterable[int], last: int) -> Phrase | None:
    """Who is cited at one of these tokens, the first that is somebody.

    Args:
        last: where the sentence ends.
    """
    if not r.lexicon.citing:
        return None
    free = [at for at in spots if r.quote_of[at] < 0]
    ways = (_behind_phrase, _behind_noun, _behind_verb) if r.table.name_cases is not None else (_behind_phrase,)
    for read in ways:
        found = next((phrase for at in free if (phrase := read(r, at, last)) is not None), None)
        if found is not None:
            return found
    return None


def _behind_phrase(r: Reading, at: int, last: int) -> Phrase | None:
    """ "со ссылкой на *мэра*"."""
    for words in r.lexicon.citing.get(r.lows[at], ()):
        end = at + len(words)
        if tuple(r.lows[at:end]) == words:
            return somebody_at(r, end, last, "accusative")
    return None


def _behind_noun(r: Reading, at: int, last: int) -> Phrase | None:
    """ "слова *министра*", "*её* слова"."""
    if not r.flags[at] & SOURCE:
        return None
    if at > 0 and r.flags[at - 1] & THEM:
        return _pronoun(r, at - 1)
    return somebody_at(r, at + 1, last, "genitive")


def _behind_verb(r: Reading, at: int, last: int) -> Phrase | None:
    """ "цитирует *мэра*", "*её* цитирует"."""
    if not r.flags[at] & CUE or not any(form.classes & CITE for form in r.lexicon.verbs[r.lows[at]]):
        return None
    if at > 0 and r.flags[at - 1] & THEM:
        return _pronoun(r, at - 1)
    return somebody_at(r, _behind_outlet(r, at + 1, last), last, "accusative")


def _behind_outlet(r: Reading, at: int, last: int) -> int:
    """Behind the agency or paper between a verb and who is cited: "цитирует *газета «Луч»* мэра Олега Седова"."""
    begin = at + bool(r.flags[at] & AGENCY)
    outlet = outlet_at(r, begin, last) if begin < last else None
    if outlet is None:
        return last if begin > at else at
    return outlet[1] + (r.quote_of[begin] >= 0)


def somebody_at(r: Reading, at: int, last: int, case: Case) -> Phrase | None:
    """A person, or people or a body by what they are, in a case."""
    if at >= last:
        return None
    if r.flags[at] & THEM:
        return _pronoun(r, at)
    phrase = phrase_right(r, at, last, skips=False, case=case)
    if phrase is None or phrase.kind == "pronoun":
        return None
    if phrase.is_name and phrase.last < phrase.whole[1] and outlet_at(r, phrase.last, phrase.whole[1]) is not None:
        phrase = replace(phrase, whole=(phrase.whole[0], phrase.last))  # цитирует Антона Громова *ТАСС*
    if not phrase.is_name and r.table.name_cases is not None:
        title = next((n for n in range(at + 1, phrase.whole[1]) if r.flags[n] & AGENCY and r.quote_of[n + 1] >= 0), 0)
        if title:  # цитирует эксперта *газета «Берег»*
            phrase = replace(phrase, last=title, whole=(phrase.whole[0], title))
    is_somebody = phrase.is_name or any(r.flags[n] & (BODY | ROLE) for n in range(*phrase.whole))
    return phrase if is_somebody else None


def _pronoun(r: Reading, at: int) -> Phrase:
    return Phrase("pronoun", at, at + 1, (at, at + 1), gender=r.table.them[r.lows[at]])
