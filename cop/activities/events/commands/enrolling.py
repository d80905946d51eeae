"""How registrations are written and confirmed: several at once, and nobody named who did not agree to it."""

from collections.abc import Sequence
from datetime import datetime

from cop.activities.events import operations, telling
from cop.console.emit import say
from cop.console.session import Context
from cop.kernel.errors import BadInput, NotFound
from cop.kernel.types import Id, Word
from cop.meetings.operations import attendance, registering
from cop.meetings.queries import naming
from cop.meetings.queries.attendance import Named, named
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Attendance, Registration
from cop.meetings.sitting import Sitting
from cop.meetings.typed import find_registration
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.references import find


class Made:
    """Registrations as they will be, with what people type for them and what they are called."""

    def __init__(self, db: Database, found: Sequence[Registration]) -> None:
        self.found = found
        self.people: dict[Id, Named] = named(db, [one.person for one in found if one.person])
        self.short = {one.id: naming.ref_of_new(db, "registration", one.id, None) for one in found}

    def ref(self, of: Sitting, one: Registration) -> str:
        """Return what people type for a registration: ss/m-zli-pm, or the beginning of its id."""
        return f"{of.ref}/{self.people[one.person].ref}" if one.person in self.people else self.short[one.id]

    def said(self, one: Registration) -> str:
        """Return who it is."""
        return self.people[one.person].role if one.person in self.people else telling.stranger(one)


def register(draft: Draft, of: Sitting, known: Registration, people: Sequence[str]) -> Made:
    """Register people of the programme, or else somebody of whom something is said; tell aloud what is doubtful.

    Raises:
        BadInput: Something is said that belongs to one stranger, and people are named.
        RuleBroken: Somebody is registered already, or the event does not take place.
    """
    from dataclasses import replace

    about = [known.name, known.organisation, known.country, known.sector, known.sex, known.email]
    if people and any(about):
        raise BadInput(
            "of people of the programme all this is known already",
            "name people, or say --name, --organisation and the like of somebody else",
        )
    asked = dict.fromkeys(Id(find(draft.db, "person", one)) for one in people)
    wanted = [replace(known, person=one) for one in asked] if people else [known]
    made, doubts = list[Registration](), list[str]()
    for one in wanted:
        kept = registering.register(draft, of, one)
        made.append(kept.registration)
        doubts += kept.doubts
    doubts += registering.crowded(draft.db, of, made)
    for doubt in [*operations.over_quota(draft.db, of, made), *doubts]:
        say(f"note: {doubt}")
    return Made(draft.db, made)


def of_one_event(db: Database, refs: Sequence[str]) -> tuple[Sitting, list[Registration]]:
    """Return the registrations that are meant, and their event: EVENT PERSON... as they were made, or their refs.

    Raises:
        BadInput: They are for several events.
        NotFound: One of them is not there.
    """
    found = [find_registration(db, one) for one in _written_out(db, refs)]
    events = {of.id: of for of, _ in found}
    if len(events) > 1:
        raise BadInput("these registrations are for several events", "name those of one event at a time")
    return found[0][0], list({one.id: one for _, one in found}.values())


def _written_out(db: Database, refs: Sequence[str]) -> Sequence[str]:
    """Return refs of registrations, where an event may stand before the people."""
    if len(refs) == 1 or any("/" in one for one in refs[1:]):
        return refs
    try:
        of = find_sitting(db, refs[0])
    except NotFound:
        return refs
    return [f"{of.ref}/{one}" for one in refs[1:]]


def came(draft: Draft, of: Sitting, found: Sequence[Registration], status: Word, now: datetime) -> list[Registration]:
    """Write down whether people came: as attendance of who is known, else in the registration; return these.

    Raises:
        RuleBroken: The event did not take place, or not yet.
    """
    marks = [Attendance(meeting=of.id, person=one.person, status=status) for one in found if one.person]
    if marks:
        attendance.record(draft, of, marks, now)
    others = {one.id: Word("absent" if status == "absent" else "attended") for one in found if one.person is None}
    after = {one.id: one for one in registering.came(draft, of, others, now)}
    return [after.get(one.id, one) for one in found]


def told(ctx: Context, word: str, of: Sitting, made: Made, lines: Sequence[str]) -> None:
    """Confirm registrations, a line each, now that they are on disk; scripts get no name that may not be listed."""
    dry = ctx.obj.flags.dry_run
    said = word if ctx.obj.written is not None or dry else "unchanged"
    for at, one in enumerate(made.found, start=1):
        shown = telling.listed(one)
        fields = {name: value for name in shown.names() if (value := getattr(shown, name)) is not None}
        ref = made.ref(of, one)
        then = [of.title, *([] if dry else lines)] if at == len(made.found) else []
        ctx.obj.done(said, ref, made.said(one), then, {"saved": said, "ref": ref} | fields)
