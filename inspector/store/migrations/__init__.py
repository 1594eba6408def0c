"""The history of the laptop's tables, run in-process by store.engine.

A migration imports nothing of the program: it has to work for ever. HEAD is the newest one; it stands here so that
an up-to-date database opens without loading Alembic (a test holds it to the scripts).
"""

HEAD = "0006"
