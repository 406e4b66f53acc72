"""Updates on their way in: fetched or delivered, written down first, and handed on in each chat's order."""
