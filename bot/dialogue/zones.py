"""Time zone lookup by what somebody typed: the names of the tz database, and suggestions for a wrong one."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from zoneinfo import available_timezones

from anyascii import anyascii
from rapidfuzz import fuzz, process

_MAX_NEAR = 4
_LEAST_LIKENESS = 65  # of 100
# No place on earth: what the machine itself is set to, and the mark of a machine that was never set.
_NO_ZONES = frozenset({"localtime", "Factory"})
# Etc/GMT+2 is two hours *behind* Greenwich; nobody is led there who did not write it out.
_NEVER_NEAR = "Etc/"


def zone_named(written: str) -> str | None:
    """The zone of this name, or of this one city; case, accents and blanks do not matter.

    >>> zone_named("europe/berlin"), zone_named("New York"), zone_named("Berln")
    ('Europe/Berlin', 'America/New_York', None)
    """
    by_name, by_place = _names()
    key = _key(written)
    if key in by_name:
        return by_name[key]
    places = by_place.get(key, ())
    return places[0] if len(places) == 1 else None


def zones_near(written: str) -> tuple[str, ...]:
    """Zones whose city is spelt like what was typed, the likest first.

    >>> zones_near("Berln")
    ('Europe/Berlin',)
    """
    _, by_place = _names()
    like = process.extract(
        _key(written.rpartition("/")[2]),
        by_place.keys(),
        scorer=fuzz.ratio,
        limit=_MAX_NEAR,
        score_cutoff=_LEAST_LIKENESS,
    )
    return tuple(name for place, _, _ in like for name in by_place[place])[:_MAX_NEAR]


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Every name by its key, and those with a region by the key of their place; read from files, hence once."""
    names = sorted(available_timezones() - _NO_ZONES)
    by_place: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        region, _, place = name.rpartition("/")
        if region and not name.startswith(_NEVER_NEAR):
            by_place[_key(place)].append(name)
    return {_key(name): name for name in names}, {place: tuple(found) for place, found in by_place.items()}


def _key(written: str) -> str:
    return " ".join(str(anyascii(written)).casefold().replace("_", " ").split())
