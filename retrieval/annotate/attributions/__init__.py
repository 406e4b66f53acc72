"""Who said what in an article? Words, their speakers, and the agency that carried them."""

from retrieval.annotate.attributions.finder import Found, attributions, find_drafts, read_cut
from retrieval.annotate.attributions.grammars.choice import grammar_of

__all__ = ["Found", "attributions", "find_drafts", "grammar_of", "read_cut"]
