"""French question forms; accents may be left off."""

from __future__ import annotations

from retrieval.answers.questions.forms.table import FormTable
from retrieval.text.wordlists import word_set

_DONE = (
    r"(?:dit|d[eé]clar[eé]|affirm[eé]|comment[eé]|pens[eé]|parl[eé]|assur[eé]|annonc[eé]|mentionn[eé]|soulign[eé]|expliqu[eé]|[eé]crit|"
    r"r[eé]pondu|averti|promis|racont[eé]|ajout[eé]|indiqu[eé]|r[eé]agi)"
)
_NOW = r"(?:dit|d[eé]clare|affirme|pense|disait|pensait|parle|croit|annonce|explique)"
_ABOUT = r"(?:sur|[aà]\s+propos\s+(?:de\s+|des\s+|du\s+|d')|au\s+sujet\s+(?:de\s+|des\s+|du\s+|d')|concernant|quant\s+(?:[aà]|aux?)|d(?:es|u|e)(?!\w)|d')"
_STRICT = r"(?:sur|[aà]\s+propos\s+d(?:e|es|u|')|au\s+sujet\s+d(?:e|es|u|')|concernant|quant\s+(?:[aà]|aux?))"
_TOPIC = rf"(?P<rest>(?:\s+{_STRICT}\s?.+)?)"
_WORDS_OF = r"(?:d[eé]clarations?|paroles|propos|mots|commentaires?|citations?|opinions?|position|r[eé]actions?|r[eé]ponses?|discours)"
_NAME = r"(?-i:[A-ZÀÂÇÉÈÊÎÔÛ])[\w'’.-]*(?:\s+(?:de\s+|du\s+|la\s+)*(?-i:[A-ZÀÂÇÉÈÊÎÔÛ])[\w'’.-]*){0,3}"
_NEWS = (
    r"(?:nouvelles?|actualit[eé]s?|actus?|articles?|infos?|informations?|nouveaut[eé]s|citations?|[eé]v[eé]nements?)"
)
_IS_IT = r"est-ce\s+qu(?:e\s+|')"

FRENCH = FormTable(
    code="fr",
    markers=word_set(
        "que qu qua quoi quest qui quand quel quelle quelles quels sur nouvelles nouvelle actualites actualite actu infos",
        "dernieres derniere dernier derniers declarations declaration paroles propos commentaires citations opinion bonjour",
        "merci dit auteur est ce a quil ques",
    ),
    polite=r"^(?:(?:s'il\s+(?:vous|te)\s+pla[iî]t|bonjour|salut|et|alors)[\s,!]+|(?:dis|dites|montre|montrez|raconte)[-\s]moi\s+(?=ce\s+qu|qu))+(?=\S)",
    greeting=r"^(?:bonjour|bonsoir|salut|coucou|merci(?:\s+beaucoup)?|au\s+revoir|oui|non|aide)[\s.!?,]*$",
    newest=rf"^(?:(?:les\s+)?derni[eè]res?(?:\s+{_NEWS})?|(?:les\s+)?{_NEWS}|quoi\s+de\s+neuf|quelles\s+sont\s+les\s+(?:derni[eè]res\s+)?{_NEWS})$",
    who_spoke=(
        rf"^qui\s+(?:d'autre\s+)?(?:a|ont)\s+(?:parl[eé]|comment[eé]|r[eé]agi|dit\s+quelque\s+chose)\s+{_ABOUT}\s*(?P<rest>.+)$",
        r"^qui\s+(?:a|ont)\s+(?:mentionn[eé]|[eé]voqu[eé]|critiqu[eé]|condamn[eé]|soutenu)\s+(?P<rest>.+)$",
        rf"^(?:qu'a-t-on\s+dit|que\s+dit-on|{_IS_IT}on\s+dit|qu'{_IS_IT}on\s+(?:a\s+)?dit)\s+{_ABOUT}\s*(?P<rest>.+)$",
    ),
    who_said=(
        rf"^qui\s+(?:est-ce\s+qui\s+|est\s+celui\s+qui\s+)?(?:(?:a|avait)\s+(?:{_DONE}|appel[eé]|qualifi[eé])|{_NOW})\s*(?:(?:les\s+mots|la\s+phrase|que|qu')\b)?\s*[:,]?\s*(?P<rest>.+)$",
        r"^(?:de\s+qui\s+(?:sont|est)\s+(?:ces\s+|cette\s+|les\s+|la\s+)?(?:mots|paroles|phrase|citation)|[aà]\s+qui\s+(?:sont|appartiennent)\s+(?:ces\s+)?(?:mots|paroles)|"
        r"(?:qui\s+est\s+l')?auteur\s+de\s+(?:la\s+|ces\s+)?(?:phrase|citation|mots))\s*[:,]?\s*(?P<rest>.+)$",
        r"^(?P<rest>\"[^\"]+\"?)\s*[-,:;]?\s*qui\s+(?:l'\s*)?a\s+dit(?:\s+(?:cela|[cç]a))?\s*$",
    ),
    said=(
        rf"^qu(?:e|oi)\s+pense(?:nt)?\s+(?P<who>{_NAME})\s+(?P<rest>d(?:es|u|e|')\s?.+)$",
        rf"^qu'(?:a|avait|ont)\s+(?:bien\s+)?{_DONE}\s+(?P<who>.+?){_TOPIC}$",
        rf"^qu'a(?:-t-|\s+)(?:il|elle)?\s*{_DONE}\s+(?P<who>{_NAME}){_TOPIC}$",
        rf"^(?:de\s+)?(?:qu'|quoi\s+){_IS_IT}(?P<who>.+?)\s+(?:(?:a|avait|ont)\s+)?(?:{_DONE}|{_NOW})\b{_TOPIC}$",
        rf"^(?:que|quoi)\s+{_NOW}\s+(?P<who>.+?){_TOPIC}$",
        rf"^(?:que|qu')\s*(?P<who>{_NAME})\s+(?:a|avait)(?:-t-il|-t-elle)?\s+{_DONE}\b{_TOPIC}$",
        rf"^ce\s+qu(?:e\s+|'\s*)(?:a\s+{_DONE}\s+)?(?P<who>{_NAME})(?:\s+(?:a\s+)?(?:{_DONE}|{_NOW}))?{_TOPIC}$",
        rf"^(?:quelles?\s+(?:est|sont|[eé]taient)\s+)?(?:les?\s+|la\s+|l')?(?:derni[eè]res?\s+)?{_WORDS_OF}\s+d(?:e\s+|u\s+|')(?P<who>.+?){_TOPIC}$",
        rf"^(?P<who>{_NAME})\s+(?:a\s+)?(?:dit|d[eé]clar[eé]|parl[eé])\b{_TOPIC}$",
    ),
    who_is=(r"^(?:qui\s+(?:est|[eé]tait)(?:-ce)?(?:\s+que)?|que\s+sait-on\s+(?:sur|de|d'))\s+(?P<who>.+)$",),
    when=(r"^(?:quand|[aà]\s+quelle\s+date|quel\s+jour|en\s+quelle\s+ann[eé]e)\s+(?:est-ce\s+qu(?:e\s+|'))?(?P<rest>\S.*)$",),
    latest=(
        rf"^(?:quoi\s+de\s+neuf|(?:quelles\s+sont\s+)?(?:les\s+)?derni[eè]res?(?:\s+{_NEWS})?|(?:les\s+)?{_NEWS})\s+(?:{_ABOUT}|en|dans|avec)\s*(?P<rest>.+)$",
    ),
    happened=(
        rf"^(?:(?:que|qu')\s*(?:s'est-il|se)\s+(?:pass[eé](?:-t-il)?|produit)|qu'est-ce\s+qui\s+s'est\s+(?:pass[eé]|produit)|"
        rf"que\s+s'est-il\s+(?:pass[eé]|produit)|qu'est-il\s+arriv[eé]|qu'y\s+a-t-il\s+eu|(?:les\s+)?{_NEWS})(?!\w)\s*(?:d[eu]|d')?\s*(?P<rest>.*)$",
    ),
    on=rf"^(?P<who>.+?)\s*(?:\s{_STRICT}\s|:\s)\s*(?P<rest>.+)$",
    link=rf"(?:quelque\s+chose\s+)?{_ABOUT}\s*",
    that=r"(?:que|,)",
    not_speakers=("s'est", "se ", "passé", "il ", "arriv"),
    before_date=r"en|le|la|les|du|de|depuis|pendant|au|jusqu'au|jusqu'en|dans",
    joined_before=r"et|ou|sur",
    joined_after=r"et|ou",
    before_outlet=word_set("dans sur par de du a chez selon"),
    articles=word_set("le la"),
    behind_outlet=word_set("sur"),
)  # fmt: skip
