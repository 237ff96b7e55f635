"""Reads of the evaluation: the figures, the state of a quarter, each person's first page."""
