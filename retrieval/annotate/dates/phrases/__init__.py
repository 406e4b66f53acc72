"""Date phrases: days, periods, counted units and ranges, resolved against a day."""
