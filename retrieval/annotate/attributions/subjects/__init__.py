"""Subjects: who a verb of speech has for one, where clauses are set apart."""
