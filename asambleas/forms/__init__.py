"""Forms of the órganos, by subject."""
