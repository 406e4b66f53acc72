"""Portuguese: its words, its reported speech and its plain dates, in one row."""

from __future__ import annotations

from retrieval.text.languages.language import Language
from retrieval.text.languages.plain_dates import DayWords, by_value, numbered, of_kind
from retrieval.text.languages.portuguese.speech import SPEECH
from retrieval.text.normal import normal_set
from retrieval.text.wordlists import word_set

_QUESTION_WORDS = normal_set("quê que quem qual quais quando onde como quanto quantos")
_STOP_WORDS = _QUESTION_WORDS | normal_set(
    "o a os as um uma uns umas ao aos à às do da dos das de no na nos nas em com por pelo pela para sem sobre entre até",
    "desde segundo após e ou nem mas se porque enquanto embora",
    "eu tu ele ela nós eles elas você vocês me te lhe lhes meu seu sua seus suas este esta isto estes estas esse essa isso",
    "aquele aquela é são era eram foi foram ser sido está estão estava há tem têm havia mais muito já também não sim",
    "respeito acerca",
)
_DAYS = DayWords(
    months=numbered(
        "janeiro jan", "fevereiro fev", "março marco", "abril abr", "maio", "junho jun", "julho jul", "agosto ago",
        "setembro set", "outubro out", "novembro nov", "dezembro dez",
    ),
    weekdays=numbered(
        "segunda-feira", "terça-feira terca-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado sabado",
        "domingo", first=0,
    ),
    days=by_value({0: "hoje", -1: "ontem", -2: "anteontem", 1: "amanhã"}),
    units=of_kind(day="dia dias", week="semana semanas", month="mês mes meses", year="ano anos"),
    shifts=by_value({-1: "passado passada último última ultima ultimo", 0: "este esta deste desta neste nesta",
                     1: "próximo próxima proximo proxima"}),
    numbers=numbered("um uma", "dois duas", "três tres", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"),
    in_words=word_set("em desde até durante de"),
    ago=(("há", ""), ("", "atrás")),
    joins=word_set("de"),
    day_marks=("º",),
    since=word_set("desde"),
    until=word_set("até"),
)  # fmt: skip
PORTUGUESE = Language(
    code="pt",
    stemmer="portuguese",
    stop_words=_STOP_WORDS,
    speech=SPEECH,
    calendar=_DAYS,
)
