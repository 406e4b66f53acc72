"""Spanish: its words, its reported speech and its plain dates, in one row."""

from __future__ import annotations

from retrieval.text.languages.language import Language
from retrieval.text.languages.plain_dates import DayWords, by_value, numbered, of_kind
from retrieval.text.languages.spanish.speech import SPEECH
from retrieval.text.normal import normal_set
from retrieval.text.wordlists import word_set

_QUESTION_WORDS = normal_set("qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuántos")
_STOP_WORDS = _QUESTION_WORDS | normal_set(
    "el la los las lo un una unos unas al del de a en con por para sin sobre entre hasta desde hacia según tras ante",
    "y e o u ni pero sino que si como porque cuando donde mientras aunque",
    "yo tú él ella ello nosotros ellos ellas usted ustedes me te se nos le les mi tu su sus mis este esta esto estos",
    "estas ese esa eso esos esas aquel aquella",
    "es son era eran fue fueron ser sido está están estaba ha han había he hay más muy ya también no sí acerca respecto",
)
_DAYS = DayWords(
    months=numbered(
        "enero ene", "febrero feb", "marzo", "abril abr", "mayo", "junio jun", "julio jul", "agosto ago",
        "septiembre setiembre sept", "octubre oct", "noviembre nov", "diciembre dic",
    ),
    weekdays=numbered(
        "lunes", "martes", "miércoles miercoles", "jueves", "viernes", "sábado sabado", "domingo", first=0
    ),
    days=by_value({0: "hoy", -1: "ayer", -2: "anteayer antes_de_ayer", 1: "mañana"}),
    units=of_kind(day="día dia días dias", week="semana semanas", month="mes meses", year="año años ano anos"),
    shifts=by_value({-1: "pasado pasada último última ultima ultimo", 0: "este esta", 1: "próximo próxima proximo proxima"}),
    numbers=numbered("un una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    in_words=word_set("en desde hasta durante de"),
    ago=(("hace", ""),),
    joins=word_set("de del"),
    day_marks=("º",),
    since=word_set("desde"),
    until=word_set("hasta"),
)  # fmt: skip
SPANISH = Language(
    code="es",
    stemmer="spanish",
    stop_words=_STOP_WORDS,
    speech=SPEECH,
    calendar=_DAYS,
)
