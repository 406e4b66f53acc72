"""Attribution finder of the languages with a table of reported speech: article in, attributions and people out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from retrieval.annotate.attributions.clauses.article_state import Reading
from retrieval.annotate.attributions.clauses.clause_state import Sentence
from retrieval.annotate.attributions.clauses.cues import find_cues
from retrieval.annotate.attributions.clauses.noun_phrases.inflected import gender_of_verb
from retrieval.annotate.attributions.clauses.noun_phrases.name_runs import name_runs
from retrieval.annotate.attributions.clauses.noun_phrases.people import Named, People, Person
from retrieval.annotate.attributions.clauses.noun_phrases.pronouns import PronounReader
from retrieval.annotate.attributions.clauses.said.according import read_according
from retrieval.annotate.attributions.clauses.said.behind import read_after
from retrieval.annotate.attributions.clauses.said.colon_labels import Turn, read_label, spoken
from retrieval.annotate.attributions.clauses.said.impersonal import read_impersonal
from retrieval.annotate.attributions.clauses.said.objects import find_cited
from retrieval.annotate.attributions.clauses.said.quoted import read_dialogue, read_quotes
from retrieval.annotate.attributions.clauses.said.told import read_as, read_before, read_thus
from retrieval.annotate.attributions.clauses.said.uncued import join_uncued
from retrieval.annotate.attributions.clauses.subjects.interviewees import read_interview
from retrieval.annotate.attributions.clauses.via import credited, find_vias
from retrieval.annotate.attributions.clauses.word_classes import lexicon_of
from retrieval.annotate.attributions.drafts import Draft, Phrase
from retrieval.annotate.lexicon import BEHIND, CONJUNCTION, CUE, DASH, DETERMINER, INFINITIVE, LINK, ROLE, SAYS, THUS
from retrieval.model import Attribution, AttributionKind, PersonInArticle, Span
from retrieval.text.languages.language import Language

_LONGEST_SENTENCE = 250
_READ_CHARS = 20_000
"""As far into a text a man of the same name is looked for."""
_TELLS = CUE | INFINITIVE | LINK | BEHIND | SAYS | THUS


def read_clauses(text: str, language: Language) -> tuple[tuple[Attribution, ...], tuple[PersonInArticle, ...]]:
    """The attributions and the people of an article in a language with a table of reported speech."""
    r = Reading(text, lexicon_of(language))
    drafts = find_drafts(r)
    people = People(r, [named for draft in drafts if (named := _named(r, draft))])
    speakers = _Speakers(r, people)
    found = sorted((speakers.attribution(draft) for draft in drafts), key=lambda a: a.content[0])
    return tuple(found), people.in_article()


def find_drafts(r: Reading) -> list[Draft]:
    """Every attribution as token ranges, in order of the sentences."""
    sentences = _sentences(r)
    turns: dict[int, Turn] = {}
    lines: set[int] = set()
    for s in sentences:
        first, last = r.blocks[s.block]
        if s.first == first and s.last > first:
            if r.flags[first] & DASH and r.table.has_dialogue_dashes and read_dialogue(s, last):
                lines.add(s.block)
                continue
            if turn := read_label(r, s.block):
                turns[s.number] = turn
        if s.block not in lines:
            read_sentence(s)
    _take_turns(r, sentences, turns)
    read_interview(r, sentences, lines | {s.block for s in sentences if s.number in turns and s.drafts})
    join_uncued(sentences)
    _find_vias(sentences)
    drafts = [draft for s in sentences for draft in s.drafts if draft.content]
    return list({id(draft): draft for draft in drafts if _can_speak(r, draft)}.values())


def _sentences(r: Reading) -> list[Sentence]:
    """The sentences in order; one that never ends is cut outside its quotations, so that no rule walks over it all."""
    found: list[Sentence] = []
    block = 0
    for first, last in r.sentences:
        while block + 1 < len(r.blocks) and first >= r.blocks[block][1]:
            block += 1
        while last - first > _LONGEST_SENTENCE:
            end = first + _LONGEST_SENTENCE
            end = r.quotes[r.quote_of[end]][1] if r.quote_of[end] >= 0 else end
            if end >= last:
                break
            found.append(Sentence(r, first, end, len(found), block))
            first = end
        if first < last:
            found.append(Sentence(r, first, last, len(found), block))
    return found


def read_sentence(s: Sentence) -> None:
    """The attributions of one sentence, the surest constructions first."""
    r = s.r
    flags = reduce(or_, r.flags[s.first : s.last], 0)
    if not flags & _TELLS and max(r.quote_of[s.first : s.last], default=-1) < 0:
        return
    cues = find_cues(s) if flags & (CUE | INFINITIVE) else []
    find_cited(s, cues)
    read_quotes(s)
    if not s.drafts and _begins_with_link(s):
        read_according(s)
    read_before(s, cues)
    read_as(s, cues)
    if flags & THUS:
        read_thus(s)
    for cue in cues:
        if not s.is_claimed(cue.at):
            read_after(s, cue)
    if flags & (LINK | BEHIND):
        read_according(s)
    if flags & SAYS:
        read_impersonal(s)


def _begins_with_link(s: Sentence) -> bool:
    at = s.first
    while at + 1 < s.last and s.r.flags[at] & CONJUNCTION:
        at += 1
    return bool(s.r.flags[at] & LINK)


def _take_turns(r: Reading, sentences: Sequence[Sentence], turns: dict[int, Turn]) -> None:
    if not turns:
        return
    labels = {turn.draft.phrase.first for turn in turns.values() if turn.draft.phrase}
    names = {r.lows[last - 1] for first, last in name_runs(r, 0, r.size) if last - first > 1 and first not in labels}
    by_number = {s.number: s for s in sentences}
    for turn in spoken(list(turns.values()), names):
        number = next(number for number, one in turns.items() if one is turn)
        s = by_number[number]
        start, end = turn.draft.content[0]
        for other in sentences[sentences.index(s) :]:
            if other.block != s.block:
                break
            other.drafts = [d for d in other.drafts if d.content and not (start <= d.content[0][0] < end)]
        s.drafts = []
        s.claim(turn.draft)


def _find_vias(sentences: Sequence[Sentence]) -> None:
    before: Sentence | None = None
    for s in sentences:
        find_vias(s)
        if before is not None and before.drafts and before.block == s.block and (name := credited(s)):
            for draft in before.drafts:
                draft.via = draft.via or name
        before = s


def _named(r: Reading, draft: Draft) -> Named | None:
    phrase = draft.phrase
    if phrase is None or not phrase.is_name:
        return None
    words = r.name(phrase.first, phrase.last)
    return Named(words, (phrase.first, phrase.last), phrase.role, phrase.case, phrase.gender)


def _can_speak(r: Reading, draft: Draft) -> bool:
    """Whether a name can be a subject by its case; whose spokesman it was stays unsaid otherwise."""
    named = _named(r, draft)
    cases = r.table.name_cases
    if cases is None or named is None or named.case is not None or draft.cue is None:
        return True
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


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks, by name or as written."""

    name: str | None = None
    is_person: bool = False
    role: str | None = None
    is_doubtful: bool = False


class _Speakers:
    """Names the speakers of one article's drafts."""

    def __init__(self, r: Reading, people: People) -> None:
        self._r = r
        self._people = people
        self._pronouns = PronounReader(r, people)

    def attribution(self, draft: Draft) -> Attribution:
        """A draft with its speaker's name, at positions of the text."""
        r, phrase = self._r, draft.phrase
        content = _apart(r.span(*part) for part in sorted(draft.content))
        speaker = self._read(draft)
        span = r.span(phrase.first, phrase.last) if phrase is not None else None
        return Attribution(
            content=content,
            kind=self._kind(draft),
            cue=r.span(*draft.cue) if draft.cue is not None else None,
            speaker=speaker.name,
            speaker_as_written=span.of(r.text) if span is not None else None,
            speaker_span=span,
            speaker_is_person=speaker.is_person,
            role=speaker.role,
            via=r.slice(*draft.via) if draft.via is not None else None,
            is_loose=draft.is_loose,
            is_doubtful=speaker.is_doubtful,
        )

    def _kind(self, draft: Draft) -> AttributionKind:
        r = self._r
        if draft.rule == "dialogue":
            return "direct"
        if all(max(r.quote_of[first:last], default=-1) < 0 for first, last in draft.content):
            return "reported"
        inside = all(r.quote_of[first] >= 0 and r.quotes[r.quote_of[first]][1] >= last for first, last in draft.content)
        return "direct" if inside else "mixed"

    def _read(self, draft: Draft) -> _Speaker:
        phrase = draft.phrase
        if phrase is None:
            return _Speaker()
        if phrase.kind == "pronoun":
            return self._of_pronoun(draft, phrase)
        if phrase.kind == "noun":
            return self._of_noun(phrase)
        named = _named(self._r, draft)
        assert named is not None
        words = self._people.name_of(named)
        person = self._people.known.get(words)
        role = self._r.slice(*phrase.role) if phrase.role is not None else self._best_role(person)
        return _Speaker(" ".join(words), is_person=True, role=role)

    def _of_pronoun(self, draft: Draft, phrase: Phrase) -> _Speaker:
        gender = phrase.gender
        if not gender and draft.cue is not None:
            low = self._r.lows[draft.cue[1] - 1]
            gender = next((of for ending, of in self._r.table.verb_genders.items() if low.endswith(ending)), "she")
        meant = self._pronouns.resolve(phrase.first, gender)
        if meant is None:
            return _Speaker()
        person, is_sure = meant
        return _Speaker(person.name, is_person=True, role=self._best_role(person), is_doubtful=not is_sure)

    def _of_noun(self, phrase: Phrase) -> _Speaker:
        """A body or an unnamed person as written; "der Minister" is the one minister of the article."""
        r = self._r
        first, last = phrase.first, phrase.last
        if (
            last - first == 2
            and r.flags[first] & DETERMINER
            and r.flags[last - 1] & ROLE
            and r.lows[first] not in r.table.indefinites
        ):
            owners = [
                p
                for p in self._people.known.values()
                if any(r.lows[at] == r.lows[last - 1] for role in p.roles for at in range(*role))
            ]
            if len(owners) == 1:
                return _Speaker(owners[0].name, is_person=True, role=self._best_role(owners[0]))
        return _Speaker(r.slice(first, last))

    def _best_role(self, person: Person | None) -> str | None:
        return self._r.slice(*person.roles[0]) if person is not None and person.roles else None


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order that do not overlap."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
