"""Which dates does a text mention, and which days do they stand for?"""

from retrieval.annotate.dates.date_finder import find_dates

__all__ = ["find_dates"]
