"""${message}."""

from cop.store import schema
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    schema.rebuild_derived(op.get_bind())
