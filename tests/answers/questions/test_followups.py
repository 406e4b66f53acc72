"""What do a few words mean behind a question, and what asks by itself?"""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.annotate.dates import find_dates
from retrieval.answers.questions.followups import FollowUp, Known, follow_up
from retrieval.model import Answer, Reason, Understood

TODAY = date(2023, 9, 20)
KNOWN = Known(
    is_person=lambda name: name.casefold() in {"putin", "vladimir putin", "kim", "the kremlin", "the white house"},
    is_source=lambda name: name.casefold() in {"reuters", "the herald", "bbc", "the bbc"},
)


def before(question: str, kind: str, *people: str, topic: str = "", outlet: str | None = None) -> Answer:
    dates = find_dates(question, TODAY)
    return Answer(question, kind, understood=Understood(people, topic, dates, outlet), total=1)


PESKOV = before("what did Peskov say about weapons", "said-about", "Dmitry Peskov", topic="weapons")
DATED = before("what did Peskov say in September 2023", "said-about", "Dmitry Peskov")
SOURCED = before("what did Peskov say according to Reuters", "said-about", "Dmitry Peskov", outlet="Reuters")
WHO_IS = before("who is Peskov", "who-is", "Dmitry Peskov")
DAY = before("what happened on 13 September 2023", "day")
FRAGMENT = before("who said “sacred struggle”", "who-said", topic="sacred struggle")
TOPIC = before("grain deal", "search", topic="grain deal")
LATEST = before("latest on grain", "latest", topic="grain")
SPOKE = before("who spoke about fuel", "who-spoke", topic="fuel")
SILENT = Answer(
    "what did Peskov say about tea",
    "said-about",
    understood=Understood(("Dmitry Peskov",), "tea"),
    reason=Reason("nothing-found", "Nothing"),
)


@pytest.mark.parametrize(
    ("asked", "words", "completed"),
    [
        (PESKOV, "and Putin?", "what did Putin say about weapons"),
        (PESKOV, "What about Putin", "what did Putin say about weapons"),
        (PESKOV, "and what about the Kremlin?", "what did the Kremlin say about weapons"),
        (PESKOV, "how about Kim?", "what did Kim say about weapons"),
        (PESKOV, "about grain?", "what did Dmitry Peskov say about grain"),
        (PESKOV, "and about grain", "what did Dmitry Peskov say about grain"),
        (PESKOV, "and grain?", "what did Dmitry Peskov say about grain"),
        (PESKOV, "on the grain deal?", "what did Dmitry Peskov say about the grain deal"),
        (PESKOV, "about Putin?", "what did Dmitry Peskov say about Putin"),
        (PESKOV, "last week", "what did Dmitry Peskov say about weapons last week"),
        (PESKOV, "and last week?", "what did Dmitry Peskov say about weapons last week"),
        (PESKOV, "and on Monday?", "what did Dmitry Peskov say about weapons on Monday"),
        (PESKOV, "in September 2023", "what did Dmitry Peskov say about weapons in September 2023"),
        (PESKOV, "yesterday?", "what did Dmitry Peskov say about weapons yesterday"),
        (PESKOV, "only Reuters", "what did Dmitry Peskov say about weapons according to Reuters"),
        (PESKOV, "only from the BBC", "what did Dmitry Peskov say about weapons according to the BBC"),
        (PESKOV, "according to The Herald", "what did Dmitry Peskov say about weapons according to The Herald"),
        (PESKOV, "and Reuters?", "what did Dmitry Peskov say about weapons according to Reuters"),
        (PESKOV, "when?", "when did Dmitry Peskov speak about weapons"),
        (PESKOV, "when was that?", "when did Dmitry Peskov speak about weapons"),
        (PESKOV, "when did he say that?", "when did Dmitry Peskov speak about weapons"),
        (DATED, "and Putin?", "what did Putin say in September 2023"),
        (DATED, "and in August?", "what did Dmitry Peskov say in August"),
        (SOURCED, "and Putin?", "what did Putin say according to Reuters"),
        (SOURCED, "only the BBC", "what did Dmitry Peskov say according to the BBC"),
        (DATED, "and Zebulon?", "what did Zebulon say in September 2023"),
        (PESKOV, "and Ukraine?", "what did Dmitry Peskov say about Ukraine"),
        (WHO_IS, "and Putin?", "who is Putin"),
        (WHO_IS, "what about weapons?", "what did Dmitry Peskov say about weapons"),
        (DAY, "and yesterday?", "what happened yesterday"),
        (DAY, "and Putin?", "what did Putin say on 13 September 2023"),
        (DAY, "only Reuters", "what happened on 13 September 2023 from Reuters"),
        (FRAGMENT, "when?", "when sacred struggle"),
        (FRAGMENT, "and grain?", "grain"),
        (TOPIC, "and Putin?", "what did Putin say about grain deal"),
        (TOPIC, "last week?", "grain deal last week"),
        (TOPIC, "only Reuters", "grain deal from Reuters"),
        (LATEST, "and weapons?", "latest on weapons"),
        (SPOKE, "and grain?", "who spoke about grain"),
        (SILENT, "and Putin?", "what did Putin say about tea"),
    ],
)
def test_a_follow_up_replaces_the_slot_of_its_own_type(asked: Answer, words: str, completed: str) -> None:
    found = follow_up(words, lambda: asked, KNOWN, today=TODAY)

    assert found == FollowUp("ask", completed)


@pytest.mark.parametrize(
    "words", ["more", "More please!", "show me more", "next page", "what else?", "anything else", "the rest"]
)
def test_more_is_the_next_page(words: str) -> None:
    assert follow_up(words, lambda: PESKOV, KNOWN, today=TODAY) == FollowUp("more")


@pytest.mark.parametrize(
    "words",
    [
        "in full",
        "the full article",
        "show me the whole text",
        "read more",
        "where was that?",
        "where?",
        "source?",
        "in context",
    ],
)
def test_the_whole_is_the_article(words: str) -> None:
    assert follow_up(words, lambda: PESKOV, KNOWN, today=TODAY) == FollowUp("whole")


@pytest.mark.parametrize(
    "words",
    [
        "what did Putin say",
        "and what did Putin say about grain?",
        "who is Putin?",
        "and who is Kim",
        "Putin",
        "Putin on grain",
        "grain deal",
        "who said “grain”?",
        "what happened yesterday?",
        "what happened on 3 May 2023",
        "when did Kim arrive in Russia?",
        "where did Kim go?",
        "latest on grain",
        "what's new",
        "thanks",
        "and thanks",
        "hello",
        "Kim said what about missiles",
        "tell me more about the grain deal with the Turks",
        "and a very long way of asking for something that is another matter",
        "in the end it was about weapons, was it not",
        "more weapons for Ukraine",
        "the whole truth about the deal",
        "only the best will do for you",
        "from Russia with love",
        "",
    ],
)
def test_what_asks_by_itself_is_left_alone(words: str) -> None:
    assert follow_up(words, lambda: PESKOV, KNOWN, today=TODAY) is None


def test_when_needs_something_that_has_a_date() -> None:
    nothing = before("latest", "latest")

    assert follow_up("when?", lambda: nothing, KNOWN, today=TODAY) is None


RU = before("Что сказал Песков об оружии?", "said-about", "Dmitry Peskov", topic="оружии")
DE = before("Was sagte Peskow über Waffen?", "said-about", "Dmitry Peskov", topic="Waffen")
ES = before("¿Qué dijo Peskov sobre las armas?", "said-about", "Dmitry Peskov", topic="las armas")
FR = before("Qu'a dit Peskov sur les armes ?", "said-about", "Dmitry Peskov", topic="les armes")
PT = before("O que disse Peskov sobre armas?", "said-about", "Dmitry Peskov", topic="armas")
UK = before("Що сказав Пєсков про зброю?", "said-about", "Dmitry Peskov", topic="зброю")


@pytest.mark.parametrize(
    ("asked", "words", "completed"),
    [
        (RU, "а Путин?", "что сказал Путин о оружии"),
        (RU, "а о зерне?", "что сказал Dmitry Peskov о зерне"),
        (RU, "когда?", "когда говорил Dmitry Peskov о оружии"),
        (RU, "вчера", "что сказал Dmitry Peskov о оружии вчера"),
        (DE, "und Putin?", "was sagte Putin über Waffen"),
        (DE, "nur Reuters", "was sagte Dmitry Peskov über Waffen laut Reuters"),
        (DE, "letzte Woche?", "was sagte Dmitry Peskov über Waffen letzte Woche"),
        (ES, "¿y Putin?", "qué dijo Putin sobre las armas"),
        (ES, "¿y sobre el grano?", "qué dijo Dmitry Peskov sobre el grano"),
        (FR, "et Poutine ?", "qu'a dit Poutine sur les armes"),
        (FR, "et la semaine dernière ?", "qu'a dit Dmitry Peskov sur les armes la semaine dernière"),
        (PT, "e Putin?", "o que disse Putin sobre armas"),
        (PT, "só Reuters", "o que disse Dmitry Peskov sobre armas segundo Reuters"),
        (UK, "а Путін?", "що сказав Путін про зброю"),
        (UK, "і про зерно?", "що сказав Dmitry Peskov про зерно"),
    ],
)
def test_a_follow_up_is_completed_in_its_language(asked: Answer, words: str, completed: str) -> None:
    names = {"putin", "путин", "poutine", "путін"}
    known = Known(is_person=lambda name: name.casefold() in names, is_source=lambda name: name == "Reuters")

    assert follow_up(words, lambda: asked, known, today=TODAY) == FollowUp("ask", completed)


@pytest.mark.parametrize(
    "words", ["mehr", "ещё", "más", "encore", "mais", "ще", "zeig mir mehr", "покажи ещё", "y qué más"]
)
def test_more_is_the_next_page_in_every_language(words: str) -> None:
    assert follow_up(words, lambda: PESKOV, KNOWN, today=TODAY) == FollowUp("more")


@pytest.mark.parametrize(
    "words", ["der ganze Artikel", "источник?", "dónde?", "l'article complet", "o artigo completo"]
)
def test_the_whole_is_the_article_in_every_language(words: str) -> None:
    assert follow_up(words, lambda: PESKOV, KNOWN, today=TODAY) == FollowUp("whole")


def test_who_else_and_who_that_is_are_asked_of_what_was_asked() -> None:
    said = before("was sagte Reed zur Fähre", "said-about", "Reed", topic="Fähre")
    words = ("wer noch", "кто ещё", "who else", "кто это", "quem é ele", "who is he?")

    found = [follow_up(one, lambda: said, KNOWN, today=TODAY) for one in words]

    who_spoke, who_is = FollowUp("ask", "wer sprach über Fähre"), FollowUp("ask", "wer ist Reed")
    assert found == [who_spoke] * 3 + [who_is] * 3


@pytest.mark.parametrize("words", ["а что говорил Хейл", "und was sagte Hale", "y qué dijo Hale"])
def test_a_whole_question_behind_and_leans_on_nothing(words: str) -> None:
    assert follow_up(words, lambda: PESKOV, KNOWN, today=TODAY) is None


def test_a_day_in_another_language_is_asked_in_that_language() -> None:
    found = follow_up("und letzte Woche?", lambda: PESKOV, KNOWN, today=TODAY)

    assert found == FollowUp("ask", "was sagte Dmitry Peskov über weapons letzte Woche")
