"""Tags of the pages of the órganos."""
