"""Dates in the window: what a date means, and when an article was written."""
