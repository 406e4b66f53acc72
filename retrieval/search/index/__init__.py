"""Index lifecycle: a manifest of immutable segments, a write buffer with its write-ahead log, snapshots for readers."""
