"""Speech in bare clauses, told by place: what the table of such a language holds beside the common part.

A clause can be somebody's words without a word or a sign before it ("she said the bridge was old"). So verbs are listed by
form, each form by what it can follow. ``PlaceGrammar`` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.text.languages.reported_speech import ReportedSpeech

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verbs:
    """The forms of verbs that share a construction.

    Attributes:
        finite: forms that follow a subject ("said", "says").
        base: forms that follow a plural subject, a modal or "to" ("say").
        participle: forms that share the subject of their sentence ("saying").
    """

    finite: frozenset[str] = _NONE
    base: frozenset[str] = _NONE
    participle: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PlaceSpeech(ReportedSpeech):
    """Words by which a language attributes speech so. All in lower case.

    Verbs, by what may follow them:
        say: a bare clause, *that*, a quotation; "…", said X.
        state: *that* or a quotation only ("stressed that"); a bare clause would be a guess.
        tell: somebody first, then as ``say``.
        judge: a thing or a person whose judgement is the content ("criticized the plan").
        call: somebody and a name for them ("called him “a clown”").
        vow: to do something ("vowed to win").
        urge: somebody to do something.
        loose: stances rather than words; what they find is marked as loose.
        speak: marks only ("he laughed, “Never.”").

    Attributes:
        asking: verbs that any question word may follow ("asked when").
        about: verbs whose preposition is no part of the words ("referring to …").
        clausal: forms of verbs that nothing but a clause or a quotation follows ("argued the bridge was old").
        cite: participles of what a carrier does with the words ("quoted by Reuters").
        asked, before_carriers: as in ``ReportedSpeech``.
        particles: small words that belong to a verb ("pointed out").
        articles: determiners before somebody who is known already ("the").
        groups: nouns for groups and bodies that speak.
        pasts: past tenses without a regular ending that are nothing else ("rose", "went").
        unspoken: forms of verbs that take *that* and say nothing ("ensured that").
        perfect: participles that are no past tense ("known").
        stances: adjectives that take *that* and tell what somebody holds ("convinced that").
        spoken_nouns: nouns that take *that* and are words of somebody's ("claim that").
        unwilling: forms of verbs that refuse with a negation ("did not *want* to comment").
        comments: what is refused then ("to *comment*").
        nations: adjectives of origin that come before a name and are no part of it.
        acronyms: bodies only where they are written in capitals ("UN").
    """

    say: Verbs = Verbs()
    state: Verbs = Verbs()
    tell: Verbs = Verbs()
    judge: Verbs = Verbs()
    call: Verbs = Verbs()
    vow: Verbs = Verbs()
    urge: Verbs = Verbs()
    speak: Verbs = Verbs()
    loose: Verbs = Verbs()
    asking: frozenset[str] = _NONE
    about: frozenset[str] = _NONE
    clausal: frozenset[str] = _NONE
    cite: frozenset[str] = _NONE
    asked: frozenset[str] = _NONE
    before_carriers: frozenset[str] = _NONE
    particles: frozenset[str] = _NONE
    articles: frozenset[str] = _NONE
    times: frozenset[str] = _NONE
    groups: frozenset[str] = _NONE
    male_names: frozenset[str] = _NONE
    female_names: frozenset[str] = _NONE
    nations: frozenset[str] = _NONE
    places: frozenset[str] = _NONE
    acronyms: frozenset[str] = _NONE
    pasts: frozenset[str] = _NONE
    unspoken: frozenset[str] = _NONE
    perfect: frozenset[str] = _NONE
    stances: frozenset[str] = _NONE
    spoken_nouns: frozenset[str] = _NONE
    unwilling: frozenset[str] = _NONE
    comments: frozenset[str] = _NONE

    @property
    def finite_verbs(self) -> frozenset[str]:
        """Auxiliaries, verbs of speech, and pronouns that only a verb can follow."""
        spoken = (v.finite for v in (self.say, self.state, self.tell, self.judge, self.vow, self.urge))
        return frozenset().union(self.auxiliaries - {"to"}, self.he, self.she, self.they, self.me, *spoken)

    @property
    def definites(self) -> frozenset[str]:
        """The articles."""
        return self.articles

    def gender_of(self, pronoun: str, verb: str) -> str:  # noqa: ARG002
        """Behind a preposition and before what is owned too."""
        is_he = pronoun in self.he or self.them.get(pronoun) == "he"
        return "he" if is_he else "she" if pronoun in self.she or self.them.get(pronoun) == "she" else ""
