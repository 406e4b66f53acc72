"""Who are the people of an article and of the archive? Names compared, people found, people merged."""

from retrieval.annotate.name_keys import given_key, name_key, name_words, surname_key
from retrieval.annotate.people.merging import NameCount, Person, is_same_given, merge_names

__all__ = ["NameCount", "Person", "given_key", "is_same_given", "merge_names", "name_key", "name_words", "surname_key"]
