"""Speakers: who a phrase or a pronoun stands for in the whole article."""
