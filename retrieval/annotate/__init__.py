"""What does one article say, and who says it? Attributions, people and dates, by position."""

from retrieval.annotate.reading import ANNOTATION_VERSION, annotate

__all__ = ["ANNOTATION_VERSION", "annotate"]
