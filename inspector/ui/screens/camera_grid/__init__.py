"""Cameras looked at one after the other on the school's monitor: one key a camera."""
