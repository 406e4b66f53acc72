"""Lexicon: what every word of a language can be in reported speech, worked out once a word."""

from __future__ import annotations

from functools import cache

from retrieval.annotate.attributions.words.verb_forms import CITE, SAY, STATE, TELL, Form, known_words
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AS,
    AUXILIARY,
    BEHIND,
    BODY,
    BY,
    CAPITAL,
    COMMENT,
    CONDITION,
    CONJUNCTION,
    CUE,
    DETERMINER,
    HE,
    HIS,
    INFINITIVE,
    INITIAL,
    LABEL,
    LINK,
    LISTENER,
    MAYBE_MOOD,
    ME,
    MOOD,
    NEGATION,
    NETWORK,
    NOT_NAME,
    NUMBER,
    OF,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    QUESTION,
    REFLEXIVE,
    RELATIVE,
    ROLE,
    SAYS,
    SHE,
    SOURCE,
    SUBORDINATOR,
    THAT,
    THEM,
    THEY,
    THIS,
    THUS,
    TIME,
    TITLE,
    UPPER,
    WordFlags,
    by_first,
    sign_flags,
)
from retrieval.annotate.name_runs import is_joined
from retrieval.text.languages.clause_speech import ClauseSpeech
from retrieval.text.languages.english.outlets import OUTLETS
from retrieval.text.languages.language import Language
from retrieval.text.languages.plain_dates import DayWords

SMALL = (
    DETERMINER | HIS | PREPOSITION | CONJUNCTION | SUBORDINATOR | ADVERB | NEGATION | REFLEXIVE | PRONOUN | THAT
    | QUESTION | AUXILIARY | LISTENER | THEM | OF | TIME | NUMBER | PUNCTUATION | CONDITION | AS
)  # fmt: skip
"""Words that are no unlisted verb."""

_LONGEST_INITIALS = 6
_SHORTEST_PART, _SHORTEST_PERSON, _SHORTEST_COMPOUND = 3, 4, 9
_CASES = ("", "s", "n", "es", "en")
_NOUNS = ROLE | BODY | AGENCY | SOURCE
_SHORTEST_STEM = 2
_OF_NUMBERS = "0123456789.,:%-‐‑"
_BEFORE_ROLES = ("vice", "vize", "ex", "co", "вице", "віце", "экс", "екс", "спів", "со")


class Lexicon(WordFlags):
    """The flags of a language's words, with its table and the forms of its verbs."""

    def __init__(self, language: Language, table: ClauseSpeech) -> None:
        known = known_words(table, language.code)
        telling, carrying = (
            frozenset(form for form, verbs in known.verbs.items() if any(verb.classes & classes for verb in verbs))
            for classes in (SAY | STATE | TELL, CITE)
        )
        super().__init__(table, outlets=table.outlets | OUTLETS, telling=telling, carrying=carrying)
        self.table = table
        self.endings = language.name_endings
        self.verbs: dict[str, tuple[Form, ...]] = known.verbs
        self.people = known.people
        self.moods = known.moods
        self.infinitives = known.infinitives
        self.before_infinitives = by_first(tuple(" ".join(reversed(p.split())) for p in table.before_infinitives))
        self.it_says = by_first(table.it_says)
        self._tables = _tables_of(self, language)

    def _read(self, word: str) -> int:
        first = word[0]
        if not first.isalnum():
            return sign_flags(word)
        if first.isdigit() and (aged := word.lstrip(_OF_NUMBERS)):
            # "die 45-jährige Lund"; "der 45-Jährige" is somebody
            return ROLE | CAPITAL if self.table.nouns_are_capitalised and aged[0].isupper() else self[aged]
        low = word.lower().replace("’", "'").replace("\u00a0", " ")
        value = NUMBER if first.isdigit() else 0
        for words, flag in self._tables:
            if low in words:
                value |= flag
        # Aurélien, Hilario and Berengária end like roles, and *cuenta* is a verb.
        may_be_role = not self.table.is_romance or (first.islower() and not value & CUE)
        value |= self._by_ending(low, may_be_role=may_be_role)
        if value & ROLE and low[-1] == ".":
            return value  # И. о. главы
        if first.isupper() or is_joined(word):
            value |= CAPITAL
            if len(word) > 1 and word.isupper():
                value |= UPPER
            if word[1::2].strip(".") == "" and len(word) % 2 == 0 and len(word) <= _LONGEST_INITIALS:
                value |= INITIAL
            if self.table.woman_suffix and not value & (ROLE | BODY | UPPER) and self._is_person_in_any_case(low):
                value |= ROLE
        elif self.table.nouns_are_capitalised:
            value &= ~_NOUNS
        return value

    def _by_ending(self, low: str, *, may_be_role: bool) -> int:
        table, value = self.table, 0
        # The ending alone is no role: *Rat* is listed or not, *Stadtrat* ends in it.
        cases = table.name_cases
        if cases is not None and (cases.is_given(low) or cases.is_inflected_given((low.capitalize(),))):
            return value  # Вероники, Доминика
        if may_be_role and (_ends(low, table.role_endings) or _is_former(low, table.roles)):
            value |= ROLE
        if table.body_endings and low.endswith(table.body_endings):
            value |= BODY
        if table.mood_endings and low.endswith(table.mood_endings):
            value |= MOOD
        return value

    def _is_person_in_any_case(self, low: str) -> bool:
        """Whether a German noun is one for people: "Wirtin", "des Ministers", "den Diplomaten"."""
        return any(self._is_person(low.removesuffix(case)) for case in _CASES if low.endswith(case))

    def _is_person(self, low: str) -> bool:
        """Whether a noun is one for people, or the last part of it is: a "Deichgraf" is a "Graf"."""
        if low in self.people or low in self.table.roles or low.endswith(self.table.role_endings):
            return True
        length = len(low)
        parts = (at for at in range(_SHORTEST_PART, length - _SHORTEST_PERSON + 1) if length >= _SHORTEST_COMPOUND)
        return any(low[at:] in self.people for at in parts)


def _ends(low: str, endings: tuple[str, ...]) -> bool:
    """Whether a word ends so behind a stem of its own (Spanish *lista* is nobody's role)."""
    return (
        bool(endings)
        and low.endswith(endings)
        and any(low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM for ending in endings)
    )


def _is_former(low: str, roles: frozenset[str]) -> bool:
    """Whether a noun for people has something before it that makes a noun for people again ("*ex*campeona")."""
    return any(low.startswith(begin) and low[len(begin) :].lstrip("-‐‑") in roles for begin in _BEFORE_ROLES)


def _tables_of(lexicon: Lexicon, language: Language) -> tuple[tuple[frozenset[str], int], ...]:
    """The word lists of a language, each with the flag that its words have."""
    t = lexicon.table
    return (
        (frozenset(lexicon.verbs), CUE),
        (t.that, THAT), (t.question_words, QUESTION), (t.conditions, CONDITION), (t.as_words, AS), (t.thus, THUS),
        (t.of_words, OF), (t.by_words, BY), (t.determiners, DETERMINER), (t.possessives, HIS),
        (t.prepositions, PREPOSITION), (t.conjunctions, CONJUNCTION), (t.subordinators, SUBORDINATOR),
        (t.relatives, RELATIVE), (t.adverbs, ADVERB), (t.negations, NEGATION), (t.reflexives, REFLEXIVE), (t.he, HE),
        (t.she, SHE), (t.they, THEY), (t.me, ME), (frozenset(t.them), THEM), (t.listeners, LISTENER), (t.this, THIS),
        (t.roles | lexicon.people, ROLE), (frozenset(t.titles), TITLE), (t.bodies, BODY), (t.agency_nouns, AGENCY),
        (t.networks, NETWORK),
        (t.not_names, NOT_NAME), (t.auxiliaries, AUXILIARY), (t.moods, MOOD), (lexicon.moods, MAYBE_MOOD),
        (frozenset(lexicon.infinitives), INFINITIVE),
        (t.sources, SOURCE),
        (t.comments, COMMENT), (t.according_behind, BEHIND), (t.question_labels | t.answer_labels, LABEL),
        (frozenset(lexicon.according), LINK),
        (frozenset(lexicon.it_says), SAYS), (_times(language), TIME),
    )  # fmt: skip


def _times(language: Language) -> frozenset[str]:
    """The words of days, months and spans that its calendar knows."""
    calendar = language.calendar
    if not isinstance(calendar, DayWords):
        return frozenset()
    return frozenset((*calendar.months, *calendar.weekdays, *calendar.days, *calendar.units))


@cache
def _lexicon(code: str) -> Lexicon:
    from retrieval.text.languages import LANGUAGES

    language = LANGUAGES[code]
    assert isinstance(language.speech, ClauseSpeech)
    return Lexicon(language, language.speech)


def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language, shared by every text."""
    return _lexicon(language.code)
