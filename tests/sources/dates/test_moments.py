"""Is a date read as it is meant, in whatever form the world writes it, and is a doubtful one none?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from babel import Locale
from babel.dates import format_date, format_datetime
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import Published
from retrieval.sources.dates.moments import read_moment, with_own_day
from retrieval.sources.dates.month_names import month_named

NOW = datetime(2025, 12, 1, 12, tzinfo=UTC)
DAY = "2025-11-04"  # a Tuesday
NONE = None
READ = {
    # RFC 822 and what became of it
    "Tue, 04 Nov 2025 21:15:00 +0200": f"{DAY}T21:15:00+02:00",
    "Tue, 4 Nov 2025 21:15:00 -0330": f"{DAY}T21:15:00-03:30",
    "Tue, 04 Nov 2025 21:15 GMT": f"{DAY}T21:15:00+00:00",
    "04 Nov 2025 21:15:00 UT": f"{DAY}T21:15:00+00:00",
    "Tue, 04 Nov 2025 21:15:00 UTC": f"{DAY}T21:15:00+00:00",
    "Tue, 04 Nov 2025 21:15:00 Z": f"{DAY}T21:15:00+00:00",
    "Tue, 04 Nov 2025 21:15:00 gmt": f"{DAY}T21:15:00+00:00",
    "Tue, 04 Nov 2025 21:15:00 -0000": f"{DAY}T21:15:00+00:00",
    "Tue, 04 Nov 2025 21:15:00 EST": f"{DAY}T21:15:00-05:00",
    "Tue, 04 Nov 2025 21:15:00 PDT": f"{DAY}T21:15:00-07:00",
    "Tue, 04 Nov 2025 21:15:00 CET": f"{DAY}T21:15:00+01:00",
    "Tue, 04 Nov 2025 21:15:00 CEST": f"{DAY}T21:15:00+02:00",
    "Tue, 04 Nov 2025 21:15:00 MSK": f"{DAY}T21:15:00+03:00",
    "Вт, 04 ноя 2025 21:15:00 МСК": f"{DAY}T21:15:00+03:00",
    "Tue, 04 Nov 2025 21:15:00 EET": f"{DAY}T21:15:00+02:00",
    "Tue, 04 Nov 2025 21:15:00 JST": f"{DAY}T21:15:00+09:00",
    "Tue, 04 Nov 2025 21:15:00 +01:00": f"{DAY}T21:15:00+01:00",
    "Tue, 04 Nov 2025 21:15:00 +1": f"{DAY}T21:15:00+01:00",
    "Tue, 04 Nov 2025 21:15:00 GMT+1": f"{DAY}T21:15:00+01:00",
    "Tue, 04 Nov 2025 21:15:00 UTC+05:30": f"{DAY}T21:15:00+05:30",
    "Tue, 04 Nov 2025 21:15:00 GMT -0300": f"{DAY}T21:15:00-03:00",
    "Tue, 04 Nov 2025 21:15:00 +0200 (EET)": f"{DAY}T21:15:00+02:00",
    "Tue, 04 Nov 2025 21:15:00 −0500": f"{DAY}T21:15:00-05:00",
    "Tue,04 Nov 2025 21:15:00+0200": f"{DAY}T21:15:00+02:00",
    "  Tue,  04  Nov  2025   21:15:00   +0200 ": f"{DAY}T21:15:00+02:00",
    "Tue, 04\u00a0Nov\u202f2025 21:15:00 +0200": f"{DAY}T21:15:00+02:00",
    "Tue 04 Nov 2025 21:15:00 +0200": f"{DAY}T21:15:00+02:00",
    "Tuesday, 04-Nov-25 21:15:00 GMT": f"{DAY}T21:15:00+00:00",
    "Tue, 04 Nov 25 21:15:00 +0200": f"{DAY}T21:15:00+02:00",
    "04 Nov 99 21:15 GMT": "1999-11-04T21:15:00+00:00",
    "Tue, 04 November 2025 21:15:00 +0200": f"{DAY}T21:15:00+02:00",
    "Tues, 4th Nov 2025 21:15:00 +0200": f"{DAY}T21:15:00+02:00",
    "Nov 4 2025 21:15:00 +0200": f"{DAY}T21:15:00+02:00",
    "Tue, Nov 4 2025 21:15:00 GMT": f"{DAY}T21:15:00+00:00",
    "Wed, 04 Nov 2025 21:15:00 +0200": f"{DAY}T21:15:00+02:00",  # its weekday is wrong, its day is not
    "04-NOV-2025 21:15:00": f"{DAY}T21:15:00",
    "04NOV2025": DAY,
    "Tue, 04 Nov 2025": DAY,
    "Tue, 04 Nov 2025 21:15:60 GMT": f"{DAY}T21:15:59+00:00",
    "Tue, 04 Nov 2025 24:00:00 GMT": DAY,
    "Tue, 04 Nov 2025 25:61:00 GMT": DAY,
    "Tue, 04 Nov 2025 21:15:00 XYT": DAY,  # nobody knows where
    "Tue, 04 Nov 2025 21:15:00 IST": DAY,  # India, Ireland or Israel
    "Tue, 04 Nov 2025 21:15:00 A": DAY,
    "Tue, 04 Nov 2025 21:15:00 +9900": DAY,
    "Tue, 04 Nov 2025 21:15:00 +0217": DAY,
    "Tue, 04 Nov 2025 21:15:00 EST+2": DAY,
    # ISO 8601, RFC 3339 and near them
    "2025-11-04": DAY,
    "2025-11-04T21:15:00Z": f"{DAY}T21:15:00Z",
    "2025-11-04t21:15:00z": f"{DAY}T21:15:00+00:00",
    "2025-11-04T21:15:00.123456Z": f"{DAY}T21:15:00.123456Z",
    "2025-11-04T21:15:00.1234567890Z": f"{DAY}T21:15:00.1234567890Z",
    "2025-11-04T21:15:00,5+02:00": f"{DAY}T21:15:00+02:00",
    "2025-11-04T21:15+0200": f"{DAY}T21:15:00+02:00",
    "2025-11-04T21+02:00": f"{DAY}T21:00:00+02:00",
    "2025-11-04 21:15:00": f"{DAY} 21:15:00",
    "2025-11-04T21:15:00 +02:00": f"{DAY}T21:15:00+02:00",
    "2025-11-04 21:15:00 UTC": f"{DAY}T21:15:00+00:00",
    "2025-11-04 21:15:00.123456789 +0300 MSK m=+0.01": f"{DAY}T21:15:00+03:00",
    "2025-11-04T21:15:00-05:00[America/New_York]": f"{DAY}T21:15:00-05:00",
    "2025-11-04 21:15 Europe/Kyiv": f"{DAY}T21:15:00+02:00",
    "2025-07-04 21:15 Europe/Kyiv": "2025-07-04T21:15:00+03:00",
    "2025-11-04 21:15 Nowhere/Land": DAY,
    "2025-11-04T24:00:00Z": DAY,
    "2025-11-04T21:15:00+77:00": DAY,
    "2025-11-04_21:15": f"{DAY}T21:15:00",
    "20251104": DAY,
    "20251104T211500Z": f"{DAY}T21:15:00+00:00",
    "20251104T2115+0100": f"{DAY}T21:15:00+01:00",
    "20251104211500": f"{DAY}T21:15:00",
    "202511042115": f"{DAY}T21:15:00",
    "2025-W45-2": DAY,
    "2025W452": DAY,
    "2025-308": DAY,
    "2025308": DAY,
    "2025-11-4": DAY,
    "2025-1-4": "2025-01-04",
    # numbers
    "2025/11/04": DAY,
    "2025/11/4 21:15:00": f"{DAY}T21:15:00",
    "2025.11.04 21:15": f"{DAY}T21:15:00",
    "2025. 11. 04.": DAY,
    "4.11.2025": DAY,
    "04.11.2025 21:15": f"{DAY}T21:15:00",
    "04.11.2025, 21:15 Uhr": f"{DAY}T21:15:00",
    "04. 11. 2025": DAY,
    "Di, 04.11.2025 - 21.15 Uhr": f"{DAY}T21:15:00",
    "21:15, 04.11.2025": f"{DAY}T21:15:00",
    "24/11/2025": "2025-11-24",
    "11/24/2025": "2025-11-24",
    "11/24/2025 9:05:00 PM": "2025-11-24T21:05:00",
    "24-11-2025 21:15": "2025-11-24T21:15:00",
    "11/11/2025": "2025-11-11",
    "Tue 04/11/2025": DAY,  # the weekday decides
    "mardi 04/11/2025": DAY,
    "31/12/99": "1999-12-31",
    # words
    "4 November 2025": DAY,
    "November 4, 2025": DAY,
    "November 4th, 2025": DAY,
    "Nov. 4, 2025, 9:15 p.m.": f"{DAY}T21:15:00",
    "Nov 4, 2025 12:05 am EST": f"{DAY}T00:05:00-05:00",
    "Nov 4, 2025 12:05 pm": f"{DAY}T12:05:00",
    "Nov 4, 2025 at 9pm": f"{DAY}T21:00:00",
    "Tuesday, November 4, 2025 - 21:15": f"{DAY}T21:15:00",
    "4th of November 2025": DAY,
    "2025 Nov 4": DAY,
    "2025-Nov-04 21:15": f"{DAY}T21:15:00",
    "Tue Nov  4 21:15:00 2025": f"{DAY}T21:15:00",
    "Tue Nov 4 21:15:00 CET 2025": f"{DAY}T21:15:00+01:00",
    "Tue Nov 04 21:15:00 +0000 2025": f"{DAY}T21:15:00+00:00",
    "Tue Nov 04 2025 21:15:00 GMT+0200 (Eastern European Standard Time)": f"{DAY}T21:15:00+02:00",
    "04/Nov/2025:21:15:00 +0200": f"{DAY}T21:15:00+02:00",
    "4. November 2025": DAY,
    "Dienstag, 4. November 2025 um 21:15 Uhr MEZ": f"{DAY}T21:15:00+01:00",
    "Di., 4 Nov. 2025 21:15:00 +0100": f"{DAY}T21:15:00+01:00",
    "4. März 2025": "2025-03-04",
    "04 Mrz 2025 21:15:00 +0100": "2025-03-04T21:15:00+01:00",
    "4. Jänner 2025": "2025-01-04",
    "1er février 2025 à 21h15": "2025-02-01T21:15:00",
    "mar., 4 nov. 2025 21:15:00 +0100": f"{DAY}T21:15:00+01:00",
    "4 août 2025": "2025-08-04",
    "4 aout 2025 21 h 15": "2025-08-04T21:15:00",
    "4 juil. 2025": "2025-07-04",
    "4 de noviembre de 2025": DAY,
    "martes, 4 de noviembre del 2025, 21:15 h": f"{DAY}T21:15:00",
    "4 ene 2025": "2025-01-04",
    "4 setiembre 2025": "2025-09-04",
    "Ter, 04 Nov 2025 21:15:00 -0300": f"{DAY}T21:15:00-03:00",
    "4 de março de 2025": "2025-03-04",
    "04 fev 2025": "2025-02-04",
    "4 ноября 2025 г., 21:15": f"{DAY}T21:15:00",
    "вторник, 4 Ноября 2025 21:15": f"{DAY}T21:15:00",
    "Вт, 4 сен 2025 21:15:00 +0300": "2025-09-04T21:15:00+03:00",
    "4 мая 2025": "2025-05-04",
    "4 листопада 2025 р. о 21:15": f"{DAY}T21:15:00",
    "4 лип. 2025": "2025-07-04",
    "Вівторок, 04 листопада 2025, 21:15": f"{DAY}T21:15:00",
    # around it
    "Published: 4 November 2025": DAY,
    "4 November 2025 by Ann Miller": DAY,
    "4 November 2025 · 5 min read": DAY,
    "2025-11-04 (4 November 2025)": DAY,
    # seconds of a clock
    "1762290900": f"{DAY}T21:15:00+00:00",
    "1762290900.25": f"{DAY}T21:15:00+00:00",
    "1762290900123": f"{DAY}T21:15:00+00:00",
    "1762290900123456": f"{DAY}T21:15:00+00:00",
    "/Date(1762290900000+0200)/": f"{DAY}T23:15:00+02:00",
    "1950-06-07": "1950-06-07",
    # in doubt, or not to be believed
    "04/11/2025": NONE,
    "04-11-2025 21:15": NONE,
    "4/11/2025 9:15:00 AM": NONE,
    "Sun 04/11/2025": NONE,
    "04.11.25": NONE,
    "04/11/25": NONE,
    "13/11/25": NONE,
    "25.12.2025": NONE,  # still to come
    "2031-05-01": NONE,
    "2031999999": NONE,
    "Thu, 01 Jan 1970 00:00:00 GMT": NONE,
    "1969-12-31T19:00:00-05:00": NONE,
    "1 January 1900": NONE,
    "1899-12-30": NONE,
    "0001-01-01T00:00:00": NONE,
    "0000-00-00 00:00:00": NONE,
    "2025-02-30": NONE,
    "30 February 2025": NONE,
    "31/31/2025": NONE,
    "32 Foo 20x": NONE,
    "4 Jui 2025": NONE,
    "4 Rain 2025": NONE,
    "November 2025": NONE,
    "2025": NONE,
    "2025-11": NONE,
    "2025-W45": NONE,
    "2025-400": NONE,
    "4 November": NONE,
    "21:15": NONE,
    "2 hours ago": NONE,
    "yesterday": NONE,
    "2-4 November 2025": NONE,
    "4/5 November 2025": NONE,
    "3 November 2025, updated 4 November 2025": NONE,
    "1.4.11.2025": NONE,
    "v2.10.2025.3": NONE,
    "12345": NONE,
    "123456789": NONE,
    "N/A": NONE,
    "": NONE,
    "Tue, 04 Nov 2025 21:15:00 GMT" + " " * 100: NONE,
}


@pytest.mark.parametrize(("given_", "expected"), READ.items(), ids=[repr(text[:60]) for text in READ])
def test_a_date_is_read_as_it_is_meant_or_not_at_all(given_: str, expected: str | None) -> None:
    found = read_moment(given_, now=NOW)

    assert (found and found.as_given) == expected
    assert found is None or found == Published.parse(found.as_given)


LANGUAGES = ("en", "ru", "uk", "es", "pt", "fr", "de")
DAYS = st.dates(date(1971, 1, 1), date(2025, 11, 30))


@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(["full", "long", "medium"]))
def test_a_day_in_the_words_of_seven_languages_comes_back(day: date, language: str, form: str) -> None:
    written = format_date(day, form, locale=language)

    found = read_moment(written, now=NOW)

    # With two figures for day and month alike, and nothing else, no day is better than a wrong one.
    assert found is not None or form == "medium"
    assert found is None or found.day == day


@given(
    DAYS,
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["EEE, d MMM yyyy HH:mm:ss Z", "d MMMM y, HH:mm xxx", "EEEE, d. LLLL y HH:mm 'UTC'xx"]),
    st.integers(-48, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters))),
)
def test_a_moment_in_the_words_of_seven_languages_comes_back(
    day: date, clock: object, language: str, pattern: str, zone: timezone
) -> None:
    moment = datetime.combine(day, clock, zone)  # type: ignore[arg-type]

    found = read_moment(format_datetime(moment, pattern, tzinfo=zone, locale=language), now=NOW)

    assert found is not None
    assert (found.day, found.instant) == (day, moment.astimezone(UTC))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_month_is_its_own(language: str) -> None:
    tables = Locale.parse(language).months

    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in tables[context][width].items():
                assert month_named(name) == month


@given(st.text(max_size=120) | st.text("0123456789:.-/ TZ+novNOV", max_size=60))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    found = read_moment(text, now=NOW)

    assert found is None or date(1900, 1, 2) <= found.day <= date(2025, 12, 3)


def test_the_outlets_own_clock_decides_the_day() -> None:
    utc, own = (read_moment(text, now=NOW) for text in ("2025-11-05T02:15:00Z", "2025-11-04T21:15:00-05:00"))
    other = read_moment("2025-11-04T23:00:00-05:00", now=NOW)
    assert utc is not None
    assert own is not None

    assert with_own_day(utc, [None, other, own]) == own
    assert with_own_day(utc, [other]) == utc
    assert with_own_day(own, [utc]) == own
