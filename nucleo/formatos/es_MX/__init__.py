"""Formats of Mexican Spanish."""
