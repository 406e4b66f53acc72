"""Ukrainian inflection: the forms of regular verbs and nouns, from their dictionary form by its ending."""

from __future__ import annotations

from collections.abc import Iterator

_HUSHING = "жшщч"
_ADJECTIVE = ("ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "і", "их", "ими")
_MAN = ("", "а", "у", "ові", "ом", "і", "и", "ів", "ам", "ами", "ах", "е")
_SOFT_MAN = ("ь", "я", "ю", "еві", "ем", "і", "ів", "ям", "ями", "ях")
_WOMAN = ("а", "и", "і", "у", "ою", "о", "", "ам", "ами", "ах")
_IRREGULAR_PAST = {
    "навести": "навів навела навели навівши",
    "привести": "привів привела привели",
    "наректи": "нарік нарекла нарекли",
    "розповісти": "розповів розповіла розповіли розповівши",
    "відповісти": "відповів відповіла відповіли відповівши",
    "оповісти": "оповів оповіла оповіли",
    "заперечити": "заперечив заперечила заперечили заперечивши",
    "застерегти": "застеріг застерегла застерегли застерігши",
    "прохопитися": "прохопився прохопилася прохопились прохопилась прохопилися",
}
_IRREGULAR_PRESENT = {
    "казати": ("каже", "кажуть"),
    "писати": ("пише", "пишуть"),
    "кричати": ("кричить", "кричать"),
    "мовчати": ("мовчить", "мовчать"),
    "бурчати": ("бурчить", "бурчать"),
    "шепотіти": ("шепоче", "шепочуть"),
    "хотіти": ("хоче", "хочуть"),
    "могти": ("може", "можуть"),
    "боятися": ("боїться", "бояться"),
    "сміятися": ("сміється", "сміються"),
}


def perfective(verb: str) -> tuple[str, ...]:
    """What a perfective verb has of the past: finite forms and gerund; its future is no report.

    >>> perfective("заявити")
    ('заявив', 'заявила', 'заявило', 'заявили', 'заявивши')
    >>> perfective("зізнатися")[:3]
    ('зізнався', 'зізналася', 'зізналось')
    """
    if verb in _IRREGULAR_PAST:
        return tuple(_IRREGULAR_PAST[verb].split())
    return tuple(_past(verb))


def imperfective(verb: str) -> tuple[str, ...]:
    """What an imperfective verb has of past and present.

    >>> imperfective("говорити")[-3:]
    ('говорить', 'говорять', 'говорячи')
    >>> imperfective("наголошувати")[-3:]
    ('наголошує', 'наголошують', 'наголошуючи')
    """
    singular, plural = _present(verb)
    gerund = plural.removesuffix("ся").removesuffix("ть") + ("чись" if verb.endswith("ся") else "чи")
    return (*_past(verb), singular, plural, gerund)


def _past(verb: str) -> Iterator[str]:
    is_reflexive = verb.endswith("ся")
    stem = verb.removesuffix("ся")[:-2]
    if not is_reflexive:
        yield from (stem + ending for ending in ("в", "ла", "ло", "ли", "вши"))
        return
    yield from (stem + ending for ending in ("вся", "лася", "лось", "лися", "лась", "лись", "лося", "вшись"))


def _present(verb: str) -> tuple[str, str]:
    if verb in _IRREGULAR_PRESENT:
        return _IRREGULAR_PRESENT[verb]
    base, mark = (verb[:-2], "ся") if verb.endswith("ся") else (verb, "")
    if base.endswith(("увати", "ювати")):
        stem = base[:-4]
        singular, plural = stem + "є", stem + "ють"
    elif base.endswith(("знавати", "давати", "ставати")):
        singular, plural = base[:-4] + "є", base[:-4] + "ють"
    elif base.endswith("ити"):
        singular, plural = base[:-3] + "ить", base[:-3] + ("ать" if base[-4] in _HUSHING else "ять")
    else:
        singular, plural = base[:-2] + "є", base[:-2] + "ють"
    return (singular + ("ть" if mark and singular.endswith("є") else "") + mark), plural + mark


def noun(lemma: str) -> tuple[str, ...]:
    """Every case of a noun for somebody or a body, singular and plural.

    >>> noun("директор")[:4], noun("речниця")[:4], noun("голова")[:4]
    (('директор', 'директора', 'директору', 'директорові'), ('речниця', 'речниці', 'речницю', 'речницею'), \
('голова', 'голови', 'голові', 'голову'))
    """
    return tuple(_soft_spelt(stem, ending) for stem, ending in _declined(lemma))


def _declined(lemma: str) -> Iterator[tuple[str, str]]:
    if lemma.endswith(("ий", "ій")) and len(lemma) > 4:
        yield from ((lemma[:-2], ending) for ending in _ADJECTIVE)
    elif lemma.endswith("ець"):
        yield lemma[:-3], "ець"
        stem = lemma[:-3] + ("ьц" if lemma[-4] == "л" else "ц")
        yield from ((stem, ending) for ending in ("я", "ю", "еві", "ем", "і", "ів", "ям", "ями", "ях"))
    elif lemma.endswith("ь"):
        yield from ((lemma[:-1], ending) for ending in _SOFT_MAN)
    elif lemma.endswith("ія"):
        yield from ((lemma[:-1], ending) for ending in ("я", "ї", "ю", "єю", "й", "ям", "ями", "ях"))
    elif lemma.endswith("я") and not lemma.endswith("ння"):
        yield from ((lemma[:-1], ending) for ending in ("я", "і", "ю", "ею", "ь", "ям", "ями", "ях"))
    elif lemma.endswith("ння"):
        yield from ((lemma[:-1], ending) for ending in ("я", "ю", "ям", "і", "ями", "ях"))
    elif lemma.endswith("о"):
        yield from ((lemma[:-1], ending) for ending in ("о", "а", "у", "ом", "і", "", "ам", "ами", "ах"))
    elif lemma.endswith("а"):
        yield from ((lemma[:-1], ending) for ending in _WOMAN)
    else:
        yield from ((lemma, ending) for ending in _MAN)


def _soft_spelt(stem: str, ending: str) -> str:
    """What the rules of spelling make of an ending: *ц* for *к* before *і*, no *ем* but *ем* behind hushing sounds."""
    if ending == "і" and stem[-1] in "кгх":
        return stem[:-1] + {"к": "ц", "г": "з", "х": "с"}[stem[-1]] + "і"
    if stem and stem[-1] in _HUSHING and ending in ("ом", "ою", "ові"):
        ending = {"ом": "ем", "ою": "ею", "ові": "еві"}[ending]
    return stem + ending
