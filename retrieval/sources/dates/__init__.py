"""Publication dates: moments, clock times and names of months and weekdays as the world writes them."""
