"""Moving a draft to a newer version of its checklist, and the old draft as it was."""
