"""Language, theme, text size, automatic lock."""
