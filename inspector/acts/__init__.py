"""The act: what it says, how it is laid out, how it is signed and verified."""
