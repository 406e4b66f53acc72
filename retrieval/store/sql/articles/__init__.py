"""Articles in a relational database: read, written, and what is derived from them: names, stories, figures."""
