"""Stemming where Snowball does not serve: a language without an algorithm, and one that needs its accents."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_MIN_STEM = 3
_MIN_FRENCH_STEM = 4
_FRENCH_PARTICIPLE = re.compile("ees?$")
_VOWELS = "аеиіоуюяєї"
# Reflexive mark, then the endings of adjectives, verbs and nouns, longest first; й and ї are written without their marks
# in normal forms of some sources, so both spellings are listed.
_REFLEXIVE = re.compile("(?:ся|сь)$")
_ENDINGS = sorted(
    [
        "ими",
        "ого",
        "ому",
        "ий",
        "ій",
        "їй",
        "ою",
        "ої",
        "ею",
        "єю",
        "их",
        "їх",
        "ам",
        "ям",
        "ах",
        "ях",
        "ами",
        "ями",
        "ові",
        "еві",
        "єві",
        "ом",
        "ем",
        "єм",
        "ів",
        "їв",
        "ння",
        "нню",
        "нням",
        "ті",
        "тю",
        "а",
        "я",
        "у",
        "ю",
        "о",
        "е",
        "є",
        "и",
        "і",
        "ї",
        "ь",
        "й",
        "ати",
        "яти",
        "ити",
        "іти",
        "ала",
        "яла",
        "ила",
        "али",
        "яли",
        "или",
        "ав",
        "яв",
        "ив",
        "ить",
        "ять",
        "ують",
        "юють",
        "ує",
        "ює",
    ],
    key=len,
    reverse=True,
)


def stem_ukrainian(word: str) -> str:
    """The word without its ending, at least three letters of it.

    >>> {stem_ukrainian(w) for w in ("зброя", "зброю", "зброєю")}, stem_ukrainian("переговорів")
    ({'збр'}, 'переговор')
    >>> stem_ukrainian("міст") == stem_ukrainian("мосту"), stem_ukrainian("боєць"), stem_ukrainian("підприємців")
    (True, 'боєц', 'підприємц')
    """
    word = _REFLEXIVE.sub("", word) if len(word) > _MIN_STEM + 3 else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            word = word[: -len(ending)]
            break
    bare = word.rstrip(_VOWELS)
    return _with_one_vowel(bare if len(bare) >= _MIN_STEM else word)


def _with_one_vowel(stem: str) -> str:
    """A stem whose last vowel changes with its endings, as its other cases have it: міст, мосту · підприємець, -мця."""
    if stem.endswith("ец") and len(stem) > _MIN_STEM:
        return stem[:-2] + "ц"
    at = max(stem.rfind(vowel) for vowel in _VOWELS)
    return stem[:at] + "о" + stem[at + 1 :] if 0 < at < len(stem) - 1 and stem[at] == "і" else stem


def stem_french(word: str) -> str:
    """Snowball's stem of a normal form, whose participles have lost the accents by which it knows them.

    >>> {stem_french(w) for w in ("ferme", "fermee", "fermees", "fermer")}, stem_french("armee")
    ({'ferm'}, 'arme')
    """
    found = _FRENCH_PARTICIPLE.search(word)
    return _snowball_french()(word[: found.start()] + "e" if found and found.start() >= _MIN_FRENCH_STEM else word)


@cache
def _snowball_french() -> Callable[[str], str]:
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer("french", 0).stemWord
    return stem


OWN_STEMMERS = {"ukrainian": stem_ukrainian, "french": stem_french}
