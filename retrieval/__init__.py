"""Find excerpts of news articles and who said them: plain synchronous Python, usable as a library."""
