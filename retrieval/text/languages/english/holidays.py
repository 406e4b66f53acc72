"""Holidays that English news names: rules, each under every name in use."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.text.languages.calendar import HolidayRule


def _on(month: int, day: int) -> HolidayRule:
    return HolidayRule(month=month, day=day)


def _nth(month: int, weekday: int, nth: int, *, shift: int = 0, weekend: tuple[int, int] | None = None) -> HolidayRule:
    return HolidayRule(month=month, weekday=weekday, nth=nth, shift=shift, weekend=weekend)


def _easter(days: int, weekend: tuple[int, int] | None = None) -> HolidayRule:
    return HolidayRule(easter=days, weekend=weekend)


def _moving(country: str, name: str) -> HolidayRule:
    return HolidayRule(country=country, name=name)


_LONG_WEEKEND = (-2, 0)
_MONDAY, _TUESDAY, _THURSDAY, _FRIDAY, _SUNDAY = 0, 1, 3, 4, 6

# Names are parted by "/"; "day" in brackets may be left out.
_RULES: tuple[tuple[str, HolidayRule], ...] = (
    ("new year's day/new years day/new year day/new year's/new year", _on(1, 1)),
    ("new year's eve/new years eve/new year eve", _on(12, 31)),
    ("epiphany/three kings day", _on(1, 6)),
    ("inauguration day", _on(1, 20)),
    ("australia day", _on(1, 26)),
    ("holocaust remembrance day", _on(1, 27)),
    ("burns night", _on(1, 25)),
    ("orthodox christmas/orthodox christmas day", _on(1, 7)),
    ("groundhog day", _on(2, 2)),
    ("waitangi day", _on(2, 6)),
    ("darwin day", _on(2, 12)),
    ("leap day", _on(2, 29)),
    ("st. david's day/st david's day", _on(3, 1)),
    ("white day", _on(3, 14)),
    ("world water day", _on(3, 22)),
    ("world health day", _on(4, 7)),
    ("tax day", _on(4, 15)),
    ("st. george's day/st george's day/saint george's day", _on(4, 23)),
    ("king's day", _on(4, 27)),
    ("star wars day", _on(5, 4)),
    ("children's day", _on(6, 1)),
    ("world environment day", _on(6, 5)),
    ("d-day anniversary", _on(6, 6)),
    ("flag day", _on(6, 14)),
    ("bloomsday", _on(6, 16)),
    ("vj day/v-j day", _on(8, 15)),
    ("world teachers' day/teachers' day/teacher's day", _on(10, 5)),
    ("united nations day/un day", _on(10, 24)),
    ("human rights day", _on(12, 10)),
    ("kwanzaa", _on(12, 26)),
    ("st. andrew's day/st andrew's day/saint andrew's day", _on(11, 30)),
    ("valentine's day/valentines day/valentine day/st. valentine's day", _on(2, 14)),
    ("international women's day/women's day", _on(3, 8)),
    ("pi day", _on(3, 14)),
    ("st. patrick's day/st patrick's day/saint patrick's day/st. patricks day/st patricks day", _on(3, 17)),
    ("april fools' day/april fool's day/april fools day/april fools'/april fools", _on(4, 1)),
    ("earth day", _on(4, 22)),
    ("anzac day", _on(4, 25)),
    ("may day/international workers' day/workers' day", _on(5, 1)),
    ("press freedom day", _on(5, 3)),
    ("cinco de mayo", _on(5, 5)),
    ("victory in europe day/ve day/v-e day", _on(5, 8)),
    ("juneteenth", _on(6, 19)),
    ("canada day", _on(7, 1)),
    ("independence day", _on(7, 4)),
    ("bastille day", _on(7, 14)),
    ("assumption day", _on(8, 15)),
    ("halloween/hallowe'en/all hallows' eve/all hallows eve", _on(10, 31)),
    ("all saints' day/all saints day/all saint's day/all hallows' day", _on(11, 1)),
    ("all souls' day/all souls day/all soul's day/day of the dead", _on(11, 2)),
    ("guy fawkes day/guy fawkes night/bonfire night", _on(11, 5)),
    ("veterans day/veterans' day/veteran's day/remembrance day/armistice day", _on(11, 11)),
    ("singles' day/singles day", _on(11, 11)),
    ("world aids day", _on(12, 1)),
    ("pearl harbor day", _on(12, 7)),
    ("christmas eve/xmas eve", _on(12, 24)),
    ("christmas day/christmas/xmas day/xmas", _on(12, 25)),
    ("boxing day/st. stephen's day", _on(12, 26)),
    ("martin luther king jr. day/martin luther king day/mlk day", _nth(1, _MONDAY, 3, weekend=_LONG_WEEKEND)),
    (
        "presidents' day/presidents day/president's day/washington's birthday",
        _nth(2, _MONDAY, 3, weekend=_LONG_WEEKEND),
    ),
    ("super tuesday", _nth(3, _TUESDAY, 1)),
    ("commonwealth day", _nth(3, _MONDAY, 2)),
    ("patriots' day/patriots day/patriot's day", _nth(4, _MONDAY, 3, weekend=_LONG_WEEKEND)),
    ("arbor day/arbour day", _nth(4, _FRIDAY, -1)),
    ("parents' day/parents day/parent's day", _nth(7, _SUNDAY, 4)),
    ("mother's day/mothers' day/mothers day", _nth(5, _SUNDAY, 2)),
    ("memorial day", _nth(5, _MONDAY, -1, weekend=_LONG_WEEKEND)),
    ("father's day/fathers' day/fathers day", _nth(6, _SUNDAY, 3)),
    ("labor day/labour day", _nth(9, _MONDAY, 1, weekend=_LONG_WEEKEND)),
    (
        "columbus day/indigenous peoples' day/indigenous peoples day/indigenous people's day",
        _nth(10, _MONDAY, 2, weekend=_LONG_WEEKEND),
    ),
    ("election day", _nth(11, _MONDAY, 1, shift=1)),
    ("thanksgiving day/thanksgiving", _nth(11, _THURSDAY, 4, weekend=(0, 3))),
    ("black friday", _nth(11, _THURSDAY, 4, shift=1, weekend=(0, 2))),
    ("cyber monday", _nth(11, _THURSDAY, 4, shift=4)),
    ("giving tuesday", _nth(11, _THURSDAY, 4, shift=5)),
    ("mardi gras/shrove tuesday/fat tuesday/pancake day", _easter(-47)),
    ("ash wednesday", _easter(-46)),
    ("palm sunday", _easter(-7)),
    ("maundy thursday/holy thursday", _easter(-3)),
    ("good friday", _easter(-2, weekend=(0, 3))),
    ("holy saturday", _easter(-1)),
    ("easter sunday/easter day/easter", _easter(0, weekend=(-2, 1))),
    ("easter monday", _easter(1)),
    ("ascension day/ascension thursday", _easter(39)),
    ("pentecost/whit sunday/whitsunday", _easter(49)),
    ("whit monday", _easter(50)),
    ("corpus christi", _easter(60)),
    ("eid al-fitr/eid al fitr/eid ul-fitr/eid ul fitr/eid-al-fitr", _moving("TR", "Eid al-Fitr")),
    ("eid al-adha/eid al adha/eid ul-adha/eid ul adha/eid-al-adha", _moving("TR", "Eid al-Adha")),
    ("lunar new year/chinese new year/spring festival", _moving("CN", "Chinese New Year")),
    ("rosh hashanah/rosh hashana", _moving("IL", "Rosh Hashanah")),
    ("yom kippur", _moving("IL", "Yom Kippur")),
    ("passover/pesach", _moving("IL", "Pesach")),
    ("diwali/deepavali", _moving("IN", "Diwali")),
    ("9/11/sept. 11 attacks/september 11 attacks", HolidayRule(month=9, day=11, year=2001)),
    (
        "jan. 6 riot/january 6 riot/jan. 6 attack/january 6 attack/jan. 6 insurrection/january 6 insurrection/"
        "jan. 6 riots/january 6 riots/jan. 6 attacks/january 6 attacks/jan. 6 rioters/january 6 rioters/"
        "jan. 6 committee/january 6 committee",
        HolidayRule(month=1, day=6, year=2021),
    ),
)


def _by_name() -> Iterator[tuple[str, HolidayRule]]:
    for names, rule in _RULES:
        # The slash of 9/11 is its own; no other name holds one.
        for name in names.replace("9/11", "9|11").split("/"):
            yield name.replace("|", "/"), rule


HOLIDAYS: dict[str, HolidayRule] = dict(_by_name())
