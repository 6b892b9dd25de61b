"""Names across scripts: one space of sounds for names in Hebrew, Arabic and Latin letters."""
