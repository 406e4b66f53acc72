"""Names in a question: read as a whole, then as joined by *and*, the same for every kind of question."""

from __future__ import annotations

import re

from retrieval.annotate.people import given_key
from retrieval.answers.people.directory import Directory, Match, stands_for
from retrieval.answers.terms.keys import has_article
from retrieval.search.engine import SearchEngine
from retrieval.text.tokens import words

# Of every language of questions; a name that holds one of them is looked up as a whole first.
_AND = re.compile(
    r"\s*,\s*(?:and\s+)?|\s+(?:and|&|or|и|или|і|й|та|або|y|e|o|et|ou|und|oder)\s+",
    re.IGNORECASE,
)
_MAX_PEOPLE = 5


def speakers(who: str, directory: Directory, *, may_correct: bool = True) -> list[Match]:
    """Whom the words name: as a whole first, then joined by *and*; empty where one is unknown."""
    whole = directory.find(who, may_correct=False)
    parts = [part for part in _AND.split(who) if part][:_MAX_PEOPLE]
    if len(parts) > 1 and whole.people and not any(person.is_person for person in whole.people):
        known = [directory.find(part, may_correct=False) for part in parts]
        if all(any(person.is_person for person in match.people) for match in known):
            return known  # what an article calls "Reed and Hale" together is two people
    if whole.people and (len(parts) == 1 or _is_one_name(who, whole)):
        return [whole]
    if whole.people:
        # The last words of "Ada Reed and Tom Hale" are a name too, but what comes before them is no role.
        known = [directory.find(part, may_correct=False) for part in parts]
        return known if all(match.people for match in known) else [whole]
    matches = [directory.find(part, may_correct=may_correct) for part in parts]
    return matches if matches and all(m.people for m in matches) else []


def _is_one_name(who: str, match: Match) -> bool:
    return any(stands_for(who, name) for person in match.people for name in person.names)


def shown_name(match: Match) -> str:
    """The full name where there is just one; several namesakes, and organisations, as asked."""
    [person, *others] = match.people or [None]
    is_full = person is not None and not others and given_key(person.name) and not has_article(match.asked)
    return person.name if person and is_full else match.asked


def is_unknown_name(who: str, engine: SearchEngine) -> bool:
    """A capitalised name of which the archive's texts hold no trace."""
    names = who.split()
    is_name = 0 < len(names) <= 3 and all(w[:1].isupper() for w in names)
    return is_name and all(engine.word_freq(word) == 0 for word in words(names[-1])[-1:])
