"""Two answers to one question, side by side, to be decided on."""
