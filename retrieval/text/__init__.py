"""What is a text made of? Normal forms, tokens, quotations and sentences, all with positions in the raw text."""
