"""One module per thing headquarters does."""
