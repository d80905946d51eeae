"""cop training: who was trained, who trains others, how far that reaches, and what is left of it in daily work."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.activities.training.commands import listing, practice_use, showing
from cop.activities.training.commands.certifying import certificates
from cop.activities.training.standing import SAID
from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import Away
from cop.kernel.types import Id
from cop.teams.commands.words import day_meant, meant, short_day

if TYPE_CHECKING:
    from cop.activities.training.queries.covered import CoverLine
    from cop.activities.training.queries.trainers import TrainerLine
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
STANDINGS = View(
    name="trainers",
    keys=(
        "id", "ref", "title", "partner", "cycle", "standing", "certified_on", "trained_on", "delivered", "last_on",
        "remarks",
    ),
    table=("ref", "title", "cycle", "standing", "delivered", "certified_on", "remarks"),
    titles={"ref": "trainer", "title": "role", "delivered": "given", "certified_on": "certified"},
    keep=frozenset({"ref", "cycle"}),
    right=frozenset({"delivered"}),
    bare=frozenset({"certified_on", "remarks"}),
    say={
        "standing": lambda word: SAID.get(word, word), "certified_on": short_day, "trained_on": short_day,
        "remarks": lambda words: ", ".join(words).replace("_", " "),
    },
    empty="nobody is enrolled in a cycle: cop training enrol CYCLE PERSON",
    ref="ref",
)  # fmt: skip
COVERED = {
    "covered": "covered", "planned": "planned", "not_delivering": "none delivers", "no_trainer": "no trainer",
}  # fmt: skip
COVER = View(
    name="cover",
    keys=(
        "id", "ref", "partner", "paired", "trainers", "delivering", "status", "deliveries", "headcount", "named",
        "last_on", "next_on",
    ),
    table=("partner", "trainers", "delivering", "status", "deliveries", "headcount", "named", "ref"),
    titles={"delivering": "deliver", "status": "cover", "deliveries": "given", "headcount": "counted"},
    keep=frozenset({"ref"}),
    right=frozenset({"trainers", "delivering", "deliveries", "headcount", "named"}),
    bare=frozenset({"named"}),
    say={"status": lambda word: COVERED[word], "last_on": short_day, "next_on": short_day},
    empty="no partner is to be covered: cop body new TITLE --kind coordination_team --partner PARTNER",
    ref="ref",
)  # fmt: skip
Cycle = Annotated[str | None, typer.Argument(metavar="CYCLE", help="Only this cycle; all of them unless said.")]
OfCycle = Annotated[str, typer.Argument(metavar="CYCLE", help="Its code, part of its title, or its id.")]
Day = Annotated[str | None, typer.Option(metavar="DAY", help="As it stood on this day; today unless said.")]


@app.command("list")
def list_(ctx: Context) -> None:
    """List the cycles at a glance: their ToT, who came, what was given on, and how far it reached."""
    with ctx.obj.reading() as store:
        today = day_meant(ctx.obj, store.db, "today")
        rows = showing.glance(store.db, today, for_people=_reads(ctx))
        ctx.obj.emit(rows, listing.shown(showing.CYCLES, rows))


@app.command("show")
def show(ctx: Context, ref: OfCycle) -> None:
    """Show one cycle: modules, ToTs, trainers by standing, what was given on, what is left of it in daily work."""
    from cop.activities.training.records import Cycle as CycleRecord
    from cop.store import references

    with ctx.obj.reading() as store:
        found, today = references.get(store.db, CycleRecord, ref), day_meant(ctx.obj, store.db, "today")
        ctx.obj.one(store.db, found, showing.about_cycle(store.db, found, today, for_people=_reads(ctx)))


@app.command("tree")
def tree(
    ctx: Context,
    cycle: Cycle = None,
    lang: Annotated[
        list[str] | None, typer.Option(metavar="LANGUAGE", help="en or ar; may be repeated, for a file each.")
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="A .svg, .html, .docx, .md or .txt; - is the screen.")
    ] = "-",
    svg: Annotated[bool, typer.Option("--svg", help="As a picture.")] = False,
    on: Day = None,
) -> None:
    """Draw who trained whom: ToTs, trainers, what they gave to whom, and who of those trains others in turn."""
    from cop.activities.training.commands import planting

    planting.show(ctx.obj, cycle, on, lang or [], output, picture=svg)


@app.command("cover")
def cover(ctx: Context, cycle: Cycle = None, on: Day = None) -> None:
    """Show of each partner whether it has a trainer who delivers, and whether any training has reached its people."""
    from cop.activities.training.queries.covered import cover as found_by

    with ctx.obj.reading() as store:
        today, of = day_meant(ctx.obj, store.db, on or "today"), meant(store.db, "cycle", cycle)
        found = found_by(store.db, today, Id(of) if of else None)
        rows = [_cover_row(one, for_people=_reads(ctx)) for one in found]
        ctx.obj.emit(rows, listing.shown(COVER, rows))
        if ctx.obj.output.format == "table" and found:
            for line in _cover_said(found):
                say(line)


@app.command("standing")
def standing(
    ctx: Context,
    ref: Annotated[
        str | None, typer.Argument(metavar="REF", help="Only this cycle's trainers, or this person's standings.")
    ] = None,
    on: Day = None,
    word: Annotated[str | None, typer.Option("--standing", help="Only those of this standing.")] = None,
) -> None:
    """List trainers by how far they have come: enrolled, attended, trained, co-delivered, delivering, or inactive."""
    from cop.activities.training.queries.trainers import standings
    from cop.activities.training.standing import STANDINGS as KNOWN
    from cop.kernel.errors import BadInput

    wanted = word.lower().replace("-", "_") if word else None
    if wanted not in (None, *KNOWN):
        raise BadInput(f'no trainer is "{word}"', f"use one of {', '.join(KNOWN)}")
    with ctx.obj.reading() as store:
        today, (of, who) = day_meant(ctx.obj, store.db, on or "today"), _of_or_who(store.db, ref)
        found = standings(store.db, today, of)
        fits = [one for one in found if wanted in (None, one.standing) and who in (None, one.person.id)]
        rows = [_standing_row(one, for_people=_reads(ctx)) for one in fits]
        ctx.obj.emit(rows, listing.shown(STANDINGS, rows, {"cycle"} if of else set()))


@app.command("enrol")
def enrol(
    ctx: Context,
    cycle: OfCycle,
    people: Annotated[list[str], typer.Argument(metavar="PERSON...", help="Who is enrolled.")],
    tot: Annotated[str | None, typer.Option(metavar="EVENT", help="Which ToT; the next one unless said.")] = None,
) -> None:
    """Register people for the ToT of one cycle."""
    from cop.activities.training.operations import cycles as operations
    from cop.activities.training.records import Cycle as CycleRecord
    from cop.meetings.records import Meeting
    from cop.store import queries, references

    with ctx.obj.writing("training enrol") as draft:
        how, of = ctx.obj.words(draft.db), references.get(draft.db, CycleRecord, cycle)
        where = operations.tot_meant(draft, of, tot, how.today)
        who = [Id(references.find(draft.db, "person", each)) for each in people]
        made = operations.enrol(draft, where, who, how)
        for doubt in made.doubts:
            say(f"note: {doubt}")
        for person in made.known:
            say(f"note: {references.label(draft.db, 'person', person)} is enrolled in {where.ref} already")
        meeting = queries.one(draft.db, Meeting, where.id)
        assert meeting is not None, "a ToT is a meeting"
        named = [references.short(draft.db, "person", person) for person in made.new]
        ctx.obj.saved("enrolled", meeting, [", ".join(named) or "nobody new"])


@app.command("certify")
def certify(
    ctx: Context,
    person: Annotated[str, typer.Argument(help="Who was certified.")],
    of: Annotated[str, typer.Argument(metavar="REF", help="The cycle, school or other event.")],
    on: Annotated[str | None, typer.Option(metavar="DAY", help="Day of the award; today unless said.")] = None,
    number: Annotated[str | None, typer.Option(help="The certificate's number.")] = None,
    by: Annotated[str | None, typer.Option(metavar="PARTNER", help="Who gave it.")] = None,
    remove: Away = False,
) -> None:
    """Write down that somebody was certified for one cycle or event; it is a fact, which nothing computes."""
    from cop.activities.training.operations import cycles as operations
    from cop.activities.training.records import Certificate
    from cop.kernel import dates
    from cop.store.references import find, find_one, label, short

    with ctx.obj.writing("training certify") as draft:
        db = draft.db
        kind, about = find_one(db, ("cycle", "meeting"), of)
        who = Id(find(db, "person", person))
        said = f"{label(db, 'person', who)} ({short(db, 'person', who)}) for {label(db, kind, about)}"
        if remove:
            ctx.obj.saved(
                "removed", operations.drop_certificate(draft, who, Id(about)), [f"no longer certified: {said}"]
            )
            return
        day = day_meant(ctx.obj, db, on or "today", happened=True)
        given_by = Id(find(db, "partner", by)) if by else None
        asked = Certificate(number=number, person=who, concerns=Id(about), awarded_on=day, awarded_by=given_by)
        made, doubts = operations.certify(draft, asked, day_meant(ctx.obj, db, "today"))
        for doubt in doubts:
            say(f"note: {doubt}")
        ctx.obj.saved("certified", made, [said, f"on {dates.say_day(day)}"])


app.command("certificates")(certificates)


app.command("use")(practice_use.new)
app.command("uses")(practice_use.list_)


def _reads(ctx: Context) -> bool:
    return ctx.obj.output.for_people or ctx.obj.output.open_page


def _of_or_who(db: "Database", ref: str | None) -> tuple[Id | None, Id | None]:
    """Return which cycle is meant, or which person."""
    if ref is None:
        return None, None
    from cop.store.references import find_one

    kind, found = find_one(db, ("cycle", "person"), ref)
    return (Id(found), None) if kind == "cycle" else (None, Id(found))


def _standing_row(one: "TrainerLine", *, for_people: bool) -> tuple[object, ...]:
    """Return a trainer, for people with the place before the role: it tells trainers apart where the cell is cut."""
    who = one.person
    role = ", ".join(filter(None, (who.partner_name, who.title))) if for_people else who.title
    return (
        who.id, who.ref, role, who.partner_name, one.cycle_ref, one.standing,
        one.certified_on, one.trained_on, one.delivered, one.last_on, list(one.remarks),
    )  # fmt: skip


def _cover_row(one: "CoverLine", *, for_people: bool) -> tuple[object, ...]:
    counted: object = showing.counted_people(one.headcount, one.deliveries) if for_people else one.headcount
    return (
        one.id, one.ref, one.name, one.paired_ref, one.trainers, one.delivering, one.status, one.deliveries, counted,
        one.named, one.last_on, one.next_on,
    )  # fmt: skip


def _cover_said(found: "list[CoverLine]") -> list[str]:
    """Return how many are covered, and whom nobody has reached, in a sentence each."""
    lines = [f"{sum(one.covered for one in found)} of {len(found)} partners have a trainer who delivers"]
    if missing := [one.name for one in found if not one.reached]:
        lines.append(f"no training has reached {', '.join(missing)}")
    return lines
