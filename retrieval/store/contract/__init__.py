"""Store contract: the protocol and values of each domain, one a file; nothing here belongs to one database."""
