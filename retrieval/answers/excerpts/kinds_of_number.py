"""Kinds of number: does a question ask for a time or for money, and is a number in a sentence one of these?

Closed classes of words in the languages of questions: what is asked with, the units of time, the currencies.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from retrieval.text.wordlists import word_set

KindOfNumber = Literal["time", "money"]
_ASK_TIME = word_set("long lange longtemps duree tiempo tempo долго довго")
_ASK_MONEY = word_set(
    "much price cost costs cheap expensive kostet kosten teuer preis coute cout prix cuesta cuestan precio custa preco",
    "стоит стоят цена коштує ціна",
)
_TIMES = word_set(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades",
    "sekunden minuten stunden tage tagen wochen monate monaten jahre jahren heures jours semaines mois ans annees",
    "segundos minutos horas dias semanas meses anos минут часов часа дней дня недель месяцев лет года",
    "хвилин годин годину днів тижнів місяців років роки",
)
_MONEY = word_set(
    "crown crowns euro euros dollar dollars pound pounds cent cents pence franc francs yen yuan rouble roubles peso",
    "pesos krone kronen kroner kronor franken couronne couronnes corona coronas coroa coroas dolar dolares libra",
    "libras",
    "крон кроны доллар долларов евро рублей рубля гривень гривні доларів євро",
)


def asked_kind(asked: Collection[str]) -> KindOfNumber | None:
    """The kind of number that the words of a question ask for; None where any will do ("how heavy").

    >>> asked_kind(["how", "long", "is", "the", "pier"]), asked_kind(["how", "heavy", "is", "it"])
    ('time', None)
    """
    if not _ASK_TIME.isdisjoint(asked):
        return "time"
    return None if _ASK_MONEY.isdisjoint(asked) else "money"


def is_of_kind(kind: KindOfNumber, behind: Collection[str], *, is_signed: bool) -> bool:
    """Whether a number with these words right behind it is of a kind.

    Args:
        is_signed: a sign of a currency stands before it.
    """
    if kind == "time":
        return not _TIMES.isdisjoint(behind)
    return is_signed or not _MONEY.isdisjoint(behind)
