"""File formats: flat checksummed arrays, varint-coded postings, the term dictionary."""
