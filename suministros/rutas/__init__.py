"""Routes of the supplies, by subject."""
