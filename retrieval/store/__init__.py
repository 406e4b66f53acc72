"""What must survive? Articles, revisions and annotations, the log of changes, shown answers, chats; all SQL is here."""

from __future__ import annotations

from pathlib import Path

from retrieval.store.annotation_codec import decode as decode_annotations
from retrieval.store.annotation_codec import encode as encode_annotations
from retrieval.store.contract.admissions import Admissions
from retrieval.store.contract.articles import Articles, EncodedAnnotations
from retrieval.store.contract.catalogue import Catalogue
from retrieval.store.contract.chat_lives import ChatLife, ChatLives
from retrieval.store.contract.chats import Chats
from retrieval.store.contract.deliveries import (
    Deliveries,
    Delivery,
    DeliveryFigures,
    DeliveryState,
    NewDelivery,
)
from retrieval.store.contract.history import History
from retrieval.store.contract.inbox import Arrival, Inbox, Kept, Received
from retrieval.store.contract.intake_sources import Source, SourceKind, Sources, SourceState
from retrieval.store.contract.names import Names
from retrieval.store.contract.posts import Post, Posts
from retrieval.store.contract.reports import Report, Reports
from retrieval.store.contract.saved import Saved, SavedExcerpts
from retrieval.store.contract.shown import ShownAnswers
from retrieval.store.contract.store import Store
from retrieval.store.contract.stories import Stories
from retrieval.store.contract.subscriptions import SCHEDULES, Schedule, Subscription, Subscriptions
from retrieval.store.contract.told_notices import ToldNotices
from retrieval.store.values import (
    Admission,
    AlertForm,
    Appearance,
    Change,
    ChatSettings,
    Counts,
    Lineage,
    NameRow,
    Outcome,
    Shown,
)

__all__ = [
    "SCHEDULES",
    "Admission",
    "Admissions",
    "AlertForm",
    "Appearance",
    "Arrival",
    "Articles",
    "Catalogue",
    "Change",
    "ChatLife",
    "ChatLives",
    "ChatSettings",
    "Chats",
    "Counts",
    "Deliveries",
    "Delivery",
    "DeliveryFigures",
    "DeliveryState",
    "EncodedAnnotations",
    "History",
    "Inbox",
    "Kept",
    "Lineage",
    "NameRow",
    "Names",
    "NewDelivery",
    "Outcome",
    "Post",
    "Posts",
    "Received",
    "Report",
    "Reports",
    "Saved",
    "SavedExcerpts",
    "Schedule",
    "Shown",
    "ShownAnswers",
    "Source",
    "SourceKind",
    "SourceState",
    "Sources",
    "Store",
    "Stories",
    "Subscription",
    "Subscriptions",
    "ToldNotices",
    "decode_annotations",
    "encode_annotations",
    "open_store",
]


def open_store(url_or_path: str | Path) -> Store:
    """Open the store in a database file, or behind a database URL (``sqlite:///…``, ``postgresql://…``).

    A file and its folder are made where there are none, an older schema is brought up to date.

    Raises:
        ArchiveUnavailable: it cannot be opened; no message holds the password of a URL.
        ArchiveTooNew: a newer program wrote it.
        ArchiveBusy: another process keeps it locked.
    """
    from retrieval.store.sql.opening import open_sql_store

    return open_sql_store(url_or_path)
