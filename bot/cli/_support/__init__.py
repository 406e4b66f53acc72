"""Helpers that the terminal's commands share."""
