"""Words: what each can be in reported speech, and an article cut into them."""
