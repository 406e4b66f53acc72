"""Names in a topic: a person of the archive who is spoken of, whatever the alphabet or nickname in the question."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.annotate.people import surname_key
from retrieval.answers.conditions import topic_terms
from retrieval.answers.lookup import Lookup
from retrieval.search.engine import QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import stems, tokenize

_MAX_NAME = 4


def named_topic_terms(topic: str, lookup: Lookup, language: Language) -> tuple[QueryTerm, ...]:
    """The terms of a topic; a word that is a name of the archive's is met by the surname that articles write, too."""
    known = {form: surname for written, surname in _names(topic, lookup) for form in stems(written, language)}
    found: list[QueryTerm] = []
    for term in topic_terms(topic, lookup.engine, language):
        surname = next((known[form] for form in term.forms if form in known), "")
        more = stems(surname.split(), language_of("en"))[-1:]
        found.append(QueryTerm(tuple(dict.fromkeys([*term.forms, *more]))))
    return tuple(found)


def _names(topic: str, lookup: Lookup) -> Iterator[tuple[list[str], str]]:
    """The words of each name in a topic with the surname of the one person that it stands for."""
    tokens = tokenize(topic)
    written = [topic[token.start : token.end] for token in tokens]
    at = 0
    while at < len(tokens):
        length = lookup.name_length(tuple(written[at : at + _MAX_NAME]))
        if length:
            people = lookup.directory.find(" ".join(written[at : at + length]), may_correct=False).people
            surnames = {surname_key(person.name) for person in people}
            if len(surnames) == 1:
                yield [token.word for token in tokens[at : at + length]], surnames.pop()
        at += max(1, length)
