"""What laptop and headquarters say to each other, and how either proves it."""
