"""Pure functions on text: scripts, normal forms, tokens, clitics, bidirectional order."""
