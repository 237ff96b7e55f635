"""Reads of the comités: where each view starts."""
