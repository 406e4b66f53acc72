"""Which program found the annotations? Counts up whenever the same text would give others."""

ANNOTATION_VERSION = 6
