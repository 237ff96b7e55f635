"""Forms of the consejos."""
