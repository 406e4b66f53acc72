"""Immutable segments: how they are built and merged, their postings, and which of their articles are deleted."""
