"""cop milestone: points on the way, what they wait for, and how far they slipped."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.pilots import queries
from cop.activities.pilots.commands import saying
from cop.console.concerning import Activity, Concerns, Pilot, WorkPackage, concerned
from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import Away, FurtherSets, Reference, add_common_verbs
from cop.teams.commands.words import day_meant, given

if TYPE_CHECKING:
    from cop.activities.pilots.operations.milestones import Planned
    from cop.activities.pilots.queries import MilestoneLine
    from cop.activities.pilots.records import Milestone
    from cop.kernel.types import Id
    from cop.store.database import Database
    from cop.store.journal import Draft

app = typer.Typer(rich_markup_mode=None)
MILESTONES = View(
    name="milestones",
    keys=(
        "id", "ref", "code", "title", "concerns", "concerns_kind", "concerns_name", "owner", "owner_kind", "owner_name",
        "baseline_on", "due_on", "expected_on", "reached_on", "dropped_on", "status", "slip_days", "days_late",
        "waits_for", "holds_up", "held_up_by", "reason",
    ),
    table=("expected_on", "slip_days", "title", "owner", "ref"),
    titles={"owner": "who", "expected_on": "now", "slip_days": "slip"},
    keep=frozenset({"ref", "expected_on", "slip_days"}),
    bare=frozenset({"slip_days"}),
    say={"slip_days": saying.slip},
    ref="ref",
)  # fmt: skip
Owner = Annotated[str | None, typer.Option(metavar="OWNER", help="Who answers for it: a partner, body or person.")]
On = Annotated[str | None, typer.Option(metavar="DAY", help="The day; today unless said.")]
Due = Annotated[str | None, typer.Option(metavar="DAY", help="Day on which it is due, such as 15/12/2024.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What is true when it is reached.")] = None,
    due: Due = None,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    concerns: Concerns = None,
    owner: Owner = None,
    needs: Annotated[
        list[str] | None, typer.Option(metavar="MILESTONE", help="What it waits for; may be repeated.")
    ] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as f-works.")] = None,
    set: FurtherSets = None,
) -> None:
    """Plan a milestone."""
    from cop.activities.pilots.operations import milestones as operations
    from cop.activities.pilots.records import Milestone
    from cop.meetings.commands import guided
    from cop.meetings.commands.saying import afterwards, told

    title = ctx.obj.require(title, "TITLE", "What is true when it is reached")
    due = guided.understood(ctx.obj, due, "--due", "On which day is it due", partial(day_meant, ctx.obj))
    with ctx.obj.writing("milestone new") as draft:
        of = concerned(draft.db, concerns, pilot=pilot, work_package=work_package, activity=activity)
        milestone = Milestone(title=title, code=code, concerns=of, due_on=day_meant(ctx.obj, draft.db, due))
        sets = given(owner=saying.find_owner(ctx.obj, draft.db, owner) if owner else None)
        needed = [_get(draft.db, one) for one in needs or ()]
        kept = operations.new(draft, milestone, needed, [*sets, *(set or ())], ctx.obj.words(draft.db))
        lines = [_about(draft.db, kept.milestone)]
    _doubted(kept)
    told(ctx, "saved", kept.ref, kept.milestone, [*lines, *afterwards(ctx, f"next: cop milestone reach {kept.ref}")])


@app.command("list")
def list_(
    ctx: Context,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    concerns: Concerns = None,
    owner: Owner = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only open ones of mine, my bodies and my partner.")] = False,
    late: Annotated[bool, typer.Option("--late", help="Only open ones that are late by the first plan.")] = False,
    dropped: Annotated[bool, typer.Option("--all", help="Also those dropped.")] = False,
) -> None:
    """List milestones in the order of their days, with the first plan, what holds now, and the slip."""
    with ctx.obj.reading() as store:
        db, today = store.db, day_meant(ctx.obj, store.db, "today")
        of = concerned(db, concerns, pilot=pilot, work_package=work_package, activity=activity)
        who = saying.find_owner(ctx.obj, db, owner) if owner else None
        found = queries.of_owner(db, _me(ctx, db), today) if mine else queries.milestones(db, today)
        fits = [
            one for one in found
            if of in (None, one.concerns) and who in (None, one.owner) and (dropped or one.status != "dropped")
            and (not late or (one.is_open and (one.slip_days or 0) > 0))
        ]  # fmt: skip
        people = ctx.obj.output.for_people
        ctx.obj.emit([_row(one, people=people) for one in fits], MILESTONES._replace(empty=_none(len(found))))
        for told in dict.fromkeys(line for one in fits for line in saying.circle(one)):
            say(f"note: {told}")


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one milestone: both plans, its slip, what it waits for and what waits for it."""
    from cop.activities.evidence.queries import evidence

    with ctx.obj.reading() as store:
        found, today = _get(store.db, ref), day_meant(ctx.obj, store.db, "today")
        lines = queries.milestones(store.db, today)
        (line,) = (one for one in lines if one.id == found.id)
        proofs = evidence(store.db, [found.id])
        if ctx.obj.output.for_people:
            more = saying.about(line, lines)
            more["evidence"] = [f"{one.title} ({one.ref})" for one in proofs]
        else:
            more = dict(zip(MILESTONES.keys, _row(line, people=False), strict=True))
            more |= {"circle": line.circle, "evidence": [one.ref for one in proofs]}
        ctx.obj.one(store.db, found, more)


@app.command("edit")
def edit(
    ctx: Context,
    ref: Reference,
    set: FurtherSets = None,
    title: Annotated[str | None, typer.Option(help="What is true when it is reached.")] = None,
    owner: Owner = None,
    due: Annotated[
        str | None, typer.Option(metavar="DAY", help="The right day; postpone says that it was put off.")
    ] = None,
) -> None:
    """Correct one milestone."""
    from cop.activities.pilots.operations import milestones as operations

    with ctx.obj.writing("milestone edit") as draft:
        who = saying.find_owner(ctx.obj, draft.db, owner) if owner else None
        day = day_meant(ctx.obj, draft.db, due) if due else None
        sets = [*given(title=title, owner=who), *(set or ())]
        kept = operations.edit(draft, _get(draft.db, ref), day, sets, ctx.obj.words(draft.db))
        ctx.obj.saved("saved", kept.milestone, [_about(draft.db, kept.milestone)])
    _doubted(kept)


@app.command("need")
def need(
    ctx: Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The milestone that waits.")],
    needed: Annotated[list[str], typer.Argument(metavar="NEEDED...", help="What it waits for.")],
    remove: Away = False,
) -> None:
    """Say what one milestone waits for."""
    from cop.activities.pilots.operations import milestones as operations
    from cop.meetings.commands.saying import told
    from cop.store.references import short

    with ctx.obj.writing("milestone need") as draft:
        change = operations.need_no_longer if remove else operations.need
        others = [_get(draft.db, one) for one in needed]
        kept = change(draft, _get(draft.db, ref), others)
        verb = "no longer waits for" if remove else "waits for"
        lines = [f"{kept.ref} {verb} {one.title} ({short(draft.db, 'milestone', one.id)})" for one in others]
    _doubted(kept)
    told(ctx, "saved", kept.ref, kept.milestone, lines)


@app.command("reach")
def reach(
    ctx: Context,
    ref: Reference,
    on: On = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="FILE|LINK", help="What shows it; may be repeated.")
    ] = None,
) -> None:
    """Say that one milestone was reached."""
    from cop.activities.evidence.operations import attach
    from cop.activities.evidence.shown import read
    from cop.activities.pilots.operations import milestones as operations

    files = [read(one) for one in evidence or ()]
    with ctx.obj.writing("milestone reach") as draft:
        day = day_meant(ctx.obj, draft.db, on, happened=True) if on else None
        kept = operations.reach(draft, _get(draft.db, ref), day, ctx.obj.words(draft.db))
        proofs = [attach(draft, kept.milestone.id, one) for one in files]
        shown = [f"shown by {one.evidence.title}" for one in proofs]
        ctx.obj.saved("reached", kept.milestone, [*saying.reached(*_as_it_will_be(ctx, draft, kept.milestone)), *shown])
    _doubted(kept)
    for doubt in (doubt for one in proofs for doubt in one.doubts):
        say(f"note: {doubt}")


@app.command("postpone")
def postpone(
    ctx: Context,
    ref: Reference,
    to: Annotated[str | None, typer.Option(metavar="DAY", help="The day on which it is due now.")] = None,
) -> None:
    """Give one milestone another day; that of the first plan is kept, and --why with it."""
    from cop.activities.pilots.operations import milestones as operations
    from cop.meetings.commands import guided
    from cop.meetings.commands.saying import reason

    to = guided.understood(ctx.obj, to, "--to", "To which day", partial(day_meant, ctx.obj))
    with ctx.obj.writing("milestone postpone") as draft:
        old, day = _get(draft.db, ref), day_meant(ctx.obj, draft.db, to)
        kept = operations.postpone(draft, old, day, reason(ctx, draft), ctx.obj.words(draft.db))
        line, lines = _as_it_will_be(ctx, draft, kept.milestone)
        ctx.obj.saved("postponed", kept.milestone, [saying.due(line), *saying.followers(line, lines)])
    _doubted(kept)


@app.command("drop")
def drop(ctx: Context, ref: Reference, on: On = None) -> None:
    """Say that one milestone will not be reached; --why is kept with it."""
    from cop.activities.pilots.operations import milestones as operations
    from cop.meetings.commands.saying import reason

    with ctx.obj.writing("milestone drop") as draft:
        old = _get(draft.db, ref)
        known = old.reason if old.status == "dropped" else None
        day = day_meant(ctx.obj, draft.db, on, happened=True) if on else None
        new = operations.drop(draft, old, day, reason(ctx, draft, known))
        line, lines = _as_it_will_be(ctx, draft, new)
        waiting = [f"{one.ref} waited for it" for one in lines if one.is_open and line.ref in one.waits_for]
        ctx.obj.saved("dropped", new, [f"it was due {saying.due(line)[4:]}", *waiting])


@app.command("reopen")
def reopen(ctx: Context, ref: Reference) -> None:
    """Take up again one milestone that was reached or dropped."""
    from cop.activities.pilots.operations import milestones as operations

    with ctx.obj.writing("milestone reopen") as draft:
        new = operations.reopen(draft, _get(draft.db, ref))
        ctx.obj.saved("reopened", new, [saying.due(_as_it_will_be(ctx, draft, new)[0])])


def _get(db: "Database", typed: str) -> "Milestone":
    from cop.activities.pilots.records import Milestone
    from cop.store import references

    return references.get(db, Milestone, typed)


def _me(ctx: Context, db: "Database") -> "Id":
    from cop.kernel.errors import BadInput
    from cop.kernel.types import Id
    from cop.store.references import find

    if not ctx.obj.actor:
        raise BadInput("cop does not know who you are", "--as PERSON says it, cop config set as PERSON remembers it")
    return Id(find(db, "person", ctx.obj.actor))


def _as_it_will_be(ctx: Context, draft: "Draft", milestone: "Milestone") -> "tuple[MilestoneLine, list[MilestoneLine]]":
    """Return a milestone with its days as they follow once it is saved, and all milestones."""
    lines = queries.milestones(draft.db, day_meant(ctx.obj, draft.db, "today"), changed=milestone)
    (line,) = (one for one in lines if one.id == milestone.id)
    return line, lines


def _about(db: "Database", milestone: "Milestone") -> str:
    from cop.kernel import dates

    return " · ".join(filter(None, (f"due {dates.say_day(milestone.due_on)}", saying.owner(db, milestone.owner))))


def _doubted(kept: "Planned") -> None:
    for doubt in kept.doubts:
        say(f"note: {doubt}")


def _row(one: "MilestoneLine", *, people: bool) -> tuple[object, ...]:
    return (
        one.id, one.ref, one.code, one.title, one.concerns_ref, one.concerns_kind, one.concerns_name, one.owner_ref,
        one.owner_kind, one.owner_title, one.baseline_on, one.due_on, saying.now(one) if people else one.expected_on,
        one.reached_on, one.dropped_on, one.status, one.slip_days, one.days_late, one.waits_for, one.holds_up,
        one.held_up_by, one.reason,
    )  # fmt: skip


def _none(others: int) -> str:
    if others:
        return f"none of {others} milestones fits" if others > 1 else "there is one milestone, which does not fit"
    return "there are no milestones yet: cop milestone new TITLE --due DAY plans one"


def _keep(draft: Any, milestone: Any) -> Any:
    from cop.activities.pilots.operations.milestones import keep_milestone

    return keep_milestone(draft, milestone)


add_common_verbs(app, "milestone", keep=_keep)
