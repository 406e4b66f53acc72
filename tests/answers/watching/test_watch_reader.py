"""Is what somebody wants to follow understood as they mean it?"""

from __future__ import annotations

import pytest

from retrieval.answers import Archive
from retrieval.answers.questions.lexicons import LEXICONS
from retrieval.model import Watch

PESKOV, KIM, PUTIN = "Dmitry Peskov", "Kim Jong Un", "Vladimir Putin"


@pytest.mark.parametrize(
    ("words", "watch"),
    [
        ("Peskov", Watch((PESKOV,))),
        ("Peskov on weapons", Watch((PESKOV,), topic="weapons")),
        ("What did Peskov say about weapons?", Watch((PESKOV,), topic="weapons")),
        ("“sacred struggle”", Watch(phrases=("sacred struggle",))),
        ('who said "sacred struggle"?', Watch(phrases=("sacred struggle",))),
        ("Reuters", Watch(outlet="Reuters")),
        ("latest from Reuters", Watch(outlet="Reuters")),
        ("Peskov in Reuters", Watch((PESKOV,), outlet="Reuters")),
        ("Kim Jong Un -missile", Watch((KIM,), without=("missile",))),
        ("Kim Jong Un –missile −“long range”", Watch((KIM,), without=("missile", "long range"))),
        ("Kim Jong Un on weapons", Watch((KIM,), topic="weapons")),
        ("everything", Watch()),
        ("Everything -sport", Watch(without=("sport",))),
        ("what's new?", Watch()),
        ("Peskov is named", Watch((PESKOV,), "named")),
        ("Peskov speaks", Watch((PESKOV,))),
        ("tell me when there is something new about Kim Jong Un", Watch((KIM,), "named")),
        ("Tell me when Peskov says something about weapons!", Watch((PESKOV,), topic="weapons")),
        ("let me know if Putin is mentioned", Watch((PUTIN,), "named")),
        ("notify me about new quotes from Peskov", Watch((PESKOV,))),
        ("keep me posted on weapons", Watch(topic="weapons")),
        ("Kim Jong Un and Vladimir Putin on space", Watch((KIM, PUTIN), topic="space")),
        ("Peskov “sacred struggle”", Watch((PESKOV,), phrases=("sacred struggle",))),
        ("weapons", Watch(topic="weapons")),
        ("Nora Finch", Watch(("Nora Finch",), "either")),
        ("Nora Finch is named", Watch(("Nora Finch",), "either")),
        ("Nora Finch on herons", Watch(("Nora Finch",), "either", topic="herons")),
        ("Nora Finch speaks", Watch(("Nora Finch",))),
        ("What did Nora Finch say about herons?", Watch(("Nora Finch",), topic="herons")),
        ("Herons", Watch(("Herons",), "either")),
        ("herons", Watch(topic="herons")),
        ("Песков об оружии", Watch((PESKOV,), topic="оружии", language="ru")),
        ("Песков", Watch((PESKOV,))),
        ("Ким Чен Ын упоминается", Watch((KIM,), "named")),
        ("всё", Watch()),
        ("Сообщи мне, когда появится что-то новое о Ким Чен Ыне", Watch((KIM,), "named")),
        ("повідом, коли з'явиться щось про Путіна", Watch((PUTIN,), "named")),
        ("Putin über Waffen", Watch((PUTIN,), topic="Waffen", language="de")),
        ("sag mir Bescheid, wenn es etwas Neues über Putin gibt", Watch((PUTIN,), "named")),
        ("préviens-moi quand il y a du nouveau sur Putin", Watch((PUTIN,), "named")),
        ("avísame cuando haya algo sobre Putin", Watch((PUTIN,), "named")),
        ("avise-me quando houver algo sobre Putin", Watch((PUTIN,), "named")),
        ("alles", Watch()),
        ("Putin habla", Watch((PUTIN,))),
        ("avísame cuando hable Putin", Watch((PUTIN,))),
        ("préviens-moi quand parle Putin", Watch((PUTIN,))),
    ],
)
def test_words_become_conditions(seed_archive: Archive, words: str, watch: Watch) -> None:
    assert seed_archive.following.read(words).watch == watch


@pytest.mark.parametrize(
    "words",
    [
        "Peskov",
        "Peskov on weapons",
        '"sacred struggle"',
        "Reuters",
        "Kim Jong Un -missile",
        "everything -sport",
        "Peskov is named",
        "Peskov is named with weapons in Reuters",
        "Peskov on weapons in Reuters",
        "Kim Jong Un and Vladimir Putin on space",
        "weapons",
        'Peskov "sacred struggle" -"long range"',
        "Nora Finch",
        "Herons on marshes -gulls",
    ],
)
def test_what_is_shown_back_means_the_same(seed_archive: Archive, words: str) -> None:
    watch = seed_archive.following.read(words).watch

    assert watch is not None
    assert seed_archive.following.read(watch.words).watch == watch


@pytest.mark.parametrize("words", ["", "?", "-", "hello", "and the"])
def test_words_that_name_nothing_follow_nothing(seed_archive: Archive, words: str) -> None:
    found = seed_archive.following.read(words)

    assert found.watch is None
    assert found.reason is not None


def test_a_misspelt_name_is_corrected_and_said(seed_archive: Archive) -> None:
    found = seed_archive.following.read("Peskv")

    assert found.watch == Watch((PESKOV,))
    assert [made.read_as for made in found.corrections] == [PESKOV]


def test_a_name_of_which_nothing_is_known_is_marked_so(seed_archive: Archive) -> None:
    assert seed_archive.following.read("Nora Finch").is_unknown
    assert not seed_archive.following.read("Peskov").is_unknown


@pytest.mark.parametrize("code", sorted(LEXICONS))
def test_every_language_has_each_kind_of_words(code: str) -> None:
    wishing = LEXICONS[code].wishing

    assert all((wishing.tell, wishing.when, wishing.follow, wishing.named, wishing.speaks, wishing.everything))
