"""Today: what to go on with, what is assigned, what is done."""
