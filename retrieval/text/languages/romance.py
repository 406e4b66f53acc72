"""Regular forms of Romance verbs: those that a dictionary of lemmas gives to a noun or an adjective of the same letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from retrieval.text.languages.clause_speech import ClauseSpeech
from retrieval.text.wordlists import word_set

FRENCH = {
    "er": ("e", "ent", "é", "ée", "és", "ées", "ait", "ant", "a"),
    "ir": ("it", "i", "issait", "issant"),
    "dre": ("d", "du", "dant"),
}
SPANISH = {
    "ar": ("a", "an", "ó", "aron", "aba", "ado", "ada", "ados", "adas", "ando"),
    "er": ("e", "ió", "ía", "ido", "iendo"),
    "ir": ("e", "ió", "ía", "ido", "iendo"),
}
PORTUGUESE = {
    "ar": ("a", "am", "ou", "aram", "ava", "ado", "ada", "ados", "adas", "ando"),
    "er": ("e", "eu", "ia", "ido", "endo"),
    "ir": ("e", "iu", "ia", "ido", "indo"),
}
VERB_CLASSES = word_set("say state tell think ask announce judge call deny exclude refuse unwilling cite speak")
_SOFT = {"g": "ge", "c": "ç"}
"""What a French stem ends in before *a*: mangeait, lançait."""


def with_regular_forms(table: ClauseSpeech, endings: Mapping[str, tuple[str, ...]]) -> ClauseSpeech:
    """A table whose verbs have their regular forms, but for those whose forms it writes down."""
    listed: frozenset[str] = frozenset().union(*(getattr(table, name) for name in VERB_CLASSES))
    return replace(table, forms={**regular_forms(sorted(listed), endings), **table.forms})


def regular_forms(lemmas: Iterable[str], endings: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The regular forms of verbs in the third person, with their participles; verbs of other endings are left out.

    >>> regular_forms(["noter", "dire"], FRENCH)
    {'noter': 'note notent noté notée notés notées notait notant nota'}
    """
    forms = {}
    for lemma in lemmas:
        for ending, own in endings.items():
            if lemma.endswith(ending) and "_" not in lemma:
                stem = lemma.removesuffix(ending)
                forms[lemma] = " ".join(_joined(stem, end, endings is FRENCH) for end in own)
    return forms


def _joined(stem: str, ending: str, is_french: bool) -> str:
    """A stem and an ending, spelt as they sound.

    >>> _joined("lanc", "ait", True)
    'lançait'
    """
    if is_french and ending.startswith("a") and stem[-1] in _SOFT:
        return stem[:-1] + _SOFT[stem[-1]] + ending
    return stem + ending
