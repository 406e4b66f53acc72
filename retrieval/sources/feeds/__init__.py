"""Feeds: RSS, Atom, JSON Feed and news sitemaps, and which of their items is which."""
