"""Who takes part: the programme, its partners, people, bodies with their seats and members, and channels."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Money, Share, Word, Zone


@record("programme", plural="programme")
class Programme(Record):
    """The programme itself: exactly one in a file."""

    code: str | None = field("Short name, such as rebuild.", default=None)
    title: str = field("Its full title.")
    start_on: Day | None = field("First day.", default=None)
    end_on: Day | None = field("Last day.", default=None)
    status: Word = field("Where it stands.", default="active", choices=("draft", "active", "closing", "closed"))
    timezone: Zone = field("Zone of hours for which no other zone is given.", default="UTC")
    language: Word = field("Code of the language in which texts stand that no translation names.", default="en")
    report_year_start_on: Day | None = field("First day of the reporting year.", default=None)
    reporting_day: int = field("Day of the next month on which teams have reported.", default=5)
    funder: Id | None = ref("Partner that funds it.", to="partner", default=None)
    budget: Money | None = field("The grant, such as 4470000 EUR.", default=None)
    contract: str | None = field("Number of the funder's contract.", default=None)
    funder_statement: str | None = field("What the funder wants to stand on every report.", default=None, block=True)
    green_from: Share = field("Share from which a figure of the report is on track.", default="0.8")
    amber_from: Share = field("Share from which it is not yet off track.", default="0.5")
    initiative: str | None = field("Larger initiative that it belongs to.", default=None)
    goal: str | None = field("What it is for, as last renegotiated.", default=None, block=True)


@record("partner", plural="partners", label="name")
class Partner(Record):
    """An organisation that takes part."""

    code: str | None = field("Short name, such as m-zli.", default=None)
    name: str = field("What it is called.")
    kind: Word = field("Its part: lead, partner, associate, technical, funder, ministry, evaluator.", default="partner")
    sector: Word | None = field("Such as municipality or university.", default=None)
    country: str | None = field("Two-letter country code, such as LY.", default=None)
    region: str | None = field("Region or province.", default=None)
    timezone: Zone | None = field("Zone it works in.", default=None)
    week: Word | None = field("Its working days.", default=None, choices=("mon-fri", "sun-thu", "sat-wed"))
    paired: Id | None = ref("Partner it is paired with, such as its university.", to="partner", default=None)
    status: Word = field("Whether it takes part.", default="active", choices=("invited", "active", "left"))


@record("person", plural="people", also_called=("name",))
class Person(Record):
    """The holder of a role at a partner; the name may stay unsaid."""

    code: str | None = field("Short name, such as m-zli-pm.", default=None)
    title: str = field("The role, such as Municipality Project Manager.")
    partner: Id | None = ref("Where the person works.", to="partner", default=None)
    name: str | None = field("The person's name.", default=None, personal=True)
    email: str | None = field("E-mail address.", default=None, personal=True)
    phone: str | None = field("Telephone number.", default=None, personal=True)
    sex: Word | None = field(
        "For counts of women and men; never shown of one person.", default=None, personal=True,
        choices=("female", "male"),
    )  # fmt: skip


@record("body", plural="bodies")
class Body(Record):
    """A committee, board, team or group that meets."""

    code: str | None = field("Short name, such as sc.", default=None)
    title: str = field("What it is called.")
    kind: Word = field("Such as steering_committee, technical_board, secretariat, coordination_team, working_group.")
    partner: Id | None = ref("Partner whose team it is.", to="partner", default=None)
    mandate: str | None = field("What it is there for.", default=None, block=True)
    reports_to: Id | None = ref("Body it reports to.", to="body", default=None)
    quorum: Share | None = field("Share of all seats that must be present, such as 0.5.", default=None)
    decides_by: Word | None = field("Such as consensus, consent or majority.", default=None)
    min_meetings_per_year: int | None = field("How often it meets at least.", default=None)


@record("seat", plural="seats", part_of="body", parent="body")
class Seat(Record):
    """One place in a body, filled or vacant."""

    code: str | None = field("Short name, such as sc-zli.", default=None)
    body: Id = ref("Body it is a place in.", to="body", editable=False)
    ordinal: int | None = field("Its number in the body.", default=None)
    partner: Id | None = ref("Partner whose place it is.", to="partner", default=None)
    title: str | None = field("Whose place it is in words.", default=None)


@record(
    "membership", plural="members", label="role", identity=("body", "person", "seat", "from_on"),
    part_of="body", parent="body",
)  # fmt: skip
class Membership(Record):
    """A person in a body, with or without a seat, from one day to another."""

    body: Id = ref("Body.", to="body", editable=False)
    person: Id = ref("Person.", to="person", editable=False)
    seat: Id | None = ref("Seat the person fills.", to="seat", default=None, editable=False)
    role: Word = field("chair, member, alternate, observer or secretary.", default="member")
    from_on: Day | None = field("First day; none when it has always been so.", default=None, editable=False)
    to_on: Day | None = field("Last day; none while it goes on.", default=None)
    joined: Word | None = field("By choice or assigned.", default=None, choices=("choice", "assigned"))


@record("channel", plural="channels")
class Channel(Record):
    """A way in which bodies keep in touch; what is said in it is never stored."""

    code: str | None = field("Short name, such as viber.", default=None)
    title: str = field("What people call it.")
    kind: Word = field("Such as viber, whatsapp, email, zoom.")
    purpose: str | None = field("What it is used for.", default=None)
    cadence: Word | None = field(
        "How often something is heard on it.", default=None, choices=("daily", "weekly", "monthly", "on_demand")
    )
    approximate: bool = field("Whether the cadence is only roughly kept.", default=False)


@record(
    "channel_member", plural="bodies", label="body", identity=("channel", "body"), part_of="channel", parent="channel"
)
class ChannelMember(Record):
    """A body that takes part in a channel."""

    channel: Id = ref("Channel.", to="channel", editable=False)
    body: Id = ref("Body whose members take part.", to="body", editable=False)
