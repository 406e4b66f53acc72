"""The intake in a relational database: its sources, posts that became articles, and notices to operators."""
