"""Respelling of a question: its topic with misspelt words as the archive spells them; names are left as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from retrieval.answers.questions.lexicons import Lexicon
from retrieval.answers.questions.question import Question
from retrieval.model import Correction
from retrieval.text.tokens import stems, tokenize, words


def respelt(question: Question, lexicon: Lexicon, meant: Callable[[str], str]) -> Question:
    """The question, each word of its topic that is one slip away from a word of the archive read as that.

    A word where a speaker would be may be a name, and so may one that is written like a name.

    Args:
        meant: the word of the archive that is meant by a word.
    """
    made = tuple(_misspelt(question, lexicon, meant))
    if not made:
        return question

    def corrected(text: str) -> str:
        for correction in made:
            text = re.sub(rf"(?<!\w){re.escape(correction.written)}(?!\w)", correction.read_as, text)
        return text

    asks = replace(question.asks, event=corrected(question.asks.event), toward=corrected(question.asks.toward))
    form = replace(question.form, rest=corrected(question.form.rest))
    return replace(question, form=form, asks=asks, asking=corrected(question.asking), spelt=made)


def _misspelt(question: Question, lexicon: Lexicon, meant: Callable[[str], str]) -> Iterator[Correction]:
    text, taken = question.asking, frozenset(words(question.form.who))
    for token in tokenize(text):
        written = text[token.start : token.end]
        if written[:1].isupper() or token.word in taken or _is_asking(token.word, lexicon, question):
            continue
        if (found := meant(token.word)) != token.word:
            yield Correction(written, found)


def _is_asking(word: str, lexicon: Lexicon, question: Question) -> bool:
    is_small = word in question.language.stop_words or word in lexicon.phrases
    return is_small or stems([word], question.language)[0] in lexicon.stems
