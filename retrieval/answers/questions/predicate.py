"""Predicate of a question: the word that says what was done or how something was, where the question asks about that.

An article says the same in other words ("why did Reed *quit*": "Reed stepped down"), so that this word tells less of
what a question is about than its names and nouns do. Found by position, which a question's grammar fixes.
"""

from __future__ import annotations

from retrieval.answers.questions.asks import Thing
from retrieval.answers.questions.evidence.sentence import Mark, Sentence
from retrieval.answers.questions.evidence.words import KnownNames, plain_marks
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.answers.questions.question import Question
from retrieval.text.known_words import is_dictionary_word
from retrieval.text.languages import language_of
from retrieval.text.languages.english.words import IRREGULAR_PASTS
from retrieval.text.telling import looks_finite
from retrieval.text.tokens import words
from retrieval.text.wordlists import word_set

# Behind these and a form of *be* comes who or what it is, not how it is ("who is the sponsor").
_BE = word_set(
    "is are was were be s ist sind war waren est sont etait etaient es son era eran esta estan e sao eram estao foi fue"
)
_OF_WHAT_IS: frozenset[Thing] = frozenset({"who", "what", "which", "where", "when"})
_IN_WORDS, _WHAT_OR_HOW = frozenset({"say", "think"}), frozenset({"what", "how"})
_DO = word_set("did does do")
_MIN_TOPIC = 2
# Whether somebody did it is not told by who that is alone.
_MIN_LEFT_OF_WHETHER = 2
# Behind a verb at the end of a question these belong to it ("why did the light go *out*").
_PARTICLES = word_set("out up down off on over away back in through around along apart together")


def predicate_stems(question: Question, known: KnownNames) -> frozenset[str]:
    """The stems of the words in the predicate's place; empty where nothing is asked or nothing else would be left."""
    thing = question.asks.thing
    is_told = question.form.name == "said-about" and question.asks.act in _IN_WORDS and thing in _WHAT_OR_HOW
    if thing is None or is_told:  # "what do doctors *say* about processed food"
        return frozenset()
    s = Sentence(plain_marks(question.asking), LEXICONS[question.language.code], known)
    ask = s.first(0, len(s), "ask")
    start = ask.end if ask else 0
    found = _places(s, start, thing, is_asked=ask is not None)
    said = [at for at in range(start, len(s)) if _is_content(s, at, question)]
    told = _behind_name(s, start) if thing == "why" else set()
    held = {at for at in (*found, *told) if at in said and (at in told or not s.names[at])}
    least = _MIN_LEFT_OF_WHETHER if asks_for_deed(question) else 1
    if len(said) - len(held) < least or len(said) < _MIN_TOPIC:
        return frozenset()
    return frozenset(s.words[at].stem for at in held)


def asks_for_deed(question: Question) -> bool:
    """Whether it is asked if somebody did something; how somebody is can be put in many other words."""
    asked = words(question.asking)[:1]
    return question.asks.thing == "whether" and bool(asked) and asked[0] not in _BE


def _places(s: Sentence, start: int, thing: Thing, *, is_asked: bool) -> set[int]:
    """Where a predicate can be."""
    aux = s.mark(start, "aux")
    end = s.trimmed(start, len(s), "closing") or len(s)
    if aux is None:
        return _behind_asking(s, start, end, thing) if is_asked else set()
    if aux.start == start and thing == "how":
        return set()
    return _behind_subject(s, aux, end, thing)


def _behind_asking(s: Sentence, start: int, end: int, thing: Thing) -> set[int]:
    """Right behind the asking word ("who *makes* pies", "how *heavy* is it"); of what is counted, behind its noun."""
    done = {at for at in range(start + 1, end) if _looks_done(s, at)}
    if thing in ("how-many", "which"):
        return done
    return done | {start} if start + 1 < end else done


def _behind_subject(s: Sentence, aux: Mark, end: int, thing: Thing) -> set[int]:
    """The last word of the clause, where nothing leads to it that would make a noun of it."""
    last = end - 1
    while last > aux.end and (s.mark(last, "filler", "newest") or _is_particle(s, last)):
        last -= 1
    found = {at for at in range(aux.end + 1, end) if _looks_done(s, at)}
    is_what_is = thing in _OF_WHAT_IS and s.words[aux.end - 1].word in _BE
    return found if is_what_is or last <= aux.end or _is_led(s, last) else found | {last}


def _behind_name(s: Sentence, start: int) -> set[int]:
    """The word behind a name where a verb must be ("why did *Ada Reed* sue the port", "why *Reed* sues"): no Sue there.

    What is done can be a noun, too ("what caused the *closure* of the port").
    """
    if s.lexicon.code != "en":
        return set()
    aux = s.mark(start, "aux")
    if aux is None:
        start = s.skipped(start, len(s), "article", "filler")
        named = _behind(s, start)
        is_noun = start + 1 < len(s) and s.words[start + 1].word == "of" and not s.names[start]
        return {start} if is_noun else {at for at in named if _looks_done(s, at) or looks_finite(s.words[at].word)}
    return _behind(s, aux.end) if s.words[aux.end - 1].word in _DO else set()


def _behind(s: Sentence, start: int) -> set[int]:
    """The place behind a name, where a word in small letters of the dictionary is."""
    at = start + (s.names[start] if start < len(s) else 0)
    is_verb = start < at < len(s) and not s.words[at].is_capital and is_dictionary_word(s.words[at].word)
    return {at} if is_verb else set()


def _is_particle(s: Sentence, at: int) -> bool:
    """Whether a word at the end belongs to the verb before it."""
    return s.lexicon.code == "en" and s.words[at].word in _PARTICLES and not _is_led(s, at - 1)


def _is_led(s: Sentence, at: int) -> bool:
    """Whether an article or a preposition comes before a word, and makes it a noun."""
    before = s.words[at - 1].word
    is_small = before in language_of(s.lexicon.code).stop_words or before in s.lexicon.before_outlet
    return (is_small and s.mark(at - 1, "filler", "not", "aux") is None) or s.mark(at - 1, "article") is not None


def _looks_done(s: Sentence, at: int) -> bool:
    """Whether a word has the form of a past in English, and stands where it can be one."""
    word = s.words[at]
    is_past = word.word in IRREGULAR_PASTS or (looks_finite(word.word) and not word.word.endswith("s"))
    return s.lexicon.code == "en" and is_past and s.mark(at - 1, "article") is None and not word.is_capital


def _is_content(s: Sentence, at: int, question: Question) -> bool:
    return s.words[at].word not in question.language.stop_words
