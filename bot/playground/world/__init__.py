"""State of the stand-in: people, chats, messages, updates, calls made and faults on demand."""
