"""Does a question cost what it needs and no more?"""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answers import Archive, answering
from retrieval.answers.kinds import QUESTION_KINDS
from retrieval.answers.lookup import Lookup
from retrieval.answers.questions.followups import FollowUp
from retrieval.search.index.local_index import LocalIndex

TODAY = date(2023, 9, 20)
ASKED = {
    "greeting": "hello",
    "watch": "tell me when there is something new about Peskov",
    "who-said": "who said “sacred struggle”?",
    "event-date": "what did Peskov say since the summit",
    "who-spoke": "who spoke about weapons",
    "said-about": "what did Peskov say about weapons",
    "who-is": "who is Peskov",
    "when": "when did Kim arrive in Russia?",
    "latest": "latest on weapons",
    "day": "what happened on 13 September 2023",
    "search": "nuclear weapons",
}
ODD = (
    "",
    "  ",
    " " * 1200,
    "who is Zanzibar Quux",
    "who is weapons summit",
    "latest",
    "latest from Reuters",
    "Peskov",
    "Песков",
)


def test_every_kind_has_a_question_here() -> None:
    assert set(ASKED) == {kind.name for kind in QUESTION_KINDS}


@pytest.mark.parametrize("question", [*ASKED.values(), *ODD])
def test_a_question_is_understood_without_its_answer_as_with_it(seed_archive: Archive, question: str) -> None:
    alone = seed_archive._answering.understand(question, today=TODAY)
    answer = seed_archive.ask(question, today=TODAY, limit=1)

    assert (alone.question, alone.kind, alone.understood) == (answer.question, answer.kind, answer.understood)


@pytest.mark.parametrize(("kind", "question"), ASKED.items(), ids=ASKED)
def test_a_question_has_one_lookup(
    seed_archive: Archive, kind: str, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Lookup] = []

    def counted(*facts: object) -> Lookup:
        made.append(Lookup(*facts))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(answering, "Lookup", counted)
    answer = seed_archive.ask(question, today=TODAY)

    assert answer.kind == kind
    assert len(made) == 1


def test_a_follow_up_does_not_search_for_the_question_before_it(
    seed_archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(*_: object, **__: object) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr(LocalIndex, "search", search)

    found = seed_archive.follow_up("and Putin?", "what did Peskov say about weapons", today=TODAY)

    assert found == FollowUp("ask", "what did Putin say about weapons")
