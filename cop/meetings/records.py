"""What meets and when: series with their slots, meetings, whom they invite, and agendas."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Rule, Word, ZonedTime

MODES = ("in_presence", "online", "hybrid")


@record("series", plural="series")
class Series(Record):
    """A meeting that returns by a rule; a change of the rule ends one series and begins the next."""

    code: str | None = field("Short name, such as vpm.", default=None)
    title: str = field("What the invitation calls it.")
    body: Id = ref("Body that convenes it.", to="body")
    rule: Rule = field("Its rhythm, such as monthly on first wed.", schedules=True, editable=False)
    start: ZonedTime = field("Local time and zone of the first one.", schedules=True, editable=False)
    duration_minutes: int = field("Planned length in minutes.", default=60, schedules=True)
    until_on: Day | None = field("Last day on which it may fall.", default=None, schedules=True, editable=False)
    mode: Word | None = field("How people take part.", default=None, choices=MODES)
    place: str | None = field("Where.", default=None, schedules=True)
    link: str | None = field("Address to join online.", default=None)


@record(
    "series_slot", plural="slots", label="original_on", identity=("series", "original_on"),
    part_of="series", parent="series",
)  # fmt: skip
class SeriesSlot(Record):
    """What became of one date of a series: moved to another hour or, when it is moved to none, skipped."""

    series: Id = ref("Series.", to="series", editable=False)
    original_on: Day = field("The local date that the rule gives.", editable=False)
    moved_to: ZonedTime | None = field(
        "Where it was moved; none when it is skipped.", default=None, schedules=True, editable=False
    )
    reason: str | None = field("Why.", default=None)


@record("meeting", plural="meetings")
class Meeting(Record):
    """One sitting of one body, with all whom it invites."""

    code: str | None = field("Short name, such as sc7.", default=None)
    title: str = field("What the invitation calls it.")
    body: Id = ref("Body that convenes it.", to="body")
    kind: Word | None = field("Such as meeting, workshop, field_visit.", default=None)
    start: ZonedTime = field("Local time and zone.", schedules=True, editable=False)
    duration_minutes: int = field("Planned length in minutes.", default=60, schedules=True)
    last_on: Day | None = field("Last day of a meeting of several whole days.", default=None, schedules=True)
    mode: Word | None = field("How people take part.", default=None, choices=MODES)
    place: str | None = field("Where.", default=None, schedules=True)
    link: str | None = field("Address to join online.", default=None)
    status: Word = field(
        "What was meant or happened.", default="planned", schedules=True, editable=False,
        choices=("planned", "convened", "held", "postponed", "cancelled"),
    )  # fmt: skip
    reason: str | None = field("Why it was postponed or cancelled.", default=None)
    series: Id | None = ref("Series it is an occurrence of.", to="series", default=None, editable=False)
    original_on: Day | None = field("The date that the series' rule gave it.", default=None, editable=False)


@record("agenda_item", plural="agenda", part_of="meeting", parent="meeting")
class AgendaItem(Record):
    """One item of a meeting's agenda."""

    meeting: Id = ref("Meeting.", to="meeting", editable=False)
    ordinal: int = field("Its place in the order.", editable=False)
    title: str = field("What it is about.")
    presenter: Id | None = ref("Who presents it.", to="person", default=None)
    duration_minutes: int | None = field("Time planned for it.", default=None)
    paper: str | None = field("Document to read before.", default=None)
    outcome: str | None = field("What came of it.", default=None, block=True)


@record("invitee", plural="invited", label="body", identity=("subject", "body"), part_of="*", parent="subject")
class Invitee(Record):
    """A body that a meeting or a series invites beside the one that convenes it."""

    subject: Id = ref("Meeting or series.", to="*", editable=False)
    body: Id = ref("Body whose members are invited.", to="body", editable=False)
