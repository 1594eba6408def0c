"""The code walk: the code before the camera, and what is seen of it at the monitor."""
