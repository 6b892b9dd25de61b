"""Reviewing what a machine proposes, in the article."""
