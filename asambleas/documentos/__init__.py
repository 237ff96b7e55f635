"""Papers of the órganos: built from data alone, never from live rows."""
