"""Holidays: on which day each falls in a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from retrieval.annotate.dates.calendar.spans import months, nth_weekday
from retrieval.text.languages.calendar import HolidayRule


@lru_cache(maxsize=1024)
def holiday(rule: HolidayRule, year: int) -> date:
    """Its day in this year.

    Raises:
        ValueError: the rule, or the calendar that it asks, has no such day in this year.
    """
    return _unshifted(rule, year) + timedelta(days=rule.shift)


def _unshifted(rule: HolidayRule, year: int) -> date:
    if rule.easter is not None:
        from dateutil.easter import easter  # few texts need it, and every start would pay for it

        sunday: date = easter(year)
        return sunday + timedelta(days=rule.easter)
    if rule.country is not None and rule.name is not None:
        return _moving(rule.country, rule.name, year)
    if rule.weekday is not None and rule.nth is not None and rule.month is not None:
        return nth_weekday(months(year, rule.month), rule.weekday, rule.nth)
    if rule.month is None or rule.day is None:
        raise ValueError(f"a holiday without a rule: {rule}")
    return date(year, rule.month, rule.day)


def _moving(country: str, name: str, year: int) -> date:
    """The day of a holiday of another calendar, as one country keeps it."""
    from holidays import country_holidays  # 70 ms, for a handful of names

    days = country_holidays(country, years=year, language="en_US").get_named(name)
    if not days:
        raise ValueError(f"no {name} in {year}")
    return min(days)
