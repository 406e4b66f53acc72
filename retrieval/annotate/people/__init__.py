"""Who are the people of an article and of the archive? Names compared, people found, people merged."""

from retrieval.annotate.names import given_key, name_key, name_words, surname_key

__all__ = ["given_key", "name_key", "name_words", "surname_key"]
