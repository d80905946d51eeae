"""cop partner: the organisations that take part."""

from typing import Annotated

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import add_common_verbs
from cop.teams import queries

app = typer.Typer(rich_markup_mode=None)
PARTNERS = View(
    name="partners",
    keys=("id", "code", "name", "kind", "sector", "country", "timezone", "week", "paired", "status"),
    table=("code", "name", "kind", "sector", "country", "paired"),
    keep=frozenset({"code"}),
    empty="no partners yet: cop partner new NAME, or cop import FILE",
    ref="id",
)


@app.command("new")
def new(
    ctx: Context,
    name: Annotated[str, typer.Argument(help="What it is called.")],
    code: Annotated[str | None, typer.Option(help="Short name, such as m-zli.")] = None,
    kind: Annotated[str, typer.Option(help="lead, partner, associate, technical, funder, ...")] = "partner",
    set: Annotated[list[str] | None, typer.Option(metavar="FIELD=VALUE", help="Any other field.")] = None,
) -> None:
    """Add a partner."""
    from cop.teams import operations

    with ctx.obj.writing("partner new") as draft:
        partner = operations.add_partner(draft, name, code, kind, set or [], ctx.obj.words(draft.db))
        ctx.obj.saved("saved", partner, [f'next: cop person new "ROLE" --partner {code or partner.id}'])


@app.command("list")
def list_(
    ctx: Context,
    kind: Annotated[str | None, typer.Option(help="Only partners of this kind.")] = None,
    sector: Annotated[str | None, typer.Option(help="Only this sector, such as municipality.")] = None,
    country: Annotated[str | None, typer.Option(help="Only this country, such as LY.")] = None,
) -> None:
    """List the partners."""
    with ctx.obj.reading() as store:
        ctx.obj.emit(queries.partners(store.db, kind=kind, sector=sector, country=country), PARTNERS)


add_common_verbs(app, "partner")
