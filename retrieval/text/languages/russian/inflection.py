"""Russian inflection: the forms of regular verbs and nouns, from their dictionary form by its ending."""

from __future__ import annotations

from collections.abc import Iterator

_HUSHING = "жшщч"
_VOWELS = "аеёиоуыэюя"
_SOFT = "гкхжшщч"
_PARTICIPLE = ("ий", "его", "ему", "им", "ем", "ая", "ей", "ую", "ее", "ие", "их", "ими")
_ADJECTIVE = ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ые", "ых", "ыми")
_MAN = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
_SOFT_MAN = ("ь", "я", "ю", "ем", "е", "и", "ей", "ям", "ями", "ях")
_WOMAN = ("а", "ы", "у", "ой", "е", "", "ам", "ами", "ах")
_IRREGULAR_PAST = {
    "произнести": "произнёс произнес произнесла произнесли произнеся",
    "привести": "привёл привел привела привело привели приведя",
    "изречь": "изрёк изрек изрекла изрекли",
    "наречь": "нарёк нарек нарекла нарекли",
    "опровергнуть": "опроверг опровергла опровергло опровергли опровергнув опровергший опровергшая опровергшие",
    "отвергнуть": "отверг отвергла отвергло отвергли отвергнув отвергший отвергшая отвергшие",
    "счесть": "счёл счел сочла сочло сочли сочтя счевший",
}
_IRREGULAR_PRESENT = {
    "писать": ("пишет", "пишут"),
    "шептать": ("шепчет", "шепчут"),
    "кричать": ("кричит", "кричат"),
    "ворчать": ("ворчит", "ворчат"),
    "молчать": ("молчит", "молчат"),
    "хотеть": ("хочет", "хотят"),
    "мочь": ("может", "могут"),
    "надеяться": ("надеется", "надеются"),
    "бояться": ("боится", "боятся"),
    "смеяться": ("смеётся", "смеются"),
    "клясться": ("клянётся", "клянутся"),
}


def perfective(verb: str) -> tuple[str, ...]:
    """What a perfective verb has of the past: finite forms, gerund and participle; its future is no report.

    >>> perfective("заявить")[:5]
    ('заявил', 'заявила', 'заявило', 'заявили', 'заявив')
    >>> perfective("признаться")[:5]
    ('признался', 'призналась', 'призналось', 'признались', 'признавшись')
    """
    if verb in _IRREGULAR_PAST:
        return tuple(_IRREGULAR_PAST[verb].split())
    return tuple(_past(verb))


def imperfective(verb: str) -> tuple[str, ...]:
    """What an imperfective verb has of past and present.

    >>> {"говорила", "говорит", "говорят", "говоря", "говорящий"} <= set(imperfective("говорить"))
    True
    >>> "требует" in imperfective("требовать"), "признаёт" in imperfective("признавать")
    (True, True)
    """
    singular, plural = _present(verb)
    present = plural.removesuffix("ся")
    participle = [present[:-1] + "щ" + ending for ending in _PARTICIPLE]
    if verb.endswith("ся"):
        participle = [form + "ся" for form in participle]
    return (*_past(verb), singular, plural, *_gerund(verb, present), *participle)


def _past(verb: str) -> Iterator[str]:
    is_reflexive = verb.endswith("ся")
    stem = verb.removesuffix("ся")[:-2]
    for ending in ("л", "ла", "ло", "ли"):
        form = stem + ending
        yield form + ("" if not is_reflexive else "сь" if form[-1] in _VOWELS else "ся")
    yield stem + ("вшись" if is_reflexive else "в")
    for ending in _PARTICIPLE:
        yield stem + "вш" + ending + ("ся" if is_reflexive else "")


def _present(verb: str) -> tuple[str, str]:
    if verb in _IRREGULAR_PRESENT:
        return _IRREGULAR_PRESENT[verb]
    base, mark = (verb[:-2], "ся") if verb.endswith("ся") else (verb, "")
    if base.endswith(("овать", "евать")):
        singular, plural = base[:-5] + "ует", base[:-5] + "уют"
    elif base.endswith(("знавать", "давать", "ставать")):
        singular, plural = base[:-4] + "ёт", base[:-4] + "ют"
    elif base.endswith("ить"):
        singular, plural = base[:-3] + "ит", base[:-3] + ("ат" if base[-4] in _HUSHING else "ят")
    else:
        singular, plural = base[:-2] + "ет", base[:-2] + "ют"
    return singular + mark, plural + mark


def _gerund(verb: str, plural: str) -> Iterator[str]:
    base, mark = (verb[:-2], "сь") if verb.endswith("ся") else (verb, "")
    stem = base[:-2] if base.endswith(("знавать", "давать", "ставать")) else plural[:-2]
    yield stem + ("а" if stem[-1] in _HUSHING else "я") + mark


def noun(lemma: str) -> tuple[str, ...]:
    """Every case of a noun for somebody or a body, singular and plural.

    >>> noun("директор")[:4], noun("секретарь")[:3], noun("представительница")[:4]
    (('директор', 'директора', 'директору', 'директором'), ('секретарь', 'секретаря', 'секретарю'), \
('представительница', 'представительницы', 'представительницу', 'представительницей'))
    """
    return tuple(_soft_spelt(stem, ending) for stem, ending in _declined(lemma))


def _declined(lemma: str) -> Iterator[tuple[str, str]]:
    if lemma.endswith(("ый", "ий", "ой", "ая")) and len(lemma) > 5 and not lemma.endswith(("гений", "викарий")):
        yield from ((lemma[:-2], ending) for ending in _ADJECTIVE)
    elif lemma.endswith("ец"):
        stem = lemma[:-2] + ("ьц" if lemma[-3] == "л" else "ц")
        yield lemma[:-2], "ец"
        yield from ((stem, ending) for ending in ("а", "у", "ем", "е", "ы", "ев", "ам", "ами", "ах"))
    elif lemma.endswith("ь"):
        yield from ((lemma[:-1], ending) for ending in _SOFT_MAN)
    elif lemma.endswith("ия"):
        yield from ((lemma[:-1], ending) for ending in ("я", "и", "ю", "ей", "й", "ям", "ями", "ях"))
    elif lemma.endswith(("ство", "надзор")) and lemma.endswith("о"):
        yield from ((lemma[:-1], ending) for ending in ("о", "а", "у", "ом", "е", "", "ам", "ами", "ах"))
    elif lemma.endswith("ие"):
        yield from ((lemma[:-1], ending) for ending in ("е", "я", "ю", "ем", "и", "й", "ям", "ями", "ях"))
    elif lemma.endswith("а"):
        yield from ((lemma[:-1], ending) for ending in _WOMAN)
    else:
        yield from ((lemma, ending) for ending in _MAN)


def _soft_spelt(stem: str, ending: str) -> str:
    """What the rules of spelling make of an ending: no *ы* behind г, к, х and hushing sounds, no *о* behind ц."""
    if ending.startswith("ы") and stem[-1] in _SOFT:
        ending = "и" + ending[1:]
    if ending == "ой" and stem[-1] in "цжшщч":
        ending = "ей"
    if stem[-1] in "жшщч":
        ending = {"ом": "ем", "ов": "ей", "ого": "его", "ому": "ему"}.get(ending, ending)
    return stem + ending
