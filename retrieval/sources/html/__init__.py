"""HTML: the words a reader sees, a page's main text, what the page says of itself, its dates."""

from retrieval.sources.html.html_text import visible_text
from retrieval.sources.html.pages import MAX_MARKS, Credits, NoArticle, parse_html, read_credits, read_page

__all__ = ["MAX_MARKS", "Credits", "NoArticle", "parse_html", "read_credits", "read_page", "visible_text"]
