"""Proposes and never writes: candidates for links, later mentions too."""
