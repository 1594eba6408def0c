"""The cameras of one institution: declared against found in place, and the way into the code walk."""
