"""Question understanding: form, days and outlet of a question, and what a follow-up completes it to."""
