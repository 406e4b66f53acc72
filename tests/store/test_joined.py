"""Does each joined domain answer for itself? A contract's new method must not be answered by the contract's silence."""

from __future__ import annotations

import pytest

from retrieval.store.contract.articles import Articles
from retrieval.store.contract.catalogue import Catalogue
from retrieval.store.contract.history import History
from retrieval.store.contract.intake_sources import Sources
from retrieval.store.contract.names import Names
from retrieval.store.contract.reports import Reports
from retrieval.store.contract.store import Store
from retrieval.store.contract.stories import Stories
from retrieval.store.joined.joined_articles import JoinedArticles, JoinedReports, JoinedStories
from retrieval.store.joined.joined_catalogue import JoinedCatalogue, JoinedHistory
from retrieval.store.joined.joined_names import JoinedNames
from retrieval.store.joined.joined_sources import JoinedSources
from retrieval.store.joined.joined_store import JoinedStore


@pytest.mark.parametrize(
    ("contract", "joined"),
    [
        (Articles, JoinedArticles),
        (Catalogue, JoinedCatalogue),
        (History, JoinedHistory),
        (Names, JoinedNames),
        (Reports, JoinedReports),
        (Sources, JoinedSources),
        (Store, JoinedStore),
        (Stories, JoinedStories),
    ],
    ids=lambda one: one.__name__,
)
def test_every_method_of_a_contract_is_answered(contract: type, joined: type) -> None:
    promised = {name for name in vars(contract) if not name.startswith("_")}

    assert promised
    assert promised <= vars(joined).keys()
