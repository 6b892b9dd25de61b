"""Small painted parts that several places of the window share."""
