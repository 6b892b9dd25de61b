"""Item models over query rows."""
