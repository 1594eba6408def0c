"""The lock: one field between a stranger and the data."""
