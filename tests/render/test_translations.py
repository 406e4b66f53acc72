"""Is every word of the bot there in every language, and whole?"""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.render.phrases.day_wording import day, in_words, short_day
from bot.render.phrases.numbers import number
from bot.render.translate import _, known, ngettext, speaking
from retrieval.model import DayRange
from tests.translations import TRANSLATED, said, translated

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_COMMAND = re.compile(r"(?<![\w/])/[a-z]+")
ADVICE = "bring the catalogues up to date with: python -m tests.translations, and translate what is empty"


def strings(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_string_is_translated_and_none_is_left_over(language: str) -> None:
    catalog = translated(language)
    wanted = {message.id for message in said() if message.id}
    there = {message.id for message in catalog if message.id}
    empty = {m.id for m in catalog if m.id and (m.fuzzy or not all(strings(m.string)))}

    assert (wanted - there, there - wanted, empty) == (set(), set(), set()), ADVICE


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_has_its_placeholders_commands_and_plural_forms(language: str) -> None:
    catalog = translated(language)
    broken = []
    for message in catalog:
        if not message.id:
            continue
        original, told = strings(message.id), strings(message.string)
        if len(original) > 1 and len(told) != catalog.num_plurals:
            broken.append((message.id, "plural forms"))
        wanted = set(_PLACEHOLDER.findall(original[-1])), set(_COMMAND.findall(original[-1]))
        broken += [
            (message.id, text)
            for text in told
            if (set(_PLACEHOLDER.findall(text)), set(_COMMAND.findall(text))) != wanted
        ]

    assert broken == []


def test_a_catalogue_is_spoken_inside_its_block_alone() -> None:
    with speaking("ru"):
        inside = _("In context")

    assert (inside, _("In context")) == ("В контексте", "In context")


@pytest.mark.parametrize(("count", "told"), [(1, "1 цитата"), (3, "3 цитаты"), (12, "12 цитат"), (21, "21 цитата")])
def test_plural_forms_follow_the_language(count: int, told: str) -> None:
    with speaking("ru"):
        assert ngettext("{n} quote", "{n} quotes", count).format(n=count) == told


@pytest.mark.parametrize(
    ("language", "long", "short", "months", "thousands"),
    [
        ("en", "13 September 2023", "13 Sep", "September 2023", "12,345"),
        ("ru", "13 сентября 2023", "13 сент.", "сентябрь 2023", "12\N{NO-BREAK SPACE}345"),
        ("uk", "13 вересня 2023", "13 вер.", "вересень 2023", "12\N{NO-BREAK SPACE}345"),
        ("de", "13. September 2023", "13 Sept.", "September 2023", "12.345"),
        ("fr", "13 septembre 2023", "13 sept.", "septembre 2023", "12\N{NARROW NO-BREAK SPACE}345"),
        ("es", "13 de septiembre de 2023", "13 sept", "septiembre 2023", "12.345"),
        ("pt", "13 de setembro de 2023", "13 set.", "setembro 2023", "12.345"),
    ],
)
def test_days_and_numbers_follow_the_language(
    language: str, long: str, short: str, months: str, thousands: str
) -> None:
    at = date(2023, 9, 13)
    month = DayRange(date(2023, 9, 1), date(2023, 10, 1))
    with speaking(language):
        assert (day(at), short_day(at, at), in_words(month), number(12345)) == (long, short, months, thousands)


@pytest.mark.parametrize(
    ("code", "language"), [("pt-br", "pt"), ("zh-hans", None), ("UK", "uk"), (None, None), ("", None)]
)
def test_telegrams_codes_are_known_by_their_first_part(code: str | None, language: str | None) -> None:
    assert known(code) == language
