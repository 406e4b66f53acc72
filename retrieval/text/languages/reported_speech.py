"""Reported speech: the table by which a language says that somebody said something, as far as all languages are read alike.

What else it holds depends on the grammar that reads it: ``ClauseSpeech``, by which most are read, or ``PlaceSpeech``.
Everything is in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.text.languages.cases import NameCases

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ReportedSpeech:
    """Words and habits of a language that any reader of its sentences may ask for.

    Attributes:
        that: words before what is said ("dass", "que", "что"); in English question words too.
        according: phrases before the one whose words they are ("laut", "по словам", "in the view of").
        opinion: those words that have other senses too and tell who holds something where they open a sentence or stand
            behind a comma ("*for* the minister, …", "für", "pour", "для").
        sources: nouns for what was said, or where ("statement", "interview", "worten", "заявление").
        talks: those of them that a paper or a station holds with somebody ("entrevista", "gespräch").
        auxiliaries: forms of have and be that stand with a participle, and modal verbs that stand with an infinitive.
        by_words: prepositions before who does it in a passive ("by", "von", "par").
        of_words: prepositions and contracted articles before whose something is ("of", "von", "du", "da").
        citing: phrases before the one whom a carrier cites ("citing", "со ссылкой на").
        determiners: articles, demonstratives, numerals and the like before a noun.
        prepositions: all of them, contracted ones too ("im", "au", "pelo").
        companions: those of them before whom somebody talks with ("mit", "avec", "to").
        conjunctions: words that join clauses of one rank ("und", "aber").
        subordinators: words that begin any other clause ("weil", "während").
        relatives: pronouns that begin a relative clause ("der", "qui", "который").
        adverbs: words that may stand between a verb and its subject, or before a cue ("auch", "toutefois", "позже").
        negations: "nicht", "ne", "не".
        reflexives: "sich", "se", "himself".
        he, she, they, me: pronouns in the nominative by gender and number; ``me`` for the first person, and the second
            where a speaker says it too ("you").
        mine: other words that only somebody who speaks says ("our", "yourself").
        possessives: "his", "their", in every form.
        them: pronouns in other cases, before which a preposition or ``according`` stands ("him", "ihm", "него"), and the
            possessives that tell whose words they are ("*his* view", "seinen"), each with "he", "she" or "they".
        roles: nouns for people by what they are or do, in every form.
        role_endings: ends of such nouns.
        titles: forms of address before a name ("herr"), which are no part of it; with "he", "she" or "".
        bodies: nouns for bodies and groups that speak ("ministerium", "polizei").
        agency_nouns: nouns before an agency's or a newspaper's name.
        outlets: names of agencies and outlets in this language's letters.
        networks: where people write ("telegram", "x"); never the carrier of somebody else's words.
        not_names: words written with a capital that are no person's name: months, places, bodies.
        question_labels, answer_labels: what opens the questions and the answers of an interview ("q", "antwort"); who
            asks without a name opens questions ("moderator").
        labels: roles that transcripts set for the name of who speaks ("moderator").
        indefinites: those of ``determiners`` that introduce what is new ("ein", "un"): marks behind one are no title; in
            English the words for people of whom no more is told ("some").
        this: words that point to what was said before ("das", "об этом", "cela").
        moods: verb forms that mark a clause as somebody else's words ("sei", "habe", "serait").
        name_cases: how names are inflected, where they are: those behind ``according`` stand in another case.
        has_long_outlets: whether the name of an outlet goes on over small words, and has its article in capitals inside
            a sentence ("Le Courrier du Val").
        nouns_are_capitalised: whether a capital tells no name from a noun (German).
        has_dialogue_dashes: whether a line that begins with a dash is speech.
        drops_pronouns: whether a verb without a subject speaks of whom the sentence before spoke of.
    """

    that: frozenset[str] = _NONE
    according: tuple[str, ...] = ()
    opinion: frozenset[str] = _NONE
    sources: frozenset[str] = _NONE
    talks: frozenset[str] = _NONE
    auxiliaries: frozenset[str] = _NONE
    by_words: frozenset[str] = _NONE
    of_words: frozenset[str] = _NONE
    citing: tuple[str, ...] = ()
    determiners: frozenset[str] = _NONE
    prepositions: frozenset[str] = _NONE
    companions: frozenset[str] = _NONE
    conjunctions: frozenset[str] = _NONE
    subordinators: frozenset[str] = _NONE
    relatives: frozenset[str] = _NONE
    adverbs: frozenset[str] = _NONE
    negations: frozenset[str] = _NONE
    reflexives: frozenset[str] = _NONE
    he: frozenset[str] = _NONE
    she: frozenset[str] = _NONE
    they: frozenset[str] = _NONE
    me: frozenset[str] = _NONE
    mine: frozenset[str] = _NONE
    possessives: frozenset[str] = _NONE
    them: Mapping[str, str] = field(default_factory=dict)
    roles: frozenset[str] = _NONE
    role_endings: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    bodies: frozenset[str] = _NONE
    agency_nouns: frozenset[str] = _NONE
    outlets: frozenset[str] = _NONE
    networks: frozenset[str] = _NONE
    not_names: frozenset[str] = _NONE
    question_labels: frozenset[str] = _NONE
    answer_labels: frozenset[str] = _NONE
    labels: frozenset[str] = _NONE
    indefinites: frozenset[str] = _NONE
    this: frozenset[str] = _NONE
    moods: frozenset[str] = _NONE
    name_cases: NameCases | None = None
    has_long_outlets: bool = False
    nouns_are_capitalised: bool = False
    has_dialogue_dashes: bool = True
    drops_pronouns: bool = False

    @property
    def in_person(self) -> frozenset[str]:
        """The words that only somebody who speaks says."""
        return self.me | self.mine

    @property
    def asked(self) -> frozenset[str]:
        """Participles before "by" and the carrier that somebody spoke to ("heard by the radio, …")."""
        return _NONE

    @property
    def before_carriers(self) -> frozenset[str]:
        """Prepositions before such a carrier where it opens a sentence ("in an interview *with* the BBC").

        Where there are none, a carrier may stand anywhere in front of its cue.
        """
        return _NONE

    @property
    def telling_verbs(self) -> frozenset[str]:
        """Lemmas of the verbs that say something, where verbs are listed so."""
        return _NONE

    @property
    def is_romance(self) -> bool:
        """Whether the language has neither cases nor capitals for its nouns, and outlets have small words in their names."""
        return False

    @property
    def finite_verbs(self) -> frozenset[str]:
        """Forms that are finite verbs and nothing else, or stand before one, where verbs are listed by form."""
        return _NONE

    @property
    def definites(self) -> frozenset[str]:
        """Determiners before somebody who is known already."""
        return self.determiners

    def gender_of(self, pronoun: str, verb: str) -> str:  # noqa: ARG002
        """What a pronoun in lower case tells of whom it stands for: "he", "she" or nothing.

        Args:
            verb: the verb beside it, where that tells more.
        """
        return "he" if pronoun in self.he else "she" if pronoun in self.she else ""
