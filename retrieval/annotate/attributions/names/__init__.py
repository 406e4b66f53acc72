"""Names: where one begins and ends, of people and of outlets, in whichever case."""
