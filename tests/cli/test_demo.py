"""``verbatim demo``: an archive to try things on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import verbatim
from bot.demo import demo_articles
from retrieval.text.languages.detection import detected_language

Verbatim = Callable[..., Result]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    done = CliRunner().invoke(verbatim, ["demo", "--data", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "40 articles of invented people" in done.stdout
    return folder


@pytest.mark.parametrize("today", [date(2026, 11, 22) + timedelta(days=n) for n in range(7)])
def test_the_articles_are_of_the_last_two_months_whatever_the_day(today: date) -> None:
    days = [article.published.day for article in demo_articles(today) if article.published]

    assert len(days) == 41
    assert timedelta(0) < today - max(days) <= timedelta(days=8)
    assert today - min(days) < timedelta(days=66)
    assert min(days).weekday() == 0  # "on Monday": they speak of days of the week


def test_each_article_is_in_the_language_that_it_says() -> None:
    articles = list(demo_articles(date(2026, 11, 26)))

    assert {a.language for a in articles} == {"en", "de", "fr", "es", "pt", "ru", "uk"}
    assert [a.id for a in articles if detected_language(a.text) != a.language] == []


def test_there_are_copies_of_agency_texts_and_a_correction() -> None:
    articles = list(demo_articles(date(2026, 11, 26)))
    ids, texts = Counter(a.id for a in articles), Counter(a.text for a in articles)

    assert [count for count in ids.values() if count > 1] == [2]
    assert sum(count > 1 for count in texts.values()) >= 2


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what did Ida Aune say about the bridge?", "Nobody will cross that bridge"),
        ('who said "a bridge to nowhere"?', "Henrik Dahl, Opposition leader"),
        ("was sagte Lena Stavik über den Mantel?", "Lena Stavik, Ministerpräsidentin · quoted"),
        ("¿qué dijo Marta Quiroga?", "Marta Quiroga"),
        ("qui est Jean-Luc Armand ?", "Armand"),
        ("o que disse Sigrid Berg", "Sigrid Berg"),
        ("что сказал Виктор Седов?", "Мост открыт, а бесплатное"),
        ("що сказала Оксана Гриценко про рибу?", "Гриценко"),
        ("who scored in the last minute?", "Mina Osei"),
    ],
)
def test_there_is_something_to_ask_in_every_language(run: Verbatim, demo: Path, question: str, told: str) -> None:
    assert told in run("ask", question, data=demo).stdout


def test_an_archive_with_articles_of_its_own_is_left_alone(run: Verbatim, tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"Rain number {number}.", encoding="utf-8")
    data = tmp_path / "data"
    run("ingest", str(tmp_path / "0.txt"), str(tmp_path / "1.txt"), data=data)
    done = run("demo", data=data)

    assert done.exit_code == 1
    assert "verbatim demo --data FOLDER" in done.stderr
    assert run("search", "Ida Aune", data=data).stdout == "No passage holds these words.\n"
