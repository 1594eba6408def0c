"""F1: all keys on one page."""
