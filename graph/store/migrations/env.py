"""What Alembic runs to migrate: the connection comes from the store, which also holds the transaction."""

from alembic import context


def migrate() -> None:
    """Take the steps on the connection that the store hands over."""
    context.configure(connection=context.config.attributes["connection"])
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # the name under which Alembic runs this file; others only read it
    migrate()
