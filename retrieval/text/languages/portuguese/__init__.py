"""Portuguese: its words, its cues of quotations and its plain dates, in one row."""

from __future__ import annotations

from retrieval.text.languages.cues import Cues
from retrieval.text.languages.language import Language
from retrieval.text.languages.plain_dates import DayWords, by_value, numbered, of_kind
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
_CUES = Cues(
    verbs=word_set(
        "disse diz dizia disseram afirmou afirma garantiu declarou declara explicou explica acrescentou adiantou indicou",
        "sustentou manifestou comentou sublinhou destacou frisou apontou anunciou advertiu alertou respondeu precisou",
        "insistiu recordou lembrou reconheceu admitiu exclamou perguntou escreveu ressaltou concluiu esclareceu informou",
        "reiterou confirmou lamentou denunciou prometeu considerou salientou reforçou",
    ),
    behind_verbs=word_set("também ontem hoje ainda o a"),
    that=word_set("que"),
    according=("segundo", "de acordo com", "nas palavras de", "na opinião de"),
    carried=("segundo", "como informou", "informou", "informa", "de acordo com", "citado por", "citada por",
             "em declarações à", "em declarações ao", "disse à", "disse ao", "publicou", "noticiou"),
    outlets=word_set("reuters lusa efe afp ap bbc cnn dpa tass interfax bloomberg"),
    agency_nouns=word_set("agência jornal diário emissora"),
    roles=word_set(
        "presidente ministro ministra porta-voz secretário secretária diretor diretora senador senadora deputado deputada",
        "governador governadora prefeito prefeita embaixador embaixadora general chefe chanceler primeiro-ministro líder",
        "primeira-ministra especialista analista professor professora treinador treinadora escritor escritora advogado",
        "advogada médico médica cientista vice-presidente conselheiro conselheira",
    ),
    pronouns=word_set("ele ela eles elas eu"),
    not_names=word_set(
        "depois então enquanto assim agora entre durante",
        "o a os as um uma em no na segundo por para com de do da ao e mas este esta isto quando se como sem após desde",
        "ontem hoje também além não que seu sua é nós",
        "defesa saúde negócios estrangeiros justiça economia fazenda kremlin rússia ucrânia brasil portugal moscou moscovo kiev casa branca otan governo ministério",
    ),
)  # fmt: skip

PORTUGUESE = Language(
    code="pt",
    stemmer="portuguese",
    stop_words=_STOP_WORDS,
    speech=_CUES,
    calendar=_DAYS,
)
