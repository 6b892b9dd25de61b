"""The store: SQLAlchemy mapping, engine, unit of work, history, migrations. Knows core only."""
