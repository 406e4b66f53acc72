"""Scoring: BM25 with length norms, MaxScore in NumPy and compiled, filters as ranges."""
