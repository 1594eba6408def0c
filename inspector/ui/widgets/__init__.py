"""Reusable parts of the screens: painted from tokens, named for screen readers, without rules of the field."""
