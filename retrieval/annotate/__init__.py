"""What does one article say, and who says it? Attributions, people and dates, by position."""

from retrieval.annotate.stored_positions import restore_reading, sentences_read
from retrieval.annotate.version import ANNOTATION_VERSION
from retrieval.model import Annotations, Article

__all__ = ["ANNOTATION_VERSION", "annotate", "restore_reading", "sentences_read"]


def annotate(article: Article) -> Annotations:
    """Find the attributions, the people and the dates of an article, from its text alone."""
    # The finders load slowly, and who only asks needs none of them.
    from retrieval.annotate.annotator import annotate as annotate_article

    return annotate_article(article)
