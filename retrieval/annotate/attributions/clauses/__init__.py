"""Reported speech in every language in which something sets its clauses apart: one grammar, a lexicon a language."""
