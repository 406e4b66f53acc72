"""Source contract: the feeds, pages, sitemaps and folders that the intake reads, and the channels that tell it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

SourceState = Literal["active", "paused", "ended"]
SourceKind = Literal["web", "channel"]


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, page, sitemap or folder that is read again and again, or a channel whose posts Telegram delivers.

    Attributes:
        url: as it was given, or the path of a folder; the source's name.
        feed_url: where it is read now; another than ``url`` after it moved for good. Of a channel, what never changes.
        interval_s: seconds between two readings, as it was last decided.
        next_run_utc: when it is due; aware UTC, as all moments here.
        last_error: of the last reading; None where that went well.
        failures: readings that failed since the last that did not.
        articles: how many it has brought.
        seen: what was read of it, by the key of each article: a print that changes when the source changes it.
        kind: "channel" for one that is never due: its posts come by themselves.
        is_operators: an operator named it; else only chats did, and it is gone with the last of them.
    """

    url: str
    feed_url: str
    added_utc: datetime
    next_run_utc: datetime
    interval_s: int
    state: SourceState = "active"
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    last_run_utc: datetime | None = None
    last_error: str | None = None
    failures: int = 0
    articles: int = 0
    seen: Mapping[str, str] = field(default_factory=dict, repr=False)
    kind: SourceKind = "web"
    is_operators: bool = True

    def __post_init__(self) -> None:
        if not self.url or not self.feed_url:
            raise ValueError("a source needs an address")
        for moment in (self.added_utc, self.next_run_utc, self.last_run_utc):
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"moments must be aware, got {moment}")


class Sources(Protocol):
    """The sources of an archive; every method is one transaction."""

    def all(self) -> tuple[Source, ...]:
        """Every source, by its address."""

    def of_chat(self, chat_id: int) -> tuple[Source, ...]:
        """Those that a chat has named, by address."""

    def channel(self, feed_url: str) -> Source | None:
        """The source that a channel is; None where its posts are not wanted."""

    def add(self, source: Source) -> bool:
        """Keep a new source; False, and nothing done, where there is one of this address.

        One that only chats had named is the operator's from then on, where the source given is.
        """

    def name(self, source: Source, chat_id: int, *, most: int) -> bool | None:
        """Keep a source for a chat; one that is there already stays as it is.

        Returns:
            Whether the chat had not named it yet; None, and nothing done, where the chat has named ``most`` others.
        """

    def unname(self, url: str, chat_id: int) -> bool:
        """A chat wants it no more; where nobody does, the source is forgotten. False where it had not named it."""

    def told(self, url: str, title: str | None, *, now: datetime, added: int) -> None:
        """A channel has told something: its title, when, and how many articles more that makes."""

    def claim(self, now: datetime, until: datetime, *, limit: int) -> tuple[Source, ...]:
        """Take the active sources that are due and that nobody is reading, longest waiting first.

        They are the caller's until what was read is recorded, and anybody's again after a moment: a process that dies
        in the middle holds none back for longer.
        """

    def let_go(self, urls: Collection[str]) -> None:
        """End the claims of sources that are not read after all; harmless where they were recorded."""

    def record(self, source: Source) -> bool:
        """Keep what a reading found, and let go of its claim; False where the source is gone.

        Whether it is active is the operator's: only "ended" is taken over, and only where it was active.
        """

    def set_state(self, url: str, state: SourceState, *, next_run_utc: datetime) -> bool:
        """Pause or resume a source, its failures forgotten; False where there is none."""

    def ended_untold(self) -> tuple[Source, ...]:
        """Those that have ended without a word to the operators, by address."""

    def end_told(self, url: str) -> None:
        """The operators know that a source has ended; resumed and ended again, they do not."""

    def remove(self, url: str) -> bool:
        """Forget a source, whoever named it; its articles stay. False where there is none."""
