"""Turns: what layout gives to somebody: labels, interviews, dashes, posts and paragraphs behind a colon."""
