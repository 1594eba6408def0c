"""Alembic's entry: runs the steps on the connection it is given, inside that connection's transaction."""

from alembic import context

from inspector.hq.store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    transactional_ddl=False,
)
context.run_migrations()
