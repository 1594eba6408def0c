"""A second inspector on this laptop: a code, the passphrase of the first, one of their own."""
