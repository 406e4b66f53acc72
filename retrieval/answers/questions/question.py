"""Question parsing: turns the words of a question into its form, its days and its outlet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from retrieval.annotate.dates import find_dates
from retrieval.answers.questions.asks import ASKS_NOTHING_MORE, Asks
from retrieval.answers.questions.evidence.words import NOTHING_KNOWN, KnownNames, plain_marks
from retrieval.answers.questions.form import Form
from retrieval.answers.questions.language import language_of_question
from retrieval.answers.questions.lexicons import LEXICONS, Lexicon
from retrieval.answers.questions.reading import read_words
from retrieval.answers.questions.sentences import sentences_of
from retrieval.answers.terms.keys import outlet_key, source_filters
from retrieval.model import Correction, DateMention, DayRange, Span
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import Token, tokenize, words
from retrieval.text.wordlists import word_set

MAX_QUESTION_CHARS = 1000
_PRESS_WORDS = word_set(
    "times post news herald gazette journal tribune telegraph guardian independent mirror chronicle observer press",
    "star globe mail express standard today weekly daily review bulletin courier examiner inquirer sun wire",
)
_AGENCIES = word_set(
    "reuters afp ap bbc cnn nbc cbs abc npr tass interfax bloomberg xinhua dpa ansa efe kyodo axios politico"
)
_MAX_OUTLET_WORDS = 6
_LAST_SEPTEMBER = 2
_A_WEEK = timedelta(days=7)
_YEAR = re.compile(r"\d{4}")
# Forms for which what other sentences tell makes no difference.
_OF_SOMEBODY = frozenset({"said-about", "on", "who-is", "who-said", "who-spoke"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read, before its kind is decided.

    Attributes:
        text: as asked.
        form: of the words without the dates and the outlet's phrase.
        plain_form: of all the words; for when a date or an outlet turns out to be a topic.
        dates: positions are in ``text``.
        outlet: who published or carried it, as asked; None where the question names none.
        asks: what is asked for beside the slots of the form.
        asking: the words that ask, as they are meant, without the days; of several sentences the one that asks.
        spelt: the words that were read as others.
        left_out: what was said beside the sentence that asks; empty where that says nothing.
    """

    text: str
    form: Form
    plain_form: Form
    dates: tuple[DateMention, ...]
    outlet: str | None
    language: Language
    asks: Asks = ASKS_NOTHING_MORE
    asking: str = ""
    spelt: tuple[Correction, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class _Joints:
    """The small words around dates and outlets in one language's questions, ready to be looked for."""

    before_date: re.Pattern[str]
    joined_before: re.Pattern[str]
    joined_after: re.Pattern[str]

    @classmethod
    @cache
    def of(cls, code: str) -> _Joints:
        lexicon = LEXICONS[code]
        return cls(
            re.compile(rf"(?:\b(?:{lexicon.before_date})\s+)+$", re.IGNORECASE),
            re.compile(rf"\s*,?\s+(?:{lexicon.joined_before})\s+$", re.IGNORECASE),
            re.compile(rf"\s*,?\s+(?:{lexicon.joined_after})\s+", re.IGNORECASE),
        )


def read_question(
    text: str,
    *,
    today: date,
    is_source: Callable[[frozenset[str]], bool],
    language: str | None = None,
    known: KnownNames = NOTHING_KNOWN,
) -> Question:
    """Read a question on the day ``today``.

    Args:
        is_source: whether anything in the archive carries one of these filters; decides what is an outlet.
        language: the one the asker most likely writes in, as a BCP 47 tag; the question's own words decide.
        known: the names and words of the archive.
    """
    text = text[:MAX_QUESTION_CHARS]
    language = language_of_question(text, language, known)
    lexicon = LEXICONS[language]
    parts = sentences_of(plain_marks(text), lexicon)
    question = _read(_without(text, list(parts.beside)), today, is_source, language, known)
    beside = (*parts.beside, *(parts.context if question.form.name in _OF_SOMEBODY else ()))
    return replace(question, text=text, left_out=_left_out(sorted(beside), text, lexicon))


def _read(
    text: str, today: date, is_source: Callable[[frozenset[str]], bool], language: str, known: KnownNames
) -> Question:
    """Read the sentences of a question that are of its matter."""
    plain = read_words(text, language, known)
    plain_form = plain.form
    joints = _Joints.of(language)
    is_quoting = '"' in plain_marks(text) or plain_form.name == "who-said"
    found = (_gone_by(mention, text, today) for mention in find_dates(text, today, language=language))
    dates = () if is_quoting else _conditions(text, tuple(found), joints)
    cut = _with_joints(text, [_with_preposition(text, mention.span, joints) for mention in dates], joints)
    rest = _without(text, cut)
    outlet, outlet_span = _outlet(rest, is_source, LEXICONS[language]) if not is_quoting else (None, None)
    if outlet_span:
        rest = _without(rest, [outlet_span])
    if not rest.strip(" ¿¡?!.,"):
        return Question(text, Form("happened"), plain_form, dates, outlet, language_of(language), plain.asks)
    read = read_words(rest, language, known) if dates or outlet else plain
    asking = read.asking if not outlet else read_words(_without(text, cut), language, known).asking
    return Question(text, read.form, plain_form, dates, outlet, language_of(language), read.asks, asking)


def describing_days(question: Question, today: date) -> bool:
    """Whether each day of a question stands without its year right before a word that it may describe.

    So it is in "the *jan 6* committee" and "*black friday* deals", in no question about what was on that day, and for
    no day that is counted from the one of asking ("*yesterday's* talks").
    """
    small = (LEXICONS[question.language.code].phrases, question.language.stop_words)
    behind = [(m, words(question.text[m.span.end :])[:1]) for m in question.dates if m.kind == "day"]
    if not behind or any(not word or any(word[0] in row for row in small) for _, word in behind):
        return False
    if any(_YEAR.search(mention.span.of(question.text)) for mention, _ in behind):
        return False
    later = find_dates(question.text, today + _A_WEEK, language=question.language.code)
    fixed = {(mention.span, mention.days) for mention in later}
    return all((mention.span, mention.days) in fixed for mention, _ in behind)


def days_as_words(question: Question, known: KnownNames) -> Question:
    """The question with its days as words of what it is about."""
    plain = read_words(question.text, question.language.code, known)
    return replace(question, form=plain.form, dates=(), asks=plain.asks, asking=plain.asking)


def _gone_by(mention: DateMention, text: str, today: date) -> DateMention:
    """The days of a mention; of a month that somebody calls the last one, the last that is over.

    In December, who asks about *last September* means the one three months ago; a text may mean the year before.
    """
    days = mention.days
    is_bare = len(words(mention.span.of(text))) == _LAST_SEPTEMBER and not re.search(r"\d", mention.span.of(text))
    if mention.kind != "month" or not is_bare or days.start.year != today.year - 1:
        return mention
    first, behind = (day.replace(year=day.year + 1) for day in (days.start, days.end))
    return replace(mention, days=DayRange(first, behind)) if behind <= today else mention


def _left_out(spans: Sequence[Span], text: str, lexicon: Lexicon) -> str:
    """Sentences beside the question; empty where they are mere politeness."""
    beside = " ".join(" ".join(span.of(text) for span in spans).split())
    stop_words = language_of(lexicon.code).stop_words
    return beside if any(word not in lexicon.phrases and word not in stop_words for word in words(beside)) else ""


def _conditions(text: str, dates: tuple[DateMention, ...], joints: _Joints) -> tuple[DateMention, ...]:
    """The dates that are conditions; what comes after *about* or joined to a word is topic ("schools and Friday")."""
    ends = {mention.span.end for mention in dates}
    starts = {mention.span.start for mention in dates}

    def is_topic(span: Span) -> bool:
        before, after = joints.joined_before.search(text, 0, span.start), joints.joined_after.match(text, span.end)
        return bool((before and before.start() not in ends) or (after and after.end() not in starts))

    return tuple(mention for mention in dates if not is_topic(mention.span))


def _with_preposition(text: str, span: Span, joints: _Joints) -> Span:
    found = joints.before_date.search(text, 0, span.start)
    return Span(found.start() if found else span.start, span.end)


def _with_joints(text: str, spans: list[Span], joints: _Joints) -> list[Span]:
    """Let the word that joins two dates belong to the second ("on 2 May or 3 May")."""
    joined = list(spans)
    for at, (first, second) in enumerate(pairwise(spans), 1):
        if joints.joined_after.fullmatch(text, first.end, second.start):
            joined[at] = Span(first.end, second.end)
    return joined


def _without(text: str, spans: list[Span]) -> str:
    """Blank out the spans; what remains keeps its positions."""
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text


def _outlet(text: str, is_source: Callable[[frozenset[str]], bool], lexicon: Lexicon) -> tuple[str | None, Span | None]:
    """The outlet or agency that a phrase such as "in the New York Times" at the end names, and that phrase."""
    tokens = tokenize(text)
    for at, token in enumerate(tokens):
        if token.word not in lexicon.before_outlet:
            continue
        first = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].word in lexicon.articles)
        for last in range(min(first + _MAX_OUTLET_WORDS, len(tokens)), first, -1):
            if _found := _source_at(text, tokens, first, last, is_source, lexicon):
                return _found, Span(_phrase_start(tokens, at), tokens[last - 1].end)
    return None, None


def _phrase_start(tokens: tuple[Token, ...], at: int) -> int:
    is_according = tokens[at].word == "to" and at > 0 and tokens[at - 1].word == "according"
    return tokens[at - is_according].start


def _source_at(
    text: str,
    tokens: tuple[Token, ...],
    first: int,
    last: int,
    is_source: Callable[[frozenset[str]], bool],
    lexicon: Lexicon,
) -> str | None:
    is_at_end = last == len(tokens) or tokens[last].word in lexicon.behind_outlet
    name = text[tokens[first].start : tokens[last - 1].end]
    return name if is_at_end and (is_source(source_filters(outlet_key(name))) or is_press_name(name)) else None


def is_press_name(name: str) -> bool:
    """Whether a name sounds like an outlet's, so that one the archive does not hold is not taken for a topic.

    >>> [is_press_name(name) for name in ("The New York Times", "Reuters", "the news", "Russia")]
    [True, True, False, False]
    """
    words = name.split()
    is_title = len(words) > 1 and words[-1][:1].isupper() and words[-1].lower() in _PRESS_WORDS
    return is_title or name.lower() in _AGENCIES
