"""Papers of the consejos."""
