"""Safe fetching: public addresses only, limits of size and time, robots.txt, one request a host at a time."""
