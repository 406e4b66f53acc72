"""The first thing the bot must answer from: the owner's article, damaged as it is."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answers import Archive

TODAY = date(2024, 1, 10)


@pytest.mark.parametrize(
    ("question", "kind", "begins"),
    [
        ("what did Peskov say", "said-about", "Asked whether Putin and Kim discussed arms production and exports"),
        ("What did Peskov say about weapons?", "said-about", "Asked whether Putin and Kim discussed arms production"),
        ("what did Kim say", "said-about", "“Russia began a sacred struggle to protect"),
        ("what did Putin say", "said-about", "“Of course, we need to talk about issues"),
        ("who said sacred struggle", "who-said", "“Russia began a sacred struggle to protect"),
        ('who said "deep roots"?', "who-said", "Kim stated that the friendship"),
        ("what happened on 13 September 2023", "day", "The leader of North Korea, Kim Jong Unand the Russian"),
        ("when did Kim arrive in Russia", "when", "Kim Jong Un it arrived on Tuesday (September 12)"),
        ("what will not be made public", "search", "Asked whether Putin and Kim discussed arms production"),
        ("who is Peskov?", "who-is", "Asked whether Putin and Kim discussed arms production"),
        ("Peskov", "said-about", "Asked whether Putin and Kim discussed arms production"),
        ("peskov sensitive", "search", "Asked whether Putin and Kim discussed arms production"),
        ("what did the Russian president say", "said-about", "“Of course, we need to talk about issues"),
    ],
)
def test_the_right_sentence_comes_first(seed_archive: Archive, question: str, kind: str, begins: str) -> None:
    answer = seed_archive.ask(question, today=TODAY)

    assert answer.kind == kind
    assert answer.excerpts[0].text.startswith(begins)


def test_peskov_is_shown_with_his_whole_chain(seed_archive: Archive) -> None:
    excerpt = seed_archive.ask("what did Peskov say", today=TODAY).excerpts[0]

    assert excerpt.text == (
        "Asked whether Putin and Kim discussed arms production and exports, Kremlin press secretary "
        "Dmitry Peskovhe said, according to Reutersthat the 2 countries cooperate in areas “sensitive”, "
        "which would not be made public."
    )
    assert (excerpt.speaker, excerpt.role, excerpt.via) == ("Dmitry Peskov", "Kremlin press secretary", "Reuters")
    assert excerpt.attribution == "mixed"
    assert excerpt.published is not None
    assert excerpt.published.as_given == "2023-09-13"
    assert excerpt.title is not None
    assert excerpt.title.startswith("The leader of North Korea met with the Russian president")
    assert (excerpt.outlet, excerpt.url) == (None, None)


@pytest.mark.parametrize("question", ["hi", "Hello!", "thanks", "thank you very much", "👍"])
def test_small_talk_gets_a_line_of_help_and_no_passage(seed_archive: Archive, question: str) -> None:
    answer = seed_archive.ask(question, today=TODAY)

    assert answer.kind == "greeting"
    assert answer.excerpts == ()
    assert answer.reason is not None


def test_an_unknown_person_is_met_with_silence_and_an_offer(seed_archive: Archive) -> None:
    answer = seed_archive.ask("what did Macron say", today=TODAY)

    assert answer.excerpts == ()
    assert answer.reason is not None
    assert answer.reason.message == "The archive has nothing from or about Macron"
    assert {near.value for near in answer.near} >= {"Kim Jong Un", "Vladimir Putin", "Dmitry Peskov"}


def test_every_excerpt_is_its_slice(seed_archive: Archive) -> None:
    questions = [
        "what did Kim say",
        "what did Putin say",
        "Russia",
        "who is Kim?",
        "what happened on 12 September 2023",
    ]
    excerpts = [e for q in questions for e in seed_archive.ask(q, today=TODAY).excerpts]

    assert excerpts
    for excerpt in excerpts:
        assert excerpt.text == seed_archive.article(excerpt.article_id).text[excerpt.span.start : excerpt.span.end]


def test_the_boilerplate_at_the_end_is_never_an_excerpt(seed_archive: Archive) -> None:
    answer = seed_archive.ask("read more", today=TODAY)

    assert all("Read more" not in excerpt.text for excerpt in answer.excerpts)
