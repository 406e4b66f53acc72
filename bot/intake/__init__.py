"""How does the archive fill itself? Reads the operator's sources, politely and safely, in a process of its own."""
