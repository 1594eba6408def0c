"""The only Qt code: windows, screens, widgets."""
