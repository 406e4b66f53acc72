"""Sentences: their verbs of speech, and what is claimed of them already."""
