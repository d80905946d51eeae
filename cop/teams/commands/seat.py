"""cop seat: the places in a body, filled or vacant."""

from typing import Annotated, Any

import typer

from cop.console.emit import View
from cop.console.session import Context, Session
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.teams import queries
from cop.teams.commands.words import OnDay, day_meant, given, keep, meant, named, next_step, short_day

app = typer.Typer(rich_markup_mode=None)
SEATS = View(
    name="seats",
    keys=(
        "id", "code", "body", "body_title", "ordinal", "title", "partner", "partner_name",
        "holder", "holder_title", "role", "from_on", "vacant",
    ),
    table=("code", "body", "ordinal", "title", "partner_name", "holder", "holder_title"),
    titles={"ordinal": "no", "title": "place", "partner_name": "partner", "holder_title": "role"},
    keep=frozenset({"code", "body", "holder"}),
    right=frozenset({"ordinal"}),
    say={"from_on": short_day},
    empty="no seats: cop seat new BODY adds one, cop body new TITLE --seats 15 many",
    ref="id",
)  # fmt: skip
VACANT = View(
    name="seats",
    keys=SEATS.keys,
    table=("code", "body", "body_title", "ordinal", "title", "partner_name"),
    titles={"body_title": "in", "ordinal": "no", "title": "place", "partner_name": "partner"},
    keep=SEATS.keep,
    right=SEATS.right,
    empty="no seat is vacant",
    ref="id",
)
Body = Annotated[str | None, typer.Argument(metavar="[BODY]", help="Only seats in this body.")]


@app.command("new")
def new(
    ctx: Context,
    body: Annotated[str | None, typer.Argument(help="The body it is a place in.")] = None,
    title: Annotated[str | None, typer.Argument(metavar="[TITLE]", help="Whose place it is in words.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as sc-zli.")] = None,
    partner: Annotated[str | None, typer.Option(metavar="PARTNER", help="Partner whose place it is.")] = None,
    set: FurtherSets = None,
) -> None:
    """Add a seat at the end of a body's list."""
    from cop.console import ask
    from cop.store import edits, references
    from cop.teams import operations, records

    body = ask.require(body, "BODY", "In which body")
    sets = [*given(code=code, partner=partner), *(set or [])]
    with ctx.obj.writing("seat new") as draft:
        of = references.get(draft.db, records.Body, body)
        seat = operations.add_seat(draft, of, title, sets, ctx.obj.words(draft.db))
        lines = [*edits.warnings(seat), f"seat {seat.ordinal} of {of.title}, vacant"]
        ctx.obj.saved("saved", seat, [*lines, *next_step(ctx.obj, f"cop seat fill {seat.code or seat.id} PERSON")])


@app.command("list")
def list_(ctx: Context, body: Body = None, on: OnDay = "today") -> None:
    """List the seats and who fills them on a day."""
    _emit(ctx.obj, body, on, vacant=False)


@app.command("vacant")
def vacant(ctx: Context, body: Body = None, on: OnDay = "today") -> None:
    """List the seats that nobody fills on a day."""
    _emit(ctx.obj, body, on, vacant=True)


@app.command("fill")
def fill(
    ctx: Context,
    seat: Annotated[str | None, typer.Argument(help="The seat.")] = None,
    person: Annotated[str | None, typer.Argument(help="Who fills it.")] = None,
    start: Annotated[str, typer.Option("--on", "--from", metavar="DAY", help="First day.")] = "today",
    role: Annotated[str, typer.Option(help="chair, member, alternate, observer or secretary.")] = "member",
) -> None:
    """Let a person fill a seat from a day on."""
    from cop.console import ask
    from cop.kernel.types import Word
    from cop.store import references
    from cop.teams import operations
    from cop.teams.commands.membership import confirmed
    from cop.teams.records import Membership, Person, Seat

    seat = ask.require(seat, "SEAT", "Which seat (cop seat vacant lists those that are free)")
    person = ask.require(person, "PERSON", "Who fills it")
    with ctx.obj.writing("seat fill") as draft:
        place, who = references.get(draft.db, Seat, seat), references.get(draft.db, Person, person)
        member = Membership(body=place.body, person=who.id, seat=place.id, from_on=day_meant(ctx.obj, draft.db, start))
        made = operations.add(draft, member, given(role=Word(role)), ctx.obj.words(draft.db))
        confirmed(ctx.obj, draft.db, "joined", made)


@app.command("leave")
def leave(ctx: Context, seat: Reference, on: OnDay = "today") -> None:
    """End the membership of the person in a seat; DAY is the last day."""
    from cop.store import references
    from cop.teams import operations
    from cop.teams.commands.membership import confirmed
    from cop.teams.records import Seat

    with ctx.obj.writing("seat leave") as draft:
        place, day = references.get(draft.db, Seat, seat), day_meant(ctx.obj, draft.db, on)
        confirmed(ctx.obj, draft.db, "left", operations.end(draft, operations.holder(draft.db, place, day), day))


def _emit(session: Session, body: str | None, on: str, *, vacant: bool) -> None:
    with session.reading() as store:
        day, within = day_meant(session, store.db, on), meant(store.db, "body", body)
        rows = (queries.vacant_seats if vacant else queries.seats)(store.db, day, body=within)
        view = VACANT if vacant else SEATS
        unsaid = {"body", "body_title"} if within else set()
        unsaid |= set() if any(row[5] for row in rows) else {"title"}
        view = view._replace(table=tuple(key for key in view.table if key not in unsaid))
        session.emit([_read(row) for row in named(rows)] if session.output.for_people else rows, view)


def _read(row: Any) -> tuple[Any, ...]:
    """Return a seat's row as people read it: an empty place says so."""
    return (*row[:8], row[8] or "vacant", *row[9:])


add_common_verbs(app, "seat", keep=keep)
