"""Reads of the consejos: where each view starts."""
