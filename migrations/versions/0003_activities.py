"""Trainings, events, pilots, the plan of work, indicators, risks: new tables, filled from the journal."""

from alembic import op

from cop.store.schema import rebuild_derived

revision = "0003"
down_revision = "0002"
declared = "2993a67c8f6baae3f19681363a54ee7d"
"""cop.store.schema.declarations_digest() of the tables that this step leaves; a test says when it is out of date."""


def upgrade() -> None:
    rebuild_derived(op.get_bind())
