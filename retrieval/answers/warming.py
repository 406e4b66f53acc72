"""Warm-up questions: what answers need once a process is made before anybody asks.

The tables and patterns of each language are made when they are first needed, as a terminal's one question needs few of
them. In a process that answers many, the first questions of each language would wait up to a second for them, and all
others behind these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

_QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Why was the harbour of Norway closed on 3 March?",
        "what did the mayor say about the zepelinns last week",
        "who criticised the ferry plan",
        "How many people left Peru on November 17?",
        "who is the president of Chile",
        "what happened yesterday",
    ),
    "de": (
        "Warum wurde der Hafen am 3. März gesperrt?",
        "was sagte der Bürgermeister letzte Woche über die Fährre",
        "wer ist Anna Reed",
    ),
    "fr": (
        "Pourquoi le port a-t-il fermé le 3 mars ?",
        "qu'a dit la maire sur le batteauu la semaine dernière",
        "qui est Anna Reed",
    ),
    "es": (
        "¿Por qué cerró el puerto el 3 de marzo?",
        "qué dijo la alcaldesa sobre el barrcoo la semana pasada",
        "quién es Anna Reed",
    ),
    "pt": (
        "Por que o porto fechou em 3 de março?",
        "o que disse a prefeita sobre o barrcoo na semana passada",
        "quem é Anna Reed",
    ),
    "ru": ("Почему закрыли порт 3 марта?", "что сказал мэр о парромме на прошлой неделе", "кто такая Анна Рид"),
    "uk": ("Чому закрили порт 3 березня?", "що сказав мер про парромм минулого тижня", "хто така Анна Рід"),
}
"""By language of questions: together they need its dates, its names, its frequent words and its ways of asking."""


def warming_questions() -> Iterator[str]:
    """One question after the other, in every language of questions."""
    return chain.from_iterable(_QUESTIONS.values())
