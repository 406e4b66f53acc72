"""Phrases: the bot's own words about excerpts, days, numbers, watches and failures."""
