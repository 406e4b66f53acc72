"""Who said what in an article? Words, their speakers, and the agency that carried them."""

from retrieval.annotate.attributions.clauses import read_clauses
from retrieval.annotate.attributions.finder import find_attributions, find_drafts, speaking_names

__all__ = ["find_attributions", "find_drafts", "read_clauses", "speaking_names"]
