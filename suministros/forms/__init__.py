"""Forms of the supplies, by subject."""
