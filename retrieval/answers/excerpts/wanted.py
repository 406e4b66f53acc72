"""Wanted evidence: does a sentence hold what was asked for: a reason, a number of that kind, a place, a name, a day?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, takewhile

from retrieval.answers.excerpts.kinds_of_number import KindOfNumber, asked_kind, is_of_kind
from retrieval.answers.questions.asks import Thing
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.answers.questions.question import Question
from retrieval.model import Annotations, Span
from retrieval.text.languages import Language
from retrieval.text.languages.answer_words import ANSWER_WORDS
from retrieval.text.telling import looks_finite
from retrieval.text.tokens import Token, stems, tokenize, words
from retrieval.text.view import ReadingView
from retrieval.text.wordlists import word_set

# How far before its noun a number is of that noun ("3,100 mostly elderly people").
_NUMBER_REACH = 4
# So many words are a noun and what stands before it.
_MAX_NOUN = 4
# Between a number that is a noun and what there are so many of, in the languages of questions.
_PARTITIVE = word_set("of von de des")
_SURE, _LIKELY, _POSSIBLE, _UNLIKELY = 1.0, 0.6, 0.3, 0.1
_MEASURE = re.compile(r"\s?(?:%|[^\W\d_])|[-–]")
_CURRENCY = re.compile(r"[$€£¥₽₴₹]\s?$")
_AGE = re.compile(r"1?\d{1,2}")
_DIGIT = re.compile(r"\d")
# Between a number and its unit stands one word at most ("40 million crowns").
_UNIT_REACH = 2
_CLOCK = re.compile(
    r"\b\d{1,2}[.:]\d{2}\b"
    r"|\b\d{1,2}\s?[ap]\.?m\b|\bo['’]clock\b|\b(?:half|quarter|minutes|five|ten|twenty) (?:past|to) \w+"
    r"|\bat (?:noon|midnight|dawn|dusk)\b|\b\d{1,2}\s?(?:Uhr|heures|horas)\b"
)

# Questions look at the same sentences again and again.
_tokens = lru_cache(maxsize=4096)(tokenize)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants to be told, beside what it is about.

    Attributes:
        thing: None where it only names a topic.
        noun: the stem of what is counted or chosen from ("how many *people*"); empty where there is none.
        before_noun: the stems between it and the asking words ("which *new* bridge").
        asked: the normal forms of the question's words.
        kind_of_number: of what is asked how much.
    """

    thing: Thing | None = None
    noun: str = ""
    before_noun: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()
    kind_of_number: KindOfNumber | None = None

    @property
    def kind(self) -> frozenset[str]:
        """The stems of the kind of thing asked for ("which *wild animal*"), which may not be called so."""
        return frozenset({*self.before_noun, self.noun} - {""} if self.thing in ("which", "what") else ())

    @property
    def surest(self) -> float:
        """What no sentence's strength is above."""
        if self.thing in (None, "what", "whether", "how"):
            return 0.0
        return {"who": _POSSIBLE, "which": _LIKELY}.get(self.thing, _SURE)

    def strength(self, view: ReadingView, span: Span, annotations: Annotations, language: Language) -> float:
        """How surely the sentence at a place of the stored text holds the thing wanted, 0 to 1."""
        if self.thing in (None, "what", "whether", "how"):
            return 0.0
        if self.thing == "when":
            return _SURE if any(span.holds(d.span) for d in annotations.dates) else _time_told(view.of(span), language)
        sentence = view.of(span)
        tokens = _tokens(sentence)
        if self.thing == "who":
            return self._somebody(sentence, tokens, language)
        if self.thing == "why":
            return _reason(tokens, language)
        if self.thing in ("how-many", "how-much"):
            return self._number(sentence, tokens, _words_of_days(annotations, span, view), language)
        if self.thing == "where":
            taken = _words_of_days(annotations, span, view) | _words_of_people(annotations, span)
            return _place(sentence, tokens, taken | self.asked, language)
        return self._choice(sentence, tokens, language)

    def _somebody(self, sentence: str, tokens: Sequence[Token], language: Language) -> float:
        """Whether two words side by side are written like a name that the question does not hold."""
        new = [
            sentence[t.start].isupper() and t.word not in self.asked and t.word not in language.stop_words
            for t in tokens
        ]
        beside = (sentence[one.end : other.start] == " " for one, other in pairwise(tokens))
        found = any(one and other and near for (one, other), near in zip(pairwise(new), beside, strict=True))
        return _POSSIBLE if found else 0.0

    def _number(self, sentence: str, tokens: Sequence[Token], dated: frozenset[str], language: Language) -> float:
        held = stems((t.word for t in tokens), language)
        best = 0.0
        for at, token in enumerate(tokens):
            if token.word in dated or not _is_number(token.word, language):
                continue
            beside = held[at + 1 : at + 1 + _NUMBER_REACH]
            is_vague = not _DIGIT.search(token.word) and _is_vague(tokens, at, language)
            if self.noun and self.noun in beside and not is_vague:
                return _SURE
            is_measured = _CURRENCY.search(sentence, max(0, token.start - 2), token.start) or _MEASURE.match(
                sentence, token.end
            )
            kind = self.kind_of_number
            if kind:
                behind = [t.word for t in tokens[at + 1 : at + 1 + _UNIT_REACH]]
                is_signed = _CURRENCY.search(sentence, max(0, token.start - 2), token.start) is not None
                is_sure = is_of_kind(kind, behind, language, is_signed=is_signed)
                is_sure |= kind == "age" and at > 0 and self._is_apposed(sentence, tokens[at - 1], token)
                best = max(best, _SURE if is_sure else _UNLIKELY)
                continue
            likely = self.noun in held if self.thing == "how-many" else is_measured
            if _DIGIT.search(token.word) or best:
                best = max(best, _LIKELY if likely else _POSSIBLE)
        return best

    def _is_apposed(self, sentence: str, before: Token, number: Token) -> bool:
        """Whether a number stands between commas behind whom the question names ("Ada Reed, 40, said")."""
        is_set_off = sentence[before.end : number.start] == ", " and sentence[number.end : number.end + 1] in ",."
        return is_set_off and before.word in self.asked and _AGE.fullmatch(number.word) is not None

    def _choice(self, sentence: str, tokens: Sequence[Token], language: Language) -> float:
        """Whether a name is there that the question has not, best beside the noun that was asked for."""
        is_new = any(
            sentence[t.start].isupper() and t.word not in self.asked and t.word not in language.stop_words
            for t in tokens[1:]
        )
        has_noun = bool(self.noun) and self.noun in stems((t.word for t in tokens), language)
        return (_LIKELY if has_noun else _POSSIBLE) if is_new else 0.0


def _time_told(sentence: str, language: Language) -> float:
    """Whether a sentence tells a time of the day ("at 4.30", "at noon"), or how long something takes until it comes."""
    if _CLOCK.search(sentence):
        return _LIKELY
    tokens = tokenize(sentence)
    counted = (two.word for one, two in pairwise(tokens) if _is_number(one.word, language))
    return _POSSIBLE if any(is_of_kind("time", (word,), language, is_signed=False) for word in counted) else 0.0


WANTS_NOTHING = Wanted()


def wanted(question: Question) -> Wanted:
    """What a question wants to be told."""
    thing = question.asks.thing
    if thing is None:
        return WANTS_NOTHING
    nouns = _nouns(question, thing)
    asked = frozenset(words(question.text))
    kind = asked_kind(asked, question.language.code) if thing == "how-much" else None
    return Wanted(thing, nouns[-1] if nouns else "", nouns[:-1], asked, kind)


def _nouns(question: Question, thing: Thing) -> tuple[str, ...]:
    """The stems of the noun behind the asking words, with what stands before it ("which *major holiday*")."""
    asked = words(question.text)
    found = _asking_words(asked, question.language.code, thing)
    if found is None:
        # The text comes first: its verb shows that the noun ends ("which product *remains*").
        asked = words(question.asking)
        found = _asking_words(asked, question.language.code, thing)
    if found is None:
        return ()
    behind = asked[found[1] :]
    stop_words = question.language.stop_words
    if thing == "how-much" and behind and behind[0] in stop_words:
        return ()  # "how much is the ferry"
    if thing in ("how-many", "how-much"):
        return tuple(stems([word for word in behind if word not in stop_words][:1], question.language))
    acts = words(question.asks.verb)  # "o que disse X" asks for no kind of thing
    phrase = list(takewhile(lambda word: word not in stop_words and word not in acts, behind))
    if thing == "which" and not phrase:
        phrase = [word for word in behind if word not in stop_words][:1]  # "which of the rivers"
    verb = next((at for at, word in enumerate(phrase) if at and looks_finite(word)), len(phrase))
    return tuple(stems(phrase[: min(verb, _MAX_NOUN)], question.language))


def without_asking(text: str, question: Question) -> str:
    """Words of a question without those that only say what is wanted ("is it true that")."""
    tokens = tokenize(text)
    thing = question.asks.thing
    found = _asking_words([t.word for t in tokens], question.language.code, thing) if thing else None
    if found is None:
        return text
    return f"{text[: tokens[found[0]].start]} {text[tokens[found[1] - 1].end :]}"


def _asking_words(asked: Sequence[str], code: str, thing: Thing) -> tuple[int, int] | None:
    """Where the words that name the thing wanted begin and end."""
    for phrase in _asking(code, thing):
        for at in range(len(asked) - len(phrase) + 1):
            if tuple(asked[at : at + len(phrase)]) == phrase:
                return at, at + len(phrase)
    return None


@cache
def _asking(code: str, thing: Thing) -> tuple[tuple[str, ...], ...]:
    phrases = LEXICONS[code].asking.get(thing, "").split(",")
    return tuple(sorted((tuple(words(p)) for p in phrases if p.strip()), key=len, reverse=True))


def _reason(tokens: Sequence[Token], language: Language) -> float:
    """A reason follows such a phrase; where it begins the sentence, as *after* may, so does the reason."""
    held = [t.word for t in tokens]
    given = ANSWER_WORDS[language.code]
    if _holds(held, _phrases(given.reasons)):
        return _SURE
    loose = _places(held, _phrases(given.loose_reasons))
    return _POSSIBLE if any(not _is_of_time(held, at, language) for at in loose) else 0.0


def _is_of_time(held: Sequence[str], at: int, language: Language) -> bool:
    """Whether a word that a reason may follow tells how long or how many: "a week *after*", "*over* 40"."""
    is_counted = at > 0 and held[at - 1] in ANSWER_WORDS[language.code].times
    return is_counted or (at + 1 < len(held) and _is_number(held[at + 1], language))


@cache
def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words(phrase)) for phrase in listed.split(","))


def _holds(held: Sequence[str], phrases: Iterable[tuple[str, ...]]) -> bool:
    return any(True for _ in _places(held, phrases))


def _places(held: Sequence[str], phrases: Iterable[tuple[str, ...]]) -> Iterator[int]:
    """Where phrases begin."""
    present = set(held)
    for phrase in phrases:
        if phrase[0] in present:
            yield from (at for at in range(len(held)) if tuple(held[at : at + len(phrase)]) == phrase)


def _is_number(word: str, language: Language) -> bool:
    return word[:1].isdigit() or word in ANSWER_WORDS[language.code].numbers


def _is_vague(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether a number in words only says that there are many: "*millions* of them", but "three *million*"."""
    joint = tokens[at + 1].word if at + 1 < len(tokens) else ""
    is_counted = at > 0 and _is_number(tokens[at - 1].word, language)
    return joint in _PARTITIVE and not is_counted


def _place(sentence: str, tokens: Sequence[Token], taken: frozenset[str], language: Language) -> float:
    """A word for a place's whereabouts before a name that is nobody's and no day; less where a noun follows."""
    before_places = ANSWER_WORDS[language.code].places
    best = 0.0
    for at, token in enumerate(tokens[:-1]):
        if token.word not in before_places:
            continue
        behind = tokens[at + 1 : at + 3]
        if any(sentence[t.start].isupper() and t.word not in taken for t in behind):
            return _SURE
        if behind[0].word in language.stop_words and not sentence[behind[0].start].isupper() and len(behind) > 1:
            best = _POSSIBLE
    return best


def _words_of_days(annotations: Annotations, span: Span, view: ReadingView) -> frozenset[str]:
    return frozenset(word for d in annotations.dates if span.holds(d.span) for word in words(view.of(d.span)))


def _words_of_people(annotations: Annotations, span: Span) -> frozenset[str]:
    named = (p.name for p in annotations.people if any(span.holds(mention) for mention in p.mentions))
    return frozenset(word for name in named for word in words(name))
