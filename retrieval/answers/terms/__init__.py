"""Terms of the index: words, names, days and outlets under the same keys for writer and asker."""
