"""Topics of the last week: words that are unusually frequent in its articles against those of the months before."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from retrieval.model import Article
from retrieval.store import Store
from retrieval.text.languages import Language, language_of
from retrieval.text.tokens import Token, stems, tokenize

WEEKS = (timedelta(days=7), timedelta(days=28))
"""What is looked at: the shortest that holds enough articles to tell chance from more, else the longest."""
ENOUGH_ARTICLES = 20
PAST = timedelta(days=90)
"""So far back goes what that is compared with."""
MAX_TOPICS = 8
_MAX_ARTICLES, _MAX_PAST_ARTICLES = 500, 2_000
_LEAD_CHARS = 400
"""News says in its title and its first sentences what it is about."""
_LONGEST, _SHORTEST_WORD = 3, 3
_LEAST_STORIES, _LEAST_STORIES_OF_A_WORD, _LEAST_PAST = 2, 3, 5
_UNUSUAL, _SURELY_UNUSUAL = 6.63, 10.83
"""G² that chance exceeds in one case of a hundred, of a thousand (chi-squared, one degree of freedom)."""
_IN_TITLES = 1 / 3
"""Of the stories that hold a topic, so many say it in a title: what an article is about stands there."""
_ALWAYS = 0.8
"""Of a term's places, in so many the same word follows where the term is cut short ("gag" of "gag order")."""
_SAME, _MOST_OF_IT = 0.5, 0.7
Key = tuple[str, ...]
"""A language's code and stems."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Words of which a week's articles speak more than those before.

    Attributes:
        words: as the articles write them, most often so.
        articles: of the week; copies of one text count as one.
        headline: the shortest of these, as its article has it; ``outlet`` and ``article_id`` are that article's.
    """

    words: str
    articles: int
    headline: str
    outlet: str | None
    article_id: str


@dataclass(frozen=True, slots=True)
class TopicsFound:
    """The topics of the archive's last week, the most unusual first.

    Attributes:
        first, last: days of the week, both within; None where nothing that has a day is held.
    """

    first: date | None = None
    last: date | None = None
    topics: tuple[Topic, ...] = ()


@dataclass(slots=True)
class _Stories:
    """Which stories hold a term, and how they write it."""

    of_language: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    of_term: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    in_title: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    followed_by: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def find_topics(store: Store, today: date) -> TopicsFound:
    """What the last week speaks of, up to ``today``, or the last four in a slow archive, against the months before."""
    last = store.catalogue.newest_day(today)
    if last is None:
        return TopicsFound()
    first = _first(store, last)
    ids = store.catalogue.newest(_MAX_ARTICLES + _MAX_PAST_ARTICLES)
    days = {i: day for i, day in store.articles.published_days(ids).items() if day <= last and first - day <= PAST}
    week = [i for i in ids if days.get(i, date.min) >= first][:_MAX_ARTICLES]
    past = [i for i in ids if days.get(i, first) < first]
    story = store.stories.story_of(days)
    held = store.articles.get_many(week)
    now = _read(held.values(), story)
    before = _read(store.articles.get_many(past).values(), story)
    chosen = _chosen(now, before)
    return TopicsFound(first, last, tuple(_told(key, now, held, story) for key in chosen[:MAX_TOPICS]))


def _first(store: Store, last: date) -> date:
    """The first day of what is looked at."""
    firsts = [date.fromordinal(max(1, last.toordinal() - week.days + 1)) for week in WEEKS]
    days = [(day, count) for day, count in store.catalogue.published_days() if firsts[-1] <= day <= last]
    return next((f for f in firsts if sum(n for day, n in days if day >= f) >= ENOUGH_ARTICLES), firsts[-1])


def log_likelihood(with_now: int, all_now: int, with_before: int, all_before: int) -> float:
    """How surely a term is more frequent now than before; 0 where it is not.

    Args:
        with_now, with_before: stories that hold it, of ``all_now`` and ``all_before``.

    Source:
        Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", 1993 (G² of the 2 × 2 table).

    >>> round(log_likelihood(5, 10, 5, 90), 2), log_likelihood(1, 10, 9, 90)
    (12.53, 0.0)
    """
    if with_now * all_before <= with_before * all_now:
        return 0.0
    share = (with_now + with_before) / (all_now + all_before)
    cells = (
        (with_now, all_now * share),
        (all_now - with_now, all_now * (1 - share)),
        (with_before, all_before * share),
        (all_before - with_before, all_before * (1 - share)),
    )
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen)


def _read(articles: Iterable[Article], story: Mapping[str, str]) -> _Stories:
    """The terms of titles and leads."""
    found = _Stories()
    for article in articles:
        language, name = language_of(article.language), story.get(article.id, article.id)
        found.of_language[language.code].add(name)
        title = article.title or ""
        for text in (title, article.text[:_LEAD_CHARS]):
            for key, form, after in _terms(text, language):
                found.of_term[key].add(name)
                found.forms[key][form] += 1
                found.followed_by[key][after] += 1
                if text is title:
                    found.in_title[key].add(name)
    return found


def _terms(text: str, language: Language) -> Iterator[tuple[Key, str, str]]:
    """Runs of one to three words with a word of topic at either end: key, form, and the stem that follows at once."""
    tokens = tokenize(text)
    cut = stems([token.word for token in tokens], language)
    is_of_topic = [_is_of_topic(token, language) for token in tokens]
    is_near = [not text[a.end : b.start].strip("-’'s \n") for a, b in pairwise(tokens)] + [False]
    for at in range(len(tokens)):
        if not is_of_topic[at]:
            continue
        for end in range(at, min(at + _LONGEST, len(tokens))):
            if is_of_topic[end]:
                after = cut[end + 1] if is_near[end] and is_of_topic[end + 1] else ""
                form = " ".join(text[tokens[at].start : tokens[end].end].split())
                yield (language.code, *cut[at : end + 1]), form, after
            if not is_near[end]:
                break


def _is_of_topic(token: Token, language: Language) -> bool:
    return len(token.word) >= _SHORTEST_WORD and token.word not in language.stop_words and token.word.isalpha()


def _chosen(now: _Stories, before: _Stories) -> list[Key]:
    """The unusual terms, the surest first; of those that the same stories hold, one."""
    scored = {}
    for key, stories in now.of_term.items():
        all_before = len(before.of_language[key[0]])
        if len(stories) < _LEAST_STORIES or all_before < _LEAST_PAST:
            continue
        held_before = len(before.of_term[key]) if key in before.of_term else 0
        score = log_likelihood(len(stories), len(now.of_language[key[0]]), held_before, all_before)
        if score >= _enough(key, now):
            scored[key] = score
    ranked = sorted(scored, key=lambda key: (-scored[key], -len(key), key))
    chosen: list[Key] = []
    for key in ranked:
        if not any(_are_same(now.of_term[key], now.of_term[other]) for other in chosen):
            chosen.append(_longest(key, ranked, now))
    return chosen


def _enough(key: Key, now: _Stories) -> float:
    """How unusual a term must be: a phrase or a name less, as chance makes fewer of them; without titles, never."""
    stories, titles = now.of_term[key], now.in_title.get(key, ())
    if len(titles) < _IN_TITLES * len(stories) or _is_cut_short(key, now):
        return math.inf
    form, _times = now.forms[key].most_common(1)[0]
    if len(key) > 2 or form[0].isupper():
        return _UNUSUAL
    return _SURELY_UNUSUAL if len(stories) >= _LEAST_STORIES_OF_A_WORD else math.inf


def _is_cut_short(key: Key, now: _Stories) -> bool:
    """Whether nearly always the same word follows, so that the two are one term."""
    after, places = now.followed_by[key], now.followed_by[key].total()
    return any(count >= _ALWAYS * places for word, count in after.items() if word)


def _are_same(some: set[str], others: set[str]) -> bool:
    return len(some & others) >= _SAME * min(len(some), len(others))


def _longest(key: Key, ranked: Sequence[Key], now: _Stories) -> Key:
    """The longest term around a term that most of its stories hold too ("gag" is of "gag order")."""
    around = [
        other
        for other in ranked
        if other[0] == key[0]
        and len(other) > len(key)
        and _holds(other[1:], key[1:])
        and len(now.of_term[other]) >= _MOST_OF_IT * len(now.of_term[key])
    ]
    return max(around, key=lambda other: (len(now.of_term[other]), len(other), other), default=key)


def _holds(longer: Key, shorter: Key) -> bool:
    return any(longer[at : at + len(shorter)] == shorter for at in range(len(longer) - len(shorter) + 1))


def _told(key: Key, now: _Stories, held: Mapping[str, Article], story: Mapping[str, str]) -> Topic:
    """A topic with the form and the headline to show."""
    stories = now.of_term[key]
    form = min(now.forms[key].items(), key=lambda item: (-item[1], len(item[0]), item[0].swapcase()))[0]
    of_it = [article for article in held.values() if story.get(article.id, article.id) in stories]
    titled = [article for article in of_it if article.title and form.casefold() in article.title.casefold()]
    best = min(titled or of_it, key=lambda article: (not article.title, len(article.title or ""), article.id))
    return Topic(form, len(stories), best.title or "", best.outlet, best.id)
