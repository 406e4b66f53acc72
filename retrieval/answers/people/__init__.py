"""People lookup: whom a name in a question stands for, and what the archive knows of that person."""
