"""Finding an institution among all of them, per keystroke."""
