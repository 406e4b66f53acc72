"""Phrasings of a wish to be alerted: the words around what is followed, one table a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from retrieval.text.wordlists import word_set


@dataclass(frozen=True, slots=True)
class WatchWords:
    """Patterns of one language, read without regard to case; marks and blanks are plain, none is at the end.

    Attributes:
        tell: whole sentences that ask to be told: of something (``rest``), of what is new about it (``about``), of
            what ``who`` says, also on a ``topic``, or of whoever is ``named``.
        named: ``who`` is to be named, not to speak.
        speaks: ``who`` is to speak.
        everything: whatever comes, in normal forms.
    """

    tell: tuple[str, ...]
    named: tuple[str, ...]
    speaks: tuple[str, ...]
    everything: frozenset[str]


WORDS: dict[str, WatchWords] = {
    "en": WatchWords(
        tell=(
            r"(?:please\s+)?(?:(?:tell|notify|alert|inform|message|ping)\s+me|let\s+me\s+know)\s+"
            r"(?:when|if|whenever|as\s+soon\s+as|once)\s+(?P<who>\S.*?)\s+(?:says?|speaks?|talks?|comments?)"
            r"(?:\s+(?:something|anything))?(?:\s+(?:about|on)\s+(?P<topic>\S.*))?",
            r"(?:please\s+)?(?:(?:tell|notify|alert|inform|message|ping)\s+me|let\s+me\s+know)\s+"
            r"(?:when|if|whenever|as\s+soon\s+as|once)\s+(?P<named>\S.*?)\s+(?:is|are|gets?)\s+(?:named|mentioned)",
            r"(?:please\s+)?(?:(?:tell|notify|alert|inform|message|ping)\s+me|let\s+me\s+know|keep\s+me\s+(?:posted|updated))\s+"
            r"(?:(?:when|if|whenever|as\s+soon\s+as|once)\b(?:(?!\b(?:was|were|did|had|said|spoke|told|\w+ed)\b).)*?"
            r"|(?:about|of)\s+(?:(?:new|any|every)\s+)+\w+\s+)"
            r"\b(?:(?:about|on|of)\s+(?P<about>\S.*)|(?:from|by)\s+(?P<rest>\S.*))",
            r"(?:please\s+)?keep\s+me\s+(?:posted|updated)\s+(?:about|on)\s+(?P<about>\S.*)",
            r"(?:follow|subscribe\s+(?:me\s+)?to)\s+(?P<rest>\S.*)",
        ),
        named=(r"(?P<who>.+?)\s+(?:is|are|gets?)\s+(?:named|mentioned)(?:\s+with\s+(?P<topic>.+?))?(?:\s+in\s+(?P<outlet>.+))?",
            r"(?:mentions?|news)\s+of\s+(?P<who>.+)"),
        speaks=(r"(?P<who>.+?)\s+(?:speaks?|is\s+quoted|are\s+quoted)",),
        everything=word_set("everything all anything"),
    ),
    "ru": WatchWords(
        tell=(
            r"(?:пожалуйста,?\s+)?(?:(?:сообщи|скажи|напиши)(?:те)?(?:\s+мне)?|дай(?:те)?\s+(?:мне\s+)?знать|уведоми(?:те)?(?:\s+меня)?),?\s+"
            r"(?:(?:когда|если|как\s+только)\s+(?:\w+\s+)?(?:появ|буд|выйд|опублик|станет|сообщат|напишут|скаж|есть).*?\s(?:об|обо|о|про|от|из)\s+|о\s+новых\s+\w+\s+(?:об|обо|о|про|от|из)\s+)(?P<about>\S.*)",
            r"(?:следи(?:те)?\s+за|подпиши(?:те)?\s+(?:меня\s+)?на)\s+(?P<rest>\S.*)",
        ),
        named=(r"(?:упоминани[ея]|новости\s+о)\s+(?P<who>.+)", r"(?P<who>.+?)\s+(?:упомянута?|упоминается|назван|названа)"),
        speaks=(r"(?P<who>.+?)\s+(?:говорит|выступает|высказывается)",),
        everything=word_set("всё все"),
    ),
    "uk": WatchWords(
        tell=(
            r"(?:будь\s+ласка,?\s+)?(?:(?:повідом|скажи|напиши)(?:те)?(?:\s+мені)?|дай(?:те)?\s+(?:мені\s+)?знати),?\s+"
            r"(?:(?:коли|якщо|щойно)\s+(?:\w+\s+)?(?:з'яв|буд|вийд|опублік|скаж|напиш|є).*?\s(?:про|від|з|із)\s+|про\s+нові\s+\w+\s+(?:про|від|з|із)\s+)(?P<about>\S.*)",
            r"(?:стеж(?:те)?\s+за|підпиши(?:\s+мене)?\s+на)\s+(?P<rest>\S.*)",
        ),
        named=(r"(?:згадк[аи]\s+про|новини\s+про)\s+(?P<who>.+)", r"(?P<who>.+?)\s+(?:згадано|згадується|названо)"),
        speaks=(r"(?P<who>.+?)\s+(?:говорить|виступає|висловлюється)",),
        everything=word_set("усе все"),
    ),
    "de": WatchWords(
        tell=(
            r"(?:bitte\s+)?(?:(?:sag|gib)\s+mir\s+bescheid|(?:sag|melde?|schreib)\s+(?:es\s+)?mir|informiere?\s+mich|benachrichtige?\s+mich),?\s+"
            r"(?:(?:wenn|sobald|falls)\b.*?\s(?:[üu]ber|zu|zum|zur|von|vom)\s+|[üu]ber\s+neue\w*\s+\w+\s+(?:[üu]ber|zu|von)\s+)"
            r"(?P<about>\S.*?)(?:\s+(?:gibt|kommt|erscheint))?",
            r"(?:folge|abonniere)\s+(?P<rest>\S.*)",
        ),
        named=(r"(?P<who>.+?)\s+wird\s+(?:genannt|erw[äa]hnt)", r"(?:erw[äa]hnungen?\s+von|nachrichten\s+[üu]ber)\s+(?P<who>.+)"),
        speaks=(r"(?P<who>.+?)\s+(?:spricht|redet|[äa]u[ßs]+ert\s+sich)",),
        everything=word_set("alles"),
    ),
    "fr": WatchWords(
        tell=(
            r"(?:(?:pr[ée]viens|avertis|informe|dis|pr[ée]venez|avertissez|informez)(?:-|\s)?moi),?\s+"
            r"(?:(?:quand|lorsque|si|d[èe]s\s+qu[e'])\s*(?:il\s+y\s+(?:a|aura)|quelque\s+chose|on\s+parle|du\s+nouveau|para[iî]t|sort).*?\s(?:sur|de|du|d')\s*(?!nouveau|neuf)|des\s+nouvelles\s+(?:sur|de|du|d')\s*)(?P<about>\S.*)",
            r"(?:suivre|suis|suivez|abonne-moi\s+[àa])\s+(?P<rest>\S.*)",
        ),
        named=(r"(?P<who>.+?)\s+est\s+(?:nomm[ée]e?|mentionn[ée]e?|cit[ée]e?)", r"(?:mentions?\s+de|nouvelles\s+sur)\s+(?P<who>.+)"),
        speaks=(r"(?P<who>.+?)\s+(?:parle|s'exprime)",),
        everything=word_set("tout"),
    ),
    "es": WatchWords(
        tell=(
            r"(?:por\s+favor,?\s+)?(?:av[íi]same|dime|notif[íi]came|inf[óo]rmame),?\s+"
            r"(?:(?:cuando|si|en\s+cuanto)\s+(?:se\s+)?(?:hay|haya|hable|diga|salga|aparezca|publique).*?\s(?:sobre|de|del|acerca\s+de)\s+|de\s+(?:las\s+)?(?:nuevas\s+)?noticias\s+(?:sobre|de|del)\s+)(?P<about>\S.*)",
            r"(?:sigue|seguir|suscr[íi]beme\s+a)\s+(?P<rest>\S.*)",
        ),
        named=(r"(?P<who>.+?)\s+es\s+(?:nombrad[oa]|mencionad[oa])", r"(?:menciones\s+de|noticias\s+sobre)\s+(?P<who>.+)"),
        speaks=(r"(?P<who>.+?)\s+habla",),
        everything=word_set("todo"),
    ),
    "pt": WatchWords(
        tell=(
            r"(?:por\s+favor,?\s+)?(?:avis[ae](?:-|\s)?me|me\s+avis[ae]|dig[ao](?:-|\s)?me|informe(?:-|\s)?me),?\s+"
            r"(?:(?:quando|se|assim\s+que)\s+(?:houver|sair|sa[ií]rem|aparecer|surgir|tiver|fal|for).*?\s(?:sobre|de|do|da)\s+|de\s+(?:novas\s+)?not[íi]cias\s+(?:sobre|de|do|da)\s+)(?P<about>\S.*)",
            r"(?:siga|seguir|inscreva-me\s+em)\s+(?P<rest>\S.*)",
        ),
        named=(r"(?P<who>.+?)\s+[ée]\s+(?:nomead[oa]|mencionad[oa]|citad[oa])", r"(?:men[çc][õo]es\s+(?:de|a)|not[íi]cias\s+sobre)\s+(?P<who>.+)"),
        speaks=(r"(?P<who>.+?)\s+fala",),
        everything=word_set("tudo"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a language, compiled."""

    tell: tuple[re.Pattern[str], ...]
    named: tuple[re.Pattern[str], ...]
    speaks: tuple[re.Pattern[str], ...]
    everything: frozenset[str]


@cache
def patterns_of(code: str) -> Patterns:
    """A language's patterns; English where there are none."""
    of = WORDS.get(code, WORDS["en"])

    def whole(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(rf"{pattern}[\s?!.]*\Z", re.IGNORECASE | re.DOTALL) for pattern in patterns)

    return Patterns(whole(of.tell), whole(of.named), whole(of.speaks), of.everything)
