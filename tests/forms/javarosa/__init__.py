"""Our engine beside JavaRosa, the engine inside ODK Validate: the same form and steps give the same submission."""
