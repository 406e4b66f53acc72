"""Who said what, in a language of which only the cues of quotations are known? Quoted words and "according to"."""

from retrieval.annotate.quoted.quotation_finder import read_quoted

__all__ = ["read_quoted"]
