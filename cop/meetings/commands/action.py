"""cop action: what somebody promised to do, and by when."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.console.emit import View, say
from cop.console.session import Context, Session
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id
from cop.meetings.commands.saying import afterwards, reason, told
from cop.meetings.queries import actions as queries
from cop.teams.commands.words import day_meant, given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cop.meetings.operations.actions import Promised
    from cop.meetings.queries.actions import Line
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
OWNERS = ("person", "body", "partner")
ME = "me"
"""What people type for themselves."""
ACTIONS = View(
    name="actions",
    keys=(
        "id", "ref", "code", "title", "owner", "owner_kind", "owner_name", "due_on", "days_late", "first_due_on",
        "origin", "origin_kind", "origin_name", "status", "closed_on", "reason",
    ),
    table=("due_on", "days_late", "title", "owner", "ref"),
    titles={"due_on": "due", "days_late": "late", "owner": "who", "closed_on": "closed"},
    keep=frozenset({"ref", "owner", "due_on"}),
    bare=frozenset({"days_late"}),
    ref="ref",
)  # fmt: skip
Owner = Annotated[str | None, typer.Option(metavar="OWNER", help="Who does it: a person, a body or a partner.")]
Due = Annotated[str | None, typer.Option(metavar="DAY", help="Last day, such as 31/07/2024, fri or +2w.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What is to be done, in a sentence.")] = None,
    owner: Owner = None,
    due: Due = None,
    meeting: Annotated[str | None, typer.Option(metavar="MEETING", help="Meeting that it comes from.")] = None,
    decision: Annotated[str | None, typer.Option(metavar="DECISION", help="Decision that it comes from.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as a12.")] = None,
    set: FurtherSets = None,
) -> None:
    """Write down what somebody has promised."""
    from cop.meetings.commands import guided
    from cop.meetings.operations import actions as operations
    from cop.meetings.queries.decisions import find_decision
    from cop.meetings.queries.sittings import find_sitting
    from cop.meetings.records import Action

    if meeting and decision:
        raise BadInput("an action comes from a meeting or from a decision", "say --meeting or --decision")
    title = ctx.obj.require(title, "TITLE", "What is to be done")
    owner = guided.understood(
        ctx.obj, owner, "--owner", "Who does it: a person, a body or a partner", partial(_find_owner, ctx.obj)
    )
    due = guided.understood(ctx.obj, due, "--due", "By which day", partial(day_meant, ctx.obj))
    with ctx.obj.writing("action new") as draft:
        how = ctx.obj.words(draft.db)
        of = find_sitting(draft.db, meeting) if meeting else None
        origin = find_decision(draft.db, decision) if decision else None
        who = _find_owner(ctx.obj, draft.db, owner)
        action = Action(title=title, code=code, owner=who, due_on=day_meant(ctx.obj, draft.db, due), origin=origin)
        kept = operations.new(draft, action, of, set or (), how)
        lines = _about(draft.db, kept, of.ref if of else decision)
    told(ctx, "saved", kept.ref, kept.action, [*lines, *afterwards(ctx, f"next: cop action done {kept.ref}")])


@app.command("list")
def list_(
    ctx: Context,
    mine: Annotated[bool, typer.Option("--mine", help="Only mine, my bodies' and my partner's.")] = False,
    owner: Annotated[str | None, typer.Option(metavar="OWNER", help="Only this person's, body's or partner's.")] = None,
    meeting: Annotated[str | None, typer.Option(metavar="MEETING", help="Only what comes from this meeting.")] = None,
    late: Annotated[bool, typer.Option("--late", help="Only those whose last day is over.")] = False,
    due_by: Annotated[str | None, typer.Option(metavar="DAY", help="Only those due by this day.")] = None,
    closed: Annotated[bool, typer.Option("--all", help="Also those done or dropped.")] = False,
) -> None:
    """List what is still to be done, the late ones first."""
    with ctx.obj.reading() as store:
        db, where = store.db, "" if closed else queries.OPEN
        today = day_meant(ctx.obj, db, "today")
        found = queries.of_asker(db, _me(ctx, db), today, where=where) if mine else queries.actions(db, where)
        tests = [*_tests(ctx.obj, db, owner, meeting, due_by)]
        fits = [one for one in found if all(test(one) for test in tests) and (not late or queries.late(one, today))]
        ctx.obj.emit([_row(one, today) for one in fits], _view(fits, today, closed=closed))


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one action."""
    from cop.meetings.records import Action
    from cop.store import references

    with ctx.obj.reading() as store:
        found = references.get(store.db, Action, ref)
        (line,) = queries.actions(store.db, "x.id = :id", id=found.id)
        today = day_meant(ctx.obj, store.db, "today")
        ctx.obj.one(store.db, found, _beside(line, today, for_people=ctx.obj.output.for_people))


@app.command("edit")
def edit(
    ctx: Context,
    ref: Reference,
    set: FurtherSets = None,
    title: Annotated[str | None, typer.Option(help="What is to be done.")] = None,
    owner: Owner = None,
    due: Annotated[
        str | None, typer.Option(metavar="DAY", help="The right day; carry says that it was put off.")
    ] = None,
) -> None:
    """Correct one action."""
    from cop.meetings.operations import actions as operations
    from cop.meetings.records import Action
    from cop.store import references

    with ctx.obj.writing("action edit") as draft:
        old, how = references.get(draft.db, Action, ref), ctx.obj.words(draft.db)
        sets = [*given(title=title, owner=owner), *(set or ())]
        kept = operations.edit(draft, old, day_meant(ctx.obj, draft.db, due) if due else None, sets, how)
        ctx.obj.saved("saved", kept.action, _about(draft.db, kept))


@app.command("done")
def done(
    ctx: Context,
    ref: Reference,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day on which it was done; today unless said.")
    ] = None,
) -> None:
    """Say that one action was done."""
    from cop.meetings.operations import actions as operations
    from cop.meetings.records import Action
    from cop.store import references

    with ctx.obj.writing("action done") as draft:
        old, how = references.get(draft.db, Action, ref), ctx.obj.words(draft.db)
        new = operations.done(draft, old, day_meant(ctx.obj, draft.db, on, happened=True) if on else None, how)
        ctx.obj.saved("done", new, [_closed(old, new)])


@app.command("drop")
def drop(ctx: Context, ref: Reference) -> None:
    """Say that one action will not be done; --why is kept with it."""
    from cop.meetings.operations import actions as operations
    from cop.meetings.records import Action
    from cop.store import references

    with ctx.obj.writing("action drop") as draft:
        old, how = references.get(draft.db, Action, ref), ctx.obj.words(draft.db)
        known = old.reason if old.status == "dropped" else None
        new = operations.drop(draft, old, reason(ctx, draft, known), how)
        ctx.obj.saved("dropped", new, [_closed(old, new)])


@app.command("carry")
def carry(
    ctx: Context,
    ref: Reference,
    to: Annotated[str | None, typer.Option(metavar="DAY", help="The new last day.")] = None,
) -> None:
    """Carry one action over to a later day; the day that was agreed first is kept, and --why with it."""
    from cop.meetings.commands import guided
    from cop.meetings.operations import actions as operations
    from cop.meetings.records import Action
    from cop.store import references

    to = guided.understood(ctx.obj, to, "--to", "To which day", partial(day_meant, ctx.obj))
    with ctx.obj.writing("action carry") as draft:
        old, how = references.get(draft.db, Action, ref), ctx.obj.words(draft.db)
        kept = operations.carry(draft, old, day_meant(ctx.obj, draft.db, to), draft.note, how)
        ctx.obj.saved("carried over", kept.action, _about(draft.db, kept))


@app.command("reopen")
def reopen(ctx: Context, ref: Reference) -> None:
    """Take up again one action that was done or dropped."""
    from cop.meetings.operations import actions as operations
    from cop.meetings.queries.naming import ref_of_new
    from cop.meetings.records import Action
    from cop.store import references

    with ctx.obj.writing("action reopen") as draft:
        old = references.get(draft.db, Action, ref)
        new = operations.reopen(draft, old)
        promised = operations.Promised(new, ref_of_new(draft.db, "action", new.id, new.code), [])
        ctx.obj.saved("reopened", new, _about(draft.db, promised))


def _find_owner(session: Session, db: "Database", typed: str) -> Id:
    """Return who is meant; "me" is whoever acts."""
    from cop.store.references import find_one

    return Id(find_one(db, OWNERS, session.actor if typed.lower() == ME and session.actor else typed)[1])


def _me(ctx: Context, db: "Database") -> str:
    if not ctx.obj.actor:
        raise BadInput("cop does not know who you are", "--as PERSON says it, cop config set as PERSON remembers it")
    from cop.store.references import find

    return find(db, "person", ctx.obj.actor)


def _tests(
    session: Session, db: "Database", owner: str | None, meeting: str | None, due_by: str | None
) -> "Iterator[Callable[[Line], bool]]":
    """Yield what an action has to be, as it was typed."""
    if owner:
        who = _find_owner(session, db, owner)
        yield lambda one: one.owner == who
    if meeting:
        from cop.meetings.queries.sittings import find_sitting

        of = find_sitting(db, meeting)
        yield lambda one: one.origin_meeting == of.id
    if due_by:
        last = day_meant(session, db, due_by)
        yield lambda one: one.due_on is not None and one.due_on <= last


def _row(one: "Line", today: Day) -> tuple[object, ...]:
    return (
        one.id, one.ref, one.code, one.title, one.owner_ref, one.owner_kind, one.owner_title, one.due_on,
        queries.days_late(one, today), one.first_due_on, one.origin_ref, one.origin_kind, one.origin_name, one.status,
        one.closed_on, one.reason,
    )  # fmt: skip


def _view(found: "list[Line]", today: Day, *, closed: bool) -> View:
    """Return how the list reads: with years where it reaches into another one, with statuses where they differ."""
    other_year = any(one.due_on and one.due_on[:4] != today[:4] for one in found)
    table = (*ACTIONS.table[:-1], "status", "ref") if closed else ACTIONS.table
    empty = (
        "no action fits" if closed else "nothing is to be done: cop action new TITLE adds it, --all lists what is over"
    )
    return ACTIONS._replace(
        table=table, empty=empty, say={"due_on": partial(_said, year=other_year), "days_late": _days}
    )


def _said(day: Day, *, year: bool) -> str:
    return f"{dates.say_short(day)} {day[:4]}" if year else dates.say_short(day)


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _about(db: "Database", kept: "Promised", origin: str | None = None) -> list[str]:
    """Return the line under a confirmation, having said aloud what a person should know."""
    from cop.store.references import kind_among, label, short

    for doubt in kept.doubts:
        say(f"note: {doubt}")
    action = kept.action
    kind = kind_among(db, OWNERS, action.owner) or OWNERS[0]
    due = f"due {dates.say_day(action.due_on)}" if action.due_on else "without a last day"
    first = f"at first {dates.say_day(action.first_due_on)}" if action.first_due_on else ""
    who = f"{label(db, kind, action.owner)} ({short(db, kind, action.owner)})"
    return [" · ".join(filter(None, (due, first, who, f"from {origin}" if origin else "")))]


def _closed(old: Any, new: Any) -> str:
    """Return when an action was closed, and how much too late; of one that was before, that it was."""
    on = dates.say_day(new.closed_on)
    if old.status == new.status and old.closed_on == new.closed_on:
        return f"it was {new.status} on {on} already"
    over = (dates.day(new.closed_on) - dates.day(new.due_on)).days if new.due_on and new.status == "done" else 0
    return f"on {on}, {_days(over)} late" if over > 0 else f"on {on}"


def _beside(line: "Line", today: Day, *, for_people: bool) -> dict[str, object]:
    """Return what `action show` tells beside the record's own fields, and origins as people type them."""
    days = queries.days_late(line, today)
    if for_people:
        origin = f"{line.origin_name} ({line.origin_ref})" if line.origin_ref else None
        late: dict[str, object] = {"late": _days(days)} if days else {}
        return {"origin": origin, **late}
    return {
        "ref": line.ref, "owner_kind": line.owner_kind, "owner_name": line.owner_title, "origin": line.origin_ref,
        "origin_kind": line.origin_kind, "origin_name": line.origin_name, "days_late": days,
    }  # fmt: skip


def _keep(draft: Any, action: Any) -> Any:
    from cop.meetings.operations.actions import keep_action

    return keep_action(draft, action)


add_common_verbs(app, "action", keep=_keep)
