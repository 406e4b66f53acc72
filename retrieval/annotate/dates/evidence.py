"""Is it a date at all? What the words around must show before "May", "2016" or "the 18th" may stand alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from retrieval.annotate.dates.tense import FUTURE, PAST

if TYPE_CHECKING:
    from retrieval.annotate.dates.reading import Reading, Scene

_BEFORE = re.compile(r"(\S+)[ \u00a0]+[“\"‘(\[]*$|([$€£#=]|\w+[-–~])$")
_AFTER = re.compile(r"[ \u00a0]+([^\s,.;:!?)\]”\"]+)|([%$€£])|-([^\W\d_]+)|['’](s)\b")
_STOP = re.compile(r"[ \u00a0]*(?:[.,;:!?)\]”\"–—-]|$|\n)")
_FIRST_USUAL_YEAR, _LAST_USUAL_YEAR = 1900, 2099
_REACH = 40


def word_before(scene: Scene) -> str:
    """The word, or the mark of a count, just before what is being read; "" at the start of a line."""
    found = _BEFORE.search(scene.text[max(0, scene.begin - _REACH) : scene.begin])
    return (found[1] or found[2]) if found else ""


def word_after(scene: Scene) -> str:
    """The word just after what is being read; "" where a stop comes first."""
    found = _AFTER.match(scene.text, scene.end, scene.end + _REACH)
    return (found[1] or found[2] or found[3] or found[4]) if found else ""


def is_before_stop(scene: Scene) -> bool:
    return _STOP.match(scene.text, scene.end) is not None


def is_counted(scene: Scene) -> bool:
    """Whether the number that is being read counts what follows ("30 people")."""
    after = word_after(scene)
    return after in scene.calendar.counted or after.lower() in scene.calendar.counted


def _is_alone(scene: Scene) -> bool:
    return not word_before(scene) and is_before_stop(scene)


def _role_before(scene: Scene) -> frozenset[str]:
    role = scene.calendar.roles.get(word_before(scene).lower())
    return frozenset({role}) if role else frozenset()


def _is_preceded(scene: Scene, *roles: str) -> bool:
    return scene.calendar.roles.get(word_before(scene).lower()) in roles


def _is_name_next(scene: Scene) -> bool:
    return word_after(scene)[:1].isupper()


def _written(scene: Scene) -> str:
    return scene.text[scene.begin : scene.end]


def month(scene: Scene, _: Reading) -> bool:
    """A month that is also a word or a name wants a preposition, or "the May elections"."""
    written = _written(scene)
    if written.lower() not in scene.calendar.weak or _is_alone(scene):
        return True
    if _is_preceded(scene, "in", "of", "since", "until", "during", "the"):
        is_article = _is_preceded(scene, "the")
        return not is_article or (written[0].isupper() and _is_plain_noun(scene))
    if _is_preceded(scene, "a"):
        return written[0].isupper() and _is_plain_noun(scene)
    is_person = written.lower() in ("may", "jan") or _is_name_next(scene)
    return (
        written[0].isupper()
        and not is_person
        and _is_preceded(scene, "by", "from", "for", "before", "after", "through")
    )


def _is_plain_noun(scene: Scene) -> bool:
    after = word_after(scene)
    return after[:1].islower() and after not in scene.calendar.roles and after not in scene.calendar.past


def weekday(scene: Scene, _: Reading) -> bool:
    """ "Sun" is a paper, "sat" a verb; "The Sunday Times" is no Sunday."""
    written = _written(scene)
    if _is_name_next(scene) and word_after(scene).lower() in scene.calendar.mastheads:
        return False
    if written.lower() not in scene.calendar.weak or _is_alone(scene):
        return word_before(scene).lower() not in scene.calendar.mastheads
    return _is_preceded(scene, "on", "by", "until", "since", "from") and (written[0].isupper() or is_before_stop(scene))


def dayword(scene: Scene, _: Reading) -> bool:
    """ "USA Today" is a paper."""
    return not (_written(scene)[0].isupper() and word_before(scene)[:1].isupper() and word_before(scene)[-1].isalpha())


def year(scene: Scene, reading: Reading) -> bool:
    """A bare number is a year after a preposition that years have, or before a noun that they have; never a count."""
    number = reading.year or 0
    before, after = word_before(scene), word_after(scene)
    if is_counted(scene) or before.lower() in scene.calendar.counting or after == "%":
        return False
    if _is_alone(scene) or before == "=":
        return True
    has_preposition = _is_preceded(
        scene,
        "in",
        "of",
        "since",
        "until",
        "during",
        "by",
        "through",
        "for",
        "and",
        "or",
        "from",
        "before",
        "after",
        "to",
        "early",
        "between",
    )
    has_preposition = has_preposition or before.lower() in scene.calendar.parts or before.lower().endswith("mid-")
    if not _FIRST_USUAL_YEAR <= number <= _LAST_USUAL_YEAR:
        is_old = _is_preceded(scene, "in", "since", "until") and (
            is_before_stop(scene) or after in scene.calendar.roles
        )
        return is_old and 1500 <= number < _FIRST_USUAL_YEAR
    if number % 100 == 0 and after.endswith("s") and after[:1].islower() and after not in ("was", "is", "has"):
        return False
    if has_preposition:
        return (
            not _is_preceded(scene, "to", "for", "and", "or", "from", "before", "after")
            or is_before_stop(scene)
            or after.lower() in scene.calendar.of_year
            or after.lower() in scene.calendar.roles
        )
    if after.lower() in scene.calendar.of_year or after == "s":
        return True
    if _is_preceded(scene, "the", "a"):
        return after != "" and number % 100 != 0
    return scene.text[scene.begin - 1 : scene.begin] == "(" and is_before_stop(scene)


def years(_: Scene, reading: Reading) -> bool:
    return reading.days is not None and _FIRST_USUAL_YEAR <= reading.days.start.year < _LAST_USUAL_YEAR


def nth(scene: Scene, _: Reading) -> bool:
    """ "on the 18th", and nothing that it numbers."""
    starts = _written(scene).lower().startswith("the ")
    follows = scene.calendar.roles.get(word_after(scene).lower(), "") not in ("", "of")
    return starts and _is_preceded(scene, "on", "by", "until", "since", "from") and (is_before_stop(scene) or follows)


def slash(scene: Scene, _: Reading) -> bool:
    """ "11/20" is a day, "2/3" rather a fraction unless a preposition says otherwise, "24/7" never."""
    first, second = _written(scene).split("/")
    if (first, second) == ("24", "7") or scene.text[scene.end : scene.end + 1] == "%":
        return False
    if word_after(scene) in ("of", "of the") or is_counted(scene) or word_before(scene)[-1:].isdigit():
        return False
    is_fraction = int(first) < int(second) <= 10 or int(first) == int(second)
    return _is_preceded(scene, "on", "by", "since", "until", "from") or _is_alone(scene) or not is_fraction


def season(scene: Scene, _: Reading) -> bool:
    """ "in the fall", but not "the fall of the wall"."""
    if word_after(scene) in ("of", "from", "to", "into", "in"):
        return False
    if _is_preceded(scene, "the"):
        before = scene.text[max(0, scene.begin - 30) : scene.begin].split()[-2:-1]
        return bool(before) and scene.calendar.roles.get(before[0].lower()) in (
            "in",
            "during",
            "over",
            "since",
            "until",
            "by",
            "through",
            "of",
            "for",
        )
    return _is_preceded(scene, "in", "during", "since", "until", "by", "through")


def tens(scene: Scene, _: Reading) -> bool:
    """ "the 90s", not "his 90s"."""
    return _written(scene).lower().startswith("the ") and not is_counted(scene)


def unit(scene: Scene, reading: Reading) -> bool:
    """ "of the week" means this one; "the day the war began" none that we know."""
    follows = word_after(scene).lower()
    if not (is_before_stop(scene) or scene.calendar.roles.get(follows) in ("before", "in", "at", "by")):
        return False
    if reading.kind == "day":
        return _is_preceded(scene, "of") and not scene.text[: scene.begin].rstrip().lower().endswith(
            ("end of", "time of")
        )
    return _is_preceded(scene, "of", "for", "in", "this", "during")


def weekend(scene: Scene, _: Reading) -> bool:
    return is_before_stop(scene)


def holiday(scene: Scene, _: Reading) -> bool:
    """ "in the new year" is no day, "one may day" no holiday."""
    written = _written(scene)
    if written.lower() in ("new year", "new year's", "new year’s"):
        return _is_preceded(scene, "before", "after", "until", "by", "on", "since", "for")
    return written[0].isupper() or not written.startswith("may ")


def in_length(scene: Scene, _: Reading) -> bool:
    """ "will leave in two weeks", but not "for the first time in two weeks", "lost in two years"."""
    before = word_before(scene).lower()
    is_record = before in scene.calendar.records
    return (not is_record and scene.tense() != PAST) or scene.tense() == FUTURE


def end(scene: Scene, _: Reading) -> bool:
    return is_before_stop(scene)


def quarter(scene: Scene, _: Reading) -> bool:
    return word_after(scene).lower() in scene.calendar.of_quarter


_PROOFS: dict[str, Callable[[Scene, Reading], bool]] = {
    "month": month, "weekday": weekday, "dayword": dayword, "year": year, "years": years, "nth": nth, "slash": slash,
    "season": season, "tens": tens, "unit": unit, "weekend": weekend, "holiday": holiday, "in": in_length, "end": end,
    "quarter": quarter, "never": lambda *_: False,
}  # fmt: skip


def stands(scene: Scene, reading: Reading) -> bool:
    """Whether a reading that was found is a date where it stands."""
    return not reading.proof or _PROOFS[reading.proof](scene, reading)
