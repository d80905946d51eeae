"""cop practice-use: the skills that were taken into daily work; `cop training use` and `uses` are the same."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import add_common_verbs
from cop.kernel.types import Id
from cop.teams.commands.words import day_meant, meant, named, next_step, short_day

if TYPE_CHECKING:
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
USES = View(
    name="practice_uses",
    keys=("id", "ref", "title", "used_by", "used_by_name", "cycle", "since_on"),
    table=("since_on", "title", "used_by_name", "cycle", "ref"),
    titles={"since_on": "since", "used_by_name": "who"},
    keep=frozenset({"ref", "cycle"}),
    say={"since_on": short_day},
    empty='nothing is written down yet: cop training use "WHAT IS DONE DIFFERENTLY" --by WHO',
    ref="ref",
)


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What is done differently now, in a sentence.")] = None,
    by: Annotated[str | None, typer.Option(metavar="WHO", help="Who does: a person, a body or a partner.")] = None,
    cycle: Annotated[str | None, typer.Option(metavar="CYCLE", help="Cycle in which it was learnt.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Since when.")] = None,
) -> None:
    """Write down a skill that was taken into daily work; cop evidence adds what shows it."""
    from cop.activities.training.operations import cycles as operations
    from cop.activities.training.records import PracticeUse
    from cop.meetings.commands.saying import told
    from cop.meetings.queries.naming import ref_of_new
    from cop.store.references import find, find_one, label

    title = ctx.obj.require(title, "TITLE", "What is done differently now")
    by = ctx.obj.require(by, "--by", "Who does it: a person, a body or a partner")
    with ctx.obj.writing("practice-use new") as draft:
        kind, who = find_one(draft.db, ("person", "body", "partner"), by)
        of = Id(find(draft.db, "cycle", cycle)) if cycle else None
        day = day_meant(ctx.obj, draft.db, since, happened=True) if since else None
        made = operations.use(draft, PracticeUse(title=title, used_by=Id(who), cycle=of, since_on=day))
        learnt = [f"learnt in {label(draft.db, 'cycle', of)}"] if of else []
        ref = ref_of_new(draft.db, "practice_use", made.id, None)
        lines = [" · ".join([label(draft.db, kind, who), *learnt])]
    told(ctx, "saved", ref, made, [*lines, *next_step(ctx.obj, f"cop evidence add {ref} FILE")])


@app.command("list")
def list_(
    ctx: Context,
    cycle: Annotated[str | None, typer.Argument(metavar="CYCLE", help="Only what was learnt in this cycle.")] = None,
) -> None:
    """List what is done differently since the trainings."""
    with ctx.obj.reading() as store:
        ctx.obj.emit(_uses(store.db, meant(store.db, "cycle", cycle)), USES)


def _uses(db: "Database", cycle: str | None) -> list[tuple[object, ...]]:
    """Return the skills that were taken into daily work, the earliest first."""
    rows = named(
        db.all(
            "SELECT x.id, NULL, x.title, coalesce(h.code, b.code, p.code, substr(x.used_by, 1, 6)), "
            "coalesce(h.title, b.title, p.name), coalesce(c.code, substr(c.id, 1, 6)), x.since_on, x.cycle "
            "FROM practice_use x LEFT JOIN person h ON h.id = x.used_by LEFT JOIN body b ON b.id = x.used_by "
            "LEFT JOIN partner p ON p.id = x.used_by LEFT JOIN cycle c ON c.id = x.cycle "
            "ORDER BY x.since_on IS NULL, x.since_on, x.id"
        )
    )
    return [tuple(row[:-1]) for row in rows if cycle in (None, row[-1])]


def _keep(draft: Any, record: Any) -> Any:
    from cop.activities.training.operations.keeping import keep_use

    return keep_use(draft, record)


add_common_verbs(app, "practice-use", kind="practice_use", keep=_keep)
