"""cop membership: who sits where, from when to when."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import View
from cop.console.session import Context, Session
from cop.console.verbs import FurtherSets, add_common_verbs
from cop.teams import queries
from cop.teams.commands.words import OnDay, day_meant, given, keep, meant, short_day

if TYPE_CHECKING:
    from cop.store.database import Database
    from cop.teams.records import Membership

app = typer.Typer(rich_markup_mode=None)
MEMBERSHIPS = View(
    name="memberships",
    keys=(
        "id", "body", "body_title", "person", "person_title", "partner", "partner_name",
        "seat", "ordinal", "role", "from_on", "to_on", "joined",
    ),
    table=("body", "person", "person_title", "partner_name", "seat", "role", "from_on", "to_on"),
    titles={"person_title": "title", "partner_name": "partner", "from_on": "from", "to_on": "until"},
    keep=frozenset({"id", "body", "person", "seat"}),
    right=frozenset({"ordinal"}),
    say={"from_on": short_day, "to_on": short_day},
    empty="no members on that day: cop membership new BODY PERSON adds one, --ever lists those who left",
    ref="id",
)  # fmt: skip


@app.command("new")
def new(
    ctx: Context,
    body: Annotated[str | None, typer.Argument(help="The body.")] = None,
    person: Annotated[str | None, typer.Argument(help="Who joins it.")] = None,
    seat: Annotated[str | None, typer.Option(metavar="SEAT", help="The seat the person fills.")] = None,
    role: Annotated[str | None, typer.Option(help="chair, member, alternate, observer or secretary.")] = None,
    start: Annotated[str, typer.Option("--from", "--on", metavar="DAY", help="First day.")] = "today",
    to: Annotated[str | None, typer.Option(metavar="DAY", help="Last day, if it is known.")] = None,
    set: FurtherSets = None,
) -> None:
    """Let a person join a body, with or without a seat."""
    from cop.console import ask
    from cop.store import references
    from cop.teams import operations, records

    body = ask.require(body, "BODY", "Which body")
    person = ask.require(person, "PERSON", "Who joins it")
    with ctx.obj.writing("membership new") as draft:
        db, sets = draft.db, [*given(role=role, to_on=to), *(set or [])]
        place = references.get(db, records.Seat, seat).id if seat else None
        within, who = references.get(db, records.Body, body), references.get(db, records.Person, person)
        day = day_meant(ctx.obj, db, start)
        member = records.Membership(body=within.id, person=who.id, seat=place, from_on=day)
        confirmed(ctx.obj, db, "joined", operations.add(draft, member, sets, ctx.obj.words(db)))


@app.command("list")
def list_(
    ctx: Context,
    body: Annotated[str | None, typer.Argument(metavar="[BODY]", help="Only this body.")] = None,
    of: Annotated[str | None, typer.Option("--body", metavar="BODY", help="The same, said as an option.")] = None,
    person: Annotated[str | None, typer.Option(metavar="PERSON", help="Only this person.")] = None,
    on: OnDay = "today",
    ever: Annotated[bool, typer.Option("--ever", help="Also those that ended or are to come.")] = False,
) -> None:
    """List who sits where on a day."""
    with ctx.obj.reading() as store:
        within = meant(store.db, "body", of or body)
        who = meant(store.db, "person", person)
        day = None if ever else day_meant(ctx.obj, store.db, on)
        table = tuple(key for key in MEMBERSHIPS.table if not (within and key == "body"))
        ctx.obj.emit(queries.members(store.db, body=within, person=who, day=day), MEMBERSHIPS._replace(table=table))


@app.command("end")
def end(
    ctx: Context,
    ref: Annotated[str, typer.Argument(metavar="REF | BODY PERSON", help="The membership's id, or body and person.")],
    person: Annotated[str | None, typer.Argument(metavar="", help="", hidden=True)] = None,
    on: OnDay = "today",
) -> None:
    """End a membership; DAY is the last day."""
    from cop.store import references
    from cop.teams import operations
    from cop.teams.records import Body, Membership, Person

    with ctx.obj.writing("membership end") as draft:
        db, day = draft.db, day_meant(ctx.obj, draft.db, on)
        if person is None:
            found = references.get(db, Membership, ref)
        else:
            found = operations.sitting(db, references.get(db, Body, ref), references.get(db, Person, person), day)
        confirmed(ctx.obj, db, "left", operations.end(draft, found, day))


def confirmed(session: Session, db: "Database", word: str, member: "Membership") -> None:
    """Confirm who joined or left which body, in words, once that is saved."""
    from cop.kernel import dates
    from cop.store import references

    body, seat = references.label(db, "body", member.body), member.seat and references.short(db, "seat", member.seat)
    days = [f"from {dates.say_day(member.from_on)}" if member.from_on else ""]
    days += [f"until {dates.say_day(member.to_on)}" if member.to_on else ""]
    who = f"{references.label(db, 'person', member.person)} ({references.short(db, 'person', member.person)})"
    lines = [who, ", ".join(filter(None, [body, member.role, f"seat {seat}" if seat else "", *days]))]
    if word == "left" and seat and member.role != "alternate":
        lines.append(f"that seat is free then: cop seat fill {seat} PERSON")
    session.saved(word, member, lines)


add_common_verbs(app, "membership", keep=keep, named=False)
