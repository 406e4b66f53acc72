"""Ukrainian names in the nominative: what "за словами Павла Гриценка" calls the man, by the endings of his whole name.

The given name tells the gender where the case is known ("Антона" is a man's genitive, "Ганни" a woman's), and the gender
tells what the surname's ending stands for. Names that do not decline (Елис Морган, a woman Шевчук) stay as they are.
"""

from __future__ import annotations

import re

from retrieval.text.languages.cases import Case
from retrieval.text.languages.ukrainian.given_names import MEN, WOMEN
from retrieval.text.wordlists import word_set

_VOWELS = "аеєиіїоуюя"
_FLEETING = {"Льв": "Лев", "Федор": "Федір", "Прокоп": "Прокіп", "Сидор": "Сидір"}
# Men's names that end in -о, and those that end like a woman's; with one of the latter a surname is a man's.
_IN_O = word_set(
    "павло дмитро петро марко михайло данило кирило самійло гаврило корнило вавило пилипко юрко левко андрійко"
)
_MEN_IN_A = word_set("микола микита ілля лука фома хома кузьма сава данила гаврила саша міша муса мустафа")
_MEN_IN_A = _MEN_IN_A | {name for name in MEN if name.endswith(("а", "я"))}
_DOUBLED = re.compile(r"(.)\1[иі]$")
_SURELY = re.compile(r"(?:[бвгґджзклмнпрстфхцчшщй][аия]|ої|ого)$")
_OBLIQUE = re.compile(
    r"(?:ого|ього|ому|ьому|ої|ою|ею|єю|ову|єву|ську|цьку|зьку|овим|євим|ським|цьким|ові|еві|єві|енка|енку)$"
)
_SURNAME = re.compile(
    r"(?:[єе]в|ов|ін|їн|[єе]ва|ова|іна|їна|[єоії][вн](?:у|им|ої|ою|ом|ій)|[сцз]ьк(?:ий|а|ого|ому|им|ої|у|ій|ою)|енко|енка|енку|енком|ук|юк|ука|юка|чук|чука|чик|чика|як|яка|ишин|ишина|ко)$"
)
_WHOSE = re.compile(r"(?:ов|ев|єв|йов|ьов|ін|їн|ин)$")
_ENDINGS = {
    "genitive": ("а", "я", "и", "і", "ї"),
    "accusative": ("а", "я", "у", "ю"),
    "dative": ("ові", "еві", "єві", "у", "ю", "і", "ї"),
    "instrumental": ("ом", "ем", "єм", "ою", "ею", "єю"),
}


def nominative(words: tuple[str, ...], case: Case = "genitive") -> tuple[str, ...]:
    """The words of a name that stands in another case.

    Args:
        case: "genitive", "accusative", "dative" or "instrumental".

    >>> nominative(("Павла", "Вікторовича", "Гриценка")), nominative(("Христини", "Мороз"))
    (('Павло', 'Вікторович', 'Гриценко'), ('Христина', 'Мороз'))
    >>> nominative(("Елис", "Морган")), nominative(("Ганну", "Тиху"), "accusative")
    (('Елис', 'Морган'), ('Ганна', 'Тиха'))
    """
    if len(words) == 1:
        return (_surname(words[0], None, case),)
    first = words[0]
    if first.endswith(".") or len(first) == 1:
        return (*words[:-1], _surname(words[-1], None, case))
    gender = _gender(words, case)
    if gender is None or (case == "genitive" and _is_indeclinable(words, gender)):
        # Елис Морган, Марі Кюрі, Джо Байдена: only a surname that declines for certain tells anything.
        return (*words[:-1], _surname(words[-1], None, case) if _SURELY.search(words[-1]) else words[-1])
    between = tuple(_between(word, gender, case) for word in words[1:-1])
    return (_given(first, gender, case), *between, _surname(words[-1], gender, case))


def _between(word: str, gender: str, case: Case) -> str:
    """A patronymic, or what it may be otherwise: a second given name, a particle."""
    if not word[0].isupper() or word.endswith("."):
        return word
    for ending, other in (("ича", "ич"), ("ичу", "ич"), ("ичем", "ич"), ("вни", "вна"), ("вну", "вна"), ("вні", "вна"),
                          ("вною", "вна")):  # fmt: skip
        if word.endswith(ending):
            return word[: -len(ending)] + other
    return _given(word, gender, case)


def _gender(words: tuple[str, ...], case: Case) -> str | None:
    """ "he" or "she", by the given name's ending in its case; by the surname's where that is a man's in -а."""
    first, last = words[0], words[-1]
    if case == "accusative":
        if first.endswith(("у", "ю")):
            return "he" if last.endswith(("а", "ого", "я")) or (first[:-1] + "а").lower() in _MEN_IN_A else "she"
        return "he" if first.endswith(("а", "я")) else None
    if case == "dative":
        return "he" if first.endswith(("у", "ю", "ві")) else "she" if first.endswith(("і", "ї")) else None
    if case == "instrumental":
        return "he" if first.endswith(("ом", "ем", "єм")) else "she" if first.endswith(("ою", "ею", "єю")) else None
    if first.endswith(("а", "я")):
        return "he"
    if first.endswith(("и", "і", "ї")):
        is_mans = (first[:-1] + "а").lower() in _MEN_IN_A or (first[:-1] + "я").lower() in _MEN_IN_A
        is_mans = is_mans or last.endswith(("ого", "ього")) or (last.endswith("а") and last[-2] not in _VOWELS)
        return "he" if is_mans else "she"
    return None


def _is_indeclinable(words: tuple[str, ...], gender: str) -> bool:
    """Гаррі, Марі: given names in -і that no Ukrainian ending explains; the surname would decline with them."""
    first, last = words[0], words[-1]
    if gender == "he" or not first.endswith("і"):
        return False
    return _DOUBLED.search(first) is not None or not last.endswith(("ої", "и", "і", "ь", *"бвгґджзйклмнпрстфхцчшщ"))


def _given(word: str, gender: str, case: Case) -> str:
    stem = _stem(word, case)
    if stem is None:
        return word
    if gender == "he" and not word.endswith(("и", "ї")) and not (case != "dative" and word.endswith("і")):
        if case == "accusative" and word.endswith(("у", "ю")):
            return stem + _womans_ending(word, case)
        if (stem + "о").lower() in _IN_O:
            return stem + "о"
        return _FLEETING.get(stem) or _with_i(stem) or _mans(stem, word)
    if gender == "he" and (stem + "а").lower() not in _MEN_IN_A and (stem + "я").lower() not in _MEN_IN_A:
        return word
    return stem + _womans_ending(word, case)


def _with_i(stem: str) -> str | None:
    """Якова is Яків's, Антона Антін's or Антон's: the vowel of the last syllable is another in the nominative."""
    at = max(stem.rfind("о"), stem.rfind("е"))
    changed = stem[:at] + "і" + stem[at + 1 :]
    return changed if at > 0 and changed.lower() in MEN and stem.lower() not in MEN else None


def _stem(word: str, case: Case) -> str | None:
    """A word without the ending that its case gives it; None where it has none."""
    ending = next((ending for ending in _ENDINGS[case] if word.endswith(ending)), None)
    return word[: -len(ending)] if ending is not None and len(word) - len(ending) >= 2 else None


def _mans(stem: str, word: str) -> str:
    """What a man's stem ends in: Сергій, Василь, Ігор, Антон."""
    if word.endswith(("я", "ю", "ем", "єм", "еві", "єві")) and stem[-1] not in "жшчщ":
        if stem[-1] in _VOWELS:
            return stem + "й"
        if stem[-1] == "ц" and len(stem) > 3:
            return stem[:-1].removesuffix("ь") + "ець"
        return stem if stem[-1] == "р" else stem + "ь"
    return stem


def _womans_ending(word: str, case: Case) -> str:
    if word.endswith("і") and case == "dative":
        return "а"
    if case == "accusative":
        return "я" if word.endswith("ю") else "а"  # Зою
    return "я" if word.endswith(("ї", "і", "ю", "ею", "єю")) and not word.endswith("ою") else "а"


def _surname(word: str, gender: str | None, case: Case) -> str:
    if not word[0].isupper() or word.isupper():
        return word
    adjective = _adjective(word, gender, case)
    if adjective is not None:
        return adjective
    stem = _stem(word, case)
    if stem is None:
        return word
    if _DOUBLED.search(word):
        return word  # Россі
    if gender == "she":
        return stem + _womans_ending(word, case) if word.endswith(("и", "і", "ї", "у", "ю")) else word
    if word.endswith(("и", "ї", "ою", "ею")) or (word.endswith("і") and case != "accusative"):
        return stem + _womans_ending(word, case)
    if case == "accusative" and word.endswith(("у", "ю")):
        return stem + _womans_ending(word, case)
    if word.endswith(("ка", "ку", "ком", "кові")) and stem[-2] not in _VOWELS:
        return stem + "о"
    return _mans(stem, word)


def _adjective(word: str, gender: str | None, case: Case) -> str | None:
    """Surnames that decline like adjectives, and women's in -ова and -іна, which do so in part."""
    for ending in ("ього", "ьому", "ого", "ому"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + ("ій" if ending.startswith("ь") else "ий")
    if word.endswith("ьої"):
        return word[:-3] + "я"
    if word.endswith("ої") and len(word) > 4:
        return word[:-2] + "а"
    if case == "instrumental" and word.endswith("им"):
        return word[:-2] if _WHOSE.search(word[:-2]) else word[:-2] + "ий"
    if case == "dative" and gender == "she" and word.endswith("ій"):
        return word[:-2] + "а"
    return None


def is_nominative(words: tuple[str, ...], gender: str = "") -> bool:
    """Whether a name can be the subject of a verb, which tells "he" or "she" by its ending or nothing.

    >>> is_nominative(("Ганна", "Тиха"), "she"), is_nominative(("Володимира", "Нечая"), "he")
    (True, False)
    >>> is_nominative(("Микола", "Гриценко"), "he"), is_nominative(("Ольгу", "Сову")), is_nominative(("Гаррі", "Кейн"))
    (True, False, True)
    """
    first, last = words[0].lower(), words[-1].lower()
    if _OBLIQUE.search(last):
        return False
    if len(words) > 1 and (first in WOMEN or first in MEN):
        return not (gender == "he" and first not in MEN) and not (gender == "she" and first not in WOMEN)
    if len(words) == 1 or first.endswith("."):
        return True
    if first.endswith(("а", "я")):
        is_mans_case = last.endswith(("а", "я", "и", "і")) and first not in _MEN_IN_A
        return gender != "he" or not is_mans_case
    if first.endswith(("и", "і", "ї")):
        return not last.endswith(("ої", "и", "і", "ї", "а")) and not first.endswith(("и", "ії", "ї"))
    if first.endswith(("у", "ю")):
        return not last.endswith(("у", "ю", "ого", "а"))
    return not (
        first.endswith(("ом", "єм", "ем", "ою", "ею", "єю", "ові", "еві")) and last.endswith(("им", "ом", "ем", "ою"))
    )


def is_surname(word: str) -> bool:
    """Whether the ending of a word tells that it is a surname, in any case."""
    return len(word) > 4 and _SURNAME.search(word) is not None
