"""Russian names in the nominative: what "по словам Павла Чижова" calls the man, by the endings of his whole name.

The given name tells the gender where the case is known ("Антона" is a man's genitive, "Анны" a woman's), and the gender
tells what the surname's ending stands for. Names that do not decline (Элис Морган, Коваленко) stay as they are.
"""

from __future__ import annotations

import re

from retrieval.text.languages.cases import Case
from retrieval.text.languages.russian.given_names import MEN, WOMEN
from retrieval.text.wordlists import word_set

_VOWELS = "аеёиоуыэюя"
_HARD = "гкхжшщчц"
_FLEETING = {"Павл": "Павел", "Петр": "Пётр", "Льв": "Лев"}
_OTHERS = {"Любови": "Любовь", "Любовью": "Любовь"}
# Men's names with a woman's ending; with one of these a surname is a man's.
_MEN_IN_A = word_set("никита илья лука фома кузьма савва данила гаврила саша миша паша мустафа муса иса")
_DOUBLED = re.compile(r"(.)\1и$")
_SURELY = re.compile(r"(?:[бвгджзклмнпрстфхцчшщй][аыя]|ой|ого)$")
_OBLIQUE = re.compile(r"(?:ого|его|ому|ему|ую|ову|еву|ину|овым|евым|иным|овой|евой|ёвой|иной|ской|цкой|ским|цким)$")
_WHOSE_OTHER = re.compile(r"(?:ова|ева|ёва|ина|ына|ская|цкая)$")
_WOMANS_CASE = ("ы", "и", "у", "ю", "е", "ой", "ией")
_SURNAME = re.compile(
    r"(?:[её]в|ов|ин|ын|[её]ва|ова|ина|ына|[еоёиы][вн](?:у|ым|ой|ом)|[сц]к(?:ий|ая|ого|ому|им|ой|ую)|енко|ук|юк|чик|ян|дзе|швили|ых|их)$"
)
_WHOSE = re.compile(r"(?:ов|ев|ёв|ин|ын)$")


def nominative(words: tuple[str, ...], case: Case = "genitive") -> tuple[str, ...]:
    """The words of a name that stands in another case.

    Args:
        case: "genitive", "accusative", "dative" or "instrumental".

    >>> nominative(("Павла", "Ильича", "Чижова")), nominative(("Юлии", "Марковой"))
    (('Павел', 'Ильич', 'Чижов'), ('Юлия', 'Маркова'))
    >>> nominative(("Элис", "Морган")), nominative(("Анну", "Крутову"), "accusative")
    (('Элис', 'Морган'), ('Анна', 'Крутова'))
    """
    if len(words) == 1:
        return (_surname(words[0], None, case),)
    first = words[0]
    if first.endswith(".") or len(first) == 1:
        return (*words[:-1], _surname(words[-1], None, case))
    gender = _gender(words, case)
    if first not in _OTHERS and (gender is None or _is_indeclinable(words, gender)):
        # Элис Морган, Мари Кюри, Джо Байдена: only a surname that declines for certain tells anything.
        return (*words[:-1], _surname(words[-1], None, case) if _SURELY.search(words[-1]) else words[-1])
    given = _OTHERS.get(first) or _given(first, gender or "she", case)
    between = tuple(_between(word, gender, case) for word in words[1:-1])
    return (given, *between, _surname(words[-1], gender, case))


def _between(word: str, gender: str | None, case: Case) -> str:
    """A patronymic, or what it may be otherwise: a second given name, a particle."""
    if not word[0].isupper() or word.endswith("."):
        return word
    for ending, nominative_ending in (("ича", "ич"), ("ичу", "ич"), ("ичем", "ич"), ("вны", "вна"), ("вну", "вна"),
                                      ("вне", "вна"), ("вной", "вна")):  # fmt: skip
        if word.endswith(ending):
            return word[: -len(ending)] + nominative_ending
    return _given(word, gender, case)


def _gender(words: tuple[str, ...], case: Case) -> str | None:
    """ "he" or "she", by the given name's ending in its case; by the surname's where that is a man's in -а."""
    first, last = words[0], words[-1]
    if case == "accusative":
        if first.endswith(("у", "ю")):
            return "he" if last.endswith(("а", "ого", "я")) else "she"
        return "he" if first.endswith(("а", "я")) else None
    if case == "dative":
        return "he" if first.endswith(("у", "ю")) else "she" if first.endswith(("е", "и")) else None
    if case == "instrumental":
        is_mans = first.endswith(("ом", "ем", "ём")) or last.endswith(("ым", "им", "ом", "ем"))
        return "he" if is_mans else "she" if first.endswith(("ой", "ей", "ёй", "ью")) else None
    if first.endswith(("а", "я")):
        return "he"
    if first.endswith(("ы", "и")):
        return "he" if last.endswith(("ого", "его")) or (last.endswith("а") and last[-2] not in _VOWELS) else "she"
    return None


def _given(word: str, gender: str | None, case: Case) -> str:
    stem = _stem(word, case)
    if stem is None:
        return word
    if gender == "he" and not _is_like_a_womans(word, case):
        return _FLEETING.get(stem) or _mans(stem, word)
    if gender == "he" and _is_strange(word):
        return word
    return stem + _womans_ending(stem, word)


def _is_indeclinable(words: tuple[str, ...], gender: str) -> bool:
    """Гарри, Мари: given names in -и that no Russian ending explains; the surname would decline with them."""
    first, last = words[0], words[-1]
    if gender == "he" or not first.endswith("и") or first.endswith(("ии", "ьи")) or first[-2] in _HARD:
        return False
    return _DOUBLED.search(first) is not None or not last.endswith(("ой", "ей", "ы"))


def _is_strange(word: str) -> bool:
    """Гарри, Энтони: a man's name in -и that no Russian ending explains."""
    return word.endswith("и") and not word.endswith("ьи") and (word[:-1] + "а").lower() not in _MEN_IN_A


def _is_like_a_womans(word: str, case: Case) -> bool:
    """Никиты, Илью: a man whose name ends like a woman's."""
    endings = {
        "genitive": ("ы", "и"),
        "accusative": ("у", "ю"),
        "dative": ("е", "и"),
        "instrumental": ("ой", "ей", "ёй"),
    }
    return word.endswith(endings[case])


def _stem(word: str, case: Case) -> str | None:
    """A word without the ending that its case gives it; None where it has none."""
    endings = {
        "genitive": ("а", "я", "ы", "и"),
        "accusative": ("а", "я", "у", "ю"),
        "dative": ("у", "ю", "е", "и"),
        "instrumental": ("ом", "ем", "ём", "ой", "ей", "ёй", "ью"),
    }
    ending = next((ending for ending in endings[case] if word.endswith(ending)), None)
    return word[: -len(ending)] if ending is not None and len(word) - len(ending) >= 2 else None


def _mans(stem: str, word: str) -> str:
    """What a man's stem ends in: Сергей, Игорь, Антон."""
    if word.endswith(("я", "ю", "ем", "ём")):
        return stem + ("й" if stem[-1] in _VOWELS else "ь")
    if word.endswith(("ца", "цу", "цем")):
        return _with_fleeting(stem)
    if stem[-2:] in ("чк", "шк", "жк"):
        return stem[:-1] + "ок"
    return stem


def _with_fleeting(stem: str) -> str:
    """Кравца is Кравец's, Стрельца Стрелец's; Шварца and Шульца are Шварц's and Шульц's."""
    if stem.endswith("ельц"):
        return stem[:-2] + "ец"
    if stem[-2] in _VOWELS or stem[-2] in "рнльт":
        return stem
    return stem[:-1] + "ец"


def _womans_ending(stem: str, word: str) -> str:
    if word.endswith(("ю", "ей", "ёй", "ью")) and stem[-1] not in _HARD:
        return "я"
    if word.endswith(("и", "е")) and stem[-1] not in _HARD and not word.endswith("е"):
        return "я"
    return "а"


def _surname(word: str, gender: str | None, case: Case) -> str:
    if not word[0].isupper() or word.isupper():
        return word
    adjective = _adjective(word, case)
    if adjective is not None:
        return adjective
    stem = _stem(word, case)
    if stem is None:
        return word
    if _WHOSE.search(stem):
        if case == "accusative" and word.endswith("у"):
            return stem + "а"
        return stem + "а" if gender == "she" and word.endswith(("ы", "и")) else stem
    if _DOUBLED.search(word):
        return word  # Росси
    if gender == "she":
        return stem + _womans_ending(stem, word) if word.endswith(("ы", "и", "у", "ю")) else word
    if word.endswith(("ы", "и")) or (case == "accusative" and word.endswith(("у", "ю"))):
        return stem + _womans_ending(stem, word)
    return stem[:-1] + "ей" if word.endswith("ья") else _mans(stem, word)


def _adjective(word: str, case: Case) -> str | None:
    """Surnames that decline like adjectives, and women's in -ова and -ина, which do so in part."""
    for ending in ("ого", "его", "ому", "ему"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return _mans_adjective(word[: -len(ending)], ending)
    if word.endswith("ую"):
        return word[:-2] + "ая"
    if word.endswith(("ой", "ей")) and case in ("genitive", "dative", "instrumental") and len(word) > 4:
        stem = word[:-2]
        return stem + "а" if _WHOSE.search(stem) else stem + "ая" if word.endswith("ой") else None
    if case == "instrumental" and word.endswith(("ым", "им")):
        stem = word[:-2]
        return stem if _WHOSE.search(stem) else _mans_adjective(stem, "ого")
    return None


def _mans_adjective(stem: str, ending: str) -> str:
    if ending.startswith("е") or stem[-1] in "кг":
        return stem + "ий"
    return stem + ("ой" if stem[-1] in "вт" or stem.endswith("х") else "ый")


def is_nominative(words: tuple[str, ...], gender: str = "") -> bool:
    """Whether a name can be the subject of a verb, which tells "he" or "she" by its ending or nothing.

    >>> is_nominative(("Ольга", "Седова"), "she"), is_nominative(("Владимира", "Нечаева"), "he")
    (True, False)
    >>> is_nominative(("Никита", "Громов"), "he"), is_nominative(("Ольгу", "Седову")), is_nominative(("Гарри", "Кейн"))
    (True, False, True)
    >>> is_nominative(("Дмитрий", "Трубецкой"), "he"), is_nominative(("Анны", "Трубецкой"))
    (True, False)
    """
    first, last = words[0].lower(), words[-1].lower()
    if _OBLIQUE.search(last) and not (
        last.endswith(("ский", "цкий", "ской", "цкой")) and not first.endswith(_WOMANS_CASE)
    ):
        return False  # Трубецкой is a man's name, if Дмитрий is his.
    if len(words) > 1 and (first in WOMEN or first in MEN):
        return not (gender == "he" and first not in MEN) and not (gender == "she" and first not in WOMEN)
    if len(words) == 1 or first.endswith("."):
        return not (gender == "he" and _WHOSE_OTHER.search(last)) and not (gender == "she" and _WHOSE.search(last))
    if first.endswith(("а", "я")):
        is_mans_case = last.endswith(("а", "я")) and first not in _MEN_IN_A
        return gender != "he" or not is_mans_case
    if first.endswith(("ы", "и")):
        return not last.endswith(("ой", "ей", "ы", "и", "а")) and not first.endswith(("ии", "ьи"))
    if first.endswith(("у", "ю")):
        return not last.endswith(("у", "ю", "ого", "а"))
    return not (first.endswith(("ом", "ем", "ём", "ой", "ей", "ёй")) and last.endswith(("ым", "им", "ом", "ем", "ой")))


def is_surname(word: str) -> bool:
    """Whether the ending of a word tells that it is a surname, in any case."""
    return len(word) > 4 and _SURNAME.search(word) is not None
