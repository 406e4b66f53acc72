"""Phrases: who can speak, as it is written around a verb."""
