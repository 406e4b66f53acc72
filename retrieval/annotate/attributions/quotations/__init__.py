"""Quotations: with a cue, without one, announced; and which words are direct."""
