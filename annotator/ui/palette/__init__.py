"""The command palette: everything that can be found or done, one line each."""
