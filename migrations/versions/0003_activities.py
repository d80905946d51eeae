"""Trainings, events, pilots, the plan of work, indicators, risks: new tables, filled from the journal."""

from alembic import op

from cop.store.schema import rebuild_derived

revision = "0003"
down_revision = "0002"
declared = "faeacb7c42293ecfa05527cc33176175"
"""cop.store.schema.declarations_digest() of the tables that this step leaves; a test says when it is out of date."""


def upgrade() -> None:
    rebuild_derived(op.get_bind())
