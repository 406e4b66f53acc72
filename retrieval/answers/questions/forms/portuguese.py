"""Portuguese question forms; accents may be left off."""

from __future__ import annotations

from retrieval.answers.questions.forms.table import FormTable
from retrieval.text.wordlists import word_set

_SAY = (
    r"(?:tem\s+|tinha\s+)?(?:disse|diz|dito|dizia|declarou|declarado|afirmou|afirma|afirmado|comentou|comentado|opinou|opina|pensa|"
    r"pensou|pensava|falou|fala|falado|garantiu|garantido|anunciou|anunciado|mencionou|mencionado|explicou|explicado|escreveu|"
    r"escrito|respondeu|respondido|alertou|prometeu|prometido|acha|acredita|contou|acrescentou)"
)
_ABOUT = r"(?:sobre|acerca\s+d[eoa]s?|a\s+respeito\s+d[eoa]s?|em\s+rela[cç][aã]o\s+[aà]o?s?|quanto\s+[aà]o?s?|de|do|da|dos|das)"
_STRICT = r"(?:sobre|acerca\s+d[eoa]s?|a\s+respeito\s+d[eoa]s?|em\s+rela[cç][aã]o\s+[aà]o?s?|quanto\s+[aà]o?s?)"
_TOPIC = rf"(?P<rest>(?:\s+{_ABOUT}\s.+)?)"
_WHAT = r"(?:o\s+)?qu[eê]"
_WORDS_OF = r"(?:declara[cç](?:[aã]o|[oõ]es)|palavras|coment[aá]rios?|cita[cç](?:[aã]o|[oõ]es)|opini(?:[aã]o|[oõ]es)|posi[cç][aã]o|rea[cç][aã]o|respostas?|discurso)"
_NAME = r"(?-i:[A-ZÁÂÃÉÊÍÓÔÕÚÇ])[\w'’.-]*(?:\s+(?:d[eao]s?\s+)*(?-i:[A-ZÁÂÃÉÊÍÓÔÕÚÇ])[\w'’.-]*){0,3}"
_NEWS = r"(?:not[ií]cias?|artigos?|novidades?|cita[cç][oõ]es|acontecimentos?)"

PORTUGUESE = FormTable(
    code="pt",
    markers=word_set(
        "que quem quando qual de do da sobre noticias novidades ultimas ultimo ultimos ultima declaracoes palavras comentarios",
        "citacoes opiniao ola obrigado obrigada disse autor",
    ),
    polite=r"^(?:(?:por\s+favor|ol[aá]|oi|e|bem|ent[aã]o)[\s,!]+|(?:diga-me|diz-me|me\s+diga|me\s+mostre|mostre-me|conte-me)\s+(?=o\s+qu|qu))+(?=\S)",
    greeting=r"^(?:ol[aá]|oi|bom\s+dia|boa\s+(?:tarde|noite)|(?:muito\s+)?obrigad[oa]|tchau|adeus|sim|n[aã]o|ajuda)[\s.!?,]*$",
    newest=rf"^(?:(?:as\s+|os\s+)?(?:[uú]ltim[oa]s?|mais\s+recentes?)(?:\s+{_NEWS})?|(?:as\s+)?{_NEWS}|{_WHAT}\s+h[aá]\s+de\s+novo|quais\s+s[aã]o\s+as\s+{_NEWS})$",
    who_spoke=(
        rf"^quem\s+(?:mais\s+)?(?:fal(?:ou|aram|a)|coment(?:ou|aram)|opin(?:ou|aram)|disse\s+algo)\s+{_ABOUT}\s+(?P<rest>.+)$",
        r"^quem\s+(?:mencionou|criticou|condenou|apoiou)\s+(?P<rest>.+)$",
        rf"^{_WHAT}\s+(?:se\s+(?:disse|diz|falou)|foi\s+dito|est[aã]o\s+dizendo)\s+{_ABOUT}\s+(?P<rest>.+)$",
    ),
    who_said=(
        rf"^quem\s+(?:foi\s+que\s+|[eé]\s+que\s+)?(?:{_SAY}|chamou)\s*(?:(?:a\s+frase|as\s+palavras|que)\b)?\s*[:,]?\s*(?P<rest>.+)$",
        r"^(?:de\s+quem\s+(?:s[aã]o|[eé])\s+(?:estas?\s+|essas?\s+|as?\s+)?(?:palavras|frase|cita[cç][aã]o)|(?:quem\s+[eé]\s+o\s+)?autor\s+d(?:a|e|as)\s+"
        r"(?:frase|cita[cç][aã]o|palavras))\s*[:,]?\s*(?P<rest>.+)$",
        r"^(?P<rest>\"[^\"]+\"?)\s*[-,:;]?\s*quem\s+(?:o\s+)?disse(?:\s+isso)?\s*$",
    ),
    said=(
        rf"^{_WHAT}\s+(?:mais\s+)?(?:[eé]\s+que\s+)?{_SAY}\s+(?P<rest>{_STRICT}\s.+?)\s+(?:o\s+|a\s+)?(?P<who>{_NAME})$",
        rf"^{_WHAT}\s+(?:mais\s+)?(?:[eé]\s+que\s+)?{_SAY}\s+(?:o\s+|a\s+)?(?P<who>.+?)(?P<rest>(?:\s+{_STRICT}\s.+)?)$",
        rf"^(?:de\s+)?{_WHAT}\s+(?:[eé]\s+que\s+)?(?:o\s+|a\s+)?(?P<who>\S.*?)\s+{_SAY}\b{_TOPIC}$",
        rf"^(?:qua(?:l|is)\s+(?:[eé]|s[aã]o|foi|foram)\s+)?(?:as?\s+|os?\s+)?(?:[uú]ltim[oa]s?\s+)?{_WORDS_OF}\s+d[eoa]\s+(?P<who>.+?)(?P<rest>(?:\s+{_STRICT}\s.+)?)$",
        rf"^(?:o\s+|a\s+)?(?P<who>{_NAME})\s+(?:disse|diz|declarou|falou|comentou)\b{_TOPIC}$",
    ),
    who_is=(r"^(?:quem\s+(?:[eé]|era|foi)|o\s+que\s+se\s+sabe\s+(?:sobre|d[eoa]))\s+(?:o\s+|a\s+)?(?P<who>.+)$",),
    when=(r"^(?:quando|(?:em\s+)?que\s+(?:dia|data|m[eê]s|ano))\s+(?:[eé]\s+que\s+|foi\s+que\s+)?(?P<rest>\S.*)$",),
    latest=(
        rf"^(?:{_WHAT}\s+h[aá]\s+de\s+novo|(?:as\s+|os\s+|o\s+)?[uú]ltim[oa]s?(?:\s+{_NEWS})?|{_NEWS}|{_NEWS}\s+recentes)\s+(?:{_ABOUT}|em|n[ao])\s+(?P<rest>.+)$",
    ),
    happened=(
        rf"^(?:{_WHAT}\s+(?:mais\s+)?(?:[eé]\s+que\s+)?(?:aconteceu|acontecia|acontece|ocorreu|houve|se\s+passou|sucedeu)|(?:as\s+)?{_NEWS})(?!\w)\s*(?:d[eoa])?\s*(?P<rest>.*)$",
    ),
    on=r"^(?P<who>.+?)\s*(?:\ssobre\s|\sacerca\s+d[eoa]\s|:\s)\s*(?P<rest>.+)$",
    link=rf"(?:algo\s+|nada\s+)?{_ABOUT}\s+",
    that=r"(?:que|,)",
    not_speakers=("acontec", "ocorr", "houve", "se ", "há", "ha "),
    before_date=r"em|no|na|nos|nas|do|da|de|desde|até|ate|durante|dia|a|à",
    joined_before=r"e|ou|sobre",
    joined_after=r"e|ou",
    before_outlet=word_set("em no na de do da por pelo pela ao segundo"),
    articles=word_set("o a"),
    behind_outlet=word_set("sobre"),
)  # fmt: skip
