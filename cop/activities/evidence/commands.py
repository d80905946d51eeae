"""cop evidence: what shows that something is so, a file known by its digest or an address."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.evidence import queries
from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import add_common_verbs

if TYPE_CHECKING:
    from cop.activities.evidence.queries import EvidenceLine

app = typer.Typer(rich_markup_mode=None)
EVIDENCE = View(
    name="evidence",
    keys=("id", "ref", "subject", "subject_kind", "subject_name", "title", "file_name", "sha256", "link"),
    table=("subject", "subject_name", "title", "link", "ref"),
    titles={"subject": "shows", "subject_name": "called", "title": "evidence"},
    keep=frozenset({"ref", "subject"}),
    bare=frozenset({"link"}),
    empty="there is no evidence yet: cop evidence add REF FILE adds a file, or an address",
    ref="ref",
)
Where = Annotated[str, typer.Argument(metavar="FILE|LINK", help="A file, which stays where it is, or https://...")]


@app.command("add")
def add(
    ctx: Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="What it shows: a milestone, deliverable, delivery, ...")],
    where: Where,
    title: Annotated[str | None, typer.Option(help="What it is; the file's name unless said.")] = None,
) -> None:
    """Add evidence of something: a file, by its digest, or an address."""
    from cop.activities.evidence import operations
    from cop.activities.evidence.shown import read
    from cop.store.references import label, short

    shown = read(where)
    with ctx.obj.writing("evidence add") as draft:
        kind, subject = operations.find_subject(draft.db, ref)
        attached = operations.attach(draft, subject, shown, title)
        shows = f"shows {label(draft.db, kind, subject)} ({short(draft.db, kind, subject)})"
        ctx.obj.saved("saved", attached.evidence, [shows, *told(attached.evidence)])
    for doubt in attached.doubts:
        say(f"note: {doubt}")


@app.command("list")
def list_(
    ctx: Context,
    ref: Annotated[str | None, typer.Argument(metavar="[REF]", help="Only what shows this.")] = None,
) -> None:
    """List the evidence of everything, or of one thing."""
    with ctx.obj.reading() as store:
        if ref is None:
            found = queries.every_evidence(store.db)
        else:
            from cop.activities.evidence.operations import find_subject

            found = queries.evidence(store.db, [find_subject(store.db, ref)[1]])
        ctx.obj.emit(map(_row, found), EVIDENCE)


@app.command("check")
def check(ctx: Context, file: Annotated[str, typer.Argument(metavar="FILE", help="A copy of the file.")]) -> None:
    """Say whether a file is the very one that was added, and what it shows."""
    from cop.activities.evidence import operations

    with ctx.obj.reading() as store:
        shown, found = operations.check(store.db, file)
        lines = [f"shows {one.subject_name or one.subject_kind} ({one.subject_ref})" for one in found]
        proved = [{"id": one.id, "subject": one.subject_ref, "subject_kind": one.subject_kind} for one in found]
        ctx.obj.done(
            "unchanged", shown.name, "is the file that was added", lines, {"unchanged": shown.name, "shows": proved}
        )


def told(evidence: Any) -> list[str]:
    """Return the line that says by what the evidence can be checked."""
    return [f"SHA-256 {evidence.sha256}"] if evidence.sha256 else [evidence.link] if evidence.link else []


def _row(one: "EvidenceLine") -> tuple[object, ...]:
    return (
        one.id, one.ref, one.subject_ref, one.subject_kind, one.subject_name, one.title, one.file_name, one.sha256,
        one.link,
    )  # fmt: skip


def _keep(draft: Any, evidence: Any) -> Any:
    from cop.activities.evidence.operations import keep_evidence

    return keep_evidence(draft, evidence)


add_common_verbs(app, "evidence", keep=_keep, named=False)
