"""The proof: the act as it will be, marked as a draft, read before anyone signs."""
