"""Item models over tuples of plain values; never a session, never a row of the store."""
