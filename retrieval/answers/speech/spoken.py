"""Words of people looked up: on a topic, the newest, around an event; and sentences that name them with the topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from retrieval.annotate.people import surname_key
from retrieval.answers.conditions import is_enough
from retrieval.answers.excerpts.cutting import best_window, passage_excerpt, said_excerpt, said_span_in
from retrieval.answers.lookup import Lookup
from retrieval.answers.people.directory import Match
from retrieval.answers.questions.asks import Relation
from retrieval.answers.questions.question import Question
from retrieval.answers.terms.keys import joined_key, name_filter, speaker_filter
from retrieval.answers.terms.query_terms import matched_weight, term_weights, text_stems
from retrieval.model import Article, DateMention, DayRange, Excerpt, Span
from retrieval.search.engine import Hit, Query, QueryTerm
from retrieval.text.languages import language_of
from retrieval.text.telling import has_verb
from retrieval.text.tokens import words
from retrieval.text.view import reading_view

# How far a statement's form moves its score: the speaker's own words before a paraphrase.
_WORTH = {"direct": 1.0, "mixed": 1.0, "reported": 0.98}
# What is only said to have been spoken of ("she spoke *about* her quarrel with the port").
_ONLY_NAMED, _BEFORE_CHARS, _BEFORE_WORDS = 0.7, 24, 2
_MATTERS = frozenset({"about", "of", "on", "regarding"})
_ORDER = {"direct": 0, "mixed": 1, "reported": 2}
# The part of a topic's weight that a sentence must hold that only names somebody.
_NAMED_WITH = 0.9
# The part of a body's weight that the title of an article must hold which tells of it.
_HEADED = 0.5
_LOOKED_INTO = 15
_MOST_STATEMENTS = 20_000
_COUNTED_IN = 10
# How long before or after an event what somebody says is said around it, and where nothing is.
_NEAR_DAYS, _FAR_DAYS = 11, 92


def statements(question: Question, lookup: Lookup, topic: str, demands: tuple[frozenset[str], ...]) -> list[Excerpt]:
    """What is said under the demands and holds half of the topic, the best first; without one the newest."""
    terms = lookup.topic_terms(topic, question)
    hits = lookup.hits("quotations", terms, question, *demands, limit=None if terms else 4 * lookup.pool)
    if not terms:
        return lookup.folded(sorted(lookup.said(hits), key=newest_first))
    shares = _shares(terms, demands, question, lookup) if len(terms) > 1 else {}
    held = [hit for hit in hits if not shares or is_enough(shares.get((hit.article_id, hit.ordinal), 0.0))]
    said = sorted(lookup.said(held), key=lambda e: -e.score * _worth(e, lookup))
    return lookup.folded(_once(said, terms, question))


def _worth(excerpt: Excerpt, lookup: Lookup) -> float:
    """What a statement's form makes of its score; one that only names what was spoken *about* tells nothing of it."""
    worth = _WORTH.get(excerpt.attribution or "", 1.0)
    article, content = lookup.article(excerpt.article_id), excerpt.content
    if not content or article is None or language_of(article.language).code != "en":
        return worth
    first = content[0].start
    before = words(article.text[max(excerpt.span.start, first - _BEFORE_CHARS) : first])[-_BEFORE_WORDS:]
    is_named = bool(_MATTERS.intersection(before)) and not any(
        has_verb(part.of(article.text), language_of("en")) for part in content
    )
    return worth * _ONLY_NAMED if is_named else worth


def _once(excerpts: Sequence[Excerpt], terms: Sequence[QueryTerm], question: Question) -> list[Excerpt]:
    """The excerpts, of those that show the very same sentences the first: nobody wants to read one twice.

    Its words are those of the others too that speak of what is asked and it does not.
    """
    first: dict[tuple[str, Span, str | None], Excerpt] = {}
    for excerpt in excerpts:
        place = (excerpt.article_id, excerpt.span, excerpt.speaker)
        known = first.setdefault(place, excerpt)
        if known is excerpt or not (known.content and excerpt.content):
            continue
        held, more = (_said_stems(e, question) for e in (known, excerpt))
        if any(held.isdisjoint(term.forms) and not more.isdisjoint(term.forms) for term in terms):
            apart = (part for part in excerpt.content if not any(part.touches(other) for other in known.content))
            first[place] = replace(known, content=tuple(sorted((*known.content, *apart))))
    return list(first.values())


def _said_stems(excerpt: Excerpt, question: Question) -> frozenset[str]:
    """The stems of the speaker's words as they are stored."""
    start = excerpt.span.start
    said = " ".join(excerpt.text[part.start - start : part.end - start] for part in excerpt.content or ())
    return frozenset(text_stems(said, question.language))


def _shares(
    terms: Sequence[QueryTerm], demands: tuple[frozenset[str], ...], question: Question, lookup: Lookup
) -> dict[tuple[str, int], float]:
    """The part of the topic's weight that each statement holds, by article and place; what alerts ask for, too."""
    weights = term_weights(terms, lookup.engine, "passages")
    shares: dict[tuple[str, int], float] = defaultdict(float)
    for term, weight in zip(terms, weights, strict=True):
        for hit in lookup.hits("quotations", (term,), question, *demands, limit=_COUNTED_IN * lookup.pool):
            shares[hit.article_id, hit.ordinal] += weight / sum(weights)
    return shares


def speaking_of(excerpts: Sequence[Excerpt], topic: str, question: Question, lookup: Lookup) -> list[Excerpt]:
    """The excerpts that themselves hold half of a topic, not only what stands beside them."""
    terms = lookup.topic_terms(topic, question)
    weights = term_weights(terms, lookup.engine, "passages")
    return [e for e in excerpts if is_enough(matched_weight(terms, weights, text_stems(e.text, question.language)))]


def in_articles_on(
    matches: Sequence[Match], topic: str, question: Question, lookup: Lookup, *, is_anywhere: bool
) -> list[Excerpt]:
    """What people say in the articles on a topic, the articles that hold most of it first.

    Args:
        is_anywhere: any passage can make an article one on the topic, not only its title and its beginning.
    """
    terms = lookup.topic_terms(topic, question)
    if not terms:
        return []
    weights = term_weights(terms, lookup.engine, "passages")
    keys = frozenset(key for match in matches for key in match.keys)
    theirs = _articles_with_words_of(keys, lookup)
    hits = [h for h in lookup.hits("passages", terms, question, limit=4 * lookup.pool) if h.article_id in theirs]
    lookup.fetch(hit.article_id for hit in hits)
    if is_anywhere:
        hits = _headed_first(hits, matches, terms, question, lookup)
    found: list[Excerpt] = []
    seen: set[str] = set()
    for hit in hits:
        article = lookup.article(hit.article_id)
        is_told = article is not None and (is_anywhere or hit.ordinal == 0 or bool(article.title))
        if article is None or hit.article_id in seen or not is_told:
            continue
        if not _is_on(article, hit, terms, weights, question, is_anywhere=is_anywhere):
            continue
        seen.add(hit.article_id)
        said = [replace(e, score=hit.score) for e in _said_by(keys, hit.article_id, lookup)]
        # What is said where the article speaks of it most comes first, then what is said behind that.
        found += sorted(
            _once(said, terms, question), key=lambda e: (not hit.span.holds(e.span), e.span.start < hit.span.start)
        )
        if len(found) >= lookup.pool:
            break
    return lookup.folded(found)


def _headed_first(
    hits: Sequence[Hit], matches: Sequence[Match], terms: Sequence[QueryTerm], question: Question, lookup: Lookup
) -> list[Hit]:
    """Hits, first those in articles whose titles name who speaks and what of, the newest first: a reaction is news."""
    surnames = {word for match in matches for surname in _surnames(match) for word in surname.split()}

    def rank(hit: Hit) -> tuple[bool, int]:
        article = lookup.article(hit.article_id)
        title = (article.title if article else None) or ""
        held = set(text_stems(title, question.language))
        is_named = not surnames.isdisjoint(map(surname_key, words(title)))
        is_headed = is_named and any(not held.isdisjoint(term.forms) for term in terms)
        day = article.published.day if article and article.published else date.min
        return (False, -day.toordinal()) if is_headed else (True, 0)

    return sorted(hits, key=rank)


def _is_on(
    article: Article,
    hit: Hit,
    terms: Sequence[QueryTerm],
    weights: Sequence[float],
    question: Question,
    *,
    is_anywhere: bool,
) -> bool:
    """Whether an article speaks of a topic: its title with its beginning, or all of it, half of that in one passage."""
    view = reading_view(article.text)
    part = view.of(hit.span) if is_anywhere or hit.ordinal == 0 else ""
    share = matched_weight(terms, weights, text_stems(f"{article.title or ''} {part}", question.language))
    if share >= _NAMED_WITH or not (is_anywhere and is_enough(share)):
        return share >= _NAMED_WITH
    whole = text_stems(f"{article.title or ''} {view.text}", question.language)
    return matched_weight(terms, weights, whole) >= _NAMED_WITH


def _articles_with_words_of(keys: frozenset[str], lookup: Lookup) -> frozenset[str]:
    """The articles in which somebody speaks; the others need not be read."""
    demanded = frozenset(speaker_filter(key) for key in keys)
    hits = lookup.engine.search("quotations", Query((), (demanded,)), limit=_MOST_STATEMENTS) if demanded else ()
    return frozenset(hit.article_id for hit in hits)


def said_in_headed(who: str, topic: str, question: Question, lookup: Lookup) -> list[Excerpt]:
    """What is said of a topic in the articles whose titles name a body or a group, by whomever it speaks through."""
    theirs, terms = (lookup.topic_terms(words, question) for words in (who, topic))
    found = [
        (e, text_stems(e.text, question.language))
        for e, _ in _said_under_titles(theirs, (*theirs, *terms), _HEADED, question, lookup)
    ]
    on_topic = (e for e, held in found if all(not set(term.forms).isdisjoint(held) for term in terms))
    return lookup.folded(_once(list(on_topic), terms, question))


def said_in_roles(topic: str, question: Question, lookup: Lookup) -> list[Excerpt]:
    """What those say whom articles headed by a topic quote in a role ("*lead researcher* Ada Reed")."""
    terms = lookup.topic_terms(topic, question)
    said = [e for e, role in _said_under_titles(terms, terms, _NAMED_WITH, question, lookup) if role]
    return lookup.folded(_once(said, terms, question))


def _said_under_titles(
    headed: tuple[QueryTerm, ...], terms: tuple[QueryTerm, ...], least: float, question: Question, lookup: Lookup
) -> Iterator[tuple[Excerpt, str | None]]:
    """What is said, and in which role, in the articles found by terms whose titles hold so much of what heads them."""
    weights = term_weights(headed, lookup.engine, "passages")
    hits = lookup.hits("passages", terms, question)[:_LOOKED_INTO] if headed else ()
    lookup.fetch(hit.article_id for hit in hits)
    for article_id in dict.fromkeys(hit.article_id for hit in hits):
        article, annotations = lookup.article(article_id), lookup.annotations(article_id)
        title = text_stems((article.title if article else None) or "", question.language)
        if article is None or matched_weight(headed, weights, title) < least:
            continue
        for said in (a for a in annotations.attributions if a.speaker and not a.is_doubtful):
            excerpt = said_excerpt(article, said, said_span_in(article.text, said), annotations, score=0.0)
            yield excerpt, said.role if said.speaker_is_person else None


def together(matches: Sequence[Match], question: Question, lookup: Lookup) -> list[Excerpt]:
    """What each of several people says of the others, in their order; empty where nobody does."""
    found: list[Excerpt] = []
    for match in matches:
        others = " ".join(surname for other in matches if other is not match for surname in _surnames(other))
        keys = frozenset(speaker_filter(key) for key in match.keys)
        if others and keys:
            found += statements(question, lookup, others, (keys,))
    return found


def _surnames(match: Match) -> tuple[str, ...]:
    return tuple(dict.fromkeys(surname_key(person.name) for person in match.people))


def newest(matches: Sequence[Match], lookup: Lookup) -> tuple[list[Excerpt], int]:
    """The newest statements of people, and how many more there are, each story's once."""
    keys = frozenset(key for match in matches for key in match.keys)
    excerpts: list[Excerpt] = []
    read: set[str] = set()
    for row in lookup.newest(keys):
        if len(excerpts) >= lookup.pool:
            break
        lookup.fetch([row.article_id])
        read.add(row.article_id)
        excerpts.extend(_said_by(keys, row.article_id, lookup))
    total = sum(person.attributions for match in matches for person in match.people)
    beyond = _unread(keys, read, lookup) if total > len(excerpts) else 0
    return lookup.folded(_each_sentence_once(sorted(excerpts, key=newest_first))), beyond


def _each_sentence_once(excerpts: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """The excerpts without those of which another one of the same speaker shows all; nobody asked for a part of it."""
    for excerpt in excerpts:
        others = (e for e in excerpts if (e.article_id, e.speaker) == (excerpt.article_id, excerpt.speaker))
        if not any(_shows_all(other, excerpt) for other in others if other is not excerpt):
            yield excerpt


def _shows_all(other: Excerpt, excerpt: Excerpt) -> bool:
    """Whether another excerpt shows all of one and more, or the same and comes first by its words."""
    if other.span == excerpt.span:
        return (other.content or ()) < (excerpt.content or ())
    return other.span.holds(excerpt.span)


def _unread(keys: frozenset[str], read: Collection[str], lookup: Lookup) -> int:
    """How many statements there are in articles that were not read and are no copies of such; of the newest many."""
    rows = [row for row in lookup.store.names.appearances(keys, limit=_MOST_STATEMENTS) if row.attributions]
    story_of = lookup.stories(row.article_id for row in rows)
    told = {story_of.get(article_id, article_id) for article_id in read}
    said: Counter[str] = Counter()
    for row in rows:
        said[row.article_id] += row.attributions
    once: dict[str, int] = {}
    for article_id, count in said.items():
        story = story_of.get(article_id, article_id)
        if story not in told:
            once[story] = max(count, once.get(story, 0))
    return sum(once.values())


def _said_by(keys: frozenset[str], article_id: str, lookup: Lookup) -> Iterator[Excerpt]:
    article, annotations = lookup.article(article_id), lookup.annotations(article_id)
    if article is None:
        return
    said = [a for a in annotations.attributions if a.speaker and not a.is_doubtful and joined_key(a.speaker) in keys]
    for attribution in said:
        yield said_excerpt(article, attribution, said_span_in(article.text, attribution), annotations, score=0.0)


def newest_first(excerpt: Excerpt) -> tuple[int, str, int, int]:
    day = excerpt.published.day if excerpt.published else date.min
    return (-day.toordinal(), excerpt.article_id, _ORDER.get(excerpt.attribution or "", 3), excerpt.span.start)


def mentions(matches: Sequence[Match], topic: str, question: Question, lookup: Lookup) -> list[Excerpt]:
    """The sentences that name people together with most of a topic, where they are not quoted on it."""
    terms = lookup.topic_terms(topic, question)
    names = frozenset(name_filter(key) for match in matches for key in match.keys)
    if not terms or not names:
        return []
    weights = term_weights(terms, lookup.engine, "passages")
    hits = lookup.hits("passages", terms, question, names)[:_LOOKED_INTO]
    lookup.fetch(hit.article_id for hit in hits)
    found = []
    for hit in hits:
        article, annotations = lookup.article(hit.article_id), lookup.annotations(hit.article_id)
        if article is None or article.revision != hit.revision:
            continue
        places = [m for p in annotations.people if any(match.holds(p.name) for match in matches) for m in p.mentions]
        span = best_window(article.text, hit.span, terms, weights, article.language, preferred=places)
        held = text_stems(reading_view(article.text).of(span), language_of(article.language))
        if any(span.holds(m) for m in places) and matched_weight(terms, weights, held) >= _NAMED_WITH:
            found.append(passage_excerpt(article, span, annotations, score=hit.score))
    return lookup.folded(e for e in found if e.speaker is None or any(match.holds(e.speaker) for match in matches))


def around_event(
    matches: Sequence[Match], event: str, relation: Relation, question: Question, lookup: Lookup
) -> tuple[list[Excerpt], DateMention | None]:
    """What people said after or before an event, and its day: that of the article that speaks of it most."""
    terms = lookup.topic_terms(event, question)
    names = frozenset(name_filter(key) for match in matches for key in match.keys)
    weights = term_weights(terms, lookup.engine, "passages")
    hits = lookup.hits("passages", terms, question, names) or lookup.hits("passages", terms, question) if terms else ()
    lookup.fetch(hit.article_id for hit in hits[:_LOOKED_INTO])
    for hit in hits[:_LOOKED_INTO]:
        article = lookup.article(hit.article_id)
        if article is None or article.published is None:
            continue
        whole = f"{article.title or ''} {reading_view(article.text).of(hit.span)}"
        if not is_enough(matched_weight(terms, weights, text_stems(whole, question.language))):
            continue
        day = article.published.day
        at = question.text.find(event)
        mention = (
            DateMention(Span(at, at + len(event)), DayRange(day, day + timedelta(days=1)), "day") if at >= 0 else None
        )
        return _then_said(matches, day, relation, question, lookup), mention
    return [], None


def _then_said(
    matches: Sequence[Match], day: date, relation: Relation, question: Question, lookup: Lookup
) -> list[Excerpt]:
    """The words from a day on, its own first, or from before it, the newest first: of days as near as there are any."""
    demand = frozenset(speaker_filter(key) for match in matches for key in match.keys)
    for reach in (_NEAR_DAYS, _FAR_DAYS):
        first, last = (day - timedelta(reach), day) if relation == "before" else (day, day + timedelta(reach))
        days = DateMention(Span(0, 0), DayRange(first, last), "range")
        said = statements(replace(question, dates=(days,)), lookup, "", (demand,))
        found = [e for e in said if e.published and first <= e.published.day < last]
        if found:
            return found if relation == "before" else sorted(found, key=lambda e: _published(e) or day)
    return []


def _published(excerpt: Excerpt) -> date | None:
    return excerpt.published.day if excerpt.published else None
