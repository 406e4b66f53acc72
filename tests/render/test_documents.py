"""Do documents say what their messages say, under headings and in parts to open?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.document import Details, Document, Heading, Paragraph, Quote
from bot.render.telegram.alert_pages import MAX_TOLD, digest_document
from bot.render.telegram.cards import article_document
from bot.render.telegram.excerpt_views import both_wordings_document
from retrieval.model import Answer, Article, Excerpt, Published, Span, Watch

REED, HALE = (Watch(people=(name,), role="speaks") for name in ("Ada Reed", "Tom Hale"))


def excerpt(number: int) -> Excerpt:
    text = f"“Number {number} is built”, Ada Reed said."
    published = Published.parse("2024-02-04")
    return Excerpt(
        f"a{number}", 1, Span(0, len(text)), text, title=f"Title {number}", outlet="Mill", published=published
    )


def said(document: Document) -> str:
    return "\n".join(text.text for text in document.texts)


@given(st.lists(st.text("ab .\t&", min_size=1, max_size=900), min_size=1, max_size=12))
def test_an_article_is_whole_word_for_word(lines: list[str]) -> None:
    article = Article("a", "\n".join(["One.", *lines]), title="Title", outlet="Mill")
    document = article_document(article)

    assert document
    quotes = [block for block in document.blocks if isinstance(block, Quote)]
    quotes += [
        inner for b in document.blocks if isinstance(b, Details) for inner in b.blocks if isinstance(inner, Quote)
    ]
    shown = " ".join(text.text for quote in quotes for text in quote.paragraphs)
    assert shown.split() == article.text.split()


@pytest.mark.parametrize(("count", "is_cut"), [(2, False), (8, True)])
def test_of_a_long_article_the_rest_is_opened_by_a_tap(count: int, *, is_cut: bool) -> None:
    article = Article("a", "\n".join(["One line is as long as the other one is. " * 20] * count), title="Title")
    document = article_document(article)

    assert document
    assert isinstance(document.blocks[0], Heading)
    assert any(isinstance(block, Details) for block in document.blocks) is is_cut


def test_no_single_paragraph_is_hidden() -> None:
    article = Article("a", "\n".join(["word " * 500, "The last line."]), title="Title")
    document = article_document(article)

    assert document
    assert not [block for block in document.blocks if isinstance(block, Details)]


def test_an_article_beyond_the_limits_is_no_document() -> None:
    assert article_document(Article("a", "word " * 10_000, title="Title")) is None


def test_a_digest_has_a_part_for_each_thing_followed_and_numbers_its_excerpts_as_the_buttons_do() -> None:
    told = [(excerpt(1), REED), (excerpt(2), HALE), (excerpt(3), REED)]
    document = digest_document(told)

    assert document
    heading, first, second = document.blocks
    assert isinstance(heading, Heading)
    assert heading.text.text == "3 new for you"
    assert [(p.summary.text, p.is_open) for p in (first, second) if isinstance(p, Details)] == [
        ("Ada Reed: own words", True),
        ("Tom Hale: own words", False),
    ]
    numbers = [b.text.text.split()[0] for p in (first, second) for b in p.blocks if isinstance(b, Paragraph)]  # type: ignore[union-attr]
    assert numbers == ["1.", "3.", "2."]


def test_a_digest_tells_how_many_it_leaves_out() -> None:
    document = digest_document([(excerpt(n), REED) for n in range(MAX_TOLD + 2)], more=3)

    assert document
    assert said(document).endswith("and 5 more; ask me for the latest")


def test_an_excerpt_with_one_wording_has_no_document_of_both() -> None:
    one = excerpt(1)

    assert both_wordings_document(one, Answer("", "search", total=1, excerpts=(one,))) is None
