"""Grammars: by place or by clause, and which of them reads a language."""
