"""Formats that Django should use here."""
