"""A forgotten passphrase: a code from the coordinator, and a new one."""
