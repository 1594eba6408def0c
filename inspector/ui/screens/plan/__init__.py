"""The plan of the cameras: how it is drawn on the children screen, and the editor that draws it."""
