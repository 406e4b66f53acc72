"""Ingesting from chats: posts of channels, files and addresses of operators, and lists of feeds become articles."""
