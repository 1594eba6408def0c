"""Before the start: the last visit, what is declared, and what to check."""
