"""Kinds of number: does a question ask for an age, a time or money, and is a number in a sentence one of these?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.text.languages import Language
from retrieval.text.languages.answer_words import ANSWER_WORDS

KindOfNumber = Literal["age", "time", "money"]


def asked_kind(asked: Collection[str], code: str) -> KindOfNumber | None:
    """The kind of number that the words of a question in a language ask for; None where any will do ("how heavy").

    >>> asked_kind(["how", "long", "is", "the", "pier"], "en"), asked_kind(["how", "heavy", "is", "it"], "en")
    ('time', None)
    """
    lexicon = LEXICONS[code]
    if not lexicon.asks_age.isdisjoint(asked):
        return "age"
    if not lexicon.asks_time.isdisjoint(asked):
        return "time"
    return None if lexicon.asks_money.isdisjoint(asked) else "money"


def is_of_kind(kind: KindOfNumber, behind: Collection[str], language: Language, *, is_signed: bool) -> bool:
    """Whether a number with these words right behind it, in a language, is of a kind.

    Args:
        is_signed: a sign of a currency stands before it.
    """
    words = ANSWER_WORDS[language.code]
    if kind == "age":
        return not words.ages.isdisjoint(behind)
    if kind == "time":
        return not words.times.isdisjoint(behind)
    return is_signed or not words.money.isdisjoint(behind)
