"""The end of a visit: what was found, and who signs or refuses."""
