"""The page on which the entity base is tended."""
