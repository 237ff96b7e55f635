"""Views of the órganos, by subject."""
