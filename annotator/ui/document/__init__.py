"""The document view: text in both directions with its marks."""
