"""Splitting glued words in languages without a word list: by a capital inside, and by names the text writes alone.

"dissePeskov" and "сказалПесков" show the place by their form; the first part must be a verb of speech, or a small word
and the second a name of the text. "Песковзаявил" has no such mark: there the text must write the name alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from retrieval.text.languages import LANGUAGES
from retrieval.text.normal import fold_word
from retrieval.text.view.edits import Edit
from retrieval.text.view.suspects import ALONE_AFTER, ALONE_BEFORE
from retrieval.text.wordlists import word_set

_FORM = re.compile(rf"{ALONE_BEFORE}[^\W\d_]{{5,60}}{ALONE_AFTER}")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_CUE, _SHORTEST_SMALL, _SHORTEST_NAME = 4, 2, 3
_LONGEST_CUE = 14
# The finite forms beside which a name stands most often. A language's whole table of verbs gives its forms only through
# a dictionary, which takes a second to load, and a text in one language would load those of all.
_CUES = frozenset(
    fold_word(word)
    for word in word_set(
        "sagte sagt erklärte betonte meinte berichtete teilte warnte forderte kritisierte schrieb antwortete fügte",
        "kündigte dijo dice afirmó declaró aseguró señaló explicó añadió indicó sostuvo informó advirtió respondió",
        "escribió anunció disse diz afirmou declarou garantiu explicou acrescentou indicou destacou avaliou informou",
        "respondeu escreveu anunciou declare affirme explique ajoute indique assure estime annonce souligne précise",
        "raconte déclaré affirmé expliqué ajouté indiqué assuré estimé annoncé souligné précisé raconté сказал сказала",
        "говорит заявил заявила отметил отметила сообщил сообщила добавил добавила подчеркнул подчеркнула объяснил",
        "объяснила ответил ответила написал написала считает рассказал рассказала сказав сказала каже заявив заявила",
        "зазначив зазначила повідомив повідомила додав додала наголосив наголосила пояснив пояснила відповів відповіла",
        "написав написала вважає розповів розповіла",
    )
)


class _Seam(NamedTuple):
    """A place at which a form may be two words.

    Attributes:
        is_sure: the first part is a verb of speech; else the text must know the second as a name.
        name: the part that is one.
    """

    at: int
    is_sure: bool
    name: str


def part_glued_foreign_words(text: str) -> Iterator[Edit]:
    """A blank where a name is glued to what comes before or behind it in a language other than English.

    >>> text = "A cidade espera, dissePeskov. Segundo Lundque falou, Lund espera."
    >>> [text[at - 3 : at] + "|" + text[at : at + 3] for at, _, _ in part_glued_foreign_words(text)]
    ['sse|Pes', 'und|que']
    """
    suspects = {chunk for chunk in set(text.split()) if _suspect_forms(chunk)}
    if not suspects:
        return
    counts = Counter(_WORD.findall(text))
    for found in _FORM.finditer(text):
        form = found[0]
        for seam in _seams(form):
            if seam.is_sure or (counts[seam.name] >= counts[form] and counts[seam.name] > 0):
                yield Edit(found.start() + seam.at, found.start() + seam.at, " ")
                break


@lru_cache(maxsize=1 << 16)
def _suspect_forms(chunk: str) -> bool:
    return any(_seams(found[0]) for found in _FORM.finditer(chunk[:200]))


@lru_cache(maxsize=1 << 16)
def _seams(form: str) -> tuple[_Seam, ...]:
    return (*_before_a_capital(form), *_behind_a_name(form))


def _before_a_capital(form: str) -> Iterator[_Seam]:
    """The place in "dissePeskov": small letters, then a capital and small letters."""
    at = next((at for at, letter in enumerate(form) if at and letter.isupper()), 0)
    left, right = form[:at], form[at:]
    if at >= _SHORTEST_SMALL and left.islower() and right[1:].islower() and len(right) >= _SHORTEST_NAME:
        if len(left) >= _SHORTEST_CUE and fold_word(left) in _CUES:
            yield _Seam(at, True, right)
        elif fold_word(left) in _small_words():
            yield _Seam(at, False, right)


def _behind_a_name(form: str) -> Iterator[_Seam]:
    """The places in "Lundque" and "Lunddisse", the longest name first."""
    if form[0].isupper() and form[1:].islower():
        for at in range(len(form) - _SHORTEST_SMALL, max(_SHORTEST_NAME, len(form) - _LONGEST_CUE) - 1, -1):
            rest = fold_word(form[at:])
            if (len(rest) >= _SHORTEST_CUE and rest in _CUES) or (len(rest) >= _SHORTEST_NAME and rest in _joining()):
                yield _Seam(at, False, form[:at])


@cache
def _small_words() -> frozenset[str]:
    return frozenset().union(*(language.stop_words for code, language in LANGUAGES.items() if code != "en"))


@cache
def _joining() -> frozenset[str]:
    """Small words that a clause goes on with and no name ends with: *that*, *and*, *which*."""
    tables = (language.speech for code, language in LANGUAGES.items() if code != "en")
    return frozenset(fold_word(word) for table in tables for word in table.that) | {"und"}
