"""Feeds: RSS, Atom, JSON Feed and news sitemaps, and which of their items is which."""

from retrieval.sources.feeds.feeds import Feed, is_feed, read_feed
from retrieval.sources.feeds.offers import Offer, said, shared_guids, shared_pages
from retrieval.sources.feeds.sitemaps import is_news_sitemap, is_sitemap_index, nested_sitemaps

__all__ = [
    "Feed",
    "Offer",
    "is_feed",
    "is_news_sitemap",
    "is_sitemap_index",
    "nested_sitemaps",
    "read_feed",
    "said",
    "shared_guids",
    "shared_pages",
]
