"""cop decision: what was decided, and the register."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import FurtherSets, add_common_verbs
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, Word
from cop.meetings.commands.saying import afterwards, told
from cop.meetings.queries import decisions as queries
from cop.teams.commands.words import day_meant, meant, short_day

if TYPE_CHECKING:
    from cop.meetings.operations.decisions import Kept
    from cop.meetings.queries.decisions import Line
    from cop.meetings.records import Decision
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
RESULTS = ("proposed", "open", "adopted", "rejected")
STATUSES = ("proposed", "open", "objected", "adopted", "rejected", "superseded")
DECISIONS = View(
    name="decisions",
    keys=(
        "id", "number", "ref", "code", "title", "body", "body_name", "meeting", "meeting_name", "method", "status",
        "decided_on", "review_on", "superseded_by",
    ),
    table=("number", "decided_on", "title", "status", "ref"),
    titles={"decided_on": "day"},
    keep=frozenset({"ref", "number"}),
    bare=frozenset({"number", "decided_on"}),
    say={"decided_on": short_day},
    ref="ref",
)  # fmt: skip
Ref = Annotated[
    str, typer.Argument(metavar="REF", help="Its code, its number in the register, part of its title, or its id.")
]
On = Annotated[str | None, typer.Option(metavar="DAY", help="The day on which it was decided.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What was decided, in a sentence.")] = None,
    body: Annotated[str | None, typer.Option(help="Who decides; who convened the meeting unless said.")] = None,
    meeting: Annotated[str | None, typer.Option(metavar="MEETING", help="Meeting at which it came up.")] = None,
    method: Annotated[str | None, typer.Option(help="consent, consensus, majority or written.")] = None,
    result: Annotated[str, typer.Option(help="proposed, open, adopted or rejected.")] = "proposed",
    on: On = None,
    review: Annotated[str | None, typer.Option(metavar="DAY", help="Day on which it is looked at again.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as d1.")] = None,
    text: Annotated[str | None, typer.Option(help="Its full text.")] = None,
    set: FurtherSets = None,
) -> None:
    """Write down what a body decided, or is asked to decide."""
    from cop.meetings import answering
    from cop.meetings.commands import guided
    from cop.meetings.operations import decisions as operations
    from cop.meetings.queries.sittings import find_sitting
    from cop.meetings.records import Decision
    from cop.meetings.typed import find_bodies, read_word

    if result not in RESULTS:
        raise BadInput(f'no decision begins as "{result}"', f"use one of {', '.join(RESULTS)}")
    title = ctx.obj.require(title, "TITLE", "What was decided")
    if not meeting:
        body = guided.understood(
            ctx.obj, body, "--body", "Which body decides", lambda db, said: find_bodies(db, [said])
        )
    with ctx.obj.writing("decision new") as draft:
        how = ctx.obj.words(draft.db)
        of = find_sitting(draft.db, meeting) if meeting else None
        decides = find_bodies(draft.db, [body])[0] if body else of.body if of else Id("")
        decision = Decision(
            title=title, code=code, body=decides, method=read_word(method), status=Word(result), text=text,
            review_on=_day(ctx, draft.db, review),
        )  # fmt: skip
        kept = operations.new(draft, decision, of, _day(ctx, draft.db, on, happened=True), set or (), how)
        lines = [answering.result(draft.db, kept.decision, of), *afterwards(ctx, f"next: {_next(kept)}")]
    for doubt in kept.doubts:
        say(f"note: {doubt}")
    told(ctx, "saved", kept.ref, kept.decision, lines)


@app.command("list")
def list_(
    ctx: Context,
    body: Annotated[str | None, typer.Option(help="Only this body's.")] = None,
    year: Annotated[str | None, typer.Option(metavar="YEAR", help="Only those taken in a year, such as 2024.")] = None,
    status: Annotated[str | None, typer.Option(help=f"{', '.join(STATUSES[:-1])} or {STATUSES[-1]}.")] = None,
    review_due: Annotated[
        bool, typer.Option("--review-due", help="Only those that hold, and are to be looked at again by now.")
    ] = False,
) -> None:
    """List the register of decisions in the order of their days; those still to be taken come last."""
    if status not in (None, *STATUSES):
        raise BadInput(f'no decision is "{status}"', f"use one of {', '.join(STATUSES)}")
    taken_in = _year(year) if year else None
    with ctx.obj.reading() as store:
        db, today = store.db, day_meant(ctx.obj, store.db, "today")
        found = queries.decisions(db, "x.body = :body", body=meant(db, "body", body)) if body else queries.decisions(db)
        fits = [
            one for one in found
            if status in (None, one.status)
            and (taken_in is None or (one.decided_on or "").startswith(taken_in))
            and (not review_due or queries.review_due(one, today))
        ]  # fmt: skip
        ctx.obj.emit(map(_row, fits), DECISIONS._replace(empty=_none(len(found))))


@app.command("show")
def show(ctx: Context, ref: Ref) -> None:
    """Show all that is known of one decision, with who answered what and the actions that follow from it."""
    from cop.meetings import answering

    with ctx.obj.reading() as store:
        found = _get(store.db, ref)
        today = day_meant(ctx.obj, store.db, "today")
        ctx.obj.one(store.db, found, answering.about(store.db, found, today, for_people=ctx.obj.output.for_people))


@app.command("open")
def open_(ctx: Context, ref: Ref) -> None:
    """Ask the members for their answers to one decision, also to one that was adopted or rejected by a slip."""
    from cop.meetings.operations import decisions as operations
    from cop.store.references import short

    with ctx.obj.writing("decision open") as draft:
        decision = operations.reopen(draft, _get(draft.db, ref))
        name = short(draft.db, "decision", decision.id)
        ctx.obj.saved(decision.status, decision, afterwards(ctx, f"next: cop decision respond {name} PERSON consent"))


@app.command("adopt")
def adopt(ctx: Context, ref: Ref, on: On = None) -> None:
    """Say that one decision was adopted."""
    from cop.meetings import answering
    from cop.meetings.operations import decisions as operations

    with ctx.obj.writing("decision adopt") as draft:
        how = ctx.obj.words(draft.db)
        decision = operations.adopt(draft, _get(draft.db, ref), _day(ctx, draft.db, on, happened=True), how)
        ctx.obj.saved("adopted", decision, [answering.result(draft.db, decision)])


@app.command("reject")
def reject(ctx: Context, ref: Ref, on: On = None) -> None:
    """Say that one decision was rejected."""
    from cop.meetings import answering
    from cop.meetings.operations import decisions as operations

    with ctx.obj.writing("decision reject") as draft:
        how = ctx.obj.words(draft.db)
        decision = operations.reject(draft, _get(draft.db, ref), _day(ctx, draft.db, on, happened=True), how)
        ctx.obj.saved("rejected", decision, [answering.result(draft.db, decision)])


@app.command("supersede")
def supersede(
    ctx: Context,
    ref: Ref,
    by: Annotated[str | None, typer.Option(metavar="DECISION", help="The later decision that holds instead.")] = None,
) -> None:
    """Say that a later decision takes the place of one."""
    from cop.meetings.operations import decisions as operations
    from cop.store.references import short

    by = ctx.obj.require(by, "--by", "Which later decision takes its place")
    with ctx.obj.writing("decision supersede") as draft:
        later = _get(draft.db, by)
        decision = operations.supersede(draft, _get(draft.db, ref), later)
        ctx.obj.saved("superseded", decision, [f"by {later.title} ({short(draft.db, 'decision', later.id)})"])


@app.command("respond")
def respond(
    ctx: Context,
    ref: Ref,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Who answers, a member of the body.")],
    answer: Annotated[
        str, typer.Argument(metavar="consent|concern|objection|abstain", help="The answer; it replaces an earlier one.")
    ],
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why; an objection needs a reason.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="Day of the answer; today unless said.")] = None,
) -> None:
    """Write down what a member answers to one decision, at a meeting or in writing."""
    from cop.meetings import answering
    from cop.meetings.operations import decisions as operations
    from cop.meetings.records import Response
    from cop.store.references import find

    with ctx.obj.writing("decision respond") as draft:
        decision = _get(draft.db, ref)
        response = Response(
            decision=decision.id, person=Id(find(draft.db, "person", person)), answer=Word(answer.strip().lower()),
            reason=because, answered_on=_day(ctx, draft.db, on, happened=True) or day_meant(ctx.obj, draft.db, "today"),
        )  # fmt: skip
        answered = operations.respond(draft, decision, response)
        ctx.obj.saved("answered", answered.decision, answering.confirmation(draft.db, answered))


def _get(db: "Database", typed: str) -> "Decision":
    from cop.meetings.records import Decision
    from cop.store import queries as rows

    found = rows.one(db, Decision, queries.find_decision(db, typed))
    assert found is not None, "find_decision returns ids of rows only"
    return found


def _day(ctx: Context, db: "Database", typed: str | None, *, happened: bool = False) -> Day | None:
    return day_meant(ctx.obj, db, typed, happened=happened) if typed else None


def _year(typed: str) -> str:
    from cop.kernel.text import ascii_digits

    year = ascii_digits(typed.strip())
    if len(year) != 4 or not year.isdecimal():
        raise BadInput(f'no year could be read from "{typed}"', "write 2024")
    return year


def _next(kept: "Kept") -> str:
    """Return the command that may come after a decision was written down."""
    return {
        "proposed": f"cop decision adopt {kept.ref}",
        "open": f"cop decision respond {kept.ref} PERSON consent",
        "adopted": f'cop action new "..." --decision {kept.ref}',
    }.get(kept.decision.status, f"cop decision show {kept.ref}")


def _row(one: "Line") -> tuple[object, ...]:
    return (
        one.id, one.number, one.ref, one.code, one.title, one.body_ref, one.body_name, one.meeting_ref,
        one.meeting_name, one.method, one.status, one.decided_on, one.review_on, one.superseded_by_ref,
    )  # fmt: skip


def _none(others: int) -> str:
    if others:
        return f"none of {others} decisions fits" if others > 1 else "there is one decision, which does not fit"
    return "nothing was decided yet: cop decision new TITLE writes it down"


def _keep(draft: Any, decision: Any) -> Any:
    from cop.meetings.operations.deciding import check_days

    return check_days(decision)


add_common_verbs(app, "decision", keep=_keep)
