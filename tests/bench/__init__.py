"""Speed as ratios to what the machine itself can do: `python3 dev.py bench`."""
