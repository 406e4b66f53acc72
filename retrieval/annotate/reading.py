"""What does the program find in an article? Runs every finder over one text."""

from __future__ import annotations

from retrieval.annotate.attributions import find_attributions, find_drafts, speaking_names
from retrieval.annotate.dates import find_dates
from retrieval.annotate.page import Page
from retrieval.annotate.people.register import Register
from retrieval.annotate.quoted import read_quoted
from retrieval.annotate.stored_positions import at_stored_positions
from retrieval.annotate.version import ANNOTATION_VERSION
from retrieval.model import Annotations, Article, DateMention
from retrieval.text.languages import language_of
from retrieval.text.languages.cues import Cues
from retrieval.text.languages.speech import Speech
from retrieval.text.view import reading_view


def annotate(article: Article) -> Annotations:
    """Find the attributions, the people and the dates of an article, from its text alone, read as it is meant."""
    view = reading_view(article.text)
    return at_stored_positions(_annotate(view.text, article), view)


def _annotate(text: str, article: Article) -> Annotations:
    language = language_of(article.language)
    if isinstance(language.speech, Cues):
        attributions, people = read_quoted(text, language, language.speech)
        return Annotations(ANNOTATION_VERSION, attributions, people, _dates(text, article))
    page = read_page(text, language.speech)
    drafts = find_drafts(page)
    register = Register(page, speaking_names(drafts))
    return Annotations(
        ANNOTATION_VERSION,
        attributions=find_attributions(page, drafts, register),
        people=register.in_article(),
        dates=_dates(text, article),
    )


def _dates(text: str, article: Article) -> tuple[DateMention, ...]:
    """The dates an article mentions; without a day of its own nothing relative could be understood."""
    if article.published is None:
        return ()
    return find_dates(text, article.published.day, language=article.language, outlet=article.outlet)


def read_page(text: str, speech: Speech) -> Page:
    """Cut a text for the finders."""
    return Page(text, speech)
