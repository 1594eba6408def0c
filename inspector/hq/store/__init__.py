"""Headquarters' database: SQLite by default, PostgreSQL for real use. The only place of headquarters with SQL."""
