"""What is said: where words begin and end beside their verb, phrase or label, and whose they are."""
