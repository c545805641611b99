"""Runs migrations on the connection that the program hands over.  Imports nothing of ours."""

from alembic import context

connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,  # SQLite changes a table by copying it
    transaction_per_migration=False,  # the caller's transaction holds all of them
)
context.run_migrations()
