"""cop channel: ways in which bodies keep in touch; what is said in them is never stored."""

from typing import Annotated, Any

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, add_common_verbs
from cop.teams import queries
from cop.teams.commands.words import given, next_step

app = typer.Typer(rich_markup_mode=None)
SHOWN = 3
CHANNELS = View(
    name="channels",
    keys=("id", "code", "title", "kind", "purpose", "cadence", "approximate", "bodies"),
    table=("code", "title", "kind", "cadence", "bodies"),
    keep=frozenset({"code"}),
    say={"bodies": lambda codes: ", ".join(codes) if len(codes) <= SHOWN else f"{len(codes)} bodies"},
    empty='no channels: cop channel new "Coordinators\' chat" --kind viber --cadence daily --body BODY',
    ref="id",
)
Which = Annotated[str, typer.Argument(metavar="CHANNEL", help="The channel.")]
Who = Annotated[str, typer.Argument(metavar="BODY", help="The body whose members take part.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What people call it.")] = None,
    kind: Annotated[str | None, typer.Option(help="viber, whatsapp, email, zoom, ...")] = None,
    cadence: Annotated[str | None, typer.Option(help="daily, weekly, monthly or on_demand.")] = None,
    approximate: Annotated[bool, typer.Option("--approximate", help="The cadence is only roughly kept.")] = False,
    body: Annotated[list[str] | None, typer.Option(metavar="BODY", help="Who takes part; may be repeated.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as viber.")] = None,
    set: FurtherSets = None,
) -> None:
    """Add a channel."""
    from cop.console import ask
    from cop.kernel.types import Word
    from cop.store import edits
    from cop.teams import operations
    from cop.teams.records import Channel

    title = ask.require(title, "TITLE", "What is the channel called")
    kind = ask.require(kind, "--kind", "What kind is it, such as viber or email")
    sets = [*given(kind=kind, cadence=cadence, code=code), *(set or [])]
    with ctx.obj.writing("channel new") as draft:
        blank = Channel(title=title, kind=Word(""), approximate=approximate)
        channel = operations.add_channel(draft, blank, body or [], sets, ctx.obj.words(draft.db))
        then = [] if body else next_step(ctx.obj, f"cop channel add {channel.code or channel.id} BODY")
        ctx.obj.saved("saved", channel, [*edits.warnings(channel), *then])


@app.command("list")
def list_(ctx: Context, kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None) -> None:
    """List the channels and who takes part."""
    with ctx.obj.reading() as store:
        ctx.obj.emit(queries.channels(store.db, kind=kind), CHANNELS)


@app.command("add")
def add(ctx: Context, channel: Which, body: Who) -> None:
    """Let a body take part in a channel."""
    from cop.teams import operations

    with ctx.obj.writing("channel add") as draft:
        found, joining = _both(draft.db, channel, body)
        operations.join_channel(draft, found, joining)
        ctx.obj.saved("saved", found, [f"{joining.title} takes part"])


@app.command("drop")
def drop(ctx: Context, channel: Which, body: Who) -> None:
    """Take a body out of a channel."""
    from cop.teams import operations

    with ctx.obj.writing("channel drop") as draft:
        found, leaving = _both(draft.db, channel, body)
        operations.drop_from_channel(draft, found, leaving)
        ctx.obj.saved("saved", found, [f"{leaving.title} no longer takes part"])


def _both(db: Any, channel: str, body: str) -> tuple[Any, Any]:
    from cop.store import references
    from cop.teams import records

    return references.get(db, records.Channel, channel), references.get(db, records.Body, body)


def _bodies(db: Any, channel: Any) -> dict[str, object]:
    rows = db.all(
        "SELECT coalesce(b.code, b.id) FROM channel_member m JOIN body b ON b.id = m.body "
        "WHERE m.channel = :id ORDER BY b.code, b.id",
        id=channel.id,
    )
    return {"bodies": [row[0] for row in rows]}


add_common_verbs(app, "channel", more=_bodies)
