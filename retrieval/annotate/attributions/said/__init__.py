"""What is said: the words before, behind and around a verb of speech, and beside "according to"."""
