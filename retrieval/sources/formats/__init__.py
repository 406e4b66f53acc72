"""File formats: one a file, and the fields that several of them share."""
