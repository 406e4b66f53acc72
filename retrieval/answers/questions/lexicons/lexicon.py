"""The type of a language's lexicon of questions: closed classes of small words, and verbs of speech by what they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from retrieval.answers.questions.asks import Act, Relation, Thing
from retrieval.text.languages import language_of
from retrieval.text.tokens import stems, tokenize, words

# Verbs whose object is the topic ("who mentioned the ferry") stand beside the acts that `Asks` knows.
ActName = Act | Literal["speak"]
Role = Literal[
    "ask",
    "aux",
    "act",
    "noun",
    "about",
    "near-about",
    "of",
    "that",
    "any",
    "not",
    "newest",
    "news",
    "happened",
    "filler",
    "polite",
    "closing",
    "adjective",
    "greeting",
    "compare",
    "versus",
    "summary",
    "relation",
    "article",
    "people",
    "pronoun",
    "toward",
    "according",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or a phrase of the lexicon does in a question.

    Attributes:
        value: the thing, the act or the relation meant; empty for the other roles.
        verb: the dictionary form, for acts.
    """

    role: Role
    value: str = ""
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Leaning:
    """The words with which one language leans on the question before, and asks it again; phrases are parted by commas.

    Attributes:
        more: what asks for the next page; ``whole`` for the article itself.
        other: before somebody or something else ("and", "what about"); ``only`` before what it is to be limited to.
        by: before whoever published or carried it.
        said: a question of what ``{person}`` says; the others with a ``{topic}`` or an ``{outlet}`` likewise.
    """

    more: str
    whole: str
    other: str
    only: str
    by: str
    said: str
    said_on: str
    who_is: str
    who_said: str
    who_spoke: str
    latest: str
    latest_on: str
    happened: str
    when_said: str
    when_said_on: str
    when: str
    according: str
    out_of: str


@dataclass(frozen=True, slots=True)
class Wishing:
    """The words with which one language wishes to be alerted; phrases are parted by commas.

    Attributes:
        tell: what asks to be told; ``keep`` asks to be told all along, ``follow`` to follow what comes behind it.
        when: before what is to come.
        named: behind whoever is to be named; ``mention`` before them.
        speaks: behind whoever is to speak.
        with_what: between whoever is named and what else is to be spoken of.
        appear: verbs at the end of what is to come.
        everything: whatever comes.
    """

    tell: str
    when: str
    follow: str
    named: str
    mention: str
    speaks: str
    everything: str
    keep: str = ""
    with_what: str = ""
    appear: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The words by which one language asks, as people spell them; phrases are parted by commas.

    Attributes:
        asking: phrases that name the thing wanted.
        auxiliaries: forms that help another verb, and forms of *be*.
        acts: verbs by what they do; any form, compared by stem.
        nouns: nouns for words said, by what they do.
        about: words before the topic.
        near_about: words that stand before a topic only behind a name ("que dit Caron *des* grues").
        of: words between a noun for words and the one who said them.
        that: what may come between the verb and the topic.
        anything: empty objects ("anything", "something").
        people: empty subjects ("people", "anyone").
        relations: words before an event that stands for a day.
        contractions: words that people write as one, in short or as they say them ("whats", "q", "чё"), with the words
            they are.
        asks_time: words by one of which a number is asked for that is a time, ``asks_age`` an age, ``asks_money`` a price.
        is_verb_first: the verb may come before its subject, so that what follows it is looked at for one.
        is_verb_last: the verb may end the question.
        owns_with_s: an s ends a name whose bearer owns what follows, and its apostrophe may be missing.
        before_date: words that belong to the date behind them; ``joined_before`` and ``joined_after`` make it a topic.
        before_outlet: words before the name of an outlet, ``articles`` may follow; ``behind_outlet`` may follow the name.
        leaning: how a question leans on the one before it.
        wishing: how a wish to be alerted is put.
    """

    code: str
    asking: Mapping[Thing, str]
    auxiliaries: str
    acts: Mapping[ActName, str]
    nouns: Mapping[ActName, str]
    about: str
    of: str
    that: str
    anything: str
    people: str
    pronouns: str
    negations: str
    newest: str
    news: str
    happened: str
    filler: str
    polite: str
    closing: str
    greetings: str
    compare: str
    versus: str
    summary: str
    relations: Mapping[Relation, str]
    before_date: str
    joined_before: str
    joined_after: str
    before_outlet: frozenset[str]
    leaning: Leaning
    wishing: Wishing
    near_about: str = ""
    adjectives: str = ""
    toward: str = ""
    according: str = ""
    behind_outlet: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    contractions: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    asks_age: frozenset[str] = frozenset()
    asks_time: frozenset[str] = frozenset()
    asks_money: frozenset[str] = frozenset()
    is_verb_first: bool = True
    is_verb_last: bool = False
    owns_with_s: bool = False

    @cached_property
    def phrases(self) -> Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
        """Every phrase with what it does, under its first word, the longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for written, entry in self._entries():
            if phrase := self.in_full(written):
                found.setdefault(phrase[0], []).append((phrase, entry))
        return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}

    @cached_property
    def contracted(self) -> Mapping[str, tuple[str, ...]]:
        """The words that each contraction stands for, all in normal forms."""
        return {"".join(words(key)): tuple(words(meant)) for key, meant in self.contractions.items()}

    def in_full(self, phrase: tuple[str, ...]) -> tuple[str, ...]:
        """A phrase as it is read in a question: its contractions parted."""
        return tuple(word for written in phrase for word in self.contracted.get(written, (written,)))

    def phrases_of(self, row: str) -> tuple[tuple[str, ...], ...]:
        """The phrases of a row as they are read in a question."""
        if row not in self._rows_in_full:
            self._rows_in_full[row] = tuple(map(self.in_full, parted(row)))
        return self._rows_in_full[row]

    @cached_property
    def _rows_in_full(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return {}

    @cached_property
    def stems(self) -> Mapping[str, Entry]:
        """The acts of single verbs by stem."""
        found: dict[str, Entry] = {}
        for act, verbs in self.acts.items():
            for verb in parted(verbs):
                if len(verb) == 1:
                    [stem] = stems(verb, language_of(self.code))
                    found.setdefault(stem, Entry("act", act, verb[0]))
        for written in _verbs_of_articles(self.code):
            [stem] = stems([written], language_of(self.code))
            found.setdefault(stem, Entry("act", "say", written))
        return found

    @cached_property
    def asking_words(self) -> tuple[str, ...]:
        """The words among which a misspelt one of four letters or more is looked for."""
        rows = [*self.asking.values(), *self.acts.values(), self.about, self.newest, self.happened, self.news]
        rows += [self.summary, self.compare]
        return tuple(sorted({word for row in rows for phrase in parted(row) for word in phrase if len(word) > 3}))

    @cached_property
    def first_words(self) -> tuple[str, ...]:
        """The words of three letters or more with which a question begins or that come right behind such a word."""
        rows = [*self.asking.values(), self.auxiliaries, self.newest, self.news, self.summary, self.compare]
        rows += self.nouns.values()
        return tuple(dict.fromkeys(word for row in rows for phrase in parted(row) for word in phrase if len(word) > 2))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Words by which a question shows its language."""
        rows = [*self.asking.values(), self.auxiliaries, self.about, self.newest, self.news, self.happened, self.polite]
        return frozenset([*(word for row in rows for phrase in parted(row) for word in phrase), *self.contracted])

    @cached_property
    def spelt(self) -> Mapping[str, frozenset[str]]:
        """Under normal forms, the ways in which the lexicon writes a word, in lower case."""
        found: dict[str, set[str]] = {}
        rows = [*self.asking.values(), *self.acts.values(), *self.nouns.values(), *self._rows().values()]
        for row in [*rows, *self.contractions, *self.contractions.values()]:
            for token in tokenize(row):
                found.setdefault(token.word, set()).add(row[token.start : token.end].lower())
        return {word: frozenset(written) for word, written in found.items()}

    @cached_property
    def wishing_words(self) -> frozenset[str]:
        """The words with one of which a wish to be alerted begins."""
        rows = (self.wishing.tell, self.wishing.follow, self.wishing.keep)
        first = {self.in_full(phrase)[0] for row in rows for phrase in parted(row)}
        return frozenset([*first, *(short for short, meant in self.contracted.items() if meant[0] in first)])

    def of_act(self, act: str) -> tuple[str, ...]:
        """The words that name an act, verbs and nouns, each alone."""
        rows = (self.acts.get(act, ""), self.nouns.get(act, ""))  # type: ignore[call-overload]
        return tuple(dict.fromkeys(phrase[0] for row in rows for phrase in parted(row) if len(phrase) == 1))

    def phrases_of_act(self, act: str) -> tuple[tuple[str, ...], ...]:
        """The verbs of several words that name an act ("lash out at")."""
        return tuple(dict.fromkeys(phrase for phrase in parted(self.acts.get(act, "")) if len(phrase) > 1))  # type: ignore[call-overload]

    def _entries(self) -> Iterator[tuple[tuple[str, ...], Entry]]:
        for thing, asked in self.asking.items():
            yield from ((phrase, Entry("ask", thing)) for phrase in parted(asked))
        for act, verbs in self.acts.items():
            yield from ((phrase, Entry("act", act, " ".join(phrase))) for phrase in parted(verbs))
        for act, nouns in self.nouns.items():
            yield from ((phrase, Entry("noun", act, " ".join(phrase))) for phrase in parted(nouns))
        for relation, before in self.relations.items():
            yield from ((phrase, Entry("relation", relation)) for phrase in parted(before))
        for role, row in self._rows().items():
            yield from ((phrase, Entry(role)) for phrase in parted(row))

    def _rows(self) -> dict[Role, str]:
        return {
            "aux": self.auxiliaries,
            "about": self.about,
            "near-about": self.near_about,
            "of": self.of,
            "that": self.that,
            "any": self.anything,
            "people": self.people,
            "pronoun": self.pronouns,
            "not": self.negations,
            "newest": self.newest,
            "news": self.news,
            "happened": self.happened,
            "filler": self.filler,
            "polite": self.polite,
            "closing": self.closing,
            "adjective": self.adjectives,
            "greeting": self.greetings,
            "compare": self.compare,
            "versus": self.versus,
            "summary": self.summary,
            "toward": self.toward,
            "according": self.according,
            "article": ", ".join(self.articles),
        }


def _verbs_of_articles(code: str) -> Iterator[str]:
    """The verbs by which articles in a language say that somebody said something, where there is a table of them."""
    verbs = sorted(language_of(code).speech.telling_verbs)
    yield from (found[0] for verb in verbs if verb.isalpha() and len(found := words(verb)) == 1)


@lru_cache(maxsize=4096)
def parted(row: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a row in normal forms, the words of each apart."""
    return tuple(found for phrase in row.split(",") if (found := tuple(words(phrase))))
