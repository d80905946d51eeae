"""What meets and when, who came, what was decided, and who does what."""

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


@record("meeting", plural="meetings", identity_if=("series", "original_on"))
class Meeting(Record):
    """One sitting of one body, with all whom it invites."""

    code: str | None = field("Short name, such as sc7.", default=None)
    title: str = field("What the invitation calls it.")
    body: Id = ref("Body that convenes it.", to="body")
    kind: Word | None = field(
        "Such as workshop, field_visit, summer_school, tot; none for a plain meeting.", default=None
    )
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
    host: Id | None = ref("Partner at whose place it is.", to="partner", default=None)
    concerns: Id | None = ref(
        "What it is for, beside the body's own business.", to="cycle|pilot|work_package|activity", default=None
    )
    within: Id | None = ref("Larger event it belongs to.", to="meeting", default=None)
    repeats: Id | None = ref(
        "The first of those that say the same, such as in another language.", to="meeting", default=None
    )
    capacity: int | None = field("How many people there is room for.", default=None)
    is_open: bool = field("Whether anybody may register.", default=False)
    headcount: int | None = field("How many came, as counted on the spot where nobody was named.", default=None)


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


@record("guest", plural="guests", label="organisation", part_of="meeting", parent="meeting")
class Guest(Record):
    """Somebody at a meeting who holds no role in the programme; counted apart from those invited."""

    meeting: Id = ref("Meeting.", to="meeting", editable=False)
    name: str | None = field("The guest's name, or another that was given.", default=None, personal=True)
    organisation: str | None = field("Where the guest comes from.", default=None)
    country: str | None = field("Two-letter country code, such as LY.", default=None)
    sector: Word | None = field("Such as university or company.", default=None)
    sex: Word | None = field("For counts of women and men.", default=None, personal=True, choices=("female", "male"))
    status: Word = field("How the guest took part.", default="present", choices=("present", "online"))
    attended_on: Day | None = field("Which day, of a meeting of several; none means all.", default=None)


@record(
    "registration", plural="registrations", label="organisation", identity_if=("meeting", "person"),
    part_of="meeting", parent="meeting",
)  # fmt: skip
class Registration(Record):
    """That somebody asked, or was named, to take part in an event."""

    meeting: Id = ref("Event.", to="meeting", editable=False)
    person: Id | None = ref("Who, if the programme knows the person.", to="person", default=None, editable=False)
    name: str | None = field("The name of somebody else, or another that was given.", default=None, personal=True)
    organisation: str | None = field("Where they come from.", default=None)
    country: str | None = field("Two-letter country code, such as LY.", default=None)
    sector: Word | None = field("Such as municipality or university.", default=None)
    sex: Word | None = field("For counts of women and men.", default=None, personal=True, choices=("female", "male"))
    email: str | None = field("E-mail address.", default=None, personal=True)
    relation: str | None = field("What they have to do with the theme.", default=None)
    may_be_listed: bool = field("Whether they agreed to be named in lists.", default=False)
    registered_on: Day | None = field("Day of the registration.", default=None)
    status: Word = field(
        "How it stands; whether somebody whom the programme knows came is written as attendance.",
        default="registered", editable=False,
        choices=("registered", "confirmed", "attended", "absent", "cancelled"),
    )  # fmt: skip


@record(
    "attendance", plural="attendance", label="status", identity=("meeting", "person", "attended_on"),
    part_of="meeting", parent="meeting",
)  # fmt: skip
class Attendance(Record):
    """Whether one person took part in a meeting, or in one of its days."""

    meeting: Id = ref("Meeting.", to="meeting", editable=False)
    person: Id = ref("Who was invited, or came all the same.", to="person", editable=False)
    attended_on: Day | None = field("Which day, of a meeting of several; none means all.", default=None, editable=False)
    status: Word = field(
        "How the person took part.", editable=False,
        choices=("present", "online", "excused", "absent", "represented", "acting"),
    )  # fmt: skip
    represented_by: Id | None = ref("Who came instead.", to="person", default=None, editable=False)


@record("decision", plural="decisions")
class Decision(Record):
    """What a body decided, or is asked to decide."""

    code: str | None = field("Short name, such as d1.", default=None)
    title: str = field("What was decided, in a sentence.")
    body: Id = ref("Body that decides.", to="body", editable=False)
    meeting: Id | None = ref("Meeting at which it came up.", to="meeting", default=None, editable=False)
    method: Word | None = field(
        "How it is decided.", default=None, choices=("consent", "consensus", "majority", "written")
    )
    status: Word = field(
        "What became of it.", default="proposed", editable=False,
        choices=("proposed", "open", "objected", "adopted", "rejected", "superseded"),
    )  # fmt: skip
    decided_on: Day | None = field("Day on which it was adopted or rejected.", default=None, editable=False)
    review_on: Day | None = field("Day on which it is looked at again.", default=None)
    superseded_by: Id | None = ref("Later decision that takes its place.", to="decision", default=None, editable=False)
    text: str | None = field("Its full text, where the title is not enough.", default=None, block=True)


@record(
    "response", plural="responses", label="answer", identity=("decision", "person"), part_of="decision",
    parent="decision",
)  # fmt: skip
class Response(Record):
    """What one member says to a proposed decision, at a meeting or in writing."""

    decision: Id = ref("Decision.", to="decision", editable=False)
    person: Id = ref("Who answers.", to="person", editable=False)
    answer: Word = field("The answer.", choices=("consent", "concern", "objection", "abstain"), editable=False)
    reason: str | None = field("Why; an objection needs one.", default=None, block=True)
    answered_on: Day | None = field("Day of the answer.", default=None)


@record("action", plural="actions")
class Action(Record):
    """Something that somebody has promised to do."""

    code: str | None = field("Short name, such as a12.", default=None)
    title: str = field("What is to be done, in a sentence.")
    owner: Id = ref("Who does it.", to="person|body|partner")
    due_on: Day | None = field("Last day.", default=None, editable=False)
    origin: Id | None = ref("Meeting or decision that it comes from.", to="meeting|decision", default=None)
    status: Word = field("Where it stands.", default="open", editable=False, choices=("open", "done", "dropped"))
    closed_on: Day | None = field("Day on which it was done or dropped.", default=None, editable=False)
    reason: str | None = field("Why it was dropped or carried over.", default=None)
    first_due_on: Day | None = field(
        "Last day as first agreed, once it was carried over.", default=None, editable=False
    )
