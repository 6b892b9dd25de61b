"""Dialogs and floating cards."""
