"""Whole jobs, as people do them: in a browser, on the example municipality."""
