"""Commands only: an example municipality told through the real services."""
