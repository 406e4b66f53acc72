"""Story clusters: which articles are copies of one text, settled as they come, change and go.

The firsts of stories are the greedy independent set of the articles in their order (see ``Stories``). An
article that comes, changes or goes can only touch later ones, so those are settled again, earliest first.
All of it runs inside the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    false,
    func,
    insert,
    select,
    true,
    union_all,
    update,
)

from retrieval.model import Article
from retrieval.store.sql.chunks import chunks
from retrieval.store.sql.tables import articles, stories, story_bands
from retrieval.text.sketches import BANDS, SAME_BANDS, SAME_SHARE, Sketch, sketch

NEAR_DAYS = 3
_UNDATED = 0
_SOME = 4
"""From so many articles on, one look at all their bands costs less than a look for each."""
_LATEST = datetime.max.replace(tzinfo=UTC)
_EITHER = (false(), true())
Place = tuple[bool, int, datetime, str]
"""Where an article stands in the order of all: earliest first, undated ones last."""


def place(day: int, moment: datetime | None, article_id: str) -> Place:
    """The place of an article, by the day as a number of it (0 for none) and the moment where there is one."""
    return (day == _UNDATED, day, moment or _LATEST, article_id)


@dataclass(slots=True)
class Settled:
    """An article among the stories.

    Attributes:
        first: the number of its story's first article; None before it is settled for the first time.
    """

    number: int
    article_id: str
    day: int
    moment: datetime | None
    sketch: Sketch
    first: int | None = None

    @property
    def place(self) -> Place:
        """In the order of all articles."""
        return place(self.day, self.moment, self.article_id)

    @property
    def is_first(self) -> bool:
        """Whether the story is named after it."""
        return self.first == self.number

    def is_copy_of(self, other: Settled) -> bool:
        """Whether the two are near in time and alike."""
        is_near = _UNDATED in (self.day, other.day) or abs(self.day - other.day) <= NEAR_DAYS
        return is_near and self.sketch.is_copy_of(other.sketch)


def settle(connection: Connection, changed: Mapping[int, Article]) -> None:
    """Put articles that came or changed, by their numbers, into their stories."""
    touched = forget(connection, changed)
    new = {number: _unsettled(number, article, found) for number, article, found in _sketched(changed)}
    settle_again(connection, touched - changed.keys(), new)


def _sketched(changed: Mapping[int, Article]) -> Iterator[tuple[int, Article, Sketch]]:
    for number, article in changed.items():
        if (found := sketch(article.text)) is not None:
            yield number, article, found


def _unsettled(number: int, article: Article, found: Sketch) -> Settled:
    published = article.published
    day = published.day.toordinal() if published else _UNDATED
    return Settled(number, article.id, day, published.instant if published else None, found)


def forget(connection: Connection, numbers: Collection[int]) -> set[int]:
    """Take articles out of their stories.

    Returns:
        Those that followed one of them and must be settled again.
    """
    gone = load(connection, numbers)
    for one in gone:
        connection.execute(_bands_of(one))
    for part in chunks(one.number for one in gone):
        connection.execute(delete(stories).where(stories.c.article.in_(part)))
    return _following(connection, (one.number for one in gone if one.is_first))


def settle_again(connection: Connection, touched: Collection[int], new: Mapping[int, Settled] | None = None) -> None:
    """Settle articles whose first is gone, and new ones, earliest first, with all that this touches in turn."""
    waiting = dict(new or {}) | {one.number: one for one in load(connection, touched)}
    table = _Table(connection, list(waiting.values()))
    order = [(one.place, number) for number, one in waiting.items()]
    heapify(order)
    while order:
        _, number = heappop(order)
        if (one := waiting.pop(number, None)) is None:
            continue
        for other in _settle_one(table, one):
            if other.number not in waiting:
                waiting[other.number] = other
                heappush(order, (other.place, other.number))
    table.write()


class _Table:
    """The tables of stories while articles are settled; new rows are written together, and found before they are.

    Few articles are like any other. Those that have too few bands in common with all there is are known by one look at
    the bands of all of them, and need no look of their own.

    Args:
        waiting: the articles that are to be settled; others may follow.
    """

    def __init__(self, connection: Connection, waiting: Sequence[Settled]) -> None:
        self._connection = connection
        self._asked = {band for one in waiting for band in one.sketch.bands} if len(waiting) >= _SOME else set()
        self._filed: set[int] = set()
        for part in chunks(self._asked):
            self._filed.update(connection.scalars(_FILED, {"bands": part}))
        self._stories: list[dict[str, Any]] = []
        self._settled: dict[int, Settled] = {}
        self._unwritten: dict[int, list[Settled]] = {}

    def alike(self, one: Settled) -> list[Settled]:
        """All that are copies of an article, in no order."""
        bands = one.sketch.bands
        if self._asked.issuperset(bands) and sum(map(self._filed.__contains__, bands)) < SAME_BANDS:
            return []
        shared = Counter(other.number for band in bands for other in self._unwritten.get(band, ()))
        held = [self._settled[number] for number, count in shared.items() if count >= SAME_BANDS]
        written = load(self._connection, _resembling(self._connection, one, self._sharing(one)))
        return [other for other in (*held, *written) if other.number != one.number and other.is_copy_of(one)]

    def _sharing(self, one: Settled) -> list[int]:
        """The numbers of written articles that share enough bands with an article and are near it in time."""
        bands = {f"band_{at}": band for at, band in enumerate(one.sketch.bands)}
        if one.day == _UNDATED:
            return list(self._connection.scalars(_SHARING, bands))
        near = {"first_day": max(1, one.day - NEAR_DAYS), "last_day": one.day + NEAR_DAYS}
        return list(self._connection.scalars(_SHARING_NEAR, bands | near))

    def following(self, firsts: Iterable[int]) -> list[Settled]:
        """The copies of these firsts."""
        self.write()
        return load(self._connection, _following(self._connection, firsts))

    def move(self, one: Settled, *, is_filed_anew: bool) -> None:
        """Put an article that was settled before into another story, filed as a first or as a copy."""
        self.write()
        change = update(stories).where(stories.c.article == one.number).values(first_article=one.first)
        self._connection.execute(change)
        if is_filed_anew:
            self._connection.execute(_bands_of(one))
            self._file(one)

    def add(self, one: Settled) -> None:
        """Take an article that was never settled."""
        self._stories.append(_story(one))
        self._file(one)

    def _file(self, one: Settled) -> None:
        self._settled[one.number] = one
        for band in one.sketch.bands:
            self._unwritten.setdefault(band, []).append(one)
        self._filed.update(one.sketch.bands)

    def write(self) -> None:
        """Write what has been added."""
        if self._stories:
            self._connection.execute(insert(stories), self._stories)
        if self._unwritten:
            self._connection.execute(insert(story_bands), list(self._rows()))
        self._stories, self._settled, self._unwritten = [], {}, {}

    def _rows(self) -> Iterator[dict[str, Any]]:
        for one in self._settled.values():
            facts = {"is_copy": not one.is_first, "published_day": one.day, "article": one.number}
            yield from ({"band": band, **facts} for band in one.sketch.bands)


def _settle_one(table: _Table, one: Settled) -> list[Settled]:
    """Settle an article; those before it are settled. Returns the later ones that this touches."""
    alike = table.alike(one)
    firsts = [other for other in alike if other.is_first]
    earlier = [other for other in firsts if other.place < one.place]
    first = min(earlier, key=lambda other: other.place) if earlier else one
    was_first, is_new, is_first = one.is_first, one.first is None, first is one
    if one.first == first.number:
        return []
    one.first = first.number
    if is_new:
        table.add(one)
    else:
        table.move(one, is_filed_anew=was_first or is_first)
    if was_first:
        return table.following([one.number])
    if not is_first:
        return []
    places: dict[int | None, Place] = {other.number: other.place for other in firsts}
    later = [other for other in alike if other.place > one.place]
    return [
        *(other for other in later if other.is_first),
        *(other for other in later if not other.is_first and _prefers(other, one, places)),
    ]


def _prefers(copy: Settled, one: Settled, places: Mapping[int | None, Place]) -> bool:
    """Whether a copy follows an article that is not like a new first, or later than it."""
    return copy.first not in places or places[copy.first] > one.place


def _shared_bands() -> Select[Any]:
    """Articles that have one of an article's bands, as often as they share one; built once, all have as many."""
    bands = [bindparam(f"band_{at}", type_=BigInteger) for at in range(BANDS)]
    return select(story_bands.c.article).where(story_bands.c.band.in_(bands), story_bands.c.is_copy.in_(_EITHER))


def _sharing(*days: ColumnElement[bool]) -> Select[Any]:
    # A statement for each range of days, so that each walks the key's own order.
    found = union_all(*(_shared_bands().where(day) for day in days)).subquery()
    return select(found.c.article).group_by(found.c.article).having(func.count() >= SAME_BANDS)


_DAY = story_bands.c.published_day
_SHARING = _sharing(_DAY >= _UNDATED)
_SHARING_NEAR = _sharing(_DAY == _UNDATED, _DAY.between(bindparam("first_day"), bindparam("last_day")))
_FILED = select(story_bands.c.band).where(story_bands.c.band.in_(bindparam("bands", expanding=True))).distinct()


def _resembling(connection: Connection, one: Settled, numbers: Collection[int]) -> list[int]:
    """Those whose sketches resemble an article's: a few of the many that share bands by their form alone."""
    found = []
    for part in chunks(numbers):
        rows = connection.execute(select(stories.c.article, stories.c.sketch).where(stories.c.article.in_(part))).all()
        shares = one.sketch.shares_with([bytes(row.sketch) for row in rows])
        found += [row.article for row, share in zip(rows, shares, strict=True) if share >= SAME_SHARE]
    return found


def _story(one: Settled) -> dict[str, Any]:
    return {
        "article": one.number,
        "first_article": one.first,
        "published_day": one.day,
        "published_utc": one.moment,
        "sketch": one.sketch.values,
        "phrases": one.sketch.phrases,
    }


def _bands_of(one: Settled) -> Any:
    return delete(story_bands).where(
        story_bands.c.band.in_(one.sketch.bands),
        story_bands.c.is_copy.in_(_EITHER),
        story_bands.c.published_day == one.day,
        story_bands.c.article == one.number,
    )


def _following(connection: Connection, firsts: Iterable[int]) -> set[int]:
    """The numbers of the copies of these firsts."""
    return {
        number
        for part in chunks(firsts)
        for number in connection.scalars(
            select(stories.c.article).where(
                stories.c.first_article.in_(part), stories.c.article != stories.c.first_article
            )
        )
    }


def load(connection: Connection, numbers: Collection[int]) -> list[Settled]:
    """These articles as they stand among the stories; those too short for a sketch are left out."""
    rows = select(stories, articles.c.article_id).join_from(stories, articles, articles.c.number == stories.c.article)
    return [
        _as_settled(row)
        for part in chunks(numbers)
        for row in connection.execute(rows.where(stories.c.article.in_(part)))
    ]


def _as_settled(row: Row[Any]) -> Settled:
    kept = Sketch(bytes(row.sketch), row.phrases)
    return Settled(row.article, row.article_id, row.published_day, row.published_utc, kept, row.first_article)
