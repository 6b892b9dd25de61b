"""File formats: one file, one format."""
