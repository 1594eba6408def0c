"""First start: language, laptop code, passphrase; one question at a time."""
