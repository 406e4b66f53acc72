"""Noun phrases: names, roles, outlets and what stands inside and around them, without a verb."""
