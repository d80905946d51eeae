"""Runs migrations inside the one transaction that cop.store.migrate has opened, and nowhere else."""

from alembic import context

link = context.config.attributes["connection"]
context.configure(connection=link, transactional_ddl=True, transaction_per_migration=False)
context.run_migrations()
