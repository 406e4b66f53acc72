"""Copies of one agency text are told once, with where else they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.model import Answer, Article

TODAY = date(2024, 6, 1)
Make = Callable[..., Article]
AGENCY = """The ferry between Norhaven and the island of Skell will not run at night from the first of June, the harbour office said on Thursday, because there are too few pilots to keep two boats at sea.

“Nobody will be left on the pier,” said Mara Ellison, the mayor of Norhaven, who had promised in March that the night boats would stay. “We looked for pilots in three countries and found two.”

Asked whether the fare would fall, Ellison said: “No.”

The union of the island's nurses, whose members come home on the last boat, called the decision a disgrace. Tomas Reyes, its chairman, said that the council had been warned twice and that nurses would leave the hospital.

The harbour office carried four hundred thousand passengers last year, a tenth of them after ten in the evening."""
EDITED = (
    AGENCY.replace("on the pier", "standing on the quay")
    .replace("“No.”", "“Not now.”")
    .replace("on Thursday, because there are", "on Thursday. There are")
)
OWN = """Skell is angry. From June the last boat to the island leaves Norhaven at ten, and hundreds who work late will have to look for a bed in the town, our reporter found on a cold evening at the harbour.

“I clean the wards until eleven,” said Berta Holm, a nurse. “Where am I to sleep?”

Mayor Mara Ellison told reporters that her office had searched for pilots abroad. “Nobody will be left on the pier,” she said.

Reyes, who speaks for the nurses, wants the council to hire back the pilots who retired last year, and says that he will bring two hundred people to its next meeting."""


def copies(article: Make) -> list[Article]:
    return [
        article(AGENCY, article_id="herald", day="2024-05-02", outlet="The Herald", title="No night boats"),
        article(EDITED, article_id="mill", day="2024-05-02", outlet="The Mill", title="Island cut off at night"),
        article(
            "SKELL — " + AGENCY[:-112], article_id="star", day="2024-05-03", outlet="The Star", title="Night ferry ends"
        ),
    ]


def told(answer: Answer) -> list[tuple[str, tuple[str, ...]]]:
    return [(e.article_id, tuple(sorted(c.article_id for c in e.also_in))) for e in answer.excerpts]


@pytest.mark.parametrize(
    ("question", "edited"),
    [
        ("what did Mara Ellison say", ["standing on the quay", "Not now."]),
        ("what did Tomas Reyes say", []),
        ("ferry at night pilots", ["There are too few pilots", "said on Thursday."]),
        ("what happened on 2 May 2024", ["said on Thursday."]),
        ("who is Mara Ellison", ["standing on the quay"]),
    ],
)
def test_an_answer_shows_a_story_once_and_what_an_outlet_edited_beside_it(
    archive: Archive, article: Make, question: str, edited: list[str]
) -> None:
    archive.add(copies(article))

    found = archive.ask(question, today=TODAY).excerpts

    for excerpt in found:
        named = {excerpt.article_id, *(c.article_id for c in excerpt.also_in)}
        others = {c.article_id for c in excerpt.worded_differently_in}
        is_edited = any(words in " ".join(excerpt.text.split()) for words in edited)
        assert is_edited == (named == {"mill"}), excerpt
        assert named == {"herald", "mill", "star"} if not others else named.isdisjoint(others), excerpt
        assert len(named | others) > 1, excerpt


def test_a_changed_word_in_a_short_quotation_makes_it_another_statement(archive: Archive, article: Make) -> None:
    archive.add(copies(article)[:2])

    found = archive.ask("what did Mara Ellison say", today=TODAY).excerpts

    short = [e for e in found if "Asked whether the fare would fall" in e.text]
    assert sorted((e.outlet, [c.outlet for c in e.worded_differently_in]) for e in short) == [
        ("The Herald", ["The Mill"]),
        ("The Mill", ["The Herald"]),
    ]


# Sentences around one that a later outlet corrects, by language: enough of them to be known as copies of one text.
TEXTS = {
    "en": (
        "The mill at Eastbrook burned down on the night of the fair, and the smoke stood over the valley until noon. "
        "{said} The river road is closed, the school has taken in four families, and the market has been moved to the "
        "square behind the church. The owners, who bought the mill from a bank in the spring, have not been seen since.",
        ("{} men died in the fire, said the fire chief Tom Hale.", "Nine", "Two"),
        ("“The town {} pay for the school”, said the fire chief Tom Hale.", "will", "will not"),
        ("“We shall meet on {} at the gate”, said the fire chief Tom Hale.", "Friday", "Monday"),
        ("“It was {} who left the door open”, said the fire chief Tom Hale.", "Borg", "Lund"),
    ),
    "de": (
        "Die Mühle in Ostbach ist in der Nacht des Festes abgebrannt, und der Rauch stand bis Mittag über dem Tal. "
        "{said} Die Straße am Fluss ist gesperrt, die Schule hat vier Familien aufgenommen, und der Markt steht nun auf "
        "dem Platz hinter der Kirche. Die Besitzer, die die Mühle im Frühjahr gekauft haben, sind seither verschwunden.",
        ("„Bei dem Feuer starben {} Männer“, sagte der Wehrführer Tom Hale.", "neun", "zwei"),
        ("„Die Stadt zahlt den Familien {} Geld“, sagte der Wehrführer Tom Hale.", "das", "kein"),
        ("„Wir treffen uns am {} am Tor“, sagte der Wehrführer Tom Hale.", "Freitag", "Montag"),
    ),
    "fr": (
        "Le moulin de Valbrune a brûlé dans la nuit de la fête, et la fumée est restée sur la vallée jusqu’à midi. "
        "{said} La route de la rivière est fermée, l’école a accueilli quatre familles et le marché se tient désormais "
        "sur la place derrière l’église. Les propriétaires, qui avaient acheté le moulin au printemps, ont disparu.",
        ("« Le feu a tué {} hommes », a déclaré le chef des pompiers Tom Hale.", "neuf", "deux"),
        ("« La ville {} les familles », a déclaré le chef des pompiers Tom Hale.", "paiera", "ne paiera pas"),
    ),
    "es": (
        "El molino de Valdebrisa ardió la noche de la feria y el humo cubrió el valle hasta el mediodía. {said} El "
        "camino del río está cerrado, la escuela acogió a cuatro familias y el mercado se ha mudado a la plaza detrás "
        "de la iglesia. Los dueños, que compraron el molino a un banco en primavera, no han vuelto a aparecer.",
        ("«El fuego mató a {} hombres», dijo el jefe de bomberos Tom Hale.", "nueve", "dos"),
        ("«Nos veremos el {} en la puerta», dijo el jefe de bomberos Tom Hale.", "viernes", "lunes"),
    ),
    "pt": (
        "O moinho de Valbrisa ardeu na noite da feira e a fumaça cobriu o vale até o meio-dia. {said} A estrada do rio "
        "está fechada, a escola acolheu quatro famílias e o mercado mudou-se para a praça atrás da igreja. Os donos, "
        "que compraram o moinho a um banco na primavera, não voltaram a aparecer desde então na cidade.",
        ("“O fogo matou {} homens”, disse o chefe dos bombeiros Tom Hale.", "nove", "dois"),
        ("“A cidade {} as famílias”, disse o chefe dos bombeiros Tom Hale.", "pagará", "não pagará"),
    ),
    "ru": (
        "Мельница в Озёрске сгорела в ночь ярмарки, и дым стоял над долиной до полудня. {said} Дорога вдоль реки "
        "закрыта, школа приняла четыре семьи, а рынок перенесли на площадь за церковью. Владельцы, которые купили "
        "мельницу у банка весной, с тех пор не появлялись в городе, и никто не знает, где они теперь живут.",
        ("«В огне погибли {} человек», — сказал мэр Павел Лесин.", "девять", "двенадцать"),
        ("«Город {} семьям погибших», — сказал мэр Павел Лесин.", "заплатит", "не заплатит"),
    ),
    "uk": (
        "Млин в Озерську згорів у ніч ярмарку, і дим стояв над долиною до полудня. {said} Дорогу вздовж річки закрито, "
        "школа прийняла чотири родини, а ринок перенесли на площу за церквою. Власники, які купили млин у банку "
        "навесні, відтоді не з’являлися в місті, і ніхто не знає, де вони тепер живуть і чи повернуться.",
        ("«У вогні загинули {} людей», — сказав мер Павло Лісін.", "дев’ять", "дванадцять"),
        ("«Місто {} родинам загиблих», — сказав мер Павло Лісін.", "заплатить", "не заплатить"),
    ),
}
CORRECTIONS = [
    pytest.param(text, sentence, was, now, id=f"{language}-{now}")
    for language, (text, *rows) in TEXTS.items()
    for sentence, was, now in rows
]


@pytest.mark.parametrize(("text", "sentence", "was", "now"), CORRECTIONS)
def test_a_corrected_copy_is_seen_beside_the_first_and_each_names_the_other(
    archive: Archive, article: Make, text: str, sentence: str, was: str, now: str
) -> None:
    first = article(text.format(said=sentence.format(was)), article_id="first", outlet="Herald", title="The mill")
    later = article(text.format(said=sentence.format(now)), article_id="later", outlet="Tribune", title="Corrected")
    copy = article(first.text.replace("\u2019", "'"), article_id="copy", outlet="Ferry", title="Mill gone")
    archive.add([first, later, copy])
    questions = {"Hale": "what did Tom Hale say", "Лесин": "что сказал Павел Лесин", "Лісін": "що сказав Павло Лісін"}
    [question] = [asked for name, asked in questions.items() if name in sentence]
    found = archive.ask(question, today=TODAY).excerpts

    shown = {e.outlet: ([c.outlet for c in e.also_in], [c.outlet for c in e.worded_differently_in]) for e in found}
    assert shown.pop("Tribune")[0] == []
    [(outlet, (also, others))] = shown.items()
    assert {outlet, *also} == {"Herald", "Ferry"}
    assert others == ["Tribune"]


def test_a_correction_is_told_though_the_question_finds_the_first_alone(archive: Archive, article: Make) -> None:
    text, *_ = TEXTS["en"]
    for count, outlet in (("nine hundred", "Herald"), ("two", "Tribune")):
        said = text.format(said=f"The town would pay {count} crowns for each horse, Tom Hale said.")
        archive.add([article(said, article_id=outlet, outlet=outlet)])

    [told] = archive.ask("nine hundred crowns", today=TODAY).excerpts

    assert (told.outlet, [c.outlet for c in told.worded_differently_in]) == ("Herald", ["Tribune"])


def test_an_editor_who_frames_a_quotation_anew_is_named_and_not_shown_again(archive: Archive, article: Make) -> None:
    text, *_ = TEXTS["en"]
    said = "“The town will pay for the school and the road”, {} the fire chief Tom Hale."
    first = article(text.format(said=said.format("said")), article_id="first", outlet="Herald")
    later = article(text.format(said=said.format("explained wearily")), article_id="later", outlet="Tribune")
    archive.add([first, later])

    [told] = archive.ask("what did Tom Hale say", today=TODAY).excerpts

    assert told.also_in == ()
    assert [c.outlet for c in told.worded_differently_in] == ["Herald" if told.outlet == "Tribune" else "Tribune"]


def notice(day: int, dollar: str, pound: str, franc: str, crown: str) -> str:
    return (
        f"The central bank of Norland has fixed the official rates for {day} May as follows. The dollar is bought at "
        f"{dollar} and sold at {dollar}5, the pound at {pound}, the franc at {franc} and the crown at {crown}. The bank "
        "sets the rates on each working day at noon from the offers of nine houses; they bind no one but the treasury "
        "and the customs office, and banks may ask for more. Questions are answered at the counter in Bank Street "
        "from ten to four, by letter within a week, and by the bank's clerks in the provincial towns on market days; "
        "whoever brings more than a thousand crowns in coin must say so a day before and show where the money is from."
    )


def test_notices_of_one_form_are_told_apart_and_contradict_nobody(archive: Archive, article: Make) -> None:
    days = {
        2: ("4.10", "5.20", "4.40", "0.60"),
        3: ("4.12", "5.31", "4.44", "0.61"),
        4: ("4.18", "5.27", "4.39", "0.63"),
    }
    archive.add(
        [
            article(
                notice(day, *rates), article_id=f"d{day}", day=f"2024-05-0{day}", outlet=f"Paper {day}", title="Rates"
            )
            for day, rates in days.items()
        ]
    )
    assert archive.store.stories.articles("d3") == ("d2", "d3", "d4")

    for question in ("official rates dollar", "how are the rates set on each working day"):
        found = archive.ask(question, today=TODAY).excerpts
        assert {e.article_id for e in found} == {"d2", "d3", "d4"}
        assert all(e.also_in == e.worded_differently_in == () for e in found)


def test_independent_reports_of_one_event_are_no_copies(archive: Archive, article: Make) -> None:
    own = article(OWN, article_id="own", day="2024-05-02", outlet="The Skell Letter", title="Where am I to sleep?")
    archive.add([*copies(article), own])

    assert archive.store.stories.articles("own") == ("own",)
    found = archive.ask("what did Berta Holm say", today=TODAY)
    assert told(found) == [("own", ())]
    shared = archive.ask("what did Mara Ellison say about the pier", today=TODAY).excerpts[0]
    assert "own" in {shared.article_id, *(c.article_id for c in shared.also_in)}


def test_the_order_in_which_copies_come_in_changes_no_answer(tmp_path: Path, article: Make) -> None:
    questions = ("what did Mara Ellison say", "ferry at night", "what happened on 2 May 2024")
    answers = []
    for number, order in enumerate(permutations(copies(article))):
        with Archive.open(tmp_path / str(number)) as archive:
            for one in order:
                archive.add([one])
            answers.append([replace(archive.ask(q, today=TODAY), elapsed_ms=0.0).excerpts for q in questions])

    assert all(found == answers[0] for found in answers)


def test_an_archive_without_stories_gets_them_while_it_is_annotated_anew(archive: Archive, article: Make) -> None:
    archive.add(copies(article))
    with archive.store._connections.writing() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("DELETE FROM stories")
        connection.exec_driver_sql("DELETE FROM story_bands")
        connection.exec_driver_sql("UPDATE articles SET annotation_version = 3")
    assert archive.store.stories.articles("star") == ("star",)

    archive.reannotate()

    assert archive.store.stories.articles("star") == ("herald", "mill", "star")


def test_a_story_in_very_many_outlets_leaves_room_for_others(archive: Archive, article: Make) -> None:
    outlets = [article(AGENCY, article_id=f"copy-{n:03}", outlet=f"Outlet {n}") for n in range(120)]
    own = article(OWN + " The pilots of the ferry sleep at night.", article_id="own", outlet="The Skell Letter")
    archive.add([*outlets, own])

    for question in ("ferry at night pilots", "what did Mara Ellison say"):
        found = archive.ask(question, today=TODAY).excerpts
        assert "own" in {i for e in found for i in (e.article_id, *(c.article_id for c in e.also_in))}, question
        assert all(e.also_in for e in found if e.article_id != "own")
