"""Spanish: its words, its cues of quotations and its plain dates, in one row."""

from __future__ import annotations

from retrieval.text.languages.cues import Cues
from retrieval.text.languages.language import Language
from retrieval.text.languages.plain_dates import DayWords, by_value, numbered, of_kind
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
_CUES = Cues(
    verbs=word_set(
        "dijo dice decía dijeron afirmó afirma aseguró asegura declaró declara señaló señala explicó explica añadió agregó",
        "indicó sostuvo manifestó comentó subrayó destacó apuntó anunció advirtió respondió contestó precisó insistió",
        "recordó reconoció admitió exclamó preguntó escribió expresó recalcó concluyó aclaró informó reiteró confirmó",
        "lamentó denunció prometió",
    ),
    behind_verbs=word_set("también ayer hoy este esta el"),
    that=word_set("que"),
    according=("según", "de acuerdo con", "a juicio de", "en palabras de", "en opinión de"),
    carried=("según informó", "como informó", "según", "informó", "informa", "según informa", "de acuerdo con", "citado por",
             "citada por", "en declaraciones a", "dijo a", "publicó", "según recoge", "recoge"),
    outlets=word_set("reuters efe afp ap bbc cnn dpa tass interfax bloomberg"),
    agency_nouns=word_set("agencia diario periódico periodico cadena"),
    roles=word_set(
        "presidente presidenta ministro ministra portavoz vocero vocera secretario secretaria director directora senador",
        "senadora diputado diputada gobernador gobernadora alcalde alcaldesa embajador embajadora general jefe jefa canciller",
        "primer líder experto experta analista profesor profesora entrenador entrenadora escritor escritora abogado abogada",
        "médico médica científico científica vicepresidente vicepresidenta consejero consejera exministro expresidente",
    ),
    pronouns=word_set("él ella ellos ellas yo"),
    not_names=word_set(
        "luego entonces después mientras así ahora entre durante",
        "el la los las un una en según por para con de del al y pero este esta esto cuando si como sin tras desde ayer hoy",
        "también además no que su sus es lo",
        "defensa exteriores asuntos interior justicia economía kremlin rusia ucrania eeuu españa parís moscú kiev casa blanca otan gobierno ministerio",
    ),
)  # fmt: skip

SPANISH = Language(
    code="es",
    stemmer="spanish",
    stop_words=_STOP_WORDS,
    speech=_CUES,
    calendar=_DAYS,
)
