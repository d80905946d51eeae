"""cop delivery: the trainings that trained trainers give to a partner's people."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.training import given as queries
from cop.activities.training.commands import listing
from cop.activities.training.commands.asking import asked, find
from cop.console.session import Context, Session
from cop.console.verbs import Away, FurtherSets, Reference, add_common_verbs
from cop.kernel.errors import BadInput, NotFound
from cop.kernel.types import Day, Id
from cop.meetings.commands.saying import reason
from cop.teams.commands.words import day_meant, given, meant

if TYPE_CHECKING:
    from cop.activities.training.records import Delivery
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")]
ToDay = Annotated[str | None, typer.Option("--to-day", metavar="DAY", help="Last day; the first one unless said.")]
Trainees = Annotated[
    int | None, typer.Option("--trainees", metavar="N", help="How many were counted, or are expected.", min=0)
]
Named = Annotated[
    list[str] | None, typer.Option("--trainee", metavar="PERSON", help="Whom it trains, by name; may be repeated.")
]
Who = Annotated[str | None, typer.Argument(metavar="PERSON", help="Who, if the programme knows the person.")]


@app.command("new")
def new(
    ctx: Context,
    cycle: Annotated[str | None, typer.Argument(metavar="CYCLE", help="Cycle whose content is given on.")] = None,
    by: Annotated[list[str] | None, typer.Option(metavar="PERSON", help="Who gives it; may be repeated.")] = None,
    to: Annotated[str | None, typer.Option(metavar="PARTNER", help="Whose people are trained.")] = None,
    start: From = None,
    end: ToDay = None,
    trainees: Trainees = None,
    trainee: Named = None,
    title: Annotated[str | None, typer.Option(help="What is taught; the cycle's topic unless said.")] = None,
    module: Annotated[str | None, typer.Option(help="The one module, if it is not all of the cycle.")] = None,
    mode: Annotated[str | None, typer.Option(help="in_presence, online or hybrid.")] = None,
    place: Annotated[str | None, typer.Option(help="Where.")] = None,
    capacity: Annotated[int | None, typer.Option(help="How many people there is room for.", min=1)] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as dl3.")] = None,
    set: FurtherSets = None,
) -> None:
    """Write down a training that trainers gave, or plan one: days gone by mean that it was held."""
    from cop.activities.training.commands import confirming
    from cop.activities.training.operations import deliveries as operations
    from cop.activities.training.records import Delivery
    from cop.kernel.types import Word

    asks = asked(ctx.obj, cycle, by, to, start, end, trainees)
    with ctx.obj.writing("delivery new") as draft:
        db, how = draft.db, ctx.obj.words(draft.db)
        delivery = Delivery(
            cycle=find("cycle", db, asks.cycle), partner=find("partner", db, asks.to), title=title, code=code,
            module=find("module", db, module) if module else None, start_on=_day(ctx, db, asks.start),
            end_on=_day(ctx, db, asks.end) if asks.end else None, mode=Word(mode.lower()) if mode else None,
            place=place, capacity=capacity, headcount=asks.trainees,
        )  # fmt: skip
        people, named = _people(db, asks.by), _people(db, trainee)
        kept = operations.new(draft, delivery, people, named, set or (), how)
        said = confirming.about(db, "saved", kept, people, len(named))
    confirming.confirm(ctx, said)


@app.command("list")
def list_(
    ctx: Context,
    cycle: Annotated[str | None, typer.Option(metavar="CYCLE", help="Only of this cycle.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="PARTNER", help="Only for this partner's people.")] = None,
    by: Annotated[str | None, typer.Option(metavar="PERSON", help="Only those that this person gives.")] = None,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="Only in this month, such as 2024-09.")] = None,
    status: Annotated[str | None, typer.Option(help="planned, held or cancelled.")] = None,
) -> None:
    """List the trainings given and planned, in the order of their days."""
    if status not in (None, "planned", "held", "cancelled"):
        raise BadInput(f'no training is "{status}"', "use one of planned, held, cancelled")
    with ctx.obj.reading() as store:
        db = store.db
        found = queries.deliveries(db, *_month(ctx.obj, db, month)) if month else queries.lines(db)
        of, partner, who = meant(db, "cycle", cycle), meant(db, "partner", to), meant(db, "person", by)
        fits = [
            one for one in found
            if of in (None, one.cycle) and partner in (None, one.partner) and status in (None, one.status)
            and (who is None or who in {person.id for person in one.trainers})
        ]  # fmt: skip
        rows = [listing.delivery_row(one, for_people=ctx.obj.output.for_people) for one in fits]
        view = listing.shown(listing.DELIVERIES, rows, {"cycle"} if of else ())
        ctx.obj.emit(rows, view._replace(empty=_none(len(found))))


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one training, with who gives it and whom it trained by name."""
    from cop.activities.training.records import Delivery
    from cop.store import references

    with ctx.obj.reading() as store:
        found = references.get(store.db, Delivery, ref)
        told = listing.about_delivery(store.db, found, for_people=ctx.obj.output.for_people)
        ctx.obj.one(store.db, found, told)


@app.command("hold")
def hold(ctx: Context, ref: Reference, trainees: Trainees = None, trainee: Named = None) -> None:
    """Say that one training was held, with how many came and, where they are known, who."""
    from cop.activities.training.commands import confirming
    from cop.activities.training.operations import deliveries as operations

    with ctx.obj.writing("delivery hold") as draft:
        old, named = _get(draft.db, ref), _people(draft.db, trainee)
        kept = operations.hold(draft, old, trainees, named, ctx.obj.words(draft.db))
        said = confirming.about(draft.db, "held", kept, _trainers(draft.db, old), _listed(draft.db, old, named))
    confirming.confirm(ctx, said)


@app.command("cancel")
def cancel(ctx: Context, ref: Reference) -> None:
    """Say that one training will not be given; --why is kept with it."""
    from cop.activities.training.commands import confirming
    from cop.activities.training.operations import deliveries as operations

    with ctx.obj.writing("delivery cancel") as draft:
        old = _get(draft.db, ref)
        new = operations.cancel(draft, old, reason(ctx, draft, old.reason if old.status == "cancelled" else None))
        ctx.obj.saved("cancelled", confirming.titled(draft.db, new), [confirming.days(new), str(new.reason)])


@app.command("move")
def move(ctx: Context, ref: Reference, start: From = None, end: ToDay = None) -> None:
    """Put one training on other days; without --to-day it stays as long as it was."""
    from cop.activities.training.commands import confirming
    from cop.activities.training.operations import deliveries as operations

    if not (start or end):
        start = ctx.obj.require(start, "--from", "On which first day")
    with ctx.obj.writing("delivery move") as draft:
        old, how = _get(draft.db, ref), ctx.obj.words(draft.db)
        first, last = (_day(ctx, draft.db, day) if day else None for day in (start, end))
        kept = operations.move(draft, old, first, last, draft.note, how)
        said = confirming.about(draft.db, "moved", kept, _trainers(draft.db, old), _listed(draft.db, old))
    confirming.confirm(ctx, said)


@app.command("reopen")
def reopen(ctx: Context, ref: Reference) -> None:
    """Make one training a planned one again, after it was called held or cancelled by a slip."""
    from cop.activities.training.commands import confirming
    from cop.activities.training.operations import deliveries as operations

    with ctx.obj.writing("delivery reopen") as draft:
        new = operations.reopen(draft, _get(draft.db, ref))
        ctx.obj.saved("reopened", confirming.titled(draft.db, new), [f"{confirming.days(new)}, planned"])


@app.command("edit")
def edit(
    ctx: Context,
    ref: Reference,
    set: FurtherSets = None,
    trainees: Trainees = None,
    mode: Annotated[str | None, typer.Option(help="in_presence, online or hybrid.")] = None,
    place: Annotated[str | None, typer.Option(help="Where.")] = None,
    capacity: Annotated[int | None, typer.Option(help="How many people there is room for.", min=1)] = None,
) -> None:
    """Correct one training; move changes its days."""
    from cop.activities.training.commands import confirming
    from cop.activities.training.operations import deliveries as operations

    sets = [*given(headcount=trainees, mode=mode, place=place, capacity=capacity), *(set or ())]
    with ctx.obj.writing("delivery edit") as draft:
        old = _get(draft.db, ref)
        kept = operations.edit(draft, old, sets, ctx.obj.words(draft.db))
        said = confirming.about(draft.db, "saved", kept, _trainers(draft.db, old), _listed(draft.db, old))
    confirming.confirm(ctx, said)


@app.command("trainer")
def trainer(
    ctx: Context, ref: Reference, person: Annotated[str, typer.Argument(help="Who gives it.")], remove: Away = False
) -> None:
    """Say who else gives one training."""
    from cop.activities.training.commands import confirming
    from cop.activities.training.operations import deliveries as operations
    from cop.store.references import label, short

    with ctx.obj.writing("delivery trainer") as draft:
        of, who = _get(draft.db, ref), find("person", draft.db, person)
        if remove:
            operations.drop_trainer(draft, of, who)
        else:
            confirming.doubt_aloud(operations.add_trainer(draft, of, who, ctx.obj.words(draft.db)))
        said = f"{label(draft.db, 'person', who)} ({short(draft.db, 'person', who)})"
        line = f"no longer given by {said}" if remove else f"given by {said} too"
        ctx.obj.saved("saved", confirming.titled(draft.db, of), [line])


@app.command("trainee")
def trainee(
    ctx: Context,
    ref: Reference,
    person: Who = None,
    name: Annotated[str | None, typer.Option(help="The name of somebody whom the programme does not know.")] = None,
    sex: Annotated[str | None, typer.Option(help="female or male, for counts.")] = None,
    remove: Away = False,
) -> None:
    """Put somebody on the list of those whom one training trained."""
    from cop.activities.training.commands import confirming
    from cop.activities.training.operations import deliveries as operations
    from cop.activities.training.records import Trainee
    from cop.kernel.types import Word
    from cop.store.references import label

    with ctx.obj.writing("delivery trainee") as draft:
        of = _get(draft.db, ref)
        who = _somebody(draft.db, ref, person) if person else None
        if remove:
            operations.drop_trainee(draft, of, who, name)
        else:
            made = Trainee(delivery=of.id, person=who, name=name, sex=Word(sex.lower()) if sex else None)
            operations.add_trainee(draft, of, made)
        said = label(draft.db, "person", who) if who else name
        line = f"{said} {'is off' if remove else 'stands in'} the list of those trained"
        ctx.obj.saved("saved", confirming.titled(draft.db, of), [line])


def _get(db: "Database", ref: str) -> "Delivery":
    from cop.activities.training.records import Delivery
    from cop.store import references

    return references.get(db, Delivery, ref)


def _people(db: "Database", typed: list[str] | None) -> list[Id]:
    return [find("person", db, each) for each in typed or ()]


def _somebody(db: "Database", ref: str, typed: str) -> Id:
    """Return the person of the programme who is meant.

    Raises:
        NotFound: There is none; the hint says how anybody else is written down.
    """
    try:
        return find("person", db, typed)
    except NotFound as error:
        other = f'not of the programme? cop delivery trainee {ref} --name "{typed}"'
        raise NotFound(error.message, "\n     ".join(filter(None, (error.hint, other)))) from None


def _day(ctx: Context, db: "Database", typed: str) -> Day:
    """Return the day that was typed, the nearest one: most trainings are written down when they are over."""
    return day_meant(ctx.obj, db, typed, happened=True)


def _trainers(db: "Database", of: "Delivery") -> list[Id]:
    (one,) = queries.lines(db, "x.id = :id", id=of.id)
    return [person.id for person in one.trainers]


def _listed(db: "Database", of: "Delivery", more: list[Id] | None = None) -> int:
    known = {row[0] for row in db.all("SELECT coalesce(person, id) FROM trainee WHERE delivery = :id", id=of.id)}
    return len(known | {*(more or ())})


def _month(session: Session, db: "Database", typed: str) -> tuple[Day, Day]:
    from cop.kernel import dates

    return dates.month_days(dates.parse_month(typed, dates.day(day_meant(session, db, "today"))))


def _none(others: int) -> str:
    return f"none of {others} trainings fits" if others else listing.DELIVERIES.empty


def _keep(draft: Any, record: Any) -> Any:
    from cop.activities.training.operations.keeping import keep_delivery

    return keep_delivery(draft, record)


add_common_verbs(app, "delivery", keep=_keep)
