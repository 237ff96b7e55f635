"""Papers of the supplies."""
