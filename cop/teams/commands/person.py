"""cop person: the holders of roles, and their handover."""

from typing import Annotated, Any

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs, add_language_verb
from cop.teams import queries
from cop.teams.commands.words import OnDay, day_meant, given, keep, meant, next_step, short_day

app = typer.Typer(rich_markup_mode=None)
PEOPLE = View(
    name="people",
    keys=("id", "code", "title", "name", "partner", "partner_name"),
    table=("code", "title", "name", "partner_name"),
    titles={"title": "role", "partner_name": "partner"},
    keep=frozenset({"code"}),
    empty='nobody: cop person new "ROLE" --partner PARTNER adds the holder of a role',
    ref="id",
)


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(metavar="ROLE", help="Such as Municipality Project Manager.")] = None,
    partner: Annotated[str | None, typer.Option(metavar="PARTNER", help="Where the person works.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as m-zli-pm.")] = None,
    name: Annotated[str | None, typer.Option(help="The person's name; may stay unsaid.")] = None,
    email: Annotated[str | None, typer.Option(help="E-mail address.")] = None,
    phone: Annotated[str | None, typer.Option(help="Telephone number.")] = None,
    set: FurtherSets = None,
) -> None:
    """Add the holder of a role."""
    from cop.console import ask
    from cop.store import edits
    from cop.teams import operations
    from cop.teams.records import Person

    title = ask.require(title, "ROLE", "Which role does the person hold")
    sets = given(partner=partner, code=code, name=name, email=email, phone=phone)
    with ctx.obj.writing("person new") as draft:
        person = operations.add(draft, Person(title=title), [*sets, *(set or [])], ctx.obj.words(draft.db))
        then = next_step(ctx.obj, f"cop membership new BODY {person.code or person.id}")
        ctx.obj.saved("saved", person, [*edits.warnings(person), *then])


@app.command("list")
def list_(
    ctx: Context,
    partner: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only people of this partner.")] = None,
    body: Annotated[str | None, typer.Option(metavar="BODY", help="Only members of this body.")] = None,
    on: OnDay = "today",
) -> None:
    """List the people."""
    with ctx.obj.reading() as store:
        at = meant(store.db, "partner", partner)
        within = meant(store.db, "body", body)
        day = day_meant(ctx.obj, store.db, on) if within else None
        ctx.obj.emit(queries.people(store.db, partner=at, body=within, day=day), PEOPLE)


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one person, and where the person sits and sat."""
    from cop.store import references
    from cop.teams.records import Person

    with ctx.obj.reading() as store:
        found = references.get(store.db, Person, ref)
        sits = queries.members(store.db, person=found.id)
        told = _places(sits) if ctx.obj.output.for_people else [row[1] for row in sits]
        ctx.obj.one(store.db, found, {"memberships": told})


@app.command("handover")
def handover(
    ctx: Context,
    ref: Reference,
    to: Annotated[str | None, typer.Option(metavar="PERSON|ROLE", help="Who follows, or a new holder's role.")] = None,
    on: Annotated[str | None, typer.Option("--on", "--from", metavar="DAY", help="The successor's first day.")] = None,
    name: Annotated[str | None, typer.Option(help="The new holder's name; may stay unsaid.")] = None,
) -> None:
    """End all memberships of one person the day before, and begin the same for the successor."""
    from cop.console import ask
    from cop.kernel import dates
    from cop.store import references
    from cop.teams import operations
    from cop.teams.records import Person

    to = ask.require(to, "--to", "Who follows: a code, or the role of a new person")
    on = ask.require(on, "--on", "The successor's first day")
    with ctx.obj.writing("person handover") as draft:
        person, day = references.get(draft.db, Person, ref), day_meant(ctx.obj, draft.db, on)
        done = operations.handover(draft, person, to, day, name)
        leaves = f"{references.short(draft.db, 'person', person.id)} leaves on {dates.say_day(dates.shift(day, -1))}"
        follows = f"{'a new person, ' if done.new else ''}from {dates.say_day(day)}; {leaves}"
        ctx.obj.saved("saved", done.successor, [follows, *(_place(draft.db, member) for member in done.begun)])


def _place(db: Any, member: Any) -> str:
    from cop.store.references import label, short

    seat = f", seat {short(db, 'seat', member.seat)}" if member.seat else ""
    until = f", until {short_day(member.to_on)}" if member.to_on else ""
    return f"{label(db, 'body', member.body)} ({short(db, 'body', member.body)}), {member.role}{seat}{until}"


def _places(rows: list[Any]) -> list[str]:
    told = []
    for _, body, title, *_, seat, _, role, start, stop, _ in rows:
        days = [f"from {short_day(start)}" if start else "", f"until {short_day(stop)}" if stop else ""]
        told.append(", ".join(filter(None, [f"{title} ({body})", role, f"seat {seat}" if seat else "", *days])))
    return told


add_language_verb(app, "person")
add_common_verbs(app, "person", keep=keep)
