"""Every act of a user as a small record that knows how to do itself."""
