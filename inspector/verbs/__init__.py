"""The verbs of the command line, each group beside the others; they import what they need when they run."""
