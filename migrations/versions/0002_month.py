"""Attendance, decisions, actions, contacts, team months and reports: new tables, filled from the journal."""

from alembic import op

from cop.store.schema import rebuild_derived

revision = "0002"
down_revision = "0001"
declared = "137fc6c5283a1d343691b8dc9122e1b9"
"""cop.store.schema.declarations_digest() of the tables that this step leaves; a test says when it is out of date."""


def upgrade() -> None:
    rebuild_derived(op.get_bind())
