"""The question page: sections at the left, one question open at a time."""
