"""What is followed: read from words, held against articles one by one or by the thousand."""

from retrieval.answers.watching.article_view import ArticleView
from retrieval.answers.watching.following import PREVIEW_DAYS, Following
from retrieval.answers.watching.percolation import Matcher
from retrieval.answers.watching.preview import Preview
from retrieval.answers.watching.watch_reader import WatchRead, asking_language

__all__ = ["PREVIEW_DAYS", "ArticleView", "Following", "Matcher", "Preview", "WatchRead", "asking_language"]
