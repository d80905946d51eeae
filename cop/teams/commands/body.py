"""cop body: committees, boards, teams and groups that meet."""

from typing import Annotated, Any

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.teams import queries
from cop.teams.commands.words import OnDay, day_meant, given, keep, meant, next_step

app = typer.Typer(rich_markup_mode=None)
BODIES = View(
    name="bodies",
    keys=("id", "code", "title", "kind", "partner", "reports_to", "seats", "filled", "members"),
    table=("code", "title", "kind", "seats", "members"),
    titles={"seats": "filled"},
    keep=frozenset({"code"}),
    right=frozenset({"seats", "members"}),
    empty='no bodies: cop body new "Steering Committee" --kind steering_committee --seats 15',
    ref="id",
)


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What it is called.")] = None,
    kind: Annotated[str | None, typer.Option(help="steering_committee, coordination_team, working_group, ...")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as sc.")] = None,
    partner: Annotated[str | None, typer.Option(metavar="PARTNER", help="Partner whose team it is.")] = None,
    reports_to: Annotated[str | None, typer.Option(metavar="BODY", help="Body it reports to.")] = None,
    quorum: Annotated[str | None, typer.Option(help="Share of all seats that must be present, such as 0.5.")] = None,
    seats: Annotated[int, typer.Option(min=0, max=999, help="How many numbered seats it has.")] = 0,
    set: FurtherSets = None,
) -> None:
    """Add a body, with its seats if it has any."""
    from cop.console import ask
    from cop.kernel.types import Word
    from cop.store import edits
    from cop.teams import operations
    from cop.teams.records import Body

    title = ask.require(title, "TITLE", "What is the body called")
    kind = ask.require(kind, "--kind", "What kind of body is it, such as working_group")
    sets = given(kind=kind, code=code, partner=partner, reports_to=reports_to, quorum=quorum)
    with ctx.obj.writing("body new") as draft:
        how = ctx.obj.words(draft.db)
        body = operations.add_body(draft, Body(title=title, kind=Word("")), seats, [*sets, *(set or [])], how)
        ref = body.code or body.id
        made = [f"{seats} seats, all vacant"] if seats else []
        then = next_step(ctx.obj, f"cop seat list {ref}" if seats else f"cop membership new {ref} PERSON")
        ctx.obj.saved("saved", body, [*edits.warnings(body), *made, *then])


@app.command("list")
def list_(
    ctx: Context,
    kind: Annotated[str | None, typer.Option(help="Only bodies of this kind, such as coordination_team.")] = None,
    partner: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only this partner's bodies.")] = None,
    on: OnDay = "today",
) -> None:
    """List the bodies with their seats and members."""
    with ctx.obj.reading() as store:
        day, at = day_meant(ctx.obj, store.db, on), meant(store.db, "partner", partner)
        rows = queries.bodies(store.db, day, kind=kind, partner=at)
        ctx.obj.emit(map(_read, rows) if ctx.obj.output.for_people else rows, BODIES)


@app.command("show")
def show(ctx: Context, ref: Reference, on: OnDay = "today") -> None:
    """Show all that is known of one body, its seats and its members on a day."""
    from cop.store import references
    from cop.teams.records import Body

    with ctx.obj.reading() as store:
        found = references.get(store.db, Body, ref)
        day = day_meant(ctx.obj, store.db, on)
        seats, members = queries.seats(store.db, day, body=found.id), queries.members(store.db, body=found.id, day=day)
        ctx.obj.one(store.db, found, _beside(seats, members, for_people=ctx.obj.output.for_people))


def _read(row: Any) -> tuple[Any, ...]:
    """Return a body's row as people read it: 13 of 15 filled."""
    return (*row[:6], _filled(row[7], row[6]), *row[7:])


def _filled(filled: int, seats: int) -> str | None:
    return f"{filled} of {seats}" if seats else None


def _beside(seats: list[Any], members: list[Any], *, for_people: bool) -> dict[str, object]:
    filled = sum(not row[-1] for row in seats)
    if not for_people:
        return {"seats": len(seats), "filled": filled, "members": [row[3] for row in members]}
    return {
        "seats": f"{filled} of {len(seats)} filled" if seats else None,
        "members": [_member(row) for row in members],
    }


def _member(row: Any) -> str:
    _, _, _, code, title, _, partner, _, ordinal, role, *_ = row
    seat = f"seat {ordinal}" if ordinal else ""
    return ", ".join(filter(None, [f"{title} ({code})", partner, seat, role if role != "member" else ""]))


add_common_verbs(app, "body", keep=keep)
