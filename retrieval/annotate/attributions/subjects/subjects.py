"""Subjects: who stands before, behind or around a verb of speech, or shares it with the verb before."""

from __future__ import annotations

from retrieval.annotate.attributions.drafts import Phrase
from retrieval.annotate.attributions.names.inflected import gender_of_verb
from retrieval.annotate.attributions.names.name_runs import opens_sentence
from retrieval.annotate.attributions.phrases.adjuncts import is_partitive, skip_adjuncts
from retrieval.annotate.attributions.phrases.insertions import over_insertions
from retrieval.annotate.attributions.phrases.speaker_phrases import of_body, phrase_right
from retrieval.annotate.attributions.phrases.starts import inner_starts, is_filler, phrase_starts
from retrieval.annotate.attributions.sentences.clause_cues import Cue
from retrieval.annotate.attributions.sentences.clause_sentence import Sentence
from retrieval.annotate.attributions.subjects.asides import body_within, is_aside
from retrieval.annotate.attributions.subjects.behind_verb import Subject, is_oblique, right_of
from retrieval.annotate.attributions.subjects.dropped import has_dropped
from retrieval.annotate.attributions.subjects.spoken_of import head_flags, is_somebody, subject_of_sentence
from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.verb_forms import ANNOUNCE, CALL, DENY, JUDGE
from retrieval.annotate.lexicon import (
    ADVERB,
    AGENCY,
    AS,
    AUXILIARY,
    BODY,
    CAPITAL,
    COMMA,
    CONDITION,
    CONJUNCTION,
    CUE,
    DETERMINER,
    HE,
    LISTENER,
    NEGATION,
    NUMBER,
    PREPOSITION,
    PUNCTUATION,
    QUESTION,
    REFLEXIVE,
    RELATIVE,
    ROLE,
    SHE,
    SOURCE,
    SUBORDINATOR,
    THAT,
    UPPER,
)

_MOST_SEGMENTS = 4
_SPEAKERS = ROLE | BODY | AGENCY | UPPER | SOURCE
_SUBJECTS = ("der", "welcher")
_FEMININE = ("ung", "heit", "keit", "schaft", "tät", "ion")
_DATIVES = ("der", "dem")
_BEFORE_VERB = AUXILIARY | REFLEXIVE | NEGATION
_WHOSE = ("deren", "dessen")


def subject_of(s: Sentence, cue: Cue) -> Subject | None:
    """Who a cue has for its subject; None where nobody can be told."""
    r = s.r
    shared = _shared(s, cue)
    if shared is not None:
        return Subject(shared, cue.last, is_right=False)
    if r.table.nouns_are_capitalised and cue.first > s.first and _joins(r, cue.first - 1):
        return None  # "… und drohten dem Mann": such a verb has no subject of its own.
    if r.table.drops_pronouns and cue.opener == RELATIVE and cue.classes & CALL:
        return None  # "el arbitraje, que calificó de …": what is named, and not who names it.
    if (body := body_within(s, cue)) is not None:
        within, is_right = body
        return Subject(within, within.whole[1] if is_right else cue.last, is_right)
    if cue.opener == RELATIVE:
        within_clause = _inside_relative(s, cue) or _antecedent(s, cue)
        return Subject(within_clause, cue.last, is_right=False) if within_clause else None
    phrase = None if _is_fronted(s, cue) else _left(s, cue)
    if phrase is not None and phrase.whole[0] > s.first and r.flags[phrase.whole[0] - 1] & CONDITION:
        return None  # "Si la maire de Brest, Anne Berg, dit que …"
    if phrase is not None:
        return _behind_object(s, cue, phrase) or Subject(phrase, cue.last, is_right=False)
    return _behind(s, cue)


def _behind_object(s: Sentence, cue: Cue, phrase: Phrase) -> Subject | None:
    """Who stands behind a verb whose left side may be no subject at all."""
    r = s.r
    if cue.opener or not r.table.nouns_are_capitalised or cue.last >= s.last:
        return None
    if r.flags[cue.last] & HE and not r.flags[cue.last] & CAPITAL and r.quote_of[cue.last] < 0:
        return right_of(s, cue.last, s.last)  # "Deren Haltung nannte *er* feige"
    if _opens_alone(r, phrase) and (behind := _nominative_behind(s, cue)):
        return behind
    if phrase.kind != "noun":
        is_setting = phrase.role is None and any(r.words[at].islower() for at in range(phrase.first, phrase.last))
        return _somebody_behind(s, cue) if is_setting and opens_sentence(r, phrase.first) else None
    head = head_flags(r, phrase)
    is_told = head & AGENCY and r.lows[phrase.whole[0]] in _DATIVES  # "*Der Agentur* Reuters sagte Anna Berg"
    return _fronts(s, cue, phrase) or (_somebody_behind(s, cue) if is_told or not head & _SPEAKERS else None)


def _somebody_behind(s: Sentence, cue: Cue) -> Subject | None:
    """A person in the nominative behind a verb that something else opens ("Passend dazu warnte *die Ärztin*")."""
    at = skip_adjuncts(s.r, cue.last, s.last)
    if at >= s.last or s.r.flags[at] & PREPOSITION or is_oblique(s.r, at):
        return None
    found = right_of(s, at, s.last)
    phrase = found.phrase if found is not None else None
    if phrase is None or phrase.kind == "pronoun" or not is_somebody(s.r, phrase):
        return None
    is_told = phrase.role is not None or phrase.kind == "noun" or phrase.last - phrase.first > 1
    return found if is_told else None


def _behind(s: Sentence, cue: Cue) -> Subject | None:
    """The subject within a German verb or behind any, or the one that it shares with its sentence."""
    r = s.r
    found = right_of(s, cue.first + 1, cue.at) if cue.is_apart and r.table.nouns_are_capitalised else None
    if found is not None:
        return Subject(found.phrase, cue.last, is_right=False)
    found = right_of(s, cue.last, s.last)
    if has_dropped(s, cue, found.phrase if found is not None else None):
        return Subject(None, cue.last, is_right=False)
    return found if found is not None or not _follows_comma(s, cue) else _of_sentence(s, cue)


def _follows_comma(s: Sentence, cue: Cue) -> bool:
    return cue.clause == cue.first and cue.first > s.first and bool(s.r.flags[cue.first - 1] & COMMA)


def _of_sentence(s: Sentence, cue: Cue) -> Subject | None:
    """The subject that a verb behind a comma shares with the sentence ("X bestätigte das, *teilte aber mit*, …")."""
    phrase = phrase_right(s.r, _sentence_start(s), cue.first, skips=False)
    is_followed = phrase is not None and phrase.whole[1] < cue.first and not s.r.flags[phrase.whole[1]] & PUNCTUATION
    return Subject(phrase, cue.last, is_right=False) if is_followed else None


def _is_fronted(s: Sentence, cue: Cue) -> bool:
    """Whether "als …" is the first part of a main clause ("*Als Antwort* sagte er"): others end in their verb."""
    r = s.r
    if not r.table.nouns_are_capitalised or not cue.opener & (SUBORDINATOR | AS | QUESTION) or cue.clause > s.first:
        return False
    ends = PUNCTUATION | AUXILIARY | CONJUNCTION | THAT
    return cue.last < s.last and not r.flags[cue.last] & ends and r.quote_of[cue.last] < 0


def _opens_alone(r: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is the capital of a sentence's first word alone, which no other place of the article has."""
    if not r.table.nouns_are_capitalised or phrase.whole[1] - phrase.whole[0] > 1 or phrase.kind == "pronoun":
        return False
    at = phrase.first
    return opens_sentence(r, at) and not r.flags[at] & (ROLE | BODY | AGENCY) and r.words[at] not in r.inner


def _nominative_behind(s: Sentence, cue: Cue) -> Subject | None:
    """The subject right behind a verb, where nothing shows another case."""
    at = skip_adjuncts(s.r, cue.last, s.last)
    if at >= s.last or s.r.quote_of[at] >= 0 or not s.r.flags[at] & (DETERMINER | CAPITAL | HE | SHE):
        return None
    return right_of(s, at, s.last)


def _fronts(s: Sentence, cue: Cue, phrase: Phrase) -> Subject | None:
    """The subject behind a German verb whose object stands first ("Die Tat *nannte er* sinnlos")."""
    r = s.r
    if not r.table.nouns_are_capitalised or cue.last >= s.last:
        return None
    is_she = r.flags[cue.last] & SHE and not r.flags[cue.last] & CAPITAL
    if is_she and not head_flags(r, phrase) & (ROLE | BODY):
        return right_of(s, cue.last, s.last)
    if not cue.classes & (CALL | JUDGE | DENY | ANNOUNCE) or r.flags[cue.last] & (PREPOSITION | ADVERB | REFLEXIVE):
        return None
    if of_body(phrase, r):
        return None
    behind = right_of(s, cue.last, s.last)
    return behind if behind is not None and behind.phrase is not None and behind.phrase.is_name else None


def _inside_relative(s: Sentence, cue: Cue) -> Phrase | None:
    """The subject inside a relative clause ("…, mit dem *er* sagte", "…, die *der Minister* nannte")."""
    r, first = s.r, cue.clause
    while first < cue.first and r.flags[first] & (PREPOSITION | CONJUNCTION) and not r.flags[first] & RELATIVE:
        first += 1
    if r.table.nouns_are_capitalised and first == cue.clause and r.lows[first] in _SUBJECTS:
        return None  # "…, *der* der Regierung vorwarf": it is the subject itself.
    if r.lows[first] in _WHOSE:
        first += 1
    if r.lows[first + 1] == _SUBJECTS[0] and r.lows[first + 2].endswith(_FEMININE):
        return None  # "eine Klage, die *der Regierung* vorwarf"
    phrase = _nominative(r, first + 1, cue.first)
    if phrase is None or (phrase.whole[1] != cue.first and not is_filler(r, phrase.whole[1], cue.first)):
        return None
    is_told = phrase.kind != "noun" or bool(r.flags[phrase.whole[0]] & DETERMINER)
    return phrase if is_told else None


def _shared(s: Sentence, cue: Cue) -> Phrase | None:
    """The subject that a verb shares with one before it ("und fügte hinzu", "añadiendo que")."""
    r = s.r
    at = cue.first
    while (
        at > s.first
        and r.flags[at - 1] & (ADVERB | REFLEXIVE | NEGATION | LISTENER)
        and not r.flags[at - 1] & CONJUNCTION
    ):
        at -= 1
    joins = CONJUNCTION | (SUBORDINATOR if r.table.is_romance else 0)  # "…, *aunque matizó* que …"
    follows = at > s.first and bool(r.flags[at - 1] & joins) and r.quote_of[at - 1] < 0
    if not (follows or cue.form.is_gerund):
        return None
    before = s.speaker_before(cue.first)
    if follows and r.table.nouns_are_capitalised and at == cue.first:
        return before or _of_first_verb(s, at - 1)
    # A German verb behind "und" has no subject behind it ("und forderte Jon Dahl auf").
    own = right_of(s, cue.last, s.last) if follows and not r.table.nouns_are_capitalised else None
    if own is not None and own.phrase is not None:
        is_thing = r.table.name_cases is not None and not head_flags(r, own.phrase) & _SPEAKERS
        if own.phrase.kind != "noun" or (before is None and not is_thing):
            return None
    if before is not None:
        return before
    # No verb of speech before it: the subject of the sentence ("Er kam und sagte").
    start = _sentence_start(s)
    phrase = phrase_right(r, start, cue.first)
    is_named = phrase is not None and phrase.kind != "noun"
    if phrase is not None and not is_named and r.table.name_cases is not None:
        phrase = _without_verb(r, phrase)
        if start + 1 < cue.first and not head_flags(r, phrase) & (ROLE | BODY):
            phrase = phrase_right(r, start + 1, cue.first)  # Увечері міністр Ларс Ведель прийшов і сказав
            return phrase if phrase is not None and phrase.kind != "noun" else None
    is_parted = r.table.is_romance and phrase is not None and not r.flags[phrase.whole[1]] & _BEFORE_VERB
    is_told = phrase is not None and (is_named or (bool(head_flags(r, phrase) & (ROLE | BODY)) and not is_parted))
    return phrase if is_told else None  # "La police *est* venue *et a dit*"; a simple verb would be part of it


def _without_verb(r: Reading, phrase: Phrase) -> Phrase:
    """A Slavic phrase without the verb in the past that nothing parts it from ("Полиция *приехала* и заявила")."""
    first, last = phrase.whole
    while last - 1 > first and gender_of_verb(r, last - 1) and not r.flags[last - 1] & (ROLE | BODY):
        last -= 1
    return Phrase("noun", first, last, (first, last))


def _joins(r: Reading, at: int) -> bool:
    """Whether a token is a conjunction between two verbs of one subject."""
    return bool(r.flags[at] & CONJUNCTION) and r.quote_of[at] < 0 and not r.flags[at - 1] & COMMA


def _of_first_verb(s: Sentence, conjunction: int) -> Phrase | None:
    """Whom the first of two German verbs has for its subject ("*Datenschützer* äußerten Bedenken und warfen …")."""
    phrase = subject_of_sentence(s, conjunction)
    if phrase is not None:
        return phrase
    phrase = _nominative(s.r, _sentence_start(s), conjunction)
    return phrase if phrase is not None and phrase.whole[1] < conjunction else None


def _sentence_start(s: Sentence) -> int:
    at = s.first
    while at < s.last and (s.r.flags[at] & (CONJUNCTION | PUNCTUATION) or s.r.quote_of[at] >= 0):
        at += 1
    return at


def _antecedent(s: Sentence, cue: Cue) -> Phrase | None:
    """Whom a relative pronoun stands for: the name or phrase right before its comma."""
    r = s.r
    first = cue.clause
    while first > s.first and r.flags[first - 1] & PUNCTUATION and not r.flags[first - 1] & COMMA:
        first -= 1
    comma = first - 1
    if comma <= s.first or not r.flags[comma] & COMMA:
        return None
    start = s.segment_start(comma)
    for at in phrase_starts(r, start, comma):
        phrase = phrase_right(r, at, comma, skips=False)
        if phrase is not None and phrase.whole[1] == comma:
            return phrase
    return None


def _left(s: Sentence, cue: Cue) -> Phrase | None:
    r = s.r
    start = cue.clause
    while (
        start < cue.first
        and r.flags[start] & (CONJUNCTION | AS | THAT | SUBORDINATOR)
        and not r.flags[start] & PREPOSITION
    ):
        start += 1
    if start < cue.first and (phrase := _apposed_before(s, cue)) is not None:
        return phrase
    # A German verb that closes its clause has nobody behind it ("wie X, der Chef, *am Montag mitteilte*, …").
    is_last = r.table.is_romance or (r.table.nouns_are_capitalised and _closes_clause(s, cue))
    is_noun = r.flags[start] & CAPITAL or is_partitive(r, start)
    is_behind = is_last and not is_noun and start > s.first and r.flags[start - 1] & COMMA
    if start < cue.first and not (is_behind and is_filler(r, start, cue.first)):
        return _before(r, start, cue.first, is_final=bool(cue.opener))
    # The verb stands right behind a comma: is that the end of something about the subject?
    segment = cue.clause
    for _ in range(_MOST_SEGMENTS):
        if segment <= s.first or not r.flags[segment - 1] & COMMA or r.quote_of[segment - 1] >= 0:
            return None
        segment = s.segment_start(segment - 1)
        if any(first < cue.first and segment < last for first, last in s.claimed):
            return None
        if (phrase := _around(r, segment, cue.first)) is not None and not _is_apposed(r, phrase):
            return phrase
    return None


def _closes_clause(s: Sentence, cue: Cue) -> bool:
    return cue.last >= s.last or bool(s.r.flags[cue.last] & PUNCTUATION and s.r.quote_of[cue.last] < 0)


def _is_apposed(r: Reading, phrase: Phrase) -> bool:
    """Whether a phrase says of the one before its comma what they are ("Anna Berg, *eines der Mitglieder*, …")."""
    first = phrase.whole[0]
    is_one = phrase.kind == "noun" and r.lows[first] in r.table.indefinites
    return is_one and first > 1 and bool(r.flags[first - 1] & COMMA and r.flags[first - 2] & CAPITAL)


def _apposed_before(s: Sentence, cue: Cue) -> Phrase | None:
    """A name with what it is behind a comma, and no comma behind that ("Jon Dahl, Präsident des Bundes (DB) sagte")."""
    r, comma = s.r, cue.clause - 1
    if comma <= s.first or not r.flags[comma] & COMMA or r.quote_of[comma] >= 0 or cue.opener:
        return None
    phrase = _nominative(r, s.segment_start(comma), cue.first)
    return phrase if phrase is not None and phrase.is_name and phrase.whole[1] == cue.first else None


def _around(r: Reading, start: int, verb: int) -> Phrase | None:
    """The subject with what commas enclose between it and its verb ("X, der Minister, sagte")."""
    opens = CONJUNCTION | THAT | AS | CONDITION
    opens |= ADVERB if r.table.nouns_are_capitalised else 0  # "*Auch* die Chefin, Anna Berg, sagte"
    while start < verb and r.flags[start] & opens and not r.flags[start] & (PREPOSITION | REFLEXIVE):
        start += 1
    starts = [start] if r.table.nouns_are_capitalised else [start, *inner_starts(r, start, verb)]
    for at in starts:
        phrase = _nominative(r, at, verb)
        if phrase is None:
            continue
        end = over_insertions(r, phrase.whole[1], verb)
        if end == verb or (end > phrase.whole[1] and is_filler(r, end, verb)):
            return phrase
        end = phrase.whole[1]
        while end < verb - 1 and r.flags[end] & ADVERB and not r.flags[end] & PUNCTUATION:
            end += 1
        if end < verb and r.flags[end] & COMMA and r.flags[verb - 1] & COMMA and end < verb - 1:
            opens = r.flags[end + 1]
            if r.lows[end + 1] in r.table.indefinites and phrase.last - phrase.first > 1:
                return phrase  # "Anna Berg, *eines* der Mitglieder, die …, sagte"
            if opens & (RELATIVE | NUMBER | (CUE if r.table.is_romance else 0)) or (
                opens & PREPOSITION and r.flags[end + 2] & RELATIVE
            ):
                return phrase
        if end < verb and r.flags[end - 1] & COMMA and r.flags[end] & RELATIVE and r.flags[verb - 1] & COMMA:
            return phrase
        if end < verb and r.flags[end - 1] & COMMA and is_filler(r, end, verb):
            return phrase
        if is_aside(r, end, verb):
            return phrase
    return None


def _before(r: Reading, start: int, verb: int, *, is_final: bool) -> Phrase | None:
    """The subject in the stretch before its verb."""
    phrase = _nominative(r, start, verb)
    if phrase is not None and is_filler(r, over_insertions(r, phrase.whole[1], verb), verb):
        return phrase
    is_somebody = phrase is not None and (phrase.kind != "noun" or bool(head_flags(r, phrase) & (ROLE | BODY | AGENCY)))
    if is_somebody and is_final and r.table.nouns_are_capitalised:
        return phrase  # The verb of such a clause stands behind all that belongs to it.
    if r.table.nouns_are_capitalised and not is_final and r.flags[start] & ADVERB:
        phrase = _nominative(r, start + 1, verb)  # "*Selbst die Zeitung* hatte gesagt"
        return phrase if phrase is not None and phrase.whole[1] == verb else None
    if r.table.nouns_are_capitalised and not is_final:
        return None  # Something else stands first, so the subject stands behind the verb.
    if r.table.nouns_are_capitalised:
        at = skip_adjuncts(r, start, verb)
        phrase = _nominative(r, at, verb) if at > start else None
        if phrase is not None and (phrase.whole[1] == verb or is_filler(r, phrase.whole[1], verb)):
            return phrase
    if r.table.is_romance and is_somebody and phrase is not None and r.flags[phrase.whole[1]] & RELATIVE:
        return phrase  # "La maire *qui visitait le port* a dit"
    for at in inner_starts(r, start, verb):
        phrase = _nominative(r, at, verb)
        if phrase is not None and (phrase.whole[1] == verb or is_filler(r, phrase.whole[1], verb)):
            return phrase
    return None


def _nominative(r: Reading, at: int, limit: int) -> Phrase | None:
    is_age = r.flags[at] & NUMBER and r.flags[at + 1] & COMMA  # "Ana Lago, *54*, chefe da loja, disse"
    if at >= limit or is_age or is_oblique(r, at):
        return None
    return phrase_right(r, at, limit, skips=False)
