"""Pages of the evaluation: each one call into the domain and its answer."""
