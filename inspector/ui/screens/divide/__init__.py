"""Dividing a draft between two laptops before it is sealed."""
