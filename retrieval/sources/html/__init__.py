"""HTML: the words a reader sees, a page's main text, what the page says of itself, its dates."""
