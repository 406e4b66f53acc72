"""Speech in clauses that a word or a sign sets apart: what the table of such a language holds beside the common part.

A new language is one such table; ``ClauseGrammar`` reads all of them. Everything is in lower case. Verbs are written by lemma, and their forms come from simplemma's dictionary:

- ``sagen``: every form that the dictionary gives this lemma, and what ``forms`` adds.
- ``mit+teilen``: a separable verb. "teilte … mit" (the particle later in the same clause), "mitteilte", "mitgeteilt".
- ``machen_deutlich``: a verb with words that stand with it in one clause, in this order behind a verb that opens the
  clause or right beside it ("machte deutlich", "a fait savoir", "дал понять").

A lemma belongs to one class, the one that allows most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.text.languages.reported_speech import ReportedSpeech

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClauseSpeech(ReportedSpeech):
    """Words and habits by which a language attributes speech in such clauses.

    Verbs, by what may follow them:
        say: a quotation, a clause with or without subordinator; "…", said X ("sagen", "dire", "сказать").
        state: a quotation or a clause with subordinator; without one only where the mood or the form shows that the
            clause is somebody's words ("hervorheben", "souligner", "подчеркнуть").
        tell: like ``say``, and a listener in the accusative or dative stands before the words ("informieren").
        think: opinions; only with a clause, never with a bare object ("glauben", "espérer", "считать").
        ask: a question, quoted or with a question word ("fragen").
        announce: like ``state``, and also a thing that is announced or demanded: its object is the content
            ("an+kündigen", "fordern", "exiger", "потребовать").
        judge: a thing or a person whose judgement is the content ("kritisieren", "loben", "condamner").
        call: somebody or something, and a name for it in marks ("nennen", "qualifier", "назвать").
        deny: like ``announce``, for what is denied ("bestreiten", "dementieren", "опровергнуть").
        exclude: those that say something with a negation too: that it may be so ("aus+schließen", "исключить").
        refuse: with one of ``comments`` the refusal itself is the content ("ab+lehnen" eine Stellungnahme).
        unwilling: verbs that refuse only with a negation and one of ``comments`` ("wollen", "souhaiter", "стать").
        cite: a carrier cites somebody: the speaker is its object, or the subject of its passive ("zitieren").
        speak: quotations only; manner of speaking and doing ("lachen", "seufzen", "scherzen").

    Attributes:
        forms: lemma to forms, in one string, that the dictionary lacks or gives to another lemma.
        not_forms: forms that are mostly something else in the news; they are no cue.
        participle_endings: ends of forms that are a cue only behind one of ``auxiliaries`` ("déclar-é").
        participle_prefix: what a participle has and its lemma has not, behind a separable particle ("ge").
        infinite_endings: ends of forms that are never a cue by themselves (infinitives, adjectival participles).
        relative_endings: ends of participles that stand for a relative clause ("заявивш-ая").
        gerund_endings: ends of forms that share the subject of their sentence ("ajout-ant", "добав-ив").
        passives: those of ``auxiliaries`` that make a passive ("wird", "été", "fue"); its subject is not who speaks.
        before_infinitives: phrases before an infinitive that tells on ("avant de" préciser que …, "прежде чем" добавить).
        to_words: what stands before an infinitive whose clause is the content ("zu", "de").
        verb_genders: ends of verbs in the past that tell their subject, with "he", "she" or "they" ("-ла": "she").
        question_words: words before an indirect question ("ob", "si", "почему").
        conditions: words that make of a saying no assertion: nobody said it ("wenn", "falls", "si", "если").
        as_words: words that open a clause with a speaker beside the words ("wie X sagte", "comme l'a dit X").
        comments: what somebody refuses, as nouns and infinitives ("stellungnahme", "commenter").
        name_words: words before what somebody or something is called ("als", "comme").
        thus: words that stand for the cue themselves behind the words: "…", *so* X.
        according_behind: words behind the one whose words they are ("zufolge").
        it_says: phrases without a person for a subject ("heißt es", "говорится", "peut-on lire").
        partitives: words that are an article in the plural ("*des* experts", "*de* nombreux experts").
        feminine: those of ``determiners`` that tell a woman before what she is ("la", "uma").
        listeners: pronouns for those who are told ("ihm", "lui", "журналистам" is no pronoun and needs no entry).
        nominatives: those of ``roles`` that are in the nominative, where names are inflected.
        field_words: prepositions before what somebody with a role is there for ("министр *по* делам …").
        plural_endings: ends of verbs in the plural, where pronouns are dropped ("dij-eron").
        impersonal_endings: ends of verbs that bodies have for a subject which stands behind "in" ("в мэрии сообщ-или").
        woman_suffix: what makes a woman's noun of a man's ("-in"): nouns that the dictionary has in both forms are people.
        female_endings, male_endings: ends of given names and roles that tell a woman or a man; whole names may stand there
            that end otherwise ("rosario").
        body_endings: ends of nouns for bodies.
        particles: small words inside its names, beside those that all languages share ("do", "фон"), behind a given name.
        patronymics: ends of second names that tell a full name ("-ович").
        mood_endings: ends of such forms, where the ending alone tells ("-rait").
        elisions: short words joined to the next by an apostrophe ("l", "qu"), read as words of their own; every other
            field writes them with it ("qu'", always straight).
        enclitics: pronouns joined to their verb by a hyphen ("il", "t-il", "lhe"), likewise.
    """

    say: frozenset[str]
    state: frozenset[str] = _NONE
    tell: frozenset[str] = _NONE
    think: frozenset[str] = _NONE
    ask: frozenset[str] = _NONE
    announce: frozenset[str] = _NONE
    judge: frozenset[str] = _NONE
    call: frozenset[str] = _NONE
    deny: frozenset[str] = _NONE
    exclude: frozenset[str] = _NONE
    refuse: frozenset[str] = _NONE
    unwilling: frozenset[str] = _NONE
    comments: frozenset[str] = _NONE
    cite: frozenset[str] = _NONE
    speak: frozenset[str] = _NONE
    forms: Mapping[str, str] = field(default_factory=dict)
    not_forms: frozenset[str] = _NONE
    participle_endings: tuple[str, ...] = ()
    participle_prefix: str = ""
    infinite_endings: tuple[str, ...] = ()
    relative_endings: tuple[str, ...] = ()
    gerund_endings: tuple[str, ...] = ()
    passives: frozenset[str] = _NONE
    before_infinitives: tuple[str, ...] = ()
    to_words: frozenset[str] = _NONE
    verb_genders: Mapping[str, str] = field(default_factory=dict)
    question_words: frozenset[str] = _NONE
    conditions: frozenset[str] = _NONE
    as_words: frozenset[str] = _NONE
    name_words: frozenset[str] = _NONE
    thus: frozenset[str] = _NONE
    according_behind: frozenset[str] = _NONE
    it_says: tuple[str, ...] = ()
    partitives: frozenset[str] = _NONE
    feminine: frozenset[str] = _NONE
    listeners: frozenset[str] = _NONE
    nominatives: frozenset[str] = _NONE
    field_words: frozenset[str] = _NONE
    impersonal_endings: tuple[str, ...] = ()
    woman_suffix: str = ""
    female_endings: tuple[str, ...] = ()
    male_endings: tuple[str, ...] = ()
    body_endings: tuple[str, ...] = ()
    particles: frozenset[str] = _NONE
    patronymics: tuple[str, ...] = ()
    mood_endings: tuple[str, ...] = ()
    elisions: frozenset[str] = _NONE
    enclitics: frozenset[str] = _NONE
    plural_endings: tuple[str, ...] = ()

    @property
    def telling_verbs(self) -> frozenset[str]:
        """Lemmas of the verbs that say something."""
        return self.say | self.state | self.tell

    @property
    def is_romance(self) -> bool:
        """Whether the language has neither cases nor capitals for its nouns."""
        return self.name_cases is None and not self.nouns_are_capitalised

    @property
    def definites(self) -> frozenset[str]:
        """All determiners but those that introduce what is new."""
        return self.determiners - self.indefinites

    def gender_of(self, pronoun: str, verb: str) -> str:  # noqa: ARG002
        """By the verb, where a pronoun is a woman's and several people's ("sie")."""
        return next((gender for ending, gender in self.verb_genders.items() if verb.endswith(ending)), "she")
