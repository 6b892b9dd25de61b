"""The domain: frozen records and rules, on the standard library alone."""
