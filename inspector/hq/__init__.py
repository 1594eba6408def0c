"""Headquarters: central store, intake, dashboard. Never imported by the laptop."""
