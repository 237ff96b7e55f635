"""The story of the example municipality, by subject; each part may be told again without repeating itself."""
