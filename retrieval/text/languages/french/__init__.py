"""French: its words, its reported speech and its plain dates, in one row."""

from __future__ import annotations

from retrieval.text.languages.french.speech import SPEECH
from retrieval.text.languages.language import Language
from retrieval.text.languages.plain_dates import DayWords, by_value, numbered, of_kind
from retrieval.text.normal import normal_set
from retrieval.text.wordlists import word_set

_QUESTION_WORDS = normal_set(
    "que qu'est-ce quoi qui quel quelle quels quelles quand où comment pourquoi combien qua quest ce"
)
_STOP_WORDS = _QUESTION_WORDS | normal_set(
    "le la les l un une des du de d au aux à en dans par pour sans sur sous entre vers chez avec selon depuis après avant",
    "et ou ni mais si comme parce donc or car lorsque tandis",
    "je tu il elle on nous vous ils elles me te se lui leur y mon ma mes ton son sa ses notre votre leurs cet cette ces",
    "cela ça c est sont était étaient fut été être a ont avait ai as plus très déjà aussi ne pas non oui propos sujet",
)
_DAYS = DayWords(
    months=numbered(
        "janvier janv", "février fevrier févr", "mars", "avril avr", "mai", "juin", "juillet juil", "août aout",
        "septembre sept", "octobre oct", "novembre nov", "décembre decembre déc",
    ),
    weekdays=numbered("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", first=0),
    days=by_value({0: "aujourd'hui aujourd’hui", -1: "hier", -2: "avant-hier", 1: "demain", 2: "après-demain"}),
    units=of_kind(day="jour jours", week="semaine semaines", month="mois", year="an ans année annee années"),
    shifts=by_value({-1: "dernier dernière derniere passé passée", 0: "ce cette", 1: "prochain prochaine"}),
    numbers=numbered("un une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    in_words=word_set("en depuis jusqu'en jusqu’en de d' d’"),
    ago=(("il y a", ""),),
    day_marks=("er",),
    since=word_set("depuis"),
    until=word_set("jusqu'au jusqu’au"),
)  # fmt: skip
FRENCH = Language(
    code="fr",
    stemmer="french",
    stop_words=_STOP_WORDS,
    speech=SPEECH,
    calendar=_DAYS,
)
