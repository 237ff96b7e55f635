"""Views of the supplies, by subject."""
