"""Stemming of a language without a Snowball algorithm, by a short list of its endings."""

from __future__ import annotations

import re

_MIN_STEM = 3
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


OWN_STEMMERS = {"ukrainian": stem_ukrainian}
