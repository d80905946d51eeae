"""What shows that something is so; the file itself stays where it is, known by its digest."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Id


@record("evidence", plural="evidence", identity_if=("subject", "sha256|link"), part_of="*", parent="subject")
class Evidence(Record):
    """What shows that something is so: a file that is kept elsewhere, known by its digest, or an address."""

    subject: Id = ref("What it shows something of.", to="*", editable=False)
    title: str = field("What it is: the signed list, a photograph, a page.")
    file_name: str | None = field("Name of the file.", default=None)
    sha256: str | None = field(
        "SHA-256 of the file's bytes, by which anybody can check a copy of it.", default=None, editable=False
    )
    link: str | None = field("Address at which it stands.", default=None, editable=False)
