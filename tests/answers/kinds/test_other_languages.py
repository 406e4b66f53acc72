"""Do questions find articles in another language by the names in them, and say so?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.answers import Archive
from retrieval.model import Article

TODAY = date(2024, 11, 8)
Make = Callable[..., Article]
TOLD = {
    "reker": "Ilse Reker was dismissed by the board of Nordbank on Tuesday.\n\n“I go in peace,” Reker said.",
    "fire": "The mill of Torvik burned down in May because a lamp fell over, the fire chief said.",
    "other": "The choir sang in the old hall of Sund, and 300 people listened until midnight.",
}


@pytest.fixture
def english(archive: Archive, article: Make) -> Archive:
    """Three articles in English."""
    archive.add([article(text, article_id=key, language="en") for key, text in TOLD.items()])
    return archive


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("почему уволили Рекер", "reker"),
        ("коли звільнили Рекер", "reker"),
        ("por qué despidieron a Ilse Reker", "reker"),
        ("wie viele Angestellte hat Nordbank entlassen", "reker"),
        ("pourquoi Reker a-t-elle quitté Nordbank", "reker"),
        ("por que Torvik pegou fogo", "fire"),
        ("warum ist Torvik abgebrannt", "fire"),
    ],
)
def test_the_names_of_a_question_find_articles_in_another_language(english: Archive, question: str, found: str) -> None:
    answer = english.ask(question, today=TODAY)

    assert [e.article_id for e in answer.excerpts][:1] == [found]
    assert answer.reason is not None
    assert answer.reason.code == "other-language"


@pytest.mark.parametrize(
    "question",
    [
        "почему Обермайер ушел из Nordbank",
        "por qué despidieron a Quiroga en Nordbank",
        "pourquoi la mairie est-elle fermée",
        'Who said "despidieron a la directora de Nordbank"?',
        "кто сказал «уволили Рекер после двенадцати лет»",
        "why was Reker decorated",
        "why did the volcano close Torvik",
    ],
)
def test_a_name_that_is_missing_or_a_word_of_the_same_language_is_not_passed_over(
    english: Archive, question: str
) -> None:
    assert english.ask(question, today=TODAY).excerpts == ()


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Тайвань", "Taiwan"),
        ("что сказала Ада Лунд о Китае", "China"),
        ("Frankreich", "France"),
        ("Новая Зеландия", "New Zealand"),
    ],
)
def test_a_country_is_found_by_its_name_in_another_language(
    archive: Archive, article: Callable[..., Article], question: str, held: str
) -> None:
    texts = (
        "The ship left for Taiwan on Monday.",
        "“We buy our nets in China,” said the warden, Ada Lund.",
        "Wine from France was dear.",
        "The new county was dry. A parcel came from New Zealand.",
    )
    archive.add([article(text, article_id=text[:9], language="en") for text in texts])

    found = archive.ask(question, today=date(2024, 5, 3)).excerpts

    assert [held in excerpt.text for excerpt in found] == [True]


def test_a_word_that_is_no_country_is_still_not_found(archive: Archive, article: Callable[..., Article]) -> None:
    archive.add([article("The ship left for Taiwan on Monday.", language="en")])

    assert not archive.ask("Чехия", today=date(2024, 5, 3)).excerpts
