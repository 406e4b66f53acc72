"""Own archive: the articles that one chat alone may see, in a folder of theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from retrieval.answers.archive import Archive
from retrieval.answers.ingest.annotators import Annotators
from retrieval.answers.ingest.writer import Addition, Additions
from retrieval.model import Article, OwnIds
from retrieval.sources import Refused


class OwnArchive(Archive):
    """An archive whose articles have ids that no other archive's have, and that its sources need not know."""

    @cached_property
    def ids(self) -> OwnIds:
        """How its articles are named."""
        return OwnIds.of_archive(self.store.archive_id)

    def add(
        self,
        articles: Iterable[Article | Refused],
        *,
        progress: Callable[[Addition], None] | None = None,
        jobs: int = 1,
        now: datetime | None = None,
        is_quiet: bool = False,
        appeared: Collection[str] = (),
        annotators: Annotators | None = None,
    ) -> Additions:
        """Take articles in, under ids of this archive alone; see ``Archive.add``."""
        return super().add(
            (replace(one, id=self.ids.own(one.id)) if isinstance(one, Article) else one for one in articles),
            progress=progress,
            jobs=jobs,
            now=now,
            is_quiet=is_quiet,
            appeared=frozenset(map(self.ids.own, appeared)),
            annotators=annotators,
        )

    def held(self, article_ids: Collection[str]) -> Mapping[str, Article]:
        """The articles that a source calls so, under the ids that it gives them."""
        found = super().held([self.ids.own(article_id) for article_id in article_ids])
        return {self.ids.given(i): replace(article, id=self.ids.given(i)) for i, article in found.items()}
