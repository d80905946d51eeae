"""cop registration: who asked, or was named, to take part in an event."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import add_common_verbs
from cop.kernel import dates
from cop.meetings.commands import options
from cop.meetings.commands.saying import afterwards
from cop.meetings.queries.sittings import find_sitting

if TYPE_CHECKING:
    from cop.kernel.types import Word
    from cop.meetings.records import Registration
    from cop.meetings.sitting import Sitting
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
REGISTRATIONS = View(
    name="registrations",
    keys=(
        "id", "ref", "meeting", "person", "person_title", "partner", "partner_name", "name", "organisation", "country",
        "sector", "relation", "may_be_listed", "registered_on", "status", "came",
    ),
    table=("person_title", "partner_name", "country", "sector", "status", "ref"),
    titles={"person_title": "who", "partner_name": "from", "registered_on": "on"},
    keep=frozenset({"ref", "status"}),
    say={"registered_on": dates.say_short},
    ref="ref",
)  # fmt: skip
Which = Annotated[
    list[str], typer.Argument(metavar="REF", help="EVENT and one or more people, or what registration list shows.")
]
One = Annotated[
    str, typer.Argument(metavar="REF", help="As registration list shows it: ss/m-zli-pm, or the id's beginning.")
]
WithNames = Annotated[
    bool, typer.Option("--with-names", help="Also of those who did not agree to be listed; for those who organise it.")
]


@app.command("new")
def new(
    ctx: Context,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event, such as ss.")],
    person: Annotated[
        list[str] | None, typer.Argument(metavar="PERSON", help="One or more people of the programme.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="The name of somebody else.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Where they come from.")] = None,
    country: Annotated[str | None, typer.Option(help="Two-letter code, such as LY.")] = None,
    sector: Annotated[str | None, typer.Option(help="Such as municipality or university.")] = None,
    sex: Annotated[str | None, typer.Option(help="female or male, for counts; never shown of one person.")] = None,
    email: Annotated[str | None, typer.Option(help="E-mail address.")] = None,
    relation: Annotated[str | None, typer.Option(help="What they have to do with the theme.")] = None,
    consent: Annotated[bool, typer.Option("--consent", help="They agreed to be named in lists.")] = False,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="Day of the registration; today unless said.")] = None,
) -> None:
    """Register people for an event, or somebody whom the programme does not know."""
    from cop.activities.events.commands import enrolling
    from cop.meetings.records import Registration
    from cop.meetings.typed import read_country, read_day, read_word

    with ctx.obj.writing("registration new") as draft:
        of, how = find_sitting(draft.db, event), ctx.obj.words(draft.db)
        known = Registration(
            meeting=of.id, name=name, organisation=organisation, country=read_country(country),
            sector=read_word(sector), sex=read_word(sex), email=email, relation=relation, may_be_listed=consent,
            registered_on=read_day(on, how) if on else how.today,
        )  # fmt: skip
        made = enrolling.register(draft, of, known, person or [])
    enrolling.told(ctx, "registered", of, made, [f"next: cop registration list {of.ref}"])


@app.command("list")
def list_(
    ctx: Context,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event, such as ss.")],
    status: Annotated[
        str | None, typer.Option(help="Only those registered, confirmed, attended, absent or cancelled.")
    ] = None,
    with_names: WithNames = False,
) -> None:
    """List who is registered for an event; of others than the programme's people names only where they agreed."""
    from cop.kernel.errors import BadInput
    from cop.meetings.queries.registrations import STATUSES, registrations_of

    if status not in (None, *STATUSES):
        raise BadInput(f'no registration is "{status}"', f"use one of {', '.join(STATUSES)}")
    with ctx.obj.reading() as store:
        of = find_sitting(store.db, event)
        found = registrations_of(store.db, [of.id])[of.id]
        fits = [one for one in found if status in (None, one.status)]
        rows = _rows(store.db, of, fits, with_names=with_names)
        for_people = ctx.obj.output.for_people
        nobody = f"nobody is {status or 'registered'}: cop registration new {of.ref} PERSON"
        ctx.obj.emit(map(_as_people_read, rows) if for_people else rows, REGISTRATIONS._replace(empty=nobody))
        if for_people and found:
            say(_summary(store.db, of, found))


@app.command("show")
def show(ctx: Context, ref: One, with_names: WithNames = False) -> None:
    """Show all that is known of one registration."""
    from cop.activities.events.telling import listed
    from cop.meetings.typed import find_registration

    with ctx.obj.reading() as store:
        _, one = find_registration(store.db, ref)
        ctx.obj.one(store.db, one if with_names else listed(one))


@app.command("edit")
def edit(ctx: Context, ref: One, set: options.Set = None) -> None:
    """Change fields of one registration."""
    from cop.activities.events.commands import enrolling
    from cop.meetings.operations import registering
    from cop.meetings.typed import find_registration
    from cop.store import edits

    with ctx.obj.writing("registration edit") as draft:
        of, old = find_registration(draft.db, ref)
        new = edits.edit(draft, old, set or (), ctx.obj.words(draft.db))
        registering.check(draft.db, of, new)
        made = enrolling.Made(draft.db, [new])
    enrolling.told(ctx, "saved", of, made, [])


@app.command("confirm")
def confirm(ctx: Context, refs: Which) -> None:
    """Say that people have a place."""
    from cop.meetings.operations.registering import confirm as confirmed

    _become(ctx, "confirmed", refs, lambda draft, of, one: confirmed(draft, of, one))


@app.command("cancel")
def cancel(ctx: Context, refs: Which) -> None:
    """Say that people do not come after all."""
    from cop.meetings.operations.registering import cancel as cancelled

    _become(ctx, "cancelled", refs, lambda draft, of, one: cancelled(draft, one))


@app.command("attended")
def attended(ctx: Context, refs: Which) -> None:
    """Say that people who are registered came."""
    from cop.kernel.types import Word

    _came(ctx, "attended", refs, Word("present"))


@app.command("absent")
def absent(ctx: Context, refs: Which) -> None:
    """Say that people who are registered did not come."""
    from cop.kernel.types import Word

    _came(ctx, "absent", refs, Word("absent"))


@app.command("remove")
def remove(ctx: Context, ref: One) -> None:
    """Remove one registration that was never meant; cancel says that somebody does not come."""
    from cop.activities.events.commands import enrolling
    from cop.meetings.typed import find_registration
    from cop.store import edits

    with ctx.obj.writing("registration remove") as draft:
        of, one = find_registration(draft.db, ref)
        ctx.obj.confirm(f"Remove this registration for {of.title}?")
        edits.remove(draft, one)
        made = enrolling.Made(draft.db, [one])
    enrolling.told(ctx, "removed", of, made, [f"cop registration restore {one.id} brings it back"])


@app.command("history")
def history(ctx: Context, ref: One) -> None:
    """Show every value that one registration ever had, by whom and when."""
    from cop.kernel.errors import NotFound
    from cop.meetings.records import Registration
    from cop.meetings.typed import find_registration
    from cop.store import past

    with ctx.obj.reading() as store:
        try:
            found = find_registration(store.db, ref)[1].id
        except NotFound:
            found = past.find_ever(store.db, Registration, ref)
        ctx.obj.past(store.db, "registration", found)


def _become(ctx: Context, word: str, refs: list[str], put: Any) -> None:
    from cop.activities.events.commands import enrolling

    with ctx.obj.writing(f"registration {word}") as draft:
        of, found = enrolling.of_one_event(draft.db, refs)
        made = enrolling.Made(draft.db, [put(draft, of, one) for one in found])
    enrolling.told(ctx, word, of, made, [])


def _came(ctx: Context, word: str, refs: list[str], status: "Word") -> None:
    """Write down of people of the programme attendance, and of others what their registration says."""
    from cop.activities.events.commands import enrolling

    with ctx.obj.writing(f"registration {word}") as draft:
        of, found = enrolling.of_one_event(draft.db, refs)
        made = enrolling.Made(draft.db, enrolling.came(draft, of, found, status, ctx.obj.now))
    enrolling.told(ctx, word, of, made, afterwards(ctx, f"next: cop attendance list {of.ref}"))


def _rows(db: "Database", of: "Sitting", found: "list[Registration]", *, with_names: bool) -> list[tuple[object, ...]]:
    from cop.activities.events.queries import came_of, homes_of
    from cop.meetings.queries.registrations import refs

    known, called, came = homes_of(db, found), refs(db, of, found), came_of(db, of, found)
    return [
        (
            one.id, called[one.id], of.ref, *known[one.id][:4], one.name if with_names or one.may_be_listed else None,
            one.organisation, *known[one.id][4:], one.relation, bool(one.may_be_listed), one.registered_on, one.status,
            came[one.id],
        )
        for one in found
    ]  # fmt: skip


def _as_people_read(row: tuple[object, ...]) -> tuple[object, ...]:
    """Return a row with who it is, from where, and what became of it in the columns that a person sees for these."""
    from cop.activities.events.telling import NOT_LISTED, standing

    told = dict(zip(REGISTRATIONS.keys, row, strict=True))
    hidden = None if told["may_be_listed"] else NOT_LISTED
    told["person_title"] = told["person_title"] or told["name"] or told["relation"] or hidden
    told["partner_name"] = told["partner_name"] or told["organisation"]
    if isinstance(came := told["came"], bool):
        told["status"] = standing(str(told["status"]), came)
    return tuple(told.values())


def _summary(db: "Database", of: "Sitting", found: "list[Registration]") -> str:
    from cop.activities.events import queries, telling
    from cop.meetings.queries.registrations import GONE

    gone = sum(one.status == GONE for one in found)
    taken = telling.places(queries.event(db, of), queries.counts(db, [of])[of.id])
    return " · ".join(filter(None, (taken, f"{gone} cancelled" if gone else "")))


def _keep(draft: Any, record: Any) -> Any:
    from cop.meetings.operations.registering import keep_registration

    return keep_registration(draft, record)


add_common_verbs(app, "registration", keep=_keep, named=False)
