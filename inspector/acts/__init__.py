"""The act: what it says (document), how it looks (layout), PDF/A, the device's signature, and checking all of it."""
