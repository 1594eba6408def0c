"""What the laptop itself can tell and do beside the program: battery, brightness, sleep, sound, the kind of network."""
