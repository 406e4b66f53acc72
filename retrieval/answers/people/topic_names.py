"""Names in a topic: a person of the archive who is spoken of, whatever the alphabet or nickname in the question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from retrieval.annotate.people import surname_key
from retrieval.answers.people.directory import Directory, Match
from retrieval.search.engine import QueryTerm
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import stems, tokenize

_MAX_NAME = 4


def with_surnames(
    terms: Sequence[QueryTerm],
    topic: str,
    language: Language,
    *,
    directory: Directory,
    name_length: Callable[[tuple[str, ...]], int],
) -> tuple[QueryTerm, ...]:
    """The terms of a topic, a word that is somebody's name in it met by the surname that articles write, too."""
    known = {
        form: surname_key(match.people[0].name)
        for written, match in _names(topic, directory, name_length)
        for form in [*stems(written, language), *written]
    }
    found: list[QueryTerm] = []
    for term in terms:
        surname = next((known[form] for form in term.forms if form in known), "")
        more = stems(surname.split(), language_of("en"))[-1:]
        found.append(QueryTerm(tuple(dict.fromkeys([*term.forms, *more]))))
    return tuple(found)


def people_of(topic: str, *, directory: Directory, name_length: Callable[[tuple[str, ...]], int]) -> tuple[Match, ...]:
    """The people whose names are in a topic, each name by itself."""
    found = (match for _, match in _names(topic, directory, name_length))
    return tuple(dict.fromkeys(found))


def _names(
    topic: str, directory: Directory, name_length: Callable[[tuple[str, ...]], int]
) -> Iterator[tuple[list[str], Match]]:
    """The words of each name in a topic with the people that it stands for, the one most quoted first."""
    tokens = tokenize(topic)
    written = [topic[token.start : token.end] for token in tokens]
    at = 0
    while at < len(tokens):
        length = name_length(tuple(written[at : at + _MAX_NAME]))
        if length:
            match = directory.find(" ".join(written[at : at + length]), may_correct=False)
            if match.people and match.people[0].is_person and surname_key(match.people[0].name):
                yield [token.word for token in tokens[at : at + length]], match
        at += max(1, length)
