"""Spanish question forms; accents may be left off."""

from __future__ import annotations

from retrieval.answers.questions.forms.table import FormTable
from retrieval.text.wordlists import word_set

_SAY = (
    r"(?:ha\s+|había\s+)?(?:dijo|dice|dicho|dec[ií]a|declar[oó]|declarado|afirm[oó]|afirma|afirmado|coment[oó]|comentado|opin[oó]|"
    r"opina|opinado|piensa|pens[oó]|pensaba|habl[oó]|habla|hablado|asegur[oó]|asegurado|anunci[oó]|anunciado|mencion[oó]|mencionado|"
    r"se[nñ]al[oó]|se[nñ]alado|explic[oó]|explicado|escribi[oó]|escrito|respondi[oó]|respondido|advirti[oó]|prometi[oó]|prometido|"
    r"cree|cont[oó]|contado|agreg[oó]|a[nñ]adi[oó])"
)
_ABOUT = r"(?:sobre|acerca\s+de|acerca\s+del|respecto\s+a|respecto\s+de|respecto\s+al|en\s+cuanto\s+a|de|del)"
_TOPIC = rf"(?P<rest>(?:\s+{_ABOUT}\s.+)?)"
_STRICT = r"(?:sobre|acerca\s+del?|respecto\s+(?:a|al|de|del)|en\s+cuanto\s+a)"
_WORDS_OF = r"(?:declaraci[oó]n(?:es)?|palabras|comentarios?|citas?|opini[oó]n(?:es)?|posici[oó]n|postura|reacci[oó]n|respuestas?|discurso)"
_NAME = r"(?-i:[A-ZÁÉÍÓÚÑ])[\w'’.-]*(?:\s+(?:de\s+|del\s+|la\s+)*(?-i:[A-ZÁÉÍÓÚÑ])[\w'’.-]*){0,3}"
_NEWS = r"(?:noticias?|art[ií]culos?|novedades|novedad|citas?|acontecimientos?)"

SPANISH = FormTable(
    code="es",
    markers=word_set(
        "que quien quienes cuando cual de del sobre noticias novedades ultimas ultimo ultimos ultima declaraciones palabras",
        "comentarios citas opinion hola gracias dijo autor",
    ),
    polite=r"^(?:(?:por\s+favor|hola|oye|y|pues|bueno)[\s,!¿]+|(?:dime|cu[eé]ntame|mu[eé]strame|d[ií]game)\s+(?=qu|cu))+(?=\S)",
    greeting=r"^[¡\s]*(?:hola|buenos\s+d[ií]as|buenas\s+(?:tardes|noches)|(?:muchas\s+)?gracias|adi[oó]s|s[ií]|ayuda|vale)[\s.!?,]*$",
    newest=rf"^(?:(?:las\s+|los\s+|lo\s+)?(?:[uú]ltim[oa]s?|m[aá]s\s+recientes?)(?:\s+{_NEWS})?|{_NEWS}|(?:qu[eé]\s+hay\s+de\s+nuevo)|qu[eé]\s+novedades\s+hay)$",
    who_spoke=(
        rf"^qui[eé]n(?:es)?\s+(?:m[aá]s\s+)?(?:ha\s+|han\s+)?(?:habl(?:[oó]|aron|ado|a)|coment(?:[oó]|aron|ado)|opin(?:[oó]|aron|a)|dijo\s+algo)\s+{_ABOUT}\s+(?P<rest>.+)$",
        r"^qui[eé]n(?:es)?\s+(?:ha\s+)?(?:mencion(?:[oó]|ado)|critic(?:[oó]|ado)|conden(?:[oó]|ado)|apoy(?:[oó]|ado))\s+(?P<rest>.+)$",
        rf"^qu[eé]\s+se\s+(?:dijo|dice|ha\s+dicho|ha\s+hablado)\s+{_ABOUT}\s+(?P<rest>.+)$",
    ),
    who_said=(
        rf"^qui[eé]n(?:es)?\s+(?:fue\s+(?:el|la)\s+que\s+|ha\s+)?(?:{_SAY}|llam[oó])\s*(?:(?:la\s+frase|las\s+palabras|que)\b)?\s*[:,]?\s*(?P<rest>.+)$",
        r"^(?:de\s+qui[eé]n\s+(?:son|es)\s+(?:estas\s+|esta\s+|las\s+|la\s+)?(?:palabras|frase|cita)|(?:qui[eé]n\s+es\s+el\s+)?autor\s+de\s+(?:la\s+|las\s+)?"
        r"(?:frase|cita|palabras))\s*[:,]?\s*(?P<rest>.+)$",
        r"^(?P<rest>\"[^\"]+\"?)\s*[-,:;]?\s*¿?(?:qui[eé]n\s+(?:lo\s+|la\s+)?dijo)\s*$",
    ),
    said=(
        rf"^qu[eé]\s+(?:m[aá]s\s+)?{_SAY}\s+(?P<rest>{_STRICT}\s.+?)\s+(?P<who>{_NAME})$",
        rf"^qu[eé]\s+(?:m[aá]s\s+)?{_SAY}\s+(?P<who>.+?)(?P<rest>(?:\s+{_STRICT}\s.+)?)$",
        rf"^(?:de\s+)?qu[eé]\s+(?P<who>\S.*?)\s+{_SAY}\b{_TOPIC}$",
        rf"^(?:cu[aá]l(?:es)?\s+(?:es|son|fue|fueron)\s+)?(?:las?\s+|los?\s+|el\s+)?(?:[uú]ltimas?\s+|[uú]ltimos?\s+)?{_WORDS_OF}\s+(?:de|del)\s+(?P<who>.+?)(?P<rest>(?:\s+{_STRICT}\s.+)?)$",
        rf"^(?P<who>{_NAME})\s+(?:dijo|dice|declar[oó]|habl[oó]|coment[oó])\b{_TOPIC}$",
    ),
    who_is=(r"^(?:qui[eé]n\s+(?:es|era|fue)|qu[eé]\s+se\s+sabe\s+de)\s+(?P<who>.+)$",),
    when=(r"^(?:cu[aá]ndo|(?:en\s+)?qu[eé]\s+(?:d[ií]a|fecha|mes|a[nñ]o))\s+(?P<rest>\S.*)$",),
    latest=(
        rf"^(?:qu[eé]\s+hay\s+de\s+nuevo|(?:las\s+|los\s+|lo\s+)?[uú]ltim[oa]s?(?:\s+{_NEWS})?|{_NEWS}|{_NEWS}\s+recientes)\s+(?:{_ABOUT}|en)\s+(?P<rest>.+)$",
    ),
    happened=(
        rf"^(?:qu[eé]\s+(?:m[aá]s\s+)?(?:pas[oó]|pasaba|ha\s+pasado|sucedi[oó]|ocurri[oó]|ha\s+ocurrido|hubo|acontece|noticias\s+hay)|(?:las\s+)?{_NEWS})(?!\w)\s*(?:de|del)?\s*(?P<rest>.*)$",
    ),
    on=r"^(?P<who>.+?)\s*(?:\ssobre\s|\sacerca\s+del?\s|:\s)\s*(?P<rest>.+)$",
    link=rf"(?:algo\s+|nada\s+)?{_ABOUT}\s+",
    that=r"(?:que|,)",
    not_speakers=("pas", "suced", "ocurr", "hay", "noticias", "se "),
    before_date=r"en|el|la|los|las|del|de|desde|hasta|durante|d[ií]a|a",
    joined_before=r"y|e|o|u|sobre",
    joined_after=r"y|e|o|u",
    before_outlet=word_set("en de del por a según segun"),
    articles=word_set("el la"),
    behind_outlet=word_set("sobre"),
)  # fmt: skip
