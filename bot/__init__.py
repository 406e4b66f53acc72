"""Verbatim in a chat and in a terminal: everything that talks to people."""
