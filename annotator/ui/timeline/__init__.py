"""The timeline: every dated mention of an article or a workspace on one axis, in three calendars."""
