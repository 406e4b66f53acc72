"""Annotation version: counts up whenever the same text would give other annotations."""

ANNOTATION_VERSION = 32
