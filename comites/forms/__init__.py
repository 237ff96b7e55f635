"""Forms of the comités."""
