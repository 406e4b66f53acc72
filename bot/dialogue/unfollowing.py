"""Unfollowing in plain words: what people type who want no more alerts, in each of the seven languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.request import Services
from bot.render.telegram.watch_pages import in_words
from bot.render.translate import spoken
from retrieval.store import Subscription

_MAX_CHARS = 200
_MIN_STEM, _ENDING = 4, 2
_ROUND_IT = " \t\n?!.,;:…¿¡"
# The verbs of ending and the nouns of what ends are closed classes; what was followed stands behind or before them.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:please )?(?:unsubscribe|unfollow)(?: me)?(?: from| of)?(?: (?P<what>\S.*))?",
        r"(?:please )?(?:stop|cancel|end|no more)(?: the| my| these| all)? (?:alerts?|notifications?|subscriptions?)"
        r"(?: (?:about|on|for|of|to|from) (?P<what>\S.*))?",
        r"(?:please )?stop (?:following|telling me (?:about|of)|alerting me (?:about|of|to))(?: (?P<what>\S.*))?",
        r"(?:do not|don[’']t) (?:tell|alert|notify) me (?:about|of) (?P<what>\S.*?)(?: any ?more)?",
        r"stop|стоп|stopp",
        r"(?:отпиши(?:те)?(?: меня)?|отписаться|отписка)(?: от (?P<what>\S.*))?",
        r"(?:больше )?не (?:сообщай|сообщайте|пиши|пишите|присылай|присылайте)(?: мне)?(?: больше)?"
        r"(?: (?:о|об|про) (?P<what>\S.*))?",
        r"(?:відпиши|відпишіть|відписатися|відписка)(?: мене)?(?: від (?P<what>\S.*))?",
        r"(?:більше )?не (?:повідомляй|повідомляйте|пиши|пишіть|надсилай|надсилайте)(?: мені)?(?: більше)?"
        r"(?: про (?P<what>\S.*))?",
        r"(?:(?P<what>\S.*) )?(?:abbestellen|abmelden|entfolgen|nicht mehr (?:ver)?folgen)",
        r"keine (?:meldungen|benachrichtigungen|nachrichten) mehr(?: (?:über|zu|von) (?P<what>\S.*))?",
        r"(?:me )?désabonner(?: de (?P<what>\S.*))?|désabonnez?[- ]moi(?: de (?P<of>\S.*))?",
        r"(?:ne plus suivre|arrêter? (?:les )?(?:alertes|notifications)(?: sur)?)(?: (?P<what>\S.*))?",
        r"(?:dejar de seguir(?: a)?|darme de baja(?: de)?|no me avises más(?: de| sobre)?)(?: (?P<what>\S.*))?",
        r"cancelar (?:la |mi )?suscripción(?: (?:a|de) (?P<what>\S.*))?",
        r"(?:deixar de (?:seguir|acompanhar)|não me avise mais(?: de| sobre)?)(?: (?P<what>\S.*))?",
        r"cancelar (?:a |minha )?(?:assinatura|inscrição)(?: (?:de|em) (?P<what>\S.*))?",
    )
)


def unfollowing(words: str) -> str | None:
    """What is not to be told of any more, empty where that is not said; None where the words ask for nothing like it.

    >>> unfollowing("Unsubscribe from Peskov!"), unfollowing("стоп"), unfollowing("stop the war")
    ('Peskov', '', None)
    """
    said = " ".join(words.split()).strip(_ROUND_IT)
    if len(said) > _MAX_CHARS:
        return None
    found = next((match for form in _FORMS if (match := form.fullmatch(said))), None)
    if found is None:
        return None
    return next((named for named in found.groupdict().values() if named), "")


def meant_by(words: str, followed: Sequence[Subscription], services: Services) -> tuple[Subscription, ...]:
    """Those of a chat's subscriptions that words name; all of them where there are no words."""
    if not words:
        return tuple(followed)
    read = services.archive.following.read(words, language=spoken()).watch
    people = set(read.people) if read else set()
    exact = [one for one in followed if one.watch == read or one.watch.words.casefold() == words.casefold()]
    return tuple(exact or [one for one in followed if people & set(one.watch.people) or _holds(one, words)])


def _holds(of: Subscription, words: str) -> bool:
    """Whether what is followed is called by all of these words, whatever their endings."""
    called = [word.strip(_ROUND_IT + "“”«»\"'").casefold() for word in in_words(of.watch).split()]
    stems = [word[: max(_MIN_STEM, len(word) - _ENDING)] for word in words.casefold().split()]
    return all(any(name.startswith(stem) for name in called) for stem in stems)
