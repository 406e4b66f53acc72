"""Offices in other words: short forms, what people call whoever is at the top, and the place an office is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from retrieval.text.wordlists import word_set

# Forms of one office, in English; each stands for every other.
_ALIKE = (
    ("ceo", "chief executive", "chief executive officer"),
    ("cfo", "chief financial officer", "finance chief"),
    ("cto", "chief technology officer", "technology chief"),
    ("coo", "chief operating officer"),
    ("pm", "prime minister"),
    ("ag", "attorney general"),
    ("gm", "general manager"),
    ("vp", "vice president"),
    ("cofounder", "co-founder"),
    ("governor", "gov"),
    ("senator", "sen"),
    ("spokesman", "spokeswoman", "spokesperson"),
    ("chair", "chairman", "chairwoman", "chairperson"),
    ("lawyer", "attorney"),
    ("congresswoman", "congressman", "representative", "rep"),
)
# What a team calls the one whom another calls its coach.
_OF_TEAMS = ("coach", "manager", "boss")
# What people call whoever is at the top, and what that can be, the likeliest first.
_BOSS = ("boss", "chief", "leader", "head")
_ABOVE = (
    ("chief executive", "ceo"),
    ("coach", "head coach", "manager"),
    ("president",),
    ("secretary general", "director general"),
    ("head", "director", "chairman", "chairwoman", "founder"),
)
# What tells no other office from the one asked for ("the *managing* director").
RANKS = word_set("executive exec managing head general acting interim senior")
# How English makes an adjective of a place: the end that is cut off, and what comes in its place.
_CUT = ("", "a", "e", "o", "y", "ia", "en", "ey", "and", "way")
_ENDS = ("an", "ian", "n", "i", "ese", "ish", "wegian")
# Places whose adjective has another stem, and those that go by letters.
_PLACES = (
    ("uk", "britain", "british"),
    ("us", "usa", "america", "american"),
    ("eu", "european"),
    ("france", "french"),
    ("netherlands", "dutch"),
    ("denmark", "danish"),
    ("spain", "spanish"),
    ("greece", "greek"),
    ("ireland", "irish"),
    ("wales", "welsh"),
    ("philippines", "filipino", "philippine"),
    ("switzerland", "swiss"),
    ("peru", "peruvian"),
    ("iraq", "iraqi"),
)
_MIN_PLACE = 4
_HEADS_ALONE = word_set("us uk eu")


def alike(word: str) -> tuple[str, ...]:
    """A word for an office or a calling with the other single words for it.

    >>> alike("lawyer"), alike("husband")
    (('lawyer', 'attorney'), ('husband',))
    """
    row = next((row for row in _ALIKE if word in row), ())
    return tuple(dict.fromkeys((word, *(form for form in row if " " not in form))))


def ways_of_putting(who: str) -> Iterator[tuple[str, ...]]:
    """A role as it is put and in other words, those that mean one office together; the surest first.

    >>> list(ways_of_putting("Lind CEO"))
    [('Lind CEO', 'lind chief executive', 'lind chief executive officer')]
    >>> [ways[0] for ways in ways_of_putting("Lind boss")]
    ['Lind boss', 'lind chief executive', 'lind coach', 'lind president', 'lind secretary general', 'lind head']
    """
    low = f" {who.lower()} "
    yield (who, *_replaced(low))
    for head in _BOSS:
        if _is_head(low, head):
            for above in _ABOVE:
                yield tuple(low.replace(f" {head} ", f" {other} ").strip() for other in above)
    for head in (word for word in _OF_TEAMS if word not in _BOSS and _is_head(low, word)):
        yield from ((low.replace(f" {head} ", f" {other} ").strip(),) for other in _OF_TEAMS if other != head)


def is_put_by_rank(who: str) -> bool:
    """Whether somebody is called only by standing above others ("the Lind *boss*")."""
    return any(_is_head(f" {who.lower()} ", head) for head in _BOSS)


def ends_in_office(who: str) -> bool:
    """Whether the last word is an office, so that what comes before is whose it is ("Guild of Lind *boss*")."""
    last = who.lower().split()[-1:]
    offices = (*_BOSS, *_OF_TEAMS, *(form for row in (*_ALIKE, *_ABOVE) for form in row))
    return any(form.split()[-1:] == last for form in offices)


def _is_head(low: str, word: str) -> bool:
    """Whether a word is what somebody is: it ends the role or leads to whose it is."""
    return low.endswith(f" {word} ") or f" {word} of " in low


def _replaced(low: str) -> Iterator[str]:
    """The same with one form of an office for the other."""
    for row in _ALIKE:
        held = max((form for form in row if f" {form} " in low), key=len, default="")
        if held:
            yield from (low.replace(f" {held} ", f" {form} ").strip() for form in row if form != held)


def of_place(word: str, is_held: Callable[[str], bool]) -> tuple[str, ...]:
    """A word with the forms in which articles put the place that it can be: "Norway", "Norwegian".

    Args:
        word: a normal form.
        is_held: whether an article has such a word.

    >>> of_place("mexico", {"mexican"}.__contains__), of_place("british", {"uk"}.__contains__)
    (('mexico', 'mexican'), ('british', 'uk'))
    """
    if word.endswith("s") and not is_held(word) and is_held(word[:-1]):
        return of_place(word[:-1], is_held)  # a possessive without its apostrophe
    alike = next((row for row in _PLACES if word in row), ())
    made = (*_adjectives(word), *_nouns(word)) if len(word) >= _MIN_PLACE and not alike else ()
    return tuple(dict.fromkeys([word, *(form for form in (*alike, *made) if form != word and is_held(form))]))


def _adjectives(place: str) -> Iterator[str]:
    """What the adjective of a place can be."""
    for cut in _CUT:
        if place.endswith(cut) and len(place) - len(cut) >= _MIN_PLACE:
            yield from (place.removesuffix(cut) + end for end in _ENDS)


def _nouns(adjective: str) -> Iterator[str]:
    """The place of which a word can be the adjective."""
    for end in _ENDS:
        if adjective.endswith(end) and len(adjective) - len(end) >= _MIN_PLACE:
            yield from (adjective.removesuffix(end) + cut for cut in _CUT)


def without_small_words(asked: list[str], stop_words: frozenset[str]) -> list[str]:
    """The words of a role that say something; a place that looks like a pronoun is none before an office.

    >>> without_small_words(["the", "us", "president"], frozenset({"the", "us"}))
    ['us', 'president']
    """
    last = len(asked) - 1
    return [word for at, word in enumerate(asked) if word not in stop_words or (word in _HEADS_ALONE and at < last)]
