"""Ingest: annotators, index units, index synchronisation with the database, and health."""
