"""Which filters do people type behind what they follow?"""

from __future__ import annotations

import pytest

from bot.dialogue.filtering import filters_in
from retrieval.model import Watch

TITLES = Watch(is_title_only=True)


def of(author: str = "", category: str = "", *, titles: bool = False) -> Watch:
    return Watch(author=author, category=category, is_title_only=titles)


@pytest.mark.parametrize(
    ("words", "rest", "filters"),
    [
        ("the dam, only titles", "the dam", TITLES),
        ("the dam only in the title", "the dam", TITLES),
        ("the dam; headlines only.", "the dam", TITLES),
        ("only titles", "", TITLES),
        ("der Damm, nur im Titel", "der Damm", TITLES),
        ("la presa, solo en el título", "la presa", TITLES),
        ("le barrage, seulement dans les titres", "le barrage", TITLES),
        ("a barragem, só nos títulos", "a barragem", TITLES),
        ("плотина, только в заголовках", "плотина", TITLES),
        ("гребля, лише заголовки", "гребля", TITLES),
        ("the dam by author Ada Reed", "the dam", of("Ada Reed")),
        (
            "the dam by author “Ada Reed”, in category Local News",
            "the dam",
            of("Ada Reed", "Local News"),
        ),
        (
            "the dam in category Water, by the author Reed, only titles",
            "the dam",
            of("Reed", "Water", titles=True),
        ),
        (
            "der Damm, vom Autor Ada Reed, in der Rubrik Lokales",
            "der Damm",
            of("Ada Reed", "Lokales"),
        ),
        ("la presa, de la autora Ada Reed", "la presa", of("Ada Reed")),
        (
            "le barrage, de l’auteure Ada Reed, dans la rubrique Eau",
            "le barrage",
            of("Ada Reed", "Eau"),
        ),
        ("a barragem, da autora Ada Reed, na categoria Água", "a barragem", of("Ada Reed", "Água")),
        ("плотина от автора Ада Рид, в рубрике Вода", "плотина", of("Ада Рид", "Вода")),
        ("гребля від авторки Ада Рід, у категорії Вода", "гребля", of("Ада Рід", "Вода")),
        ("the only title that counts", "the only title that counts", Watch()),
        ("the book by author", "the book by author", Watch()),
        ("weapons by category of buyer", "weapons by category of buyer", Watch()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_filters_stand_behind_what_is_followed(words: str, rest: str, filters: Watch) -> None:
    assert filters_in(words) == (rest, filters)


def test_what_a_watch_is_called_reads_as_the_same_filters() -> None:
    watch = Watch(topic="dam", is_title_only=True, author="Ada Reed", category="Local News")

    rest, filters = filters_in(watch.words)

    assert (rest, filters) == ("dam", Watch(is_title_only=True, author="Ada Reed", category="Local News"))
