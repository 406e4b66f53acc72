"""Articles and questions in one language find one another; names find one another across alphabets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from retrieval.answers import Archive
from retrieval.model import Article, Published

ARTICLES = {
    "ru": (
        "Порт Северный закроют на ремонт до октября. «Краны не выдержат ещё одной зимы, поэтому ремонт начнём сейчас», — заявил "
        "начальник порта, министр транспорта Олег Седов.\n\nПо словам Седова, рабочие получат зарплату полностью. "
        "Профсоюз ему не верит. «Обещания мы слышали много раз», — сказала адвокат профсоюза Анна Крылова."
    ),
    "uk": (
        "Міст через річку відкриють у листопаді. «Міст витримає найважчі вантажівки», — сказав міністр транспорту Тарас Гнатюк "
        "на зустрічі з мешканцями.\n\nЗа словами Гнатюка, роботи коштували десять мільйонів. «Ми чекали цього шість років», — "
        "зазначила мер міста Олена Коваль."
    ),
    "es": (
        "El puerto cerrará por obras. «Las grúas no aguantarán otro invierno», dijo la ministra de Transportes, Lucía Ferrán.\n\n"
        "Según Ferrán, los obreros cobrarán el sueldo completo. El alcalde Tomás Vidal afirmó: «La ciudad pagará la mitad»."
    ),
    "pt": (
        "O porto fecha para obras. “Os guindastes não aguentam outro inverno”, disse a ministra dos Transportes, Lúcia Ferrão.\n\n"
        "De acordo com Ferrão, os operários recebem o salário completo. O prefeito Tomás Vidal afirmou: “A cidade paga metade”."
    ),
    "fr": (
        "Le port ferme pour travaux. « Les grues ne tiendront pas un autre hiver », a déclaré la ministre des Transports, "
        "Lucie Ferrand.\n\nSelon Ferrand, les ouvriers toucheront leur salaire. Le maire Thomas Vidal a affirmé : « La ville paiera "
        "la moitié »."
    ),
    "de": (
        "Der Hafen wird wegen Bauarbeiten geschlossen. „Die Kräne halten keinen weiteren Winter aus“, sagte Verkehrsministerin "
        "Lucie Ferrand.\n\nLaut Ferrand bekommen die Arbeiter ihren vollen Lohn. Bürgermeister Thomas Vidal erklärte: „Die Stadt "
        "zahlt die Hälfte.“"
    ),
}
# Question, kind, the words that the first excerpt holds.
QUESTIONS = {
    "ru": (
        ("Что сказал Седов о кранах?", "said-about", "Краны не выдержат"),
        ("Что говорил Олег Седов о зарплатах?", "said-about", "рабочие получат зарплату"),
        ("Кто сказал «обещания мы слышали»?", "who-said", "Обещания мы слышали"),
        ("Кто такой Олег Седов?", "who-is", "министр транспорта Олег Седов"),
        ("Что случилось 5 сентября 2023 года?", "day", "Порт Северный"),
        ("Что сказал Sedov о кранах?", "said-about", "Краны не выдержат"),
    ),
    "uk": (
        ("Що сказав Гнатюк про міст?", "said-about", "Міст витримає"),
        ("Хто сказав «чекали цього шість років»?", "who-said", "шість років"),
        ("Хто такий Тарас Гнатюк?", "who-is", "Тарас Гнатюк"),
        ("Що сталося 5 вересня 2023 року?", "day", "Міст через річку"),
    ),
    "es": (
        ("¿Qué dijo Ferrán sobre las grúas?", "said-about", "Las grúas no aguantarán"),
        ("¿Quién dijo «la ciudad pagará la mitad»?", "who-said", "La ciudad pagará"),
        ("¿Quién es Lucía Ferrán?", "who-is", "ministra de Transportes"),
        ("¿Qué pasó el 5 de septiembre de 2023?", "day", "El puerto cerrará"),
    ),
    "pt": (
        ("O que disse Ferrão sobre os guindastes?", "said-about", "Os guindastes não aguentam"),
        ("Quem disse “a cidade paga metade”?", "who-said", "A cidade paga"),
        ("Quem é Lúcia Ferrão?", "who-is", "ministra dos Transportes"),
        ("O que aconteceu em 5 de setembro de 2023?", "day", "O porto fecha"),
    ),
    "fr": (
        ("Qu’a dit Ferrand sur les grues ?", "said-about", "Les grues ne tiendront"),
        ("Qui a dit « la ville paiera la moitié » ?", "who-said", "La ville paiera"),
        ("Qui est Lucie Ferrand ?", "who-is", "ministre des Transports"),
        ("Que s’est-il passé le 5 septembre 2023 ?", "day", "Le port ferme"),
    ),
    "de": (
        ("Was hat Ferrand über die Kräne gesagt?", "said-about", "Die Kräne halten"),
        ("Wer sagte „Die Stadt zahlt die Hälfte“?", "who-said", "Die Stadt zahlt"),
        ("Wer ist Lucie Ferrand?", "who-is", "Verkehrsministerin"),
        ("Was geschah am 5. September 2023?", "day", "Der Hafen wird"),
    ),
}
CASES = [(language, *row) for language, rows in QUESTIONS.items() for row in rows]


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Archive]]:
    """One archive a language; the articles come without their language."""
    opened = {}
    for language, text in ARTICLES.items():
        folder: Path = tmp_path_factory.mktemp(language)
        opened[language] = Archive.open(folder)
        opened[language].add([Article(id="a", text=text, published=Published.parse("2023-09-05"))])
    yield opened
    for archive in opened.values():
        archive.close()


@pytest.mark.parametrize("language", ARTICLES)
def test_an_article_without_a_language_gets_one(language: str, archives: dict[str, Archive]) -> None:
    assert archives[language].article("a").language == language


@pytest.mark.parametrize(("language", "question", "kind", "words"), CASES)
def test_a_question_finds_articles_in_its_language(
    language: str, question: str, kind: str, words: str, archives: dict[str, Archive]
) -> None:
    answer = archives[language].ask(question, today=date(2023, 9, 20))

    assert answer.kind == kind
    assert [words in e.text for e in answer.excerpts[:1]] == [True]


ACROSS = (
    "Что сказал Песков?",
    "что говорил Дмитрий Песков",
    "Слова Дмитрия Пескова",
    "Песков",
    "що сказав Пєсков",
    "¿Qué dijo Peskov?",
    "O que disse Peskov?",
    "Qu'a dit Peskov ?",
    "Was hat Peskow gesagt?",
)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("en")) as archive:
        text = "“The harbour will be open,” the Kremlin press secretary, Dmitry Peskov, said. “No,” said Anna Bell."
        archive.add([Article(id="a", text=text, language="en")])
        yield archive


@pytest.mark.parametrize("question", ACROSS)
def test_a_person_is_found_across_alphabets_and_cases(question: str, english: Archive) -> None:
    answer = english.ask(question, today=date(2023, 9, 20))

    assert answer.understood.people == ("Dmitry Peskov",)
    assert [e.speaker for e in answer.excerpts] == ["Dmitry Peskov"]


def test_a_topic_in_another_language_is_not_answered_with_something_else(english: Archive) -> None:
    answer = english.ask("Что сказал Песков об оружии?", today=date(2023, 9, 20))

    assert not answer.excerpts
    assert answer.reason is not None
    assert [near.value for near in answer.near] == ["Dmitry Peskov"]


def test_two_people_are_asked_for_at_once(english: Archive) -> None:
    answer = english.ask("Что сказали Песков и Белл?", today=date(2023, 9, 20))

    assert answer.understood.people == ("Dmitry Peskov", "Anna Bell")
