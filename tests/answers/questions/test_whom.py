"""Whom the words of a speaker's slot mean: short first names, roles, relations, groups; nobody where it is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.answers.questions.reading import form_of
from retrieval.model import Article

TODAY = date(2024, 11, 8)
TEXTS = (
    "Senator Elizabeth Marlow of Quorta said the dam was unsafe. “It will not hold the winter,” Marlow said.",
    "Harriet Vale won the vote. “We did it together,” Harriet Vale said on Monday. Harriet thanked the town.",
    "Harriet Vale spoke again. “The harbour comes first,” Harriet Vale said.",
    "Wolves GM Tam Orrin praised the coach. “He did an excellent job,” Wolves GM Tam Orrin said.",
    "French president Luc Moreau criticised the tariff. “It helps nobody,” Moreau said.",
    "Former French president Guy Lamar defended the tariff. “It was my idea,” Lamar said.",
    "The French president said on Friday that the tariff would end.",
    "Mira Solano's husband, director Ivo Brandt, defended the film. “It is her best,” Brandt said.",
    "Shop owners said on Monday that the tram would ruin the street.",
    "Fisheries minister Ola Wendt opened the quay. “The herring are back,” Wendt said.",
    "Ola Wendt, chief executive of Skarnbank, resigned. Pia Dahl will be the new chief executive of Skarnbank.",
    "Ola Wendt, chief executive of Skarnbank, opened a branch. Ola Wendt, chief executive of Skarnbank, sang.",
    "Tide Control spokeswoman Rut Mell said all was well. “All is well,” Mell said.",
    "The minister of culture closed the museum, and no other minister came.",
    "“The contract is void,” said Rott, Mira Solano's lawyer. Ben Rott left. “It was mine,” Mira Solano said. "
    "Lawyers for Jon Dahl told Mira Solano no.",
    "Jon Dahl sued Mira Solano. “She broke her word,” Dahl told a lawyer. Dahl's lawyer Eva Krey smiled. "
    "“I am well,” Mira Solano said.",
)


@pytest.fixture
def quorta(archive: Archive, article: Callable[..., Article]) -> Archive:
    """Articles in which several people speak."""
    archive.add([article(text, article_id=f"a{at}") for at, text in enumerate(TEXTS)])
    return archive


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("liz marlow about the dam", "Elizabeth Marlow"),
        ("liz marlow of the dam", "Elizabeth Marlow"),
        ("harriets take on the harbour", "Harriet Vale"),
        ("hariet on the harbour", "Harriet Vale"),
        ("wolves gm on the coach", "Wolves GM Tam Orrin"),
        ("what did the french president say about the tariff", "Luc Moreau"),
        ("what did solanos husband say about the film", "Ivo Brandt"),
        ("what did mira solanos lawyer say", "Ben Rott"),
        ("what did Solano's attorney say about the contract", "Ben Rott"),
        ("fisheries minster on the herring", "Ola Wendt"),
    ],
)
def test_who_is_meant_is_found_and_said(quorta: Archive, question: str, read_as: str) -> None:
    answer = quorta.ask(question, today=TODAY)

    assert [made.read_as for made in answer.corrections] == [read_as]
    assert answer.excerpts[0].speaker == read_as


def test_what_was_not_read_as_it_stands_is_told(quorta: Archive) -> None:
    answer = quorta.ask("I was away. wolves gm on the caoch?", today=TODAY)
    other = quorta.ask("wolves gm on the coach", today=TODAY)

    assert [(r.kind, r.written, r.read_as) for r in answer.readings] == [
        ("name", "wolves gm", "Wolves GM Tam Orrin"),
        ("left-out", "I was away.", ""),
    ]
    assert [r.kind for r in other.readings] == ["name"]


def test_a_body_is_not_whoever_speaks_for_it(quorta: Archive) -> None:
    assert quorta.ask("what did tide control say", today=TODAY).corrections == ()


def test_who_is_new_is_not_who_was_longest(quorta: Archive) -> None:
    answer = quorta.ask("whos the new chief executive of skarnbank", today=TODAY)

    assert "Pia Dahl will be" in answer.excerpts[0].text


def test_a_group_is_whoever_is_put_so(quorta: Archive) -> None:
    answer = quorta.ask("shop owners on the tram", today=TODAY)

    assert (answer.kind, [e.speaker for e in answer.excerpts]) == ("said-about", ["Shop owners"])


@pytest.mark.parametrize(
    "question",
    [
        "what did the mayor of quorta say",
        "what did moreaus daughter say",
        "divers on tariffs",
    ],
)
def test_nobody_is_guessed(quorta: Archive, question: str) -> None:
    answer = quorta.ask(question, today=TODAY)

    assert (answer.excerpts, answer.corrections) == ((), ())


MINISTERS = (
    "Finance minister Bo Hale said the bus strike harmed trade. “Nobody buys a coat on foot,” Hale said.",
    "Labour minister Kai Toiv said the drivers of the bus strike were right. “A toilet is no luxury,” Toiv said.",
    "Harbour director Eva Lund opened a quay. “It is a long quay,” Lund said. Headmistress Ana Prim sang there.",
    "Headmistress Ana Prim banned whistles. “They whistle like swans,” Prim said.",
)


@pytest.fixture
def cabinet(archive: Archive, article: Callable[..., Article]) -> Archive:
    """Two ministers who disagree, a director, a headmistress, and a minister in a Portuguese article."""
    told = [article(text, article_id=f"a{at}") for at, text in enumerate(MINISTERS)]
    text = (
        "A ministra da Saúde, Rosa Lima, visitou o hospital. “O hospital precisa de camas”, disse a ministra da Saúde, "
        "Rosa Lima. A ministra da Cultura, Ana Melo, ficou em casa. “A saúde é tudo”, disse Ana Melo."
    )
    archive.add([*told, article(text, article_id="pt", language="pt")])
    return archive


def test_a_role_of_several_is_each_of_them_by_name(cabinet: Archive) -> None:
    answer = cabinet.ask("what does the minister think of the bus strike", today=TODAY)

    assert answer.corrections == ()
    assert {e.speaker for e in answer.excerpts} == {"Bo Hale", "Kai Toiv"}
    assert {near.value for near in answer.near} >= {"Bo Hale", "Kai Toiv"}


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("harbour boss on the quay", "Eva Lund"),
        ("headmistress says what about swans", "Ana Prim"),
        ("o que disse a ministra da saúde", "Rosa Lima"),
        ("o que disse a ministra da saúde sobre o hospital", "Rosa Lima"),
    ],
)
def test_a_role_with_what_belongs_to_it_is_one_person(cabinet: Archive, question: str, speaker: str) -> None:
    answer = cabinet.ask(question, today=TODAY)

    assert {e.speaker for e in answer.excerpts} == {speaker}


def test_doctors_are_no_one_doctor(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add([article("Doctor Ferd Pach said the boxer was tired. “He is tired,” said doctor Ferd Pach.")])

    assert archive.ask("what do doctors say about the boxer", today=TODAY).corrections == ()


OFFICES = (
    ("Brell United are proud of the ropes", "Coach Uta Fenn praised the rowers. “They pulled,” Fenn said.", 2024),
    ("", "Norvenian prime minister Ada Holt opened a dam. “It is full,” Holt said.", 2016),
    ("", "Norvenian prime minister Ada Holt closed a dam. “It is empty,” Holt said.", 2016),
    ("", "Norvenian prime minister Ivo Prell opened a canal in Norvenia. “It is long,” Prell said.", 2024),
    ("", "Skarn Foods chief executive Mia Lorn sold the bakery. “Bread is over,” Lorn said.", 2024),
    ("", "Skarn Foods legal chief Bo Nast read the contract. “It is short,” Nast said.", 2024),
    ("", "Tide Watch director Ran Ode counted seals. “There are nine,” Ode said.", 2024),
    ("Brell United lose", "Quorta coach Siv Dahl laughed. “They tired,” Dahl said.", 2024),
)


@pytest.fixture
def offices(archive: Archive, article: Callable[..., Article]) -> Archive:
    """People in office, some of them one after the other."""
    told = (
        article(text, article_id=f"o{at}", day=f"{year}-03-0{at + 1}", **({"title": title} if title else {}))
        for at, (title, text, year) in enumerate(OFFICES)
    )
    archive.add(list(told))
    return archive


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        pytest.param("brell united coach on the rowers", "Uta Fenn", id="whose-stands-in-the-title"),
        pytest.param("quorta manager on brell", "Siv Dahl", id="manager-of-a-team"),
        pytest.param("norvenia prime minister on the canal", "Ivo Prell", id="place-and-the-last-of-several"),
        pytest.param("norvenias pm on the canal", "Ivo Prell", id="short-and-no-apostrophe"),
        pytest.param("boss of skarn foods on bread", "Mia Lorn", id="boss-of"),
        pytest.param("skarn foods boss on bread", "Mia Lorn", id="boss"),
        pytest.param("the boss of skarn foods", "Mia Lorn", id="boss-alone"),
        pytest.param("head of tide watch on seals", "Ran Ode", id="head"),
        pytest.param("tide watch director seals", "Ran Ode", id="office-then-topic"),
        pytest.param("tide watch director", "Ran Ode", id="office-alone"),
    ],
)
def test_an_office_in_other_words_is_whose_it_is(offices: Archive, question: str, read_as: str) -> None:
    answer = offices.ask(question, today=TODAY)

    assert [made.read_as for made in answer.corrections] == [read_as]
    assert answer.excerpts[0].speaker == read_as


def test_who_is_put_as_of_others_has_no_office_by_the_title_alone(offices: Archive) -> None:
    answer = offices.ask("brell united director on seals", today=TODAY)

    assert answer.corrections == ()


MONTHS = (
    "Premier Ada May said the canal was closed. “It is dry,” May said. Theodora Brill sang.",
    "Coach Uta Fenn called the canal “dry” and said that the rowers were sad. Fenn rowed home.",
)


@pytest.fixture
def months(archive: Archive, article: Callable[..., Article]) -> Archive:
    """Somebody whose name helps a verb, and somebody who says two things in one sentence."""
    archive.add([article(text, article_id=f"m{at}") for at, text in enumerate(MONTHS)])
    return archive


@pytest.mark.parametrize(
    "question",
    ["did Ada May say anything about the canal", "did May say anything about the canal", "what did Ada May say"],
)
def test_a_name_that_helps_a_verb_is_a_name(months: Archive, question: str) -> None:
    answer = months.ask(question, today=TODAY)

    assert (answer.kind, {e.speaker for e in answer.excerpts}) == ("said-about", {"Ada May"})


def test_one_sentence_is_shown_once_with_all_that_was_asked(months: Archive) -> None:
    answer = months.ask("what did fenn say about the canal and the rowers", today=TODAY)

    [excerpt] = answer.excerpts
    said = [excerpt.text[s.start - excerpt.span.start : s.end - excerpt.span.start] for s in excerpt.content or ()]
    assert sorted(" ".join(said).split()) == sorted(["the", "canal", "“dry”", "that", "the", "rowers", "were", "sad"])


def test_why_people_do_something_is_no_question_for_their_words() -> None:
    assert form_of("why people hate the canal").name == "bare"


def test_how_somebody_took_something_asks_for_a_reaction(months: Archive) -> None:
    answer = months.ask("how did fenn take the dry canal", today=TODAY)

    assert [e.speaker for e in answer.excerpts] == ["Uta Fenn"]


def test_a_long_question_may_ask_for_somebody_by_an_office(offices: Archive) -> None:
    answer = offices.ask("what did the tide watch director say about the nine seals that were counted", today=TODAY)

    assert (answer.kind, answer.excerpts[0].speaker) == ("said-about", "Ran Ode")


def test_a_role_may_have_capitals_in_it(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add(
        [
            article("The QRS director said the plan was late. QRS Director Dr. Ola Wendt spoke.", article_id="a"),
            article("“Herring are back,” QRS Director Ola Wendt said.", article_id="b"),
        ]
    )

    answer = archive.ask("what did the QRS director say about herring", today=TODAY)

    assert [excerpt.speaker for excerpt in answer.excerpts] == ["Ola Wendt"]


def test_who_had_an_office_years_ago_is_not_who_has_it(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add(
        [
            article("“No,” Quorta Gov. Guy Lamar said.", article_id="old", day="2014-05-02"),
            article(
                "The governor signed the bill. Governor Ada Reed smiled. “It is done,” Reed said.",
                article_id="new",
                title="Quorta governor signs bill on herring",
                day="2024-05-02",
            ),
        ]
    )

    answer = archive.ask("what did the quorta governor say", today=TODAY)

    assert {excerpt.speaker for excerpt in answer.excerpts} == {"Ada Reed"}


PLACES = (
    (
        "The town of Quorta asked why nobody came. Harbour board fire chief Ada Krone spoke on Monday. “It was dark,” "
        "Krone said."
    ),
    "Lind fire chief Bo Hale praised the crew. “They ran,” Lind fire chief Bo Hale said.",
    "“It is shut,” the prime minister said. The prime minister of Orsk left. “I am calm,” Prime Minister said.",
    "Norvenian prime minister Ada Holt opened a dam. “It is full,” Holt said.",
    "Tarnfoods boss Ivo Dahl, one member of the Skarnbank board, resigned. “It was time,” Dahl said.",
    "The Skarnbank board met on Monday. The directors of Skarnbank said that bread was over.",
    "MN Secretary-General Rui Costa opened the fair. “Peace is cheap,” MN Secretary-General Rui Costa said.",
)


@pytest.fixture
def places(archive: Archive, article: Callable[..., Article]) -> Archive:
    """Offices that are put without whose they are, and bodies beside their members."""
    archive.add([article(text, article_id=f"p{at}") for at, text in enumerate(PLACES)])
    return archive


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        pytest.param("quorta fire chief", "Ada Krone", id="the-place-stands-a-sentence-away"),
        pytest.param("lind fire chief", "Bo Hale", id="the-place-stands-in-the-role"),
        pytest.param("norvenian prime minister on the dam", "Ada Holt", id="not-whoever-is-called-prime-minister"),
        pytest.param("what did the mn chief say about peace", "Rui Costa", id="secretary-general"),
    ],
)
def test_an_office_is_of_whom_it_is_asked(places: Archive, question: str, speaker: str) -> None:
    assert {excerpt.speaker for excerpt in places.ask(question, today=TODAY).excerpts} == {speaker}


def test_a_board_is_no_member_of_it(places: Archive) -> None:
    answer = places.ask("skarnbank board", today=TODAY)

    assert answer.corrections == ()
    assert {excerpt.article_id for excerpt in answer.excerpts} >= {"p5"}


def test_a_misspelt_name_that_begins_like_a_verb_is_a_name(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add([article("Will Brandt said that he was sorry. “I apologise to the town,” Will Brandt said.")])

    answer = archive.ask("did will brandd apologise", today=TODAY)

    assert {excerpt.speaker for excerpt in answer.excerpts} == {"Will Brandt"}


def test_lawyers_of_somebody_may_be_typed_alone(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add(
        [
            article("Ada Reed's lawyer Ben Rott spoke. “She is calm,” said Rott, Ada Reed's lawyer.", article_id="a"),
            article("Lawyers were many. Reed met a lawyer and Ada Reed slept.", article_id="b"),
        ]
    )

    answer = archive.ask("reed's lawyers", today=TODAY)

    assert (answer.kind, {excerpt.speaker for excerpt in answer.excerpts}) == ("said-about", {"Ben Rott"})


def test_a_team_may_be_shortened(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add(
        [
            article("Brelchester United manager Uta Fenn praised the rowers.", article_id="a", title="Brel United win"),
            article("Manager Uta Fenn was calm. “They pulled,” Fenn said.", article_id="b", title="Brel United lose"),
        ]
    )

    answer = archive.ask("brel united manager on the rowers", today=TODAY)

    assert [made.read_as for made in answer.corrections] == ["Uta Fenn"]


def test_who_has_an_office_and_says_nothing_is_told_of(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add([article("Quorta fire chief Ada Krone, 40, opened the new station of Quorta on Monday.")])

    answer = archive.ask("quorta fire chief", today=TODAY)

    assert "Ada Krone" in answer.excerpts[0].text


def test_things_that_an_article_has_speak_are_a_topic(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add(
        [
            article("The kettles are loud. Some kettles say it is time for tea.", article_id="a"),
            *(
                article(f"Kettles were sold in town {at}. Kettles whistle well.", article_id=f"k{at}")
                for at in range(60)
            ),
        ]
    )

    assert archive.ask("kettles", today=TODAY).kind == "search"


def test_what_is_told_of_lawyers_who_are_not_quoted_is_shown(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add([article("Ada Reed slept on Monday. The lawyers of Ada Reed handed in a brief. “No,” said Bo Lind.")])

    answer = archive.ask("what did ada reeds lawyers say", today=TODAY)

    assert answer.reason is not None
    assert "handed in a brief" in answer.excerpts[0].text


def test_a_caption_does_not_introduce_anybody_first(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add(
        [
            article("Harbour director Eva Lund in 2015.", article_id="a", day="2024-06-02"),
            article("Harbour director Eva Lund opened the quay on Monday.", article_id="b", day="2024-05-02"),
        ]
    )

    assert archive.ask("who is eva lund", today=TODAY).excerpts[0].article_id == "b"


def test_of_namesakes_only_who_speaks_of_the_matter_is_shown(archive: Archive, article: Callable[..., Article]) -> None:
    apart = "\n\nThe council met. Bread was sold.\n\n"
    archive.add(
        [
            article("“The dam will change the valley,” said Ivan Marlow.", article_id="said"),
            article(f"“Coal is old,” Ada Marlow said.{apart}The dam was inspected on Monday.", article_id="beside"),
        ]
    )

    answer = archive.ask("what did marlow say about the dam", today=TODAY)

    assert [(e.speaker, answer.reason) for e in answer.excerpts] == [("Ivan Marlow", None)]
