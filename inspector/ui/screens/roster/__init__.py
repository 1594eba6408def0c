"""A roster as a fast table: cameras, guards, buses, zones, classes and any other repeat."""
