"""Which names of an article are counted, and how?"""

from __future__ import annotations

from retrieval.model import Annotations, Attribution, PersonInArticle, Role, Span
from retrieval.store.sql.articles.names_of_article import NameInArticle, names_in

CONTENT = (Span(0, 4),)


def test_a_person_who_speaks_has_one_row_with_mentions_from_the_people() -> None:
    person = PersonInArticle("Kim Jong Un", (Span(0, 3), Span(9, 12)), (Role("leader", Span(4, 8)),), Span(0, 8))
    said = Attribution(CONTENT, "direct", speaker="Kim Jong Un", speaker_is_person=True, speaker_span=Span(9, 12))

    assert names_in(Annotations(1, (said, said), (person,))) == (
        NameInArticle("Kim Jong Un", True, mentions=2, attributions=2, role="leader", introduction=Span(0, 8)),
    )


def test_a_speaker_beside_the_people_is_mentioned_where_it_speaks() -> None:
    first = Attribution(CONTENT, "reported", speaker="Interfax", speaker_span=Span(5, 9), role="news agency")
    second = Attribution(CONTENT, "reported", speaker="Interfax", speaker_span=Span(20, 24))

    assert names_in(Annotations(1, (first, second))) == (
        NameInArticle("Interfax", False, mentions=2, attributions=2, role="news agency", introduction=Span(5, 9)),
    )


def test_a_person_without_an_introduction_is_introduced_by_the_first_mention() -> None:
    (name,) = names_in(Annotations(1, people=(PersonInArticle("Kim", (Span(3, 6), Span(9, 12))),)))

    assert name.introduction == Span(3, 6)


def test_a_role_that_no_column_takes_is_left_out() -> None:
    (name,) = names_in(Annotations(1, (Attribution(CONTENT, "direct", speaker="Kim", role="le\0ader"),)))

    assert name.role is None
