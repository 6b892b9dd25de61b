"""Gold in, model out, in a process of its own."""
