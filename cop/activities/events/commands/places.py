"""What cop event tells and takes of places: quotas, the mix wished for, who is missing, whom events reached."""

from typing import Annotated, Any

import typer

from cop.activities.events import queries
from cop.console.emit import View, say
from cop.console.session import Context
from cop.kernel.errors import BadInput
from cop.kernel.types import Id
from cop.meetings.commands import listing, options
from cop.meetings.commands.listing import Wanted
from cop.meetings.commands.saying import afterwards, told
from cop.meetings.queries.sittings import find_sitting

MISSING = View(
    name="missing",
    keys=("what", "ref", "name", "share", "wanted", "named", "missing"),
    table=("what", "name", "wanted", "named", "missing"),
    keep=frozenset({"name"}),
    right=frozenset({"wanted", "named", "missing"}),
    ref="ref",
)


def quota(
    ctx: Context,
    ref: options.Ref,
    places: Annotated[int, typer.Argument(metavar="PLACES", help="How many each may send; 0 takes its quota away.")],
    each: Annotated[
        list[str] | None, typer.Option(metavar="FIELD=VALUE", help="Each partner of a group: sector=municipality.")
    ] = None,
    partner: Annotated[list[str] | None, typer.Option(metavar="PARTNER", help="This partner; may be repeated.")] = None,
) -> None:
    """Say how many people partners may send to an event."""
    from cop.activities.events import operations
    from cop.meetings import telling
    from cop.store.references import find

    if not each and not partner:
        raise BadInput("nobody says which partners", "say --each sector=municipality, or --partner PARTNER")
    with ctx.obj.writing("event quota") as draft:
        of = find_sitting(draft.db, ref)
        whose = [Id(find(draft.db, "partner", one)) for one in partner or ()]
        whose += [one for group in each or () for one in operations.partners_of(draft.db, group)]
        given = operations.give_places(draft, of, dict.fromkeys(whose), places)
        meant, doubts = telling.record(draft.db, of), operations.over_capacity(draft.db, of, given)
    for doubt in doubts:
        say(f"note: {doubt}")
    whom = f"{len(given)} partner{'' if len(given) == 1 else 's'}"
    said = f"{places} each for {whom}: {places * len(given)} places" if places else f"no quota any more for {whom}"
    told(ctx, "saved", of.ref, meant, [said, *afterwards(ctx, f"next: cop event missing {of.ref}")])


def target(
    ctx: Context,
    ref: options.Ref,
    shares: Annotated[
        list[str], typer.Argument(metavar="SECTOR=SHARE", help="Such as municipality=40%; SECTOR= takes it away.")
    ],
) -> None:
    """Say which share of those who take part shall come from which sector."""
    from cop.activities.events import operations, typed
    from cop.meetings import telling

    wished = typed.read_mix(shares)
    with ctx.obj.writing("event target") as draft:
        of = find_sitting(draft.db, ref)
        operations.wish_for(draft, of, wished)
        meant = telling.record(draft.db, of)
    told(ctx, "saved", of.ref, meant, [typed.mix_said(wished), *afterwards(ctx, f"next: cop event missing {of.ref}")])


def missing(ctx: Context, ref: options.Ref) -> None:
    """Tell how many people partners have yet to name, and of which sectors there are too few."""
    with ctx.obj.reading() as store:
        of = find_sitting(store.db, ref)
        quotas, mix = queries.quota_lines(store.db, of.id), queries.mix_named(store.db, of.id)
        rows: list[Any] = [
            ("partner", one.ref, one.name, None, one.places, one.registered, one.missing)
            for one in quotas
            if one.missing
        ]
        rows += [
            ("sector", None, one.sector, one.target, one.counted + one.short, one.counted, one.short)
            for one in mix
            if one.short
        ]
        nobody = f"nobody is missing at {of.ref}"
        unsaid = f"no data: {of.ref} has no quotas and no mix wished for; cop event quota and cop event target say them"
        ctx.obj.emit(rows, MISSING._replace(empty=nobody if quotas or mix else unsaid))


def reach(
    ctx: Context,
    refs: Annotated[
        list[str] | None, typer.Argument(metavar="REF", help="Events; all that were held unless said.")
    ] = None,
    month: Annotated[str | None, typer.Option(help="Only events of this month.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Only from this day on.")] = None,
    to: Annotated[str | None, typer.Option(metavar="DAY", help="Only up to this day, it included.")] = None,
) -> None:
    """Count whom events reached, by country and sector; people, others and heads are never added together."""
    from cop.activities.events import telling
    from cop.kernel import dates

    with ctx.obj.reading() as store:
        if refs:
            found = [find_sitting(store.db, ref) for ref in refs]
        else:
            how = ctx.obj.words(store.db)
            first, last = listing.period(Wanted(month, from_, to, None, "held", None, None), how)
            since, until = (dates.midnight(day, how.zone) for day in (first, dates.shift(last, 1)))
            every = (one.sitting for one in queries.events(store.db, since, until))
            found = [one for one in every if one.status == "held"]
        counted = queries.reach(store.db, [one.id for one in found])
        people = ctx.obj.output.for_people
        told = {"events": len(found)} | (telling.reach_for_people if people else telling.reach_for_scripts)(counted)
        if len(found) > 1:
            mixes = queries.mix_of_each(store.db, [one.id for one in found])
            told["mix"] = telling.mixes({one.ref: mixes[one.id] for one in found}, for_people=people)
        ctx.obj.facts(told, "reach")
