"""Lexicon: what a word can be, as flags that all languages share; flags and constructions of the words of one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cache

from retrieval.annotate.name_keys import PARTICLES, TITLES
from retrieval.annotate.name_runs import is_joined
from retrieval.text.languages.place_speech import PlaceSpeech
from retrieval.text.languages.reported_speech import ReportedSpeech

# What a token is, in whichever language: its table says which words are what. A token may be several of these.
(
    CAPITAL, PUNCTUATION, COMMA, DETERMINER, PREPOSITION, CONJUNCTION, SUBORDINATOR, AUXILIARY, ADVERB, NEGATION,
    HE, SHE, THEY, ME, TIME, ROLE, GROUP, CUE, POSSESSIVE, THAT, NUMBER, TITLE, MARK, NOT_NAME, BODY, PLACE, SOURCE,
    GIVEN, RELATIVE, VERBISH, DASH, UPPER, NATION, AGENCY, LINK, PAST, COLON, STOP, OPENING, CLOSING, QUESTION,
    CONDITION, AS, THUS, OF, BY, HIS, REFLEXIVE, THEM, LISTENER, THIS, NETWORK, MOOD, MAYBE_MOOD, COMMENT, BEHIND,
    LABEL, SAYS, INITIAL, INFINITIVE,
) = (1 << number for number in range(60))  # fmt: skip
PRONOUN = HE | SHE | THEY | ME
DASHES = "—–-―‒−"
_MARKS = frozenset("\"“”„‟«»‘’'‚") | {"``", "''", "’’", "‘‘", "'''"}

# Constructions of a verb (see languages.place_speech.PlaceSpeech), one bit each for finite, base and -ing forms.
SAY, STATE, TELL, JUDGE, CALL, VOW, URGE, SPEAK, LOOSE = (1 << n for n in range(9))
CONSTRUCTIONS = (1 << 9) - 1
_MOST_WORDS = 1 << 18
_BEFORE_ROLES = ("co", "ex", "vice")
BASE_SHIFT, PARTICIPLE_SHIFT = 10, 20


def parted(word: str) -> tuple[str, str]:
    """A pronoun and what is contracted with it; nothing behind a word that stands alone.

    >>> parted("we’re"), parted("they")
    (('we', 're'), ('they', ''))
    """
    first, _, rest = word.replace("’", "'").partition("'")
    return first, rest


class WordFlags(dict[str, int], ABC):
    """The flags of a language's words, each worked out when it is first met.

    Attributes:
        outlets: the names of agencies and outlets that its articles may credit; ``outlet_starts`` their first words.
        telling: forms of the verbs that say something; ``carrying`` of those by which a carrier cites ("quoted").
        citing: phrases before whom it cites, by their first word; ``according`` those before whose words they are.
    """

    def __init__(
        self, speech: ReportedSpeech, *, outlets: frozenset[str], telling: frozenset[str], carrying: frozenset[str]
    ) -> None:
        super().__init__()
        self.outlets = outlets
        self.outlet_starts = frozenset(name.split()[0] for name in outlets)
        self.telling = telling
        self.carrying = carrying
        self.citing = by_first(speech.citing)
        self.according = by_first((*speech.according, *sorted(speech.opinion)))

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        value = self[word] = self._read(word)
        return value

    @abstractmethod
    def _read(self, word: str) -> int:
        """The flags of a word as it is written."""


class Flags(WordFlags):
    """The flags of the words of a language whose verbs are told by form and place."""

    def __init__(self, speech: PlaceSpeech) -> None:
        telling = frozenset(constructions_of(speech))
        super().__init__(speech, outlets=speech.outlets, telling=telling, carrying=speech.cite)
        self._tables = _tables_of(speech)
        self._roles = speech.roles
        self._acronyms = speech.acronyms
        self._contracted = speech.he | speech.she | speech.they | speech.me | speech.indefinites
        self._role_endings = speech.role_endings

    def _read(self, word: str) -> int:
        first = word[0]
        if not (first.isalnum() or (first in "'’" and len(word) > 1)):
            return sign_flags(word)
        low = word.lower()
        if low in ("'s", "’s"):
            return POSSESSIVE
        value = NUMBER if first.isdigit() else 0
        for table, flag in self._tables:
            if low in table:
                value |= flag
        if parted(low)[0] in self._contracted:
            value |= NOT_NAME  # We’ve, It’s
        if first.isupper() or is_joined(word):
            value |= CAPITAL
            if low in self._acronyms and word.isupper():
                value |= BODY
            if len(word) > 1 and word.isupper():
                value |= UPPER
        elif low.endswith("ly") and len(low) > 4 and low not in ("family", "reply", "rally", "ally", "daily", "weekly"):
            value |= ADVERB
        elif low.endswith("s") and low[:-1] in self._roles:
            value |= GROUP
        return value | self._by_ending(low)

    def _by_ending(self, low: str) -> int:
        value = 0
        if low.endswith(self._role_endings) and len(low) > 4:
            value |= ROLE
        if "-" in low and self._is_two_roles(low):
            value |= ROLE
        if low.endswith(("n’t", "n't")):
            value |= NEGATION | AUXILIARY
        if low.endswith("ed") and len(low) > 4:
            value |= VERBISH
        return value

    def _is_two_roles(self, low: str) -> bool:
        """Whether all parts of a word are roles ("economist-chief", "director-president"); "ex-minister" is one too."""
        *before, last = low.split("-")
        whole = [part for part in before if part not in _BEFORE_ROLES]
        return all(part in self._roles or part.endswith(self._role_endings) for part in (*whole, last))


def sign_flags(word: str) -> int:
    """What a token is that begins with no letter or digit."""
    value = PUNCTUATION
    if word == ",":
        value |= COMMA
    elif word == ":":
        value |= COLON
    elif word[0] in DASHES:
        value |= DASH
    elif word[0] in ".!?…;":
        value |= STOP
    elif word[0] in "([{":
        value |= OPENING
    elif word[0] in ")]}":
        value |= CLOSING
    elif word in _MARKS:
        value |= MARK
    elif word == "\n":
        value |= STOP
    elif word[0] in "@#" and len(word) > 1:
        value = CAPITAL
    elif word[0] == "@" or word[0] in "'’":
        value = 0
    return value


def _tables_of(speech: PlaceSpeech) -> tuple[tuple[frozenset[str], int], ...]:
    """The word lists of a language, each with the flag that its words have."""
    cues = frozenset(constructions_of(speech))
    links = frozenset(phrase.split()[0] for phrase in speech.according) | speech.opinion
    return (
        (speech.determiners, DETERMINER),
        (speech.prepositions, PREPOSITION),
        (speech.conjunctions, CONJUNCTION),
        (speech.subordinators, SUBORDINATOR),
        (speech.auxiliaries, AUXILIARY),
        (speech.adverbs, ADVERB),
        (speech.negations, NEGATION),
        (speech.he, HE),
        (speech.she, SHE),
        (speech.they, THEY),
        (speech.me, ME),
        (speech.possessives, HIS),
        (frozenset(speech.them), THEM),
        (speech.times, TIME),
        (speech.roles, ROLE),
        (speech.groups, GROUP),
        (cues, CUE),
        (links, LINK),
        (speech.that, THAT),
        (speech.of_words, OF),
        (speech.by_words, BY),
        (speech.networks, NETWORK),
        # Of "del" only the abbreviation is a title (Del. Ada Reed); the word alone is a particle.
        ((TITLES - PARTICLES) | {title + "." for title in TITLES}, TITLE),
        (speech.not_names, NOT_NAME),
        (speech.bodies - speech.acronyms, BODY),
        (speech.places, PLACE),
        (speech.sources, SOURCE),
        (speech.agency_nouns, AGENCY),
        (speech.male_names | speech.female_names, GIVEN),
        (speech.relatives, RELATIVE),
        (speech.nations, NATION),
        (speech.pasts, PAST),
    )


@cache
def constructions_of(speech: PlaceSpeech) -> dict[str, int]:
    """The constructions that each form of each verb allows, as bits."""
    forms: dict[str, int] = {}
    order = (
        speech.say,
        speech.state,
        speech.tell,
        speech.judge,
        speech.call,
        speech.vow,
        speech.urge,
        speech.speak,
        speech.loose,
    )
    for number, verbs in enumerate(order):
        for shift, words in ((0, verbs.finite), (BASE_SHIFT, verbs.base), (PARTICIPLE_SHIFT, verbs.participle)):
            for word in words:
                forms[word] = forms.get(word, 0) | 1 << number + shift
    return forms


@cache
def flags_of(speech: PlaceSpeech) -> Flags:
    """The flags of a language's words, shared by every page."""
    return Flags(speech)


def by_first(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(of_first) for first, of_first in found.items()}
