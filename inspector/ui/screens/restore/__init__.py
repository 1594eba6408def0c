"""A laptop from its backup: the file, its passphrase, and what comes of it."""
