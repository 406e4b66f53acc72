"""French: its words, its cues of quotations and its plain dates, in one row."""

from __future__ import annotations

from retrieval.text.languages.cues import Cues
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
_PAST = (
    "dit déclaré affirmé expliqué ajouté indiqué assuré souligné précisé estimé annoncé répondu rappelé reconnu admis",
    "averti insisté confié lancé écrit martelé conclu regretté dénoncé promis réagi commenté confirmé",
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
_CUES = Cues(
    verbs=word_set(
        "dit déclare affirme explique ajoute indique assure souligne précise estime annonce répond rappelle reconnaît",
        "insiste confie lance écrit martèle conclut regrette dénonce",
        "disait",
    )
    | frozenset(f"a {verb}" for row in _PAST for verb in row.split())
    | frozenset(f"avait {verb}" for row in _PAST for verb in row.split()),
    behind_verbs=word_set("aussi également hier mardi lundi mercredi jeudi vendredi samedi dimanche"),
    that=word_set("que qu'"),
    according=("selon", "d'après", "d’après", "aux yeux de", "de l'avis de", "pour reprendre les mots de"),
    carried=("selon", "d'après", "d’après", "rapporte", "a rapporté", "cité par", "citée par", "a indiqué à", "a déclaré à",
             "a dit à", "a confié à", "interrogé par"),
    outlets=word_set("reuters afp ap bbc cnn dpa tass interfax bloomberg efe"),
    agency_nouns=word_set("agence journal quotidien chaîne l'agence l’agence"),
    roles=word_set(
        "président présidente ministre porte-parole secrétaire directeur directrice sénateur sénatrice député députée",
        "gouverneur maire ambassadeur ambassadrice général chef cheffe chancelier chancelière premier première dirigeant",
        "dirigeante expert experte analyste professeur professeure entraîneur écrivain écrivaine avocat avocate médecin",
        "vice-président vice-présidente conseiller conseillère leader",
    ),
    pronouns=word_set("il elle ils elles on je"),
    not_names=word_set(
        "ensuite puis alors mardi lundi mercredi jeudi vendredi samedi dimanche ainsi maintenant pendant",
        "le la les un une des en selon par pour avec de du au aux et mais ce cette ces cela quand si comme sans après depuis",
        "hier aujourd'hui aussi il elle ils elles on nous je c'est",
        "armées affaires étrangères intérieur justice économie élysée matignon kremlin russie ukraine france moscou kiev élysée otan gouvernement ministère",
    ),
)  # fmt: skip

FRENCH = Language(
    code="fr",
    stemmer="french",
    stop_words=_STOP_WORDS,
    speech=_CUES,
    calendar=_DAYS,
)
