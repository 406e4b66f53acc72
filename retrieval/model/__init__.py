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
    SearchAnswer,
    Understood,
    because,
)
from retrieval.model.article import Article, Published
from retrieval.model.span import Span

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
    "Near",
    "PersonInArticle",
    "Published",
    "RankedPassage",
    "Reason",
    "Role",
    "SearchAnswer",
    "Span",
    "Understood",
    "because",
]
