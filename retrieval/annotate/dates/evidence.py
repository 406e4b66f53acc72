"""Evidence for a date: what the context must show before "May", "2016" or "the 18th" may count alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.annotate.dates.beside import (
    is_alone,
    is_before_stop,
    is_counted,
    is_definite,
    is_followed,
    is_name_next,
    is_noun_next,
    is_preceded,
    word_after,
    word_before,
    words_before,
    written,
)
from retrieval.annotate.dates.resolution import Reading, Scene
from retrieval.annotate.dates.tense import FUTURE

_SIGNS = ("+", "−")
_USUAL_YEARS = range(1900, 2100)
_OLD_YEARS = range(1500, 1900)
_NIGHT_SHOW = re.compile(r" Night (?:Live|Football|Baseball|Raw)\b")
_TIME = re.compile(r"['’]s? time\b")
_SENTENCE = re.compile(r"[.!?]\s|\n")
_MONEY = re.compile(r"[$€£%]")
_GLUED = re.compile(r"(?!T\d)[^\W_]")
_AROUND = 150
"""How many characters of a sentence are asked what it speaks of."""
_VERB_PARTICLES = ("of", "from", "to", "in")
"""What follows where "fall" and "spring" are no seasons."""
_BEFORE_ANY_YEAR = ("in", "of", "since", "until", "during", "by", "through", "early", "between")
_BEFORE_A_YEAR_TOO = ("to", "for", "and", "or", "from", "before", "after")
"""Prepositions that come before counts as often; what follows must then be no noun."""
_BEFORE_SEASONS = ("in", "during", "over", "since", "until", "by", "through")
_BEFORE_DAYS = ("on", "by", "since", "until", "from")


def month(scene: Scene, _: Reading) -> bool:
    """A month that is also a word or a name wants a preposition, or "the May elections"."""
    name = written(scene)
    if name.lower() not in scene.calendar.weak or is_alone(scene):
        return True
    if is_preceded(scene, "in", "of", "since", "until", "during"):
        return True
    if not name[0].isupper():
        return False
    if is_preceded(scene, "the", "a"):
        return is_noun_next(scene)
    is_person = name.lower() in scene.calendar.verbs or is_name_next(scene)
    return not is_person and is_preceded(scene, "by", "from", "for", "before", "after", "through")


def weekday(scene: Scene, _: Reading) -> bool:
    """ "Sun" is a paper, "sat" a verb; "The Sunday Times" is no Sunday, "Saturday nights" are many."""
    name, after = written(scene), word_after(scene).lower()
    if after in scene.calendar.daytimes_of_many or _NIGHT_SHOW.match(scene.text, scene.end):
        return False
    before = word_before(scene).lower().lstrip("`'‘’“\"(")
    if is_preceded(scene, "a", "every") and (is_before_stop(scene) or is_followed(scene, "in", "of")):
        return False  # "a Friday in May", but "a Friday interview"
    if before in scene.calendar.mastheads or (is_name_next(scene) and after in scene.calendar.mastheads):
        return False
    if name.lower() not in scene.calendar.weak or is_alone(scene):
        return True
    return is_preceded(scene, *_BEFORE_DAYS) and (name[0].isupper() or is_before_stop(scene))


def edge(scene: Scene, _: Reading) -> bool:
    """ "before Tuesday's vote" and "after the 9/11 attacks" tell the day of the vote and the attacks, no span."""
    after = word_after(scene)
    if _is_title(scene) or scene.text[scene.begin - 1 : scene.begin] == "-":
        return False  # "The Nightmare Before Christmas", "in the lead-up to Christmas"
    return after != "s" and after.lower() not in scene.calendar.of_year and not is_noun_next(scene)


def _is_title(scene: Scene) -> bool:
    """Whether a small word has a capital within a sentence."""
    return written(scene)[:1].isupper() and written(scene)[1:2].islower() and word_before(scene)[:1].isupper()


def edge_season(scene: Scene, reading: Reading) -> bool:
    """ "since the fall", but not "since the fall of the wall"."""
    return not is_followed(scene, *_VERB_PARTICLES) and edge(scene, reading)


def edge_month(scene: Scene, reading: Reading) -> bool:
    """ "until May", but "after May" rather follows the minister."""
    first, *_, last = written(scene).lower().split()
    is_person = last in scene.calendar.verbs and scene.calendar.roles.get(first) in ("before", "after")
    return not is_person and edge(scene, reading)


def verb(scene: Scene, _: Reading) -> bool:
    """ "this may help", "this march"."""
    return written(scene).split()[-1] not in scene.calendar.verbs or is_before_stop(scene)


def dayword(scene: Scene, _: Reading) -> bool:
    """ "USA Today" is a paper."""
    before = word_before(scene)
    return not (written(scene)[0].isupper() and before[:1].isupper() and before[-1].isalpha())


def year(scene: Scene, reading: Reading) -> bool:
    """A bare number is a year after a preposition that years have, or before a noun that they have; never a count."""
    number, before, after = reading.year or 0, word_before(scene).lower(), word_after(scene).lower()
    if is_counted(scene) or scene.text[scene.begin - 1 : scene.begin] in _SIGNS:
        return False
    if before in scene.calendar.about:
        return is_before_stop(scene) and (number in _USUAL_YEARS or number in _OLD_YEARS) and number % 100 != 0
    if before in scene.calendar.counting:
        return False
    if is_alone(scene) or before == "=":
        return True
    if number not in _USUAL_YEARS:
        is_dated = is_preceded(scene, "in", "since", "until") and (
            is_before_stop(scene) or after in scene.calendar.roles
        )
        return is_dated and number in _OLD_YEARS
    if number % 100 == 0 and is_noun_next(scene) and after.endswith("s"):
        return False  # "in 2000 cases"
    if after == "s":
        return number <= scene.on.year + 10  # "Cyberpunk 2077's" is a game's
    if after in scene.calendar.of_year:
        return True
    return _is_after_year_word(scene, before) or _is_in_name(scene, number)


def _is_after_year_word(scene: Scene, before: str) -> bool:
    """ "in 2016", "early 2016", "Obama's 2008 victory"."""
    if is_preceded(scene, *_BEFORE_ANY_YEAR) or before in scene.calendar.parts or before.endswith("mid-"):
        return True
    if is_preceded(scene, *_BEFORE_A_YEAR_TOO):
        return is_before_stop(scene) or word_after(scene).lower() in scene.calendar.roles
    if is_preceded(scene, "the", "a") or before.endswith(("'s", "’s")):
        return word_after(scene) != ""
    return scene.text[scene.begin - 1 : scene.begin] == "(" and is_before_stop(scene)


def _is_in_name(scene: Scene, number: int) -> bool:
    """ "Rio 2016": near enough to be the year of something with a name."""
    is_near = scene.on.year - 30 <= number <= scene.on.year + 4
    return is_near and is_before_stop(scene) and word_before(scene).istitle() and word_before(scene).isalpha()


def years(_: Scene, reading: Reading) -> bool:
    return reading.days is not None and reading.days.start.year in _USUAL_YEARS


def nth(scene: Scene, _: Reading) -> bool:
    """ "on the 18th", and nothing that it numbers."""
    if not scene.is_article() and is_before_stop(scene) and written(scene)[-3:-2].isdigit():
        return is_definite(scene)
    is_free = is_before_stop(scene) or is_followed(scene, "in", "at", "and", "to", "for", "by", "before", "after")
    return is_definite(scene) and is_free and is_preceded(scene, *_BEFORE_DAYS) and not is_counted(scene)


def bare_day(scene: Scene, _: Reading) -> bool:
    """ "on 18", in a request and not in a tale, which rather settles on 18 of something."""
    is_inside = scene.text[scene.end + 1 : scene.end + 2].isalnum()
    return is_before_stop(scene) and not is_inside and not scene.is_article()


def dotted(scene: Scene, _: Reading) -> bool:
    """ "on 21.04.16", and nothing that could be a version."""
    return is_alone(scene) or is_preceded(scene, *_BEFORE_DAYS)


def slash(scene: Scene, _: Reading) -> bool:
    """ "11/20" is a day, "2/3" rather a fraction unless a preposition says otherwise, "24/7" never."""
    first, second = map(int, written(scene).split("/"))
    if (first, second) == (24, 7) or is_counted(scene) or is_followed(scene, "of"):
        return False
    before = word_before(scene)
    if max(first, second) > 12 or is_alone(scene):
        return not before[-1:].isdigit()
    return is_preceded(scene, *_BEFORE_DAYS) or before.endswith(":")


def pair(scene: Scene, reading: Reading) -> bool:
    """ "on 4-22" and nothing that could be a result."""
    is_clear = reading.day is not None and reading.day > 12
    is_free = is_before_stop(scene) or word_after(scene).lower() in scene.calendar.shifts
    roles = ("on",) if scene.is_article() else ("on", "in", "at")
    return is_clear and is_free and is_preceded(scene, *roles)


def season(scene: Scene, _: Reading) -> bool:
    """ "in the fall", but not "the fall of the wall"."""
    if is_followed(scene, *_VERB_PARTICLES):
        return False
    if is_preceded(scene, "the"):
        before = words_before(scene)[-2:-1]
        return bool(before) and scene.calendar.roles.get(before[0]) in (*_BEFORE_SEASONS, "of", "for")
    return is_preceded(scene, *_BEFORE_SEASONS)


def decade(scene: Scene, _: Reading) -> bool:
    """ "the 1990's", but "1990's best film" was of one year."""
    return written(scene)[-2] not in "'’" or is_definite(scene) or is_preceded(scene, "in", "and", "since")


def nineties(scene: Scene, _: Reading) -> bool:
    """ "in the fifties", but not "two fifties"."""
    is_marked = written(scene)[0] in "'’‘" or is_definite(scene)
    return is_marked or is_preceded(scene, "in", "of", "since", "and")


def tens(scene: Scene, _: Reading) -> bool:
    """ "the 90s" and "80s music", not "his 90s"."""
    is_decade = is_definite(scene) or (is_noun_next(scene) and word_before(scene).lower() not in scene.calendar.ages)
    return is_decade and not is_counted(scene)


def unit(scene: Scene, reading: Reading) -> bool:
    """ "of the week" means this one; "the day the war began" and "the Player of the Year" none that we know."""
    if reading.kind == "day" and is_definite(scene):
        framing = word_before(scene).lower()
        if framing in scene.calendar.framing or (word_before(scene).istitle() and is_preceded(scene, "for")):
            return not is_followed(scene, "of", "after", "before")
    if not (is_before_stop(scene) or is_followed(scene, "before", "in", "at", "by")):
        return False
    idiom = words_before(scene)[-2:-1]
    if written(scene).split()[-1][0].isupper() or (idiom and idiom[0] in scene.calendar.idioms):
        return False
    if reading.kind == "range":
        return True
    roles = {"day": ("of",), "quarter": ("for",)}.get(reading.kind, ("of", "for", "in"))
    return is_preceded(scene, *roles)


def weekend(scene: Scene, _: Reading) -> bool:
    return is_before_stop(scene) and scene.text[scene.end : scene.end + 1] != ","


def holiday(scene: Scene, _: Reading) -> bool:
    """ "in the new year" is no day, "one may day" no holiday."""
    name = written(scene)
    if name.lower().replace("’", "'") in scene.calendar.weak_holidays:
        return is_preceded(scene, *_BEFORE_DAYS, "before", "after", "for")
    return name[0].isupper() or name.split()[0] not in scene.calendar.verbs


def in_length(scene: Scene, _: Reading) -> bool:
    """ "will leave in two weeks", but not "for the first time in two weeks", "lost in two years"."""
    is_record = not scene.calendar.records.isdisjoint(word.split("-")[0] for word in words_before(scene))
    is_ahead = scene.tense() == FUTURE or _TIME.match(scene.text, scene.end) is not None
    return is_alone(scene) or (is_ahead and not is_record)


def end(scene: Scene, _: Reading) -> bool:
    return is_before_stop(scene)


def quarter(scene: Scene, _: Reading) -> bool:
    """ "third-quarter profits", but not the third quarter of a match: the sentence must speak of money."""
    if word_after(scene).lower() in scene.calendar.of_quarter:
        return True
    if is_followed(scene, "of") or not is_preceded(scene, "in", "for", "during", "the", "of", "over"):
        return False
    if not scene.is_article() and not scene.text[scene.end :].strip(" .?!"):
        return True
    before = _SENTENCE.split(scene.text[max(0, scene.begin - _AROUND) : scene.begin])[-1]
    around = before + _SENTENCE.split(scene.text[scene.end : scene.end + _AROUND])[0]
    return _MONEY.search(around) is not None or not scene.calendar.of_money.isdisjoint(around.lower().split())


def always(*_: object) -> bool:
    return True


def never(*_: object) -> bool:
    return False


_PROOFS: dict[str, Callable[[Scene, Reading], bool]] = {
    "month": month, "weekday": weekday, "dayword": dayword, "year": year, "years": years, "nth": nth, "slash": slash,
    "season": season, "tens": tens, "unit": unit, "weekend": weekend, "holiday": holiday, "in": in_length, "end": end,
    "quarter": quarter, "edge": edge, "edge season": edge_season, "edge month": edge_month, "decade": decade,
    "nineties": nineties, "verb": verb, "pair": pair, "bare day": bare_day, "dotted": dotted, "start": always,
    "finish": always, "never": never,
}  # fmt: skip


def stands(scene: Scene, reading: Reading) -> bool:
    """Whether a reading that was found is a date at its place."""
    if scene.text[scene.begin - 1 : scene.begin].isalnum() or _GLUED.match(scene.text, scene.end):
        return False
    first = written(scene).split()[0].lower()
    if first in scene.calendar.prepositional_shifts and not is_preceded(scene, "the"):
        return False
    return not reading.proof or _PROOFS[reading.proof](scene, reading)
