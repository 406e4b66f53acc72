"""Verb forms: every form of a language's verbs of speech, from simplemma's dictionary turned around once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.text.languages.clause_speech import ClauseSpeech
from retrieval.text.languages.english.names import FEMALE, MALE

CLASSES = (
    "say", "state", "tell", "think", "ask", "announce", "judge", "call", "deny", "refuse", "unwilling", "cite", "speak",
    "exclude",
)  # fmt: skip
_SHORTEST_STEM = 4
_UMLAUTS = {"ä": "a", "ö": "o", "ü": "u"}
_A_SMALL, _Z_SMALL = b"a", b"z"
SAY, STATE, TELL, THINK, ASK, ANNOUNCE, JUDGE, CALL, DENY, REFUSE, UNWILLING, CITE, SPEAK, EXCLUDE = (
    1 << number for number in range(len(CLASSES))
)

Lemmas = Mapping[bytes, bytes]
"""The lemma of each form of a language, both in UTF-8."""


@dataclass(frozen=True, slots=True)
class Form:
    """What one form of a verb can be.

    Attributes:
        classes: bits of what may follow it.
        rest: words that must stand in the same clause ("mit" of "teilte … mit").
        is_participle: a cue only behind an auxiliary.
        is_gerund: shares the subject of its sentence.
    """

    classes: int
    rest: tuple[str, ...] = ()
    is_participle: bool = False
    is_gerund: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the dictionary of a language tells about a table.

    Attributes:
        verbs: what each form of each of its verbs can be; those with the most ``rest`` first.
        infinitives: what the infinitive of each verb without other words can be.
        people: nouns for people, in lower case, where a woman's form beside a man's shows that they are.
        moods: the forms of any verb that mark a clause as somebody else's words, where they stand behind a noun.
    """

    verbs: dict[str, tuple[Form, ...]]
    people: frozenset[str]
    moods: frozenset[str]
    infinitives: dict[str, tuple[Form, ...]]


def known_words(table: ClauseSpeech, code: str) -> Known:
    """Read a table with the dictionary of its language, which is let go again: only what is listed stays.

    It takes up to two seconds and some hundred MB, once a process and language.
    """
    # Who only asks needs none of it.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionary = _as_kept(DefaultDictionaryFactory(cache_max_size=0).get_dictionary(code))
    return Known(
        verbs=_verb_forms(table, dictionary),
        people=_people(table, dictionary),
        moods=_moods(table, dictionary),
        infinitives=_infinitives(table) if table.before_infinitives else {},
    )


def _as_kept(dictionary: Mapping[str, str]) -> Lemmas:
    """The lemma of each form, in UTF-8 as simplemma keeps them: most of a million words are never looked at as text."""
    kept = getattr(dictionary, "_dict", None)
    if isinstance(kept, dict):
        return kept
    return {form.encode(): dictionary[form].encode() for form in dictionary}


def _bits(name: str) -> int:
    """What may follow the verbs of a class; what is excluded is stated."""
    own = 1 << CLASSES.index(name)
    return own | STATE if own == EXCLUDE else own


def _infinitives(table: ClauseSpeech) -> dict[str, tuple[Form, ...]]:
    """The lemmas of verbs that stand alone, which share the subject of their sentence as a gerund does."""
    classes: dict[str, int] = defaultdict(int)
    for name in CLASSES:
        for lemma in getattr(table, name):
            classes[lemma] |= _bits(name)
    return {lemma: (Form(of, is_gerund=True),) for lemma, of in classes.items() if "_" not in lemma}


def _moods(table: ClauseSpeech, dictionary: Lemmas) -> frozenset[str]:
    """German "falle" of "fallen": what lacks the last letter of its infinitive, and is no other word's form."""
    if not table.moods or not table.nouns_are_capitalised:
        return frozenset()
    found = (form.decode() for form, lemma in dictionary.items() if lemma[-1:] == b"n" and lemma[:-1] == form)
    return frozenset(form for form in found if form.islower())


def _people(table: ClauseSpeech, dictionary: Iterable[bytes]) -> frozenset[str]:
    """ "Wirt" and "Wirtin", "Geologe" and "Geologin": who has a woman's form is somebody."""
    suffix = table.woman_suffix
    if not suffix:
        return frozenset()
    # In UTF-8 a small letter of ASCII begins no word with a capital.
    capitals = (word.decode() for word in dictionary if not _A_SMALL <= word[:1] <= _Z_SMALL)
    nouns = {word for word in capitals if word[:1].isupper()}
    found: set[str] = set()
    for woman in nouns:
        stem = woman.removesuffix(suffix)
        if stem == woman or len(stem) < _SHORTEST_STEM or woman.lower() in FEMALE | MALE:
            continue
        men = {stem, f"{stem}e", f"{stem}er", *_without_umlaut(stem)} & nouns
        if men:
            found |= {woman.lower(), *(man.lower() for man in men)}
    return frozenset(found - FEMALE - MALE)


def _without_umlaut(stem: str) -> Iterable[str]:
    """What a woman's stem may be of: "Ärzt" is "Arzt"'s."""
    at = max(map(stem.lower().rfind, _UMLAUTS))
    if at >= 0:
        plain = _UMLAUTS[stem[at].lower()]
        yield stem[:at] + (plain.upper() if stem[at].isupper() else plain) + stem[at + 1 :]


def _verb_forms(table: ClauseSpeech, dictionary: Lemmas) -> dict[str, tuple[Form, ...]]:
    of_lemma: dict[str, dict[tuple[str, tuple[str, ...]], int]] = defaultdict(lambda: defaultdict(int))
    for name in CLASSES:
        for entry in getattr(table, name):
            for lemma, particle, rest in _readings(entry):
                of_lemma[lemma][particle, rest] |= _bits(name)
    found: dict[str, set[Form]] = defaultdict(set)
    for lemma, forms in _forms_of(of_lemma.keys(), table, dictionary).items():
        for form in forms:
            for (particle, rest), classes in of_lemma[lemma].items():
                if (made := _form(form, lemma, particle, rest, classes, table)) is not None:
                    found[form].add(made)
    return {form: tuple(sorted(made, key=_by_words)) for form, made in found.items()}


def _by_words(form: Form) -> tuple[int, int, tuple[str, ...], bool, bool]:
    """Those with the most words first, and one order for all processes that annotate."""
    return -len(form.rest), form.classes, form.rest, form.is_participle, form.is_gerund


def _readings(entry: str) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """The lemmas by which an entry of a table is found: lemma, joined particle, words apart."""
    particle, plus, verb = entry.partition("+")
    if plus:
        yield particle + verb, particle, ()
        yield verb, "", (particle,)
    else:
        lemma, *rest = entry.split("_")
        yield lemma, "", tuple(rest)


def _form(
    form: str, lemma: str, particle: str, rest: tuple[str, ...], classes: int, table: ClauseSpeech
) -> Form | None:
    """What a form can be with these words; None where it is never a cue."""
    if form in table.not_forms:
        return None
    is_gerund = form.endswith(table.gerund_endings) if table.gerund_endings and form != lemma else False
    is_participle = _is_participle(form, lemma, particle, table)
    if is_participle and rest and table.participle_prefix:
        return None  # A separable participle is written in one: "mitgeteilt".
    if not is_gerund and not is_participle and _is_infinite(form, lemma, particle, table):
        return None
    return Form(classes, rest, is_participle, is_gerund)


def _is_participle(form: str, lemma: str, particle: str, table: ClauseSpeech) -> bool:
    if table.participle_prefix:
        begins = particle + table.participle_prefix
        return form.startswith(begins) and not lemma.startswith(begins)
    return bool(table.participle_endings) and form.endswith(table.participle_endings)


def _is_infinite(form: str, lemma: str, particle: str, table: ClauseSpeech) -> bool:
    if particle and form.startswith(f"{particle}zu") and not lemma.startswith(f"{particle}zu"):
        return True
    return bool(table.infinite_endings) and form.endswith(table.infinite_endings)


def _forms_of(lemmas: Iterable[str], table: ClauseSpeech, dictionary: Lemmas) -> dict[str, set[str]]:
    """The forms of each lemma: itself, what the dictionary knows and what the table adds."""
    forms = {lemma: {lemma, *table.forms.get(lemma, "").split()} for lemma in lemmas}
    wanted = {lemma.encode(): found for lemma, found in forms.items()}
    for kept, lemma in dictionary.items():
        if lemma in wanted and (form := kept.decode()).islower():
            wanted[lemma].add(form)
    return forms
