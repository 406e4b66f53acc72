"""Genders of names and pronouns: titles, given names, endings and roles that tell a woman from a man."""

from __future__ import annotations

from retrieval.annotate.attributions.words.reading import Reading
from retrieval.annotate.cut import Range
from retrieval.annotate.lexicon import HE, ROLE, SHE, THEY, TITLE
from retrieval.text.languages.english.names import FEMALE, MALE

_WOMEN = ("in", "frau", "mutter", "tochter", "schwester")
"""How German nouns for women end; one in -e ("Abgeordnete") may be anybody's."""


def gender_of_pronoun(flags: int) -> str:
    """What a pronoun's flags tell; "" where its verb has to."""
    if flags & SHE and flags & THEY:
        return ""  # German *sie*: its verb tells.
    return "he" if flags & HE else "she" if flags & SHE else "they" if flags & THEY else "me"


def _tells_woman(r: Reading, role: int) -> bool:
    """Whether an article and the noun behind it tell a woman, whatever her name ("*la navigatrice* Lou Karel").

    A noun that is listed may be a man's too ("la víctima Juan Lago").
    """
    is_hers = r.lows[role - 1] in r.table.feminine and r.lows[role].endswith(r.table.role_endings)
    return is_hers and bool(r.table.female_endings) and r.lows[role].endswith(r.table.female_endings)


def gender_of_name(r: Reading, first: int, run: Range, role: Range | None) -> str:
    """What the title, the given name or the role of a name tells; "" where nothing does."""
    for at in range(first, run[0]):
        if r.flags[at] & TITLE and (gender := r.table.titles.get(r.lows[at])):
            return gender
    if role is not None and role[0] > 0 and _tells_woman(r, role[0]):
        return "she"
    given = r.lows[run[0]]
    is_told = run[1] - run[0] > 1 and (given in FEMALE or given in MALE)
    if role is not None and not is_told and role[0] > 0 and r.lows[role[0] - 1] in r.table.feminine:
        return "she"
    if run[1] - run[0] > 1:
        if given in FEMALE or (given not in MALE and r.table.female_endings and given.endswith(r.table.female_endings)):
            return "she"
        if given in MALE or (r.table.male_endings and given.endswith(r.table.male_endings)):
            return "he"
    if role is not None and r.table.nouns_are_capitalised:
        nouns = [r.lows[at] for at in range(*role) if r.flags[at] & ROLE]
        if nouns:
            return "she" if nouns[0].endswith(_WOMEN) else "" if nouns[0].endswith("e") else "he"
    return ""
