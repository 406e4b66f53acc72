"""Is a later report of one matter known as such, and a report of another matter never taken for it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bot.demo import demo_articles
from retrieval.answers import Archive
from retrieval.model import Article, Published, Watch

REED = Watch(people=("Ada Reed",), role="speaks")
TODAY = date(2026, 11, 26)


def article(name: str, text: str, day: str = "2026-11-20", language: str = "en") -> Article:
    return Article(name, text, title=name, outlet="The Mill", published=Published.parse(day), language=language)


FIRE = article(
    "fire",
    "A fire destroyed the Harlow cannery on the night of Tuesday. “We lost the smokehouse and nine boats”, said Ada "
    "Reed, the mayor. Fire chief Olof Brandt said that a kiln in the smokehouse had overheated. Three sailors were "
    "treated for burns at the infirmary.",
)
FIRE_NEXT = article(
    "fire next",
    "The kiln that set the Harlow cannery alight had been reported as faulty in spring, fire chief Olof Brandt told "
    "the council. “The smokehouse should have been shut”, said Ada Reed, the mayor. Two of the sailors with burns have "
    "left the infirmary.",
    "2026-11-22",
)
STRIKE = article(
    "strike",
    "The tram drivers of Harlow walked out on Monday over night shifts. “Nobody wants to walk home in the rain”, said "
    "Ada Reed, the mayor. Union secretary Petra Lind asked for an arbitrator, and the depot at Quay Street stayed "
    "locked.",
)
STRIKE_NEXT = article(
    "strike next",
    "An arbitrator will hear the tram drivers and the city, union secretary Petra Lind said, after a week in which the "
    "depot at Quay Street was locked. “Night shifts can be shared”, said Ada Reed, the mayor.",
    "2026-11-23",
)
BUDGET = article(
    "budget",
    "The council passed the budget of Harlow after nine hours. “We can pay for both the school and the pier”, said Ada "
    "Reed, the mayor. Treasurer Nils Oberg voted against it, and the gallery was full until midnight.",
    "2026-11-21",
)
BUDGET_OF_FIRE = article(
    "budget of the brigade",
    "Fire chief Olof Brandt asked the council for four engines and a ladder. “We cannot promise all of it before the "
    "elections”, said Ada Reed, the mayor. Treasurer Nils Oberg wants to lease them.",
    "2026-11-21",
)
LATE = article("fire late", FIRE_NEXT.text, "2026-11-25")
NO_NAMES = article(
    "fire unnamed",
    "The kiln of the Harlow cannery had been reported as faulty, the smokehouse burnt down and sailors with burns were "
    "taken to the infirmary. “Nine boats are gone”, said Ada Reed, the mayor.",
    "2026-11-21",
)
FORM = (
    "{who} lead week {n}. Best starts: {who}. Sleepers to sit, waivers to watch, rankings of the week for the league."
)
RANKS = [
    article(f"ranks {n}", FORM.format(who=who, n=n))
    for n, who in ((1, "Ib Holt and Ed Moe"), (2, "Al Dunn and Vic Roy"))
]
FRENCH = article(
    "incendie",
    "Le four de la conserverie de Harlow était défectueux, a déclaré Olof Brandt au conseil. « Neuf bateaux sont "
    "perdus », a dit Ada Reed, la maire.",
    "2026-11-21",
    "fr",
)
ALL = (FIRE, FIRE_NEXT, STRIKE, STRIKE_NEXT, BUDGET, BUDGET_OF_FIRE, LATE, NO_NAMES, *RANKS, FRENCH)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("stories")) as opened:
        opened.add([*demo_articles(TODAY), *ALL])
        yield opened


@pytest.mark.parametrize(
    ("later", "earlier", "found"),
    [
        pytest.param(FIRE_NEXT, [FIRE], FIRE, id="the-cause-of-a-fire"),
        pytest.param(STRIKE_NEXT, [STRIKE], STRIKE, id="a-strike-goes-on"),
        pytest.param(FIRE_NEXT, [STRIKE, BUDGET, FIRE], FIRE, id="the-right-one-of-several"),
        pytest.param(BUDGET, [FIRE, STRIKE], None, id="the-same-speaker-on-something-else"),
        pytest.param(BUDGET_OF_FIRE, [FIRE], None, id="the-same-people-on-something-else"),
        pytest.param(BUDGET_OF_FIRE, [BUDGET], None, id="the-same-council-on-something-else"),
        pytest.param(LATE, [FIRE], None, id="after-five-days"),
        pytest.param(NO_NAMES, [FIRE], None, id="without-a-name-in-common"),
        pytest.param(RANKS[1], [RANKS[0]], None, id="two-lists-of-one-form"),
        pytest.param(FRENCH, [FIRE], None, id="another-language"),
        pytest.param(FIRE_NEXT, [], None, id="nothing-before"),
    ],
)
def test_a_report_goes_on_with_its_own_story_alone(
    archive: Archive, later: Article, earlier: list[Article], found: Article | None
) -> None:
    told = archive.following.earlier_of_story(later.id, [one.id for one in earlier], REED)

    assert told == (found.id if found else None)


def test_what_is_followed_is_no_sign_of_a_story(archive: Archive) -> None:
    both = Watch(people=("Ada Reed", "Olof Brandt"), role="either")

    assert archive.following.earlier_of_story(FIRE_NEXT.id, [FIRE.id], both) is None


def test_an_article_that_is_gone_has_no_story(archive: Archive) -> None:
    assert archive.following.earlier_of_story("nowhere", [FIRE.id], REED) is None
    assert archive.following.earlier_of_story(FIRE_NEXT.id, ["nowhere"], REED) is None
