"""What does a subscriber follow, and what of an article was found for them? Values, with a lossless form in JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, cast

from retrieval.model.span import Span

WatchRole = Literal["speaks", "named", "either"]


@dataclass(frozen=True, slots=True)
class Watch:
    """Conditions that must all hold in one article; one without any holds in every article.

    Attributes:
        people: names as understood when it was written, any of whom will do; who is one person is decided when an
            article comes.
        role: whether these people must speak or only be named; "either" where nobody knew whether the names are
            people's: they may speak, be named, or stand there as words do.
        topic: words of which the article must speak; those people's own words, where somebody must speak.
        phrases: very words, each of which must stand in the text.
        outlet: who published the article or carried the words.
        without: words and phrases none of which may stand in the article.
        language: of the words, as a BCP 47 primary tag.
        is_title_only: people, topic and phrases must stand in the title; who is named there need not speak.
        author: who wrote the article, by any of their names; empty for anybody.
        category: what its outlet files it under; empty for anything.
    """

    people: tuple[str, ...] = ()
    role: WatchRole = "speaks"
    topic: str = ""
    phrases: tuple[str, ...] = ()
    outlet: str | None = None
    without: tuple[str, ...] = ()
    language: str = "en"
    is_title_only: bool = False
    author: str = ""
    category: str = ""

    def __post_init__(self) -> None:
        if self.role not in ("speaks", "named", "either"):
            raise ValueError(f"role must be speaks, named or either, got {self.role!r}")
        if not all((*self.people, *self.phrases, *self.without)) or self.outlet == "":
            raise ValueError(f"a condition needs words, got {self!r}")

    @property
    def is_everything(self) -> bool:
        """Whether nothing at all must hold, or only that some words are missing."""
        return not (self.people or self.topic or self.phrases or self.outlet)

    @property
    def is_filtered(self) -> bool:
        """Whether something is asked of the title, the author or the categories alone."""
        return self.is_title_only or bool(self.author or self.category)

    @property
    def words(self) -> str:
        """It in the language of questions, one spelling for one meaning.

        >>> Watch(people=("Dmitry Peskov",), topic="weapons", without=("missile", "long range")).words
        'Dmitry Peskov on weapons -missile -"long range"'
        >>> Watch(people=("Kim Jong Un",), role="named", outlet="Reuters").words, Watch().words
        ('Kim Jong Un is named in Reuters', 'everything')
        >>> Watch(topic="rain", is_title_only=True, author="Ada Reed", category="Weather").words
        'rain, only titles, by author Ada Reed, in category Weather'
        """
        joint = " on " if self.language == "en" else ": "
        quoted = " ".join(f'"{phrase}"' for phrase in self.phrases)
        who = (" and " if self.language == "en" else ", ").join(self.people)
        if who and self.role == "named":
            main = " with ".join(part for part in (f"{who} is named", self.topic) if part)
        else:
            main = joint.join(part for part in (who, self.topic) if part)
        main = " ".join(part for part in (main, quoted) if part)
        within = " in " if self.language == "en" else ", "
        main = within.join(part for part in (main, self.outlet) if part) or "everything"
        said = " ".join((main, *(f"-{_marked(word)}" for word in self.without)))
        filters = (
            "only titles" if self.is_title_only else "",
            f"by author {self.author}" if self.author else "",
            f"in category {self.category}" if self.category else "",
        )
        return ", ".join(part for part in (said, *filters) if part)


def _marked(words: str) -> str:
    return f'"{words}"' if " " in words else words


def watch_as_json(watch: Watch) -> dict[str, Any]:
    """The conditions that a watch has, in a stable order; nothing of it is lost.

    >>> watch_as_json(Watch(people=("Kim Jong Un",)))
    {'people': ['Kim Jong Un'], 'role': 'speaks', 'language': 'en'}
    """
    held = {
        "people": list(watch.people),
        "role": watch.role if watch.people else "",
        "topic": watch.topic,
        "phrases": list(watch.phrases),
        "outlet": watch.outlet,
        "without": list(watch.without),
        "language": watch.language,
        "titles": watch.is_title_only,
        "author": watch.author,
        "category": watch.category,
    }
    return {name: value for name, value in held.items() if value}


def watch_from_json(spec: dict[str, Any]) -> Watch:
    """The watch that `watch_as_json` wrote; what a newer program added is not read.

    Raises:
        ValueError: it holds what no watch does.
    """
    many = {name: tuple(map(str, spec.get(name, ()))) for name in ("people", "phrases", "without")}
    outlet = spec.get("outlet")
    return Watch(
        people=many["people"],
        role=cast(WatchRole, spec.get("role", "speaks")),
        topic=str(spec.get("topic", "")),
        phrases=many["phrases"],
        outlet=None if outlet is None else str(outlet),
        without=many["without"],
        language=str(spec.get("language", "en")),
        is_title_only=bool(spec.get("titles", False)),
        author=str(spec.get("author", "")),
        category=str(spec.get("category", "")),
    )


def watch_key(watch: Watch) -> str:
    """One text for all watches of the same conditions, so that identical ones are filed once; capitals do not count.

    >>> watch_key(Watch(topic="Tea")) == watch_key(Watch(topic="tea"))
    True
    """
    return json.dumps(watch_as_json(watch), ensure_ascii=False, separators=(",", ":")).casefold()


@dataclass(frozen=True, slots=True)
class Intent:
    """That an article holds what a watch asks for, and the slice that shows it.

    Attributes:
        watch: the number under which the watch is filed.
        span: the excerpt, in the article's text.
        content: the speaker's words inside it; empty where nobody speaks.
        marks: the words that matched, inside it, in order and apart.
    """

    watch: int
    article_id: str
    revision: int
    span: Span
    content: tuple[Span, ...] = ()
    marks: tuple[Span, ...] = ()


def intent_as_json(intent: Intent) -> dict[str, Any]:
    """Where the excerpt stands and what matched in it, for whoever shows it later."""
    return {
        "article_id": intent.article_id,
        "revision": intent.revision,
        "span": [intent.span.start, intent.span.end],
        "content": [[s.start, s.end] for s in intent.content],
        "marks": [[s.start, s.end] for s in intent.marks],
    }


def intent_from_json(watch: int, found: dict[str, Any]) -> Intent:
    """The intent that `intent_as_json` wrote for a watch."""
    return Intent(
        watch,
        str(found["article_id"]),
        int(found["revision"]),
        Span(*found["span"]),
        tuple(Span(*s) for s in found["content"]),
        tuple(Span(*s) for s in found["marks"]),
    )
