"""Trains the models of names across scripts from tables of name pairs: ``python -m annotator.training.names``."""
