"""The journal, and the tables of teams and meetings that are derived from it."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, LargeBinary, UniqueConstraint

from cop.store.schema import NUMBER, TEXT, rebuild_derived

revision = "0001"
down_revision = None
declared = "50df50d6e9b55687cd6b53e78470318e"
"""cop.store.schema.declarations_digest() of the tables that this step leaves; a test says when it is out of date."""


def number(name: str, to: str = "", *, key: bool = False) -> "Column[int]":
    target = [ForeignKey(to)] if to else []
    return Column(name, NUMBER, *target, primary_key=key, autoincrement=False, nullable=False)


def words(name: str, *, key: bool = False, nullable: bool = False) -> "Column[str]":
    return Column(name, TEXT, primary_key=key, nullable=nullable)


def octets(name: str) -> "Column[bytes]":
    return Column(name, LargeBinary, nullable=False)


def upgrade() -> None:
    op.create_table("meta", words("name", key=True), words("value"))
    op.create_table(
        "site", number("n", key=True), words("id"), octets("key"), octets("nonce"), number("seq"), octets("hash"),
        number("clock"), octets("signature"), UniqueConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "entry", number("n", key=True), number("site", "site.n"), number("seq"), octets("hash"), number("clock"),
        number("wall"), words("actor", nullable=True), words("verb"), words("note", nullable=True), number("first"),
        number("changes"), Index("entry_chain", "site", "seq"), UniqueConstraint("hash"),
    )  # fmt: skip
    # Kinds, fields, records and sites are small numbers inside the journal: 1,000,000 changes stay under 150 MB.
    op.create_table("record", number("n", key=True), words("id"), UniqueConstraint("id"))
    op.create_table("register", number("n", key=True), words("kind"), words("field"), UniqueConstraint("kind", "field"))
    op.create_table(
        "change", number("n", key=True), number("entry", "entry.n"), number("idx"), number("record", "record.n"),
        number("register", "register.n"), words("value", nullable=True), number("head"),
        Index("change_record", "record"),
    )  # fmt: skip
    op.create_table(
        "supersede", number("change", "change.n", key=True), number("old", "change.n", key=True),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table("personal", words("commitment", key=True), words("salt"), words("value"))
    rebuild_derived(op.get_bind())
