"""Benchmarks: what the product costs, beside its budget and a floor taken in the same run. ``make bench``."""
