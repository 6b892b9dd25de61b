"""Everything that is so only because the store is SQLite: its settings, its files, its errors."""
