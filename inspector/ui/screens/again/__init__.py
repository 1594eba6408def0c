"""The visit that comes after another: the violations of the last one first, and what changed in the rosters."""
