"""The act after the seal: its pages, what stands behind it, print and file."""
