"""Demo archive: forty short news articles of invented people over two months, in seven languages."""

from bot.demo.demo_articles import demo_articles

__all__ = ["demo_articles"]
