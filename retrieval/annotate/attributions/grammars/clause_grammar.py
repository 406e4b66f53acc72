"""Grammar of clauses that something sets apart: a word before them, a comma, an inversion, a mood."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.attributions.grammar import Grammar
from retrieval.annotate.attributions.names.inflected import gender_of_verb
from retrieval.annotate.attributions.names.name_runs import name_runs
from retrieval.annotate.attributions.phrases.cited import somebody_at
from retrieval.annotate.attributions.phrases.speaker_phrases import phrase_right
from retrieval.annotate.attributions.quotations import pointing
from retrieval.annotate.attributions.quotations.quoted import read_dialogue, read_quotes
from retrieval.annotate.attributions.said import clause_sources
from retrieval.annotate.attributions.said.according import read_according
from retrieval.annotate.attributions.said.behind import read_after
from retrieval.annotate.attributions.said.cited import find_cited
from retrieval.annotate.attributions.said.clause_objects import find_cited_by_verb
from retrieval.annotate.attributions.said.impersonal import read_impersonal
from retrieval.annotate.attributions.said.told import read_as, read_before, read_thus
from retrieval.annotate.attributions.sentences.clause_cues import find_cues
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.speakers.people import People, Person, named_in
from retrieval.annotate.attributions.speakers.speaker_names import SpeakerReader
from retrieval.annotate.attributions.subjects.dropped import give_subjects
from retrieval.annotate.attributions.subjects.spoken_of import subject_of_sentence
from retrieval.annotate.attributions.turns.labels import Voices
from retrieval.annotate.attributions.turns.turn import Turn
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import Lexicon
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import (
    BEHIND,
    CAPITAL,
    CONJUNCTION,
    CUE,
    DASH,
    INFINITIVE,
    LINK,
    PUNCTUATION,
    SAYS,
    THUS,
    UPPER,
)
from retrieval.annotate.name_keys import surname_key
from retrieval.text.languages.cases import CASES

_READ_CHARS = 20_000
"""As far into a text a man of the same name is looked for."""
_TELLS = CUE | INFINITIVE | LINK | BEHIND | SAYS | THUS


class ClauseGrammar(Grammar[Reading, Sentence]):
    """Reads a language in which a sign or a word shows where a reported clause begins and ends."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.speech = lexicon.table

    def cut(self, text: str) -> Reading:
        """A reading."""
        return Reading(text, self._lexicon)

    def sentence(self, cut: Reading, tokens: Range, number: int, block: int) -> Sentence:
        """With nothing but its place."""
        return Sentence(cut, *tokens, number, block)

    def read_line(self, sentence: Sentence) -> bool:
        """ "— Bonjour, dit Anna Berg."."""
        r = sentence.r
        if not r.flags[sentence.first] & DASH or not r.table.has_dialogue_dashes:
            return False
        return read_dialogue(sentence, r.blocks[sentence.block][1])

    def read_sentence(self, sentence: Sentence) -> None:
        """The attributions of one sentence, in the order of what is surest."""
        _read_sentence(self, sentence)

    def phrase_at(self, cut: Reading, first: int, limit: int) -> Phrase | None:
        """A phrase of the language."""
        return phrase_right(cut, first, limit, skips=False)

    def actor(self, sentence: Sentence) -> Phrase | None:
        """A name or a name with its role."""
        phrase = subject_of_sentence(sentence, sentence.last - 1)
        return phrase if phrase is not None and phrase.is_name else None

    def announces(self, sentence: Sentence) -> Phrase | None:
        """The subject of its last verb of speech, or whom it speaks of."""
        return pointing.announces(sentence)

    def told_of(self, sentence: Sentence) -> Phrase | None:
        """Who judged or announced something, or the one person named."""
        return pointing.told_of(sentence)

    def complete(self, sentences: Sequence[Sentence], number: int) -> None:
        """What "this" means, and who a verb without a subject has for one."""
        s = sentences[number]
        if number and not s.drafts:
            pointing.read_pointing(s, sentences[number - 1])
        if s.r.table.drops_pronouns:
            give_subjects(sentences, number, subject_of_sentence)
        if not s.drafts and max(s.r.quote_of[s.first : s.last], default=-1) >= 0:
            pointing.read_announced(s)

    def cited_at(self, sentence: Sentence, at: int) -> Phrase | None:
        """In the accusative, where names are inflected."""
        return somebody_at(sentence.r, at, sentence.last, "accusative")

    def source(self, sentence: Sentence, at: int) -> tuple[Phrase, int] | None:
        """In the genitive, where names are inflected."""
        return clause_sources.source(sentence, at)

    def may_hold(self, sentence: Sentence, at: int, phrase: Phrase) -> bool:  # noqa: ARG002
        """Somebody who can have said it, and no plan or law."""
        return clause_sources.may_hold(sentence, phrase)

    def has_speaker(self, sentence: Sentence, at: int) -> bool:  # noqa: ARG002
        """By the verbs of speech."""
        return any(not cue.form.is_gerund for cue in sentence.cues)

    def said_from(self, sentence: Sentence, at: int, stop: int) -> Range | None:
        """Up to what is claimed."""
        return clause_sources.said_from(sentence, at, stop)

    def both_sides(self, sentence: Sentence, before: Range, around: Range, stop: int) -> list[Range]:
        """Both, unless a comma parts them."""
        return clause_sources.both_sides(sentence, before, around, stop)

    def name_in(self, cut: Reading, first: int, last: int) -> Phrase | None:
        """A word in capitals, or a name with its role."""
        if last - first == 1 and cut.flags[first] & UPPER and not cut.flags[first] & PUNCTUATION:
            return Phrase("name", first, last, (first, last))
        phrase = phrase_right(cut, first, last, skips=False)
        is_all = phrase is not None and phrase.is_name and phrase.whole[1] == last
        return phrase if phrase is not None and is_all and cut.flags[phrase.first] & CAPITAL else None

    def voices(self, cut: Reading, sentences: Sequence[Sentence], turns: Sequence[Turn]) -> Voices:  # noqa: ARG002
        """Everybody whose full name is written outside of labels."""
        labels = {turn.draft.phrase.first for turn in turns if turn.draft.phrase}
        full = [run for run in name_runs(cut, 0, cut.size) if run[1] - run[0] > 1 and run[0] not in labels]
        named = {surname_key(cut.slice(*run)) for run in full}
        return Voices(named, named, named)

    def people_before(
        self, cut: Reading, sentences: Sequence[Sentence], block: int
    ) -> tuple[list[Phrase], list[Phrase]]:
        """The names of those whom sentences speak of, and all runs of two words and more."""
        spoken_of = (subject_of_sentence(s, s.last - 1) for s in sentences if s.block < block)
        people = [p for p in spoken_of if p is not None and p.is_name]
        known = {cut.name(p.first, p.last) for p in people}
        runs = (run for run in name_runs(cut, 0, cut.blocks[block][0]) if run[1] - run[0] > 1)
        names = (_in_its_case(cut, run) for run in runs if not _fills_marks(cut, run))
        return people, [name for name in names if _in_nominative(cut, name) not in known]

    def announced_by(self, sentence: Sentence) -> Phrase | None:
        """The subject of the last verb of speech."""
        return pointing.announced_by(sentence)

    def can_speak(self, cut: Reading, draft: Draft) -> bool:
        """Whether a name can be a subject by its case."""
        return _can_speak(cut, draft)

    def speakers(self, cut: Reading, drafts: Sequence[Draft]) -> SpeakerReader[Person]:
        """Those who speak or are named beside a role."""
        names = [draft.phrase for draft in drafts if draft.phrase is not None and draft.phrase.is_name]
        return SpeakerReader(cut, self.speech, People(cut, [named_in(cut, name) for name in names]))


def _read_sentence(g: ClauseGrammar, s: Sentence) -> None:
    """Every construction, the surest first."""
    r = s.r
    flags = reduce(or_, r.flags[s.first : s.last], 0)
    if not flags & _TELLS and max(r.quote_of[s.first : s.last], default=-1) < 0:
        return
    s.cues = cues = find_cues(s) if flags & (CUE | INFINITIVE) else []
    find_cited(g, s)
    if s.cited is None:
        find_cited_by_verb(s, cues)
    read_quotes(s)
    if not s.drafts and _begins_with_link(s):
        read_according(g, s)
    read_before(s, cues)
    read_as(s, cues)
    if flags & THUS:
        read_thus(s)
    for cue in cues:
        if not s.is_claimed(cue.at):
            read_after(s, cue)
    if flags & (LINK | BEHIND):
        read_according(g, s)
    if flags & SAYS:
        read_impersonal(s)


def _begins_with_link(s: Sentence) -> bool:
    at = s.first
    while at + 1 < s.last and s.r.flags[at] & CONJUNCTION:
        at += 1
    return bool(s.r.flags[at] & LINK)


def _fills_marks(r: Reading, run: Range) -> bool:
    """Whether a run is all that is in marks, as a paper is and no person ("*«Вечернего Двинска»*")."""
    first, last = run
    return first > 0 and r.quote_of[first] >= 0 and r.quotes[r.quote_of[first]] == (first - 1, last + 1)


def _in_nominative(r: Reading, name: Phrase) -> tuple[str, ...]:
    cases, words = r.table.name_cases, r.name(name.first, name.last)
    return words if cases is None or name.case is None else cases.nominative(words, name.case)


def _in_its_case(r: Reading, run: Range) -> Phrase:
    """A name with the case that its given name tells ("с *Анной Седовой*")."""
    cases, words = r.table.name_cases, r.name(*run)
    case = next((case for case in CASES if cases.is_inflected_given(words, case)), None) if cases else None
    return Phrase("name", *run, run, case=case)


def _can_speak(r: Reading, draft: Draft) -> bool:
    """Whether a name can be a subject by its case; whose spokesman it was stays unsaid otherwise."""
    phrase, cases = draft.phrase, r.table.name_cases
    if cases is None or phrase is None or not phrase.is_name or phrase.case is not None or draft.cue is None:
        return True
    named = named_in(r, phrase)
    gender = gender_of_verb(r, draft.cue[1] - 1)
    if not cases.is_nominative(named.words, gender):
        return False
    # «…», — сказала представительница Александра Петрова: a woman's name, unless the article knows the man.
    meant = cases.nominative(named.words, "genitive")
    return meant[0] == named.words[0] or named.role is None or not _is_written(r, meant)


def _is_written(r: Reading, words: tuple[str, ...]) -> bool:
    name = " ".join(words)
    at = r.text.find(name, 0, _READ_CHARS)
    return at >= 0 and not r.text[at + len(name) : at + len(name) + 1].isalpha()
