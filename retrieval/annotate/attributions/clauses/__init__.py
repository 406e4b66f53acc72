"""Who said what, in every language with a table of reported speech? One grammar of clauses, a lexicon a language."""

from retrieval.annotate.attributions.clauses.finder import read_clauses

__all__ = ["read_clauses"]
