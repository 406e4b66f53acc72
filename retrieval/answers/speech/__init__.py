"""Speech looked up: whom a question means, what they said and did in words, and who is spoken of."""
