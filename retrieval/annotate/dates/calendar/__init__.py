"""Calendar arithmetic: spans, lengths, holidays and numerals, without words around them."""
