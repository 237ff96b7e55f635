"""Views of the comités, by subject."""
