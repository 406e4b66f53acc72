"""Result folding: copies of a statement become one excerpt, and what a copy words differently is marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from retrieval.answers.excerpts.copies import MIN_WORDS, Copies, said_words, share_enough
from retrieval.answers.terms.keys import outlet_key
from retrieval.model import Copy, Excerpt

_SAME_SHARE = 0.8


@dataclass(slots=True)
class _Group:
    """An excerpt with the others that belong to it, in the order in which they came."""

    told: Excerpt
    copies: list[Excerpt] = field(default_factory=list)
    retold: list[Excerpt] = field(default_factory=list)
    different: list[_Group] = field(default_factory=list)

    def folded(self) -> Excerpt:
        """The excerpt with where else its words are found, and where the same text words them differently."""
        if not (self.copies or self.retold or self.different):
            return self.told
        others = [*self.retold, *(one for group in self.different for one in (group.told, *group.copies))]
        same = tuple(map(copy_of, self.copies))
        named = _by_outlet(same, taken={_outlet_of(self.told)})
        again = tuple(copy for copy in same if copy not in named)
        told = replace(self.told, also_in=named, repeated_in=again)
        return naming(told, tuple(map(copy_of, others)))


def fold(excerpts: Iterable[Excerpt], copies: Copies | None = None) -> list[Excerpt]:
    """Keep the first of each statement; what is held word for word elsewhere becomes its ``also_in``.

    What a copy of the same text words differently stays an excerpt of its own, and each of the two names the other;
    one that differs only around a quotation is named without being kept. See `Copies.likeness`.

    Args:
        copies: which articles are copies, and their texts; without it the excerpts alone are compared.
    """
    copies = copies or Copies()
    groups = _Groups(copies)
    for excerpt in excerpts:
        _file(excerpt, groups, copies)
    return [group.folded() for group in groups.all]


class _Groups:
    """The groups so far, and which of them an excerpt can belong to: to hold it against each would take the square."""

    def __init__(self, copies: Copies) -> None:
        self.all: list[_Group] = []
        self._copies = copies
        self._sizes: list[int] = []
        # By number: those of an article, of a story, and with a word.
        self._of_article: dict[str, list[int]] = defaultdict(list)
        self._of_story: dict[str | None, list[int]] = defaultdict(list)
        self._with_word: dict[str, list[int]] = defaultdict(list)

    def add(self, group: _Group) -> None:
        """A new group, after the others."""
        number, known = len(self.all), self._copies.look_at(group.told)
        self.all.append(group)
        self._sizes.append(len(known.words))
        self._of_article[group.told.article_id].append(number)
        if known.story is not None:
            self._of_story[known.story].append(number)
        for word in known.words:
            self._with_word[word].append(number)

    def near(self, excerpt: Excerpt) -> list[_Group]:
        """Those of its article, of its story, or that share enough words with it, in their order."""
        known = self._copies.look_at(excerpt)
        shared = Counter(chain.from_iterable([self._with_word.get(word, ()) for word in known.words]))
        near = {number for number, both in shared.items() if share_enough(both, len(known.words), self._sizes[number])}
        near.update(self._of_article.get(excerpt.article_id, ()), self._of_story.get(known.story, ()))
        return [self.all[number] for number in sorted(near)]


def _file(excerpt: Excerpt, groups: _Groups, copies: Copies) -> None:
    """Put an excerpt where it belongs."""
    retold: _Group | None = None
    different: list[_Group] = []
    for group in groups.near(excerpt):
        if group.told.article_id == excerpt.article_id:
            if _is_repeated(group.told, excerpt):
                return
            continue
        found = copies.likeness(group.told, excerpt)
        if found == "same":
            group.copies.append(excerpt)
            return
        if found == "retold":
            retold = retold or group
        elif found == "different":
            different.append(group)
    if retold is not None:
        retold.retold.append(excerpt)
        return
    new = _Group(excerpt, different=different)
    for group in different:
        group.different.append(new)
    groups.add(new)


def _is_repeated(first: Excerpt, other: Excerpt) -> bool:
    """Whether one article's excerpt shows again what another one of it shows: the same place, or the same words."""
    if (first.span, first.content) == (other.span, other.content):
        return True
    here, there = first.content or (first.span,), other.content or (other.span,)
    if any(one.touches(two) for one in here for two in there):
        mine, theirs = said_words(first), said_words(other)
        both = len(mine & theirs)
        is_long = min(len(mine), len(theirs)) >= MIN_WORDS
        return mine == theirs or (is_long and both >= _SAME_SHARE * (len(mine) + len(theirs) - both))
    return first.speaker == other.speaker and _said(first) == _said(other)


def _said(excerpt: Excerpt) -> str:
    parts = [part.shifted(-excerpt.span.start).of(excerpt.text) for part in excerpt.content or ()]
    return " ".join(" ".join(parts or [excerpt.text]).split())


def _outlet_of(of: Excerpt | Copy) -> str:
    """One key an outlet, however it is written; an article without one stands for itself."""
    return outlet_key(of.outlet or "") or f"\n{of.article_id}"


def _by_outlet(others: Iterable[Copy], taken: Iterable[str] = ()) -> tuple[Copy, ...]:
    """The first of each outlet, but of those taken."""
    named = set(taken)
    found = []
    for other in others:
        if (key := _outlet_of(other)) not in named:
            named.add(key)
            found.append(other)
    return tuple(found)


def naming(excerpt: Excerpt, others: Sequence[Copy]) -> Excerpt:
    """The excerpt with further articles that word it differently."""
    return replace(excerpt, worded_differently_in=_by_outlet((*excerpt.worded_differently_in, *others)))


def copy_of(excerpt: Excerpt) -> Copy:
    """The mention of an excerpt as a copy of another one."""
    return Copy(
        excerpt.article_id,
        excerpt.revision,
        excerpt.span,
        excerpt.content or (),
        excerpt.outlet,
        excerpt.title,
        excerpt.url,
    )
