"""Acts in articles: the sentences that tell that somebody praised, denied or promised, and who did it to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.annotate.people import surname_key
from retrieval.answers.excerpts.cutting import passage_excerpt
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.questions.asks import Act
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.model import Annotations, Article, Attribution, Excerpt, Span
from retrieval.search.engine import Hit, QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.telling import asks
from retrieval.text.tokens import Token, stems, tokenize, word_places, words
from retrieval.text.view import ReadingView, reading_view
from retrieval.text.wordlists import word_set

# Acts that nobody has done whom no article says so of; of the others what somebody said tells as much.
PLAIN_ACTS: frozenset[Act] = frozenset({"deny", "apologise", "threaten", "endorse", "promise", "admit"})
TOLD_ACTS: frozenset[Act] = PLAIN_ACTS | {"praise", "criticise", "call-on"}
# What is shown where it is asked whether somebody did the other.
CONTRARY: Mapping[Act, Act] = {"admit": "deny"}
# Words for somebody named before, behind a verb or before a noun.
_SOMEBODY = word_set(
    "him her his hers them their ihn ihm seine seinen sein ihre ihren son sa ses leur su sus seu sua seus suas",
    "его ее их ему ей його її їх йому їй",
)
_REACH_CHARS = 300
# Who did it comes behind these in the passive ("was praised *by* Reed"), of every language of questions.
_AGENT = word_set("by von durch par por pelo pela pelos pelas")
# Behind these is no object.
_NO_OBJECT = word_set(
    "until till after before and or but in on at by as because so when while since during from again for"
) | {""}
# Before these stands a noun.
_OF_A_NOUN = word_set("of had has have could would will was were is are may might can did")
# Right before a noun for an act; right behind it, before whom it goes to, and before who did it.
_BEFORE_NOUN = word_set("a an the this these his her its their our my your")
_TO_WHOM, _FROM_WHOM = word_set("of on against at for toward towards over about"), word_set("from by")
_OF_ACT = _TO_WHOM | _FROM_WHOM
_POSSESSIVE = re.compile(r"['’]s?\s$")
# What whom a noun for an act goes to ends with.
_ENDS_OBJECT = re.compile(r"[,;:–—”\"]")
# Behind these it would be done, or is compared ("as *opposed* to the plan").
_NOT_DONE = frozenset({"would", "as"})
# What makes a case of a clause; what stands before it is said of the case, too ("suppose Reed *attacked* the plan").
_CASES = word_set("if unless whether suppose supposing")
_MAY_BE = word_set("could might should may")
_ENDS_CLAUSE = re.compile(r"[,;:–—“”\"]")
# Prepositions that look like a verb.
_PREPOSITIONS = frozenset({"like"})
_SELF = word_set("i we ich wir je nous yo nosotros eu nos я мы ми")
_NEAR_WORDS = 4
# Between a modal and its verb stands one word at most.
_NEAR_MODAL = 2
# So many letters of a name bend in no language.
_BEGINNING = 4
_MAX_NAME_WORDS = 4
_AROUND_CHARS = 400


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with a word for an act, and what stands on either side of it.

    Attributes:
        verb: where that word is in the stored text.
        doer: where the one who did it may be, half-open; ``done_to`` where the other may be.
    """

    article: Article
    annotations: Annotations
    sentence: Span
    verb: Span
    doer: Span
    done_to: Span
    score: float

    def excerpt(self) -> Excerpt:
        """The sentence, with the word marked."""
        return passage_excerpt(self.article, self.sentence, self.annotations, score=self.score, marked=(self.verb,))

    @property
    def around(self) -> Span:
        """What stands before and behind the sentence."""
        start = max(0, self.sentence.start - _AROUND_CHARS)
        return Span(start, min(len(self.article.text), self.sentence.end + _AROUND_CHARS))

    def text(self, part: Span) -> str:
        """A part of the article as it is meant."""
        return reading_view(self.article.text).of(part)


# The words behind the first one of a verb of several ("lash *out at*"), by that one's stem.
_Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


def act_term(act: Act, verb: str, language: Language) -> QueryTerm:
    """All words for an act, in the language of a question and in English, as one term of a search.

    Args:
        verb: how the question says it; of a verb of several words the first is looked for.
    """
    asked = stems(words(verb)[:1], language) if " " in verb else []
    return QueryTerm(tuple(sorted(_stems_of(act, language.code).union(_stems_of(act, "en"), asked))))


@lru_cache(maxsize=256)
def _stems_of(act: Act, code: str) -> frozenset[str]:
    return frozenset(stems(LEXICONS[code].of_act(act), language_of(code)))


@lru_cache(maxsize=256)
def _phrases_of(act: Act, code: str) -> _Phrases:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for first, *rest in LEXICONS[code].phrases_of_act(act):
        [stem] = stems([first], language_of(code))
        found[stem] = (*found.get(stem, ()), tuple(rest))
    return found


def told_of(act: Act, hits: Iterable[Hit], lookup: Lookup, language: Language) -> Iterator[Told]:
    """The sentences of passages that hold a word for an act."""
    for hit in hits:
        article = lookup.article(hit.article_id)
        if article is None or article.revision != hit.revision:
            continue
        spoken = language_of(article.language)
        forms = _stems_of(act, spoken.code) | _stems_of(act, language.code if spoken.code == "en" else "en")
        phrases = _phrases_of(act, spoken.code)
        # Most passages have no such word: neither are their sentences cut nor their annotations decoded.
        for sentence in _sentences_with(forms.union(phrases), reading_view(article.text), hit.span, spoken):
            annotations = lookup.annotations(hit.article_id)
            yield from _told(article, annotations, sentence, forms, phrases, spoken, hit.score)


def _sentences_with(forms: AbstractSet[str], view: ReadingView, passage: Span, language: Language) -> list[Span]:
    """The sentences of a passage that hold a word with one of these stems, in order."""
    text = view.of(passage)
    held = words(text)
    wanted = {word for word, stem in zip(held, stems(held, language), strict=True) if stem in forms}
    start, found = view.viewed(passage).start, dict[Span, None]()
    for first, last in word_places(text, wanted) if wanted else ():
        place = view.stored(Span(start + first, start + last))
        around = view.sentences_around(place)
        found.update(dict.fromkeys(s for s in around if s.touches(place) and passage.holds(s)))
    return list(found)


def _told(
    article: Article,
    annotations: Annotations,
    sentence: Span,
    forms: AbstractSet[str],
    phrases: _Phrases,
    language: Language,
    score: float,
) -> Iterator[Told]:
    view = reading_view(article.text)
    text = view.of(sentence)
    if asks(text):
        return
    tokens = tokenize(text)
    held = stems((token.word for token in tokens), language)
    named = (n for n, stem in enumerate(held) if stem in forms or _is_phrase(tokens, n, phrases.get(stem, ())))
    acts = (n for n in named if not _is_of_nobody(text, tokens, n, language))
    at = next((n for n in acts if not _is_noun(text, tokens, n, language) or _behind(tokens, n) in _OF_ACT), None)
    if at is None:
        return
    start = view.viewed(sentence).start

    def stored(first: int, last: int) -> Span:
        return view.stored(Span(start + first, start + max(first, last)))

    verb, end = stored(tokens[at].start, tokens[at].end), len(text)
    if _is_noun(text, tokens, at, language) and (comma := _ENDS_OBJECT.search(text, tokens[at].end)):
        end = comma.start()  # "after the *attack* on the plan, Reed left": not on Reed
    before, after = stored(0, tokens[at].start), stored(tokens[at].end, end)
    agent = _agent(tokens, at)
    if agent is not None:
        before, after = stored(tokens[agent].end, len(text)), before
    yield _within_words(Told(article, annotations, sentence, verb, before, after, score))


def _is_phrase(tokens: Sequence[Token], at: int, rests: Sequence[tuple[str, ...]]) -> bool:
    """Whether the other words of a verb of several follow its first one."""
    return any(tuple(token.word for token in tokens[at + 1 : at + 1 + len(rest)]) == rest for rest in rests)


def _is_noun(text: str, tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether an English word for an act is a noun by what stands right before it: "Reed's *criticism*"."""
    if language.code != "en" or not at:
        return False
    before = text[tokens[at - 1].start : tokens[at].start]
    return tokens[at - 1].word in _BEFORE_NOUN or _POSSESSIVE.search(before) is not None


def _behind(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].word if at + 1 < len(tokens) else ""


def _is_of_nobody(text: str, tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether an English word for an act tells of none here: it would be done, or it is done to nobody.

    So are "would *praise*", "*like* all of us", "must stop *blasting* until June", "*blasts* of that size".
    """
    if language.code == "en" and _is_supposed(text, tokens, at):
        return True
    word = tokens[at].word
    if language.code != "en" or not (word.endswith(("ing", "s")) or word in _PREPOSITIONS or at):
        return False
    if word in _PREPOSITIONS or (at and tokens[at - 1].word in _NOT_DONE):
        return True
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if word.endswith("ing"):
        return behind in _NO_OBJECT or behind in _OF_A_NOUN
    return word.endswith("s") and behind in _OF_A_NOUN


def _is_supposed(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether an English verb is only said to be a case: "*if* Reed were to *blame* it", "*may* yet *praise* it"."""
    ends = [end.end() for end in _ENDS_CLAUSE.finditer(text, 0, tokens[at].start)]
    start = max(ends, default=0)
    clause = [token for token in tokens[:at] if token.start >= start]
    modals = (token.word for token in clause[-_NEAR_MODAL:] if text[token.start].islower())  # "in *May* criticised"
    return not _CASES.isdisjoint(token.word for token in clause) or not _MAY_BE.isdisjoint(modals)


def _within_words(told: Told) -> Told:
    """What somebody is quoted as saying tells of those alone whom it names: who says so is no part of it."""
    for attribution in told.annotations.attributions:
        for part in attribution.content:
            if part.holds(told.verb):
                return replace(told, doer=_inside(told.doer, part), done_to=_inside(told.done_to, part))
    return told


def _inside(side: Span, part: Span) -> Span:
    start = min(max(side.start, part.start), part.end)
    return Span(start, max(start, min(side.end, part.end)))


def _agent(tokens: Sequence[Token], at: int) -> int | None:
    """The word before the one who did it, where the verb is passive or a noun says from whom it came."""
    if _behind(tokens, at) in _FROM_WHOM:
        return at + 1
    near = range(at + 1, min(at + 1 + _NEAR_WORDS, len(tokens)))
    return next((n for n in near if tokens[n].word in _AGENT), None)


def is_done_by(told: Told, people: Sequence[Match]) -> bool:
    """Whether these people did it: the article attributes it to them, or they are who is named last on that side."""
    said = [a for a in told.annotations.attributions if _tells(a, told)]
    if said:
        return any(_is_of(a.speaker, people) and not a.is_doubtful for a in said)
    named = [
        (mention.start, person.name)
        for person in told.annotations.people
        for mention in person.mentions
        if told.doer.holds(mention)
    ]
    is_first = told.doer.start > told.verb.start
    nearest = (min(named) if is_first else max(named)) if named else None
    return nearest is not None and _is_of(nearest[1], people)


def _tells(attribution: Attribution, told: Told) -> bool:
    """Whether the word is the attribution's own verb, or the speaker's own word about himself."""
    if attribution.cue is not None and attribution.cue.touches(told.verb):
        return True
    if not any(part.holds(told.verb) for part in attribution.content):
        return False
    before = [t.word for t in tokenize(told.text(Span(told.sentence.start, told.verb.start)))]
    return not _SELF.isdisjoint(before[-_NEAR_WORDS:])


def _is_of(name: str | None, people: Sequence[Match]) -> bool:
    return name is not None and any(match.holds(name) for match in people)


def is_done_to(told: Told, people: Sequence[Match]) -> bool:
    """Whether it was done to these people: they are named on that side, and did not do it themselves."""
    named = [m for p in told.annotations.people if _is_of(p.name, people) for m in p.mentions]
    written = told.text(told.done_to)
    is_named = any(told.done_to.holds(m) for m in named) or any(_is_written(match, written) for match in people)
    return (is_named or _is_meant(told, people, written)) and not is_done_by(told, people)


def _is_written(match: Match, written: str) -> bool:
    """Whether some words are one of these people's names, or a surname by itself, known as a name there or not."""
    if not _may_be_written(match, written):
        return False
    held = re.findall(r"[\w'’-]+", written)
    runs = (held[at:end] for at in range(len(held)) for end in range(at + 1, min(at + _MAX_NAME_WORDS, len(held)) + 1))
    if any(match.holds(" ".join(run)) for run in runs):
        return True
    surnames = {surname_key(person.name) for person in match.people}
    beside = zip(["", *held], held, strict=False)
    return any(
        word[0].isupper() and not before[:1].isupper() and surname_key(word) in surnames for before, word in beside
    )


def _may_be_written(match: Match, written: str) -> bool:
    """Whether the beginning of some last word of these people's names is there at all; cheap, and right of a no."""
    low = written.casefold()
    names = (match.asked, *(name for person in match.people for name in person.names))
    return any(last[-1].casefold()[:_BEGINNING] in low for name in names if (last := name.split()))


def _is_meant(told: Told, people: Sequence[Match], written: str) -> bool:
    """Whether it was done to somebody in a pronoun ("praised *his* honesty"), and the one named last is of these."""
    if told.done_to.start < told.verb.start or _SOMEBODY.isdisjoint(words(written)[:2]):
        return False
    before = Span(max(0, told.sentence.start - _REACH_CHARS), told.sentence.start)
    others = [p for p in told.annotations.people if not any(told.doer.holds(m) for m in p.mentions)]
    named = [(m.start, _is_of(p.name, people)) for p in others for m in p.mentions if before.holds(m)]
    named += [(at, True) for at in surnames_in(told, before, people)]
    return bool(named) and max(named)[1]


def surnames_in(told: Told, part: Span, people: Sequence[Match]) -> Iterator[int]:
    """Where the surnames of people are written in a part of an article, known as names there or not."""
    persons = (person for match in people for person in match.people if person.is_person)
    for surname in {name.split()[-1] for person in persons for name in person.names}:
        at = told.article.text.find(surname, part.start, part.end)
        while at >= 0:
            yield at
            at = told.article.text.find(surname, at + 1, part.end)


def is_done_to_somebody(told: Told) -> bool:
    """Whether the first word behind the verb is a name or a word for somebody: it is done to nothing else."""
    if told.done_to.start < told.verb.end:
        return False
    first = re.match(r"\W*(\w+)", told.text(told.done_to))
    if first is None:
        return False
    has_nouns_so = language_of(told.article.language).speech.nouns_are_capitalised
    return (first[1][0].isupper() and not has_nouns_so) or not _SOMEBODY.isdisjoint(words(first[1]))
