"""Inflected names: which part of a run of capitals is who is meant, where places and owners stand in another case.

"мэр *Заречья* Ольга Седова" is a place and a name, "представитель *Ольги Седовой*" an owner, "глава *Каменского
района*" an adjective. Endings tell, given names confirm, and what cannot be told is no name.
"""

from __future__ import annotations

from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.attributions.words.word_classes import SMALL
from retrieval.annotate.lexicon import AGENCY, BODY, CAPITAL, CUE, INITIAL, PUNCTUATION, ROLE, STOP, UPPER
from retrieval.text.languages.cases import Case, NameCases

Range = tuple[int, int]

_GENITIVE = ("а", "я", "ы", "и", "і", "ї", "ого", "его", "ой", "ей", "ої")
_OF_ADJECTIVE = ("ого", "его", "ої", "ой", "ей")
_OWNED = (*_GENITIVE, "у", "ю", "ов", "ев", "ів")
_ADJECTIVE = (
    "ого",
    "его",
    "ому",
    "ему",
    "ой",
    "ий",
    "ый",
    "ая",
    "ую",
    "ое",
    "ые",
    "их",
    "ых",
    "ої",
    "ій",
    "ська",
    "ське",
)
_NOMINATIVE_ADJECTIVE = ("ий", "ій", "ый", "ой", "ая", "яя", "на", "ча", "ша", "шня", "ова", "ська", "цька")
_VERB = ("л", "ла", "ли", "ло", "ся", "сь", "ет", "ит", "ют", "ят", "в", "є", "ить", "ють")
_PLURAL = ("ов", "ев", "ів", "їв")
_AGENT = (
    "ик", "ец", "ець", "ач", "ист", "іст", "лог", "ий", "ый", "ка", "ца", "ця", "чиня", "киня", "гиня", "тель", "вед",
    "сар", "тар", "ант", "ент", "яр",
)  # fmt: skip
_TRADE = (*_AGENT, "ект", "рург", "граф", "навт", "ктор", "атор", "итор", "ссор", "фер")
_NO_TRADE = PUNCTUATION | SMALL | CUE | BODY | CAPITAL
_HERS = ("а", "я")
_LONGEST_PLAIN = 2
_LONGEST_FIELD = 5


def own_part(r: Reading, first: int, a: int, b: int, last: int, case: Case | None) -> Range | None:
    """The part of a run that names who a phrase speaks of; None where none does.

    Args:
        first, last: the phrase.
        case: in which the phrase stands, where that is not the nominative.
    """
    cases = r.table.name_cases
    if cases is None:
        return a, b
    if is_attribute(r, b, last) or r.quote_of[a] != r.quote_of[first]:
        return None  # глава *Каменского* района, пресс-служба завода «*Луч*»
    a, b = _without_place(r, first, a, b, cases, case)
    if b - a == 1 and not _is_known_surname(r, a, cases):
        is_other = r.lows[a].endswith(_GENITIVE) if a > first else _is_opener(r, a)
        return None if is_other else (a, b)
    if case is None and a > first and b - a > 1 and _is_owner(r, a, b, cases):
        return None
    return a, b


def is_attribute(r: Reading, at: int, last: int) -> bool:
    """Whether a noun in small letters goes with the word before it: "*Каменского* района", "*Министр* транспорта"."""
    if r.table.name_cases is None or at >= last or not r.words[at].islower():
        return False
    is_before_title = r.quote_of[at + 1] >= 0 or r.flags[at + 1] & UPPER
    if r.flags[at] & (PUNCTUATION | SMALL | CUE) or (r.flags[at] & AGENCY and is_before_title):
        return False  # цитує Івана Озимого *видання «Степ»*
    is_noun = r.flags[at] & (ROLE | BODY) or r.lows[at].endswith(_PLURAL)  # "Местные *жители*"
    if r.lows[at].endswith(_VERB) and not is_noun:
        return False
    # "глава *Палаты* депутатов Луиза Пратес": the capital goes with whose head it is.
    is_inside = at > 1 and at + 1 < last and r.flags[at - 2] & ROLE and r.flags[at - 1] & r.flags[at + 1] & CAPITAL
    opens = at > 0 and (at == 1 or r.flags[at - 2] & STOP) and r.lows[at - 1].endswith(_AGENT)
    is_inside = is_inside or bool(opens and at + 1 < last and r.flags[at + 1] & CAPITAL)
    # "*Народна* депутатка Карина Епштейн": the capital is an adjective's that opens the sentence.
    is_inside = is_inside or _opens_adjective(r, at - 1, r.table.name_cases)
    return bool(r.flags[at - 1] & (ROLE | BODY) or is_inside) or r.lows[at - 1].endswith(_ADJECTIVE)


def _opens_adjective(r: Reading, at: int, cases: NameCases) -> bool:
    """Whether a word is an adjective that opens its sentence before who it goes with."""
    if not is_adjective(r, at) or not opens_text(r, at) or cases.is_given(r.words[at]):
        return False
    is_hers = bool(r.flags[at + 1] & ROLE) and r.lows[at].endswith(_HERS) and r.lows[at + 1].endswith(_HERS)
    return is_hers or r.lows[at + 1] in r.table.nominatives


def is_adjective(r: Reading, at: int) -> bool:
    """Whether a word looks like an adjective in the nominative: "*міський* голова", "*главная* врач"."""
    return at >= 0 and not r.flags[at] & (PUNCTUATION | SMALL | CUE) and r.lows[at].endswith(_NOMINATIVE_ADJECTIVE)


def is_trade(r: Reading, at: int) -> bool:
    """Whether a word in small letters right before a name is what its bearer is: "На месте *префект* Анна Гицель".

    It ends like no genitive plural, and no preposition or adjective before it makes an object of it.
    """
    if r.table.name_cases is None or at < 1 or r.flags[at] & _NO_TRADE or r.quote_of[at] >= 0:
        return False
    before = at - 1
    is_object = r.flags[before] & SMALL and r.quote_of[before] < 0 and not r.flags[before] & PUNCTUATION
    is_called = r.lows[at].endswith(_TRADE) or r.lows[at] in r.table.nominatives
    return not is_object and is_called and not r.lows[before].endswith(_ADJECTIVE)


def joins_role(r: Reading, at: int, first: int, limit: int) -> bool:
    """Whether a preposition belongs to a role before a name: "уполномоченный *по* правам человека Ада Лунд"."""
    if r.table.name_cases is None or r.lows[at] not in r.table.field_words:
        return False
    if not any(r.flags[n] & ROLE for n in range(first, at)):
        return False
    end = at + 1
    while end < min(limit, at + _LONGEST_FIELD) and r.words[end].islower() and not r.flags[end] & (SMALL | CUE):
        end += 1
    if end == at + 1 or end >= limit or not r.flags[end] & CAPITAL or r.flags[end] & (SMALL | ROLE | BODY):
        return False
    return not r.table.name_cases.is_inflected_given(r.name(end, min(end + 2, limit)))


def opens_text(r: Reading, at: int) -> bool:
    """Whether a word is the first of its sentence or paragraph."""
    return at == 0 or bool(r.flags[at - 1] & STOP) or not r.is_beside(at)


def _is_opener(r: Reading, at: int) -> bool:
    """Whether a word owes its capital to the sentence that it begins: "*Увечері* міністр звернувся …"."""
    is_first = opens_text(r, at)
    follows = r.flags[at + 1]
    is_noun = r.words[at + 1].islower() and not follows & (SMALL | CUE) and not r.lows[at + 1].endswith(_VERB)
    return is_first and (is_noun or bool(follows & ROLE))


def _without_place(r: Reading, first: int, a: int, b: int, cases: NameCases, case: Case | None) -> Range:
    """A run from its given name or patronymic on: "(мэр *Заречья*) Ольга Седова", "(*Ярополя*) Остап Вікторович"."""
    patronymic = next((at for at in range(a + 1, b) if r.lows[at].endswith(r.table.patronymics)), None)
    if patronymic is not None:
        begins = patronymic - (1 if patronymic < b - 1 else _LONGEST_PLAIN)
        return max(a, begins), b
    if b - a > _LONGEST_PLAIN and cases.is_given(r.words[b - 1]) and cases.is_inflected_given(r.name(a, b)):
        return b - 1, b  # Сын Анны Крутовой Пётр
    if a == first and opens_with_role(r, a, b, cases):
        return a + 1, b
    if a == first and (given := _behind_office(r, a, b, cases)) > a:
        return given, b
    if a == first and (a == 0 or not r.words[a - 1].islower()):
        return a, b
    if a > first and r.flags[a - 1] & ROLE and not cases.is_given(r.words[a]) and r.lows[a].endswith(_OWNED):
        a = next((at for at in range(a + 1, b - 1) if cases.is_given(r.words[at])), a)  # Речник *Офісу* Юрій Брама
    while b - a > _LONGEST_PLAIN and (r.lows[a].endswith(_GENITIVE) or _is_named_so(r, a)):
        words = r.name(a, b)
        if cases.is_given(words[0]) or (case is not None and cases.is_inflected_given(words, case)):
            break
        a += 1
    return a, b


def _is_named_so(r: Reading, at: int) -> bool:
    """Whether a word has an adjective before it in a genitive: "жителька Верхнього *Лугу* Горпина Стець"."""
    return bool(r.flags[at - 1] & CAPITAL) and r.lows[at - 1].endswith(_OF_ADJECTIVE) and r.lows[at].endswith(_OWNED)


def _behind_office(r: Reading, a: int, b: int, cases: NameCases) -> int:
    """The given name behind a role and whose it is, all in capitals: "Представитель Офиса *Юрий Орлов*"; else ``a``."""
    if b - a <= _LONGEST_PLAIN + 1 or not r.lows[a].endswith(_AGENT) or cases.is_given(r.words[a]):
        return a
    given = next((at for at in range(a + _LONGEST_PLAIN, b - 1) if cases.is_given(r.words[at])), a)
    return given if all(r.lows[at].endswith(_OWNED) for at in range(a + 1, given)) else a


def names_role(r: Reading, a: int, b: int, cases: NameCases) -> bool:
    """Whether that first capital looks like a noun for people, and not like a verb ("*Прибыл* Олег Седов")."""
    return a >= 0 and opens_with_role(r, a, b, cases) and r.lows[a].endswith(_AGENT)


def names_trade(r: Reading, at: int) -> bool:
    """Whether a capital looks like a noun for people by its ending alone: "*Наглядач* музею"."""
    return bool(r.flags[at] & CAPITAL) and r.lows[at].endswith(_AGENT) and not r.flags[at] & (SMALL | CUE | BODY)


def opens_with_role(r: Reading, a: int, b: int, cases: NameCases) -> bool:
    """Whether the first of three capitals is what somebody does, at the head of a sentence."""
    is_first = (a == 0 or bool(r.flags[a - 1] & PUNCTUATION)) and bool(r.flags[a] & CAPITAL)
    if b - a != _LONGEST_PLAIN + 1 or not is_first or cases.is_given(r.words[a]) or r.flags[a + 1] & INITIAL:
        return False
    return cases.is_given(r.words[a + 1]) or r.lows[a].endswith(_AGENT)


def _is_known_surname(r: Reading, at: int, cases: NameCases) -> bool:
    """Whether a single word is a surname: by its ending, or as the article writes a given name before it."""
    return cases.is_surname(r.lows[at]) or r.lows[at] in r.last_names


def _is_owner(r: Reading, a: int, b: int, cases: NameCases) -> bool:
    """Whether a name in a genitive says whose somebody is: "представитель *Владимира Нечаева*"."""
    words = r.name(a, b)
    return cases.is_inflected_given(words) or not cases.is_nominative(words, "")


def nominative_role(r: Reading, first: int, last: int) -> int:
    """Where a role in the nominative begins: behind an object ("поздравил коллег *ректор* …"), with its adjective."""
    nominatives = r.table.nominatives
    begins = next((at for at in range(first, last) if r.lows[at] in nominatives), first)
    while begins > first and is_adjective(r, begins - 1):
        begins -= 1
    return begins


def agrees(r: Reading, first: int, last: int, a: int, b: int, case: Case | None) -> bool:
    """Whether a name can stand in the case of what it is set beside: "главы района, *Петра Лапина*, …"."""
    cases = r.table.name_cases
    if cases is None:
        return True
    if not any(r.flags[at] & ROLE for at in range(first, last)):
        return False  # Комментируя решение суда, адвокат …
    words = r.name(a, b)
    if case is None:
        return cases.is_nominative(words, "") and not cases.is_inflected_given(words)
    return not cases.is_given(words[0]) or (words[0].lower() in cases.women and not words[0].endswith(("а", "я")))


def is_given_here(r: Reading, at: int, gender: str) -> bool:
    """Whether a full name begins with a given name in the nominative that a verb of this gender agrees with."""
    cases = r.table.name_cases
    if cases is None or not r.flags[at] & CAPITAL or at + 1 >= r.size or not r.flags[at + 1] & CAPITAL:
        return False
    low = r.lows[at]
    is_his = not gender and cases.nominative((low.capitalize(),), "genitive")[0].lower() in cases.men  # "Руслана"
    is_hers = low in cases.women and not is_his
    agrees = low in cases.men if gender == "he" else is_hers if gender == "she" else is_hers or low in cases.men
    return agrees and r.is_beside(at + 1) and not r.flags[at + 1] & PUNCTUATION


def gender_of_verb(r: Reading, at: int) -> str:
    """What the ending of a verb tells of its subject: "he", "she" or nothing."""
    return next((gender for ending, gender in r.table.verb_genders.items() if r.lows[at].endswith(ending)), "")
