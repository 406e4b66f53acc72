"""Subjects: who stands at a verb of speech, before it, behind it, dropped or shared."""
