"""The values that travel between the rooms."""

from retrieval.model.annotation import (
    Annotations,
    Attribution,
    AttributionKind,
    DateMention,
    DayRange,
    PersonInArticle,
    Role,
)
from retrieval.model.answer import (
    Answer,
    Copy,
    Correction,
    Excerpt,
    Near,
    RankedPassage,
    Reason,
    Reworded,
    SearchAnswer,
    Understood,
    because,
)
from retrieval.model.article import Article, Published
from retrieval.model.span import Span
from retrieval.model.watch import (
    Intent,
    Watch,
    WatchRole,
    intent_as_json,
    intent_from_json,
    watch_as_json,
    watch_from_json,
    watch_key,
)

__all__ = [
    "Annotations",
    "Answer",
    "Article",
    "Attribution",
    "AttributionKind",
    "Copy",
    "Correction",
    "DateMention",
    "DayRange",
    "Excerpt",
    "Intent",
    "Near",
    "PersonInArticle",
    "Published",
    "RankedPassage",
    "Reason",
    "Reworded",
    "Role",
    "SearchAnswer",
    "Span",
    "Understood",
    "Watch",
    "WatchRole",
    "because",
    "intent_as_json",
    "intent_from_json",
    "watch_as_json",
    "watch_from_json",
    "watch_key",
]
