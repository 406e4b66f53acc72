"""Excerpts: cutting them, folding copies, grouping by speaker, other wordings, moderation decisions."""
