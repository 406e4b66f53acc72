"""HTTP side of the stand-in: the Bot API server, the chat page and its sessions, calls of a webhook."""
