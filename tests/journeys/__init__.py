"""Whole journeys through the real window, by mouse and keyboard, each step checked against what is on disk."""
