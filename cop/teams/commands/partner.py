"""cop partner: the organisations that take part."""

from typing import Annotated, Any

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.teams import queries
from cop.teams.commands.words import given, keep, next_step

app = typer.Typer(rich_markup_mode=None)
PARTNERS = View(
    name="partners",
    keys=("id", "code", "name", "kind", "sector", "country", "timezone", "week", "paired", "status"),
    table=("code", "name", "kind", "sector", "country", "paired"),
    titles={"paired": "pair"},
    keep=frozenset({"code", "paired"}),
    empty="no partners: cop partner new NAME adds one, cop import FILE many",
    ref="id",
)


@app.command("new")
def new(
    ctx: Context,
    name: Annotated[str | None, typer.Argument(help="What it is called.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as m-zli.")] = None,
    kind: Annotated[str | None, typer.Option(help="lead, partner, associate, technical, funder, ...")] = None,
    sector: Annotated[str | None, typer.Option(help="Such as municipality or university.")] = None,
    country: Annotated[str | None, typer.Option(help="Two-letter code, such as LY.")] = None,
    tz: Annotated[str | None, typer.Option(metavar="ZONE", help="Zone it works in, such as Africa/Tripoli.")] = None,
    week: Annotated[str | None, typer.Option(help="mon-fri, sun-thu or sat-wed.")] = None,
    paired: Annotated[str | None, typer.Option(metavar="PARTNER", help="Partner it is paired with.")] = None,
    set: FurtherSets = None,
) -> None:
    """Add a partner."""
    from cop.console import ask
    from cop.store import edits
    from cop.teams import operations
    from cop.teams.records import Partner

    name = ask.require(name, "NAME", "What is the partner called")
    sets = given(code=code, kind=kind, sector=sector, country=country, timezone=tz, week=week, paired=paired)
    with ctx.obj.writing("partner new") as draft:
        partner = operations.add(draft, Partner(name=name), [*sets, *(set or [])], ctx.obj.words(draft.db))
        then = next_step(ctx.obj, f'cop person new "ROLE" --partner {partner.code or partner.id}')
        ctx.obj.saved("saved", partner, [*edits.warnings(partner), *then])


@app.command("list")
def list_(
    ctx: Context,
    kind: Annotated[str | None, typer.Option(help="Only partners of this kind.")] = None,
    sector: Annotated[str | None, typer.Option(help="Only this sector, such as municipality.")] = None,
    country: Annotated[str | None, typer.Option(help="Only this country, such as LY.")] = None,
) -> None:
    """List the partners."""
    with ctx.obj.reading() as store:
        rows = queries.partners(store.db, kind=kind, sector=sector, country=country.upper() if country else None)
        ctx.obj.emit(rows, PARTNERS)


@app.command("find")
def find(
    ctx: Context, text: Annotated[str, typer.Argument(help="Part of a name, in any script and spelling.")]
) -> None:
    """Find partners by any part of any of their names."""
    from cop.store import references

    with ctx.obj.reading() as store:
        hits = {record for _, record in references.anywhere(store.db, ["partner"], text)}
        rows = [row for row in queries.partners(store.db) if row[0] in hits]
        ctx.obj.emit(rows, PARTNERS._replace(empty=_nobody(store.db, text)))


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one partner, with its people and its bodies."""
    from cop.store import references
    from cop.teams.records import Partner

    with ctx.obj.reading() as store:
        found = references.get(store.db, Partner, ref)
        ctx.obj.one(store.db, found, _beside(store.db, found.id, for_people=ctx.obj.output.for_people))


def _beside(db: Any, partner: str, *, for_people: bool) -> dict[str, object]:
    more: dict[str, object] = {}
    for key, sql in (
        ("paired_by", "SELECT coalesce(code, id), name FROM partner WHERE paired = :id ORDER BY name, id"),
        ("people", "SELECT coalesce(code, id), title FROM person WHERE partner = :id ORDER BY title, id"),
        ("bodies", "SELECT coalesce(code, id), title FROM body WHERE partner = :id ORDER BY title, id"),
    ):
        more[key] = [f"{name} ({code})" if for_people else code for code, name in db.all(sql, id=partner)]
    return more


def _nobody(db: Any, typed: str) -> str:
    from cop.kernel.text import nearest

    near = nearest(typed, queries.names(db, "partner"))
    return f'no partner is called "{typed}"' + (
        f"; near: {', '.join(near)}" if near else "; cop partner list shows all"
    )


add_common_verbs(app, "partner", keep=keep)
