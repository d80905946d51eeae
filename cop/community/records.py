"""How a community keeps in touch between its meetings: contacts, and the momentum they show."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Word


@record("contact", plural="contacts", label="about")
class Contact(Record):
    """A sign of life between partners on one channel, or how many there were in a week; never what was said."""

    channel: Id = ref("Channel.", to="channel", editable=False)
    body: Id | None = ref("Team that was in touch.", to="body", default=None)
    happened_on: Day = field("Day; of a week's count, its Monday.", editable=False)
    span: Word = field("What is counted.", default="day", choices=("day", "week"), editable=False)
    times: int = field("How many there were.", default=1)
    sender: Id | None = ref("Who wrote or called.", to="person|body", default=None)
    about: str | None = field("What it was about, in a few words.", default=None)


@record(
    "recipient", plural="recipients", label="reached", identity=("contact", "reached"), part_of="contact",
    parent="contact",
)  # fmt: skip
class Recipient(Record):
    """Somebody whom a contact reached."""

    contact: Id = ref("Contact.", to="contact", editable=False)
    reached: Id = ref("Person or body that was reached.", to="person|body", editable=False)
