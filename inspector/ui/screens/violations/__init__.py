"""Own institutions where headquarters still follows violations."""
