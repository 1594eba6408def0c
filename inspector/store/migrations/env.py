"""Alembic's entry: the connection is handed over, with its transaction already begun."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
