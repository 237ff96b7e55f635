"""Views of the consejos, by subject."""
