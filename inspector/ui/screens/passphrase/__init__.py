"""Changing the passphrase of whoever works here."""
