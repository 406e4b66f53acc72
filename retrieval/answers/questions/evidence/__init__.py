"""Evidence in a question: its words, what each of them does, and the slots that they leave for content."""
