"""How commands about trainings given confirm: who trains whom, when and how many, and what should be known of it."""

from dataclasses import replace
from typing import NamedTuple

from cop.activities.training.operations.deliveries import Kept
from cop.activities.training.records import Delivery
from cop.console.emit import say
from cop.console.session import Context
from cop.kernel import dates
from cop.kernel.types import Id
from cop.meetings.commands.saying import told
from cop.meetings.queries.naming import ref_of_new
from cop.store.database import Database
from cop.store.references import label, short


class Said(NamedTuple):
    """A confirmation: what became of which training, what people type for it, and lines about it."""

    word: str
    ref: str
    delivery: Delivery
    lines: list[str]


def about(db: Database, word: str, kept: Kept, trainers: list[Id], named: int) -> Said:
    """Return who trains whom, when and how many, having said aloud what should be known of it."""
    one = kept.delivery
    doubt_aloud(kept.doubts)
    who = ", ".join(f"{label(db, 'person', each)} ({short(db, 'person', each)})" for each in trainers) or "nobody named"
    for_whom = f"for {label(db, 'partner', one.partner)} ({short(db, 'partner', one.partner)})"
    ref, cycle = ref_of_new(db, "delivery", one.id, one.code), short(db, "cycle", one.cycle)
    then = f"cop delivery hold {ref}" if one.status == "planned" else f"cop training tree {cycle}"
    lines = [f"{cycle} · {for_whom} · {days(one)}", f"by {who}", _many(one, named), f"next: {then}"]
    return Said(word, ref, titled(db, one), lines)


def titled(db: Database, one: Delivery) -> Delivery:
    """Return a training with its cycle's topic where it has no title of its own, as lists show it."""
    return replace(one, title=one.title or label(db, "cycle", one.cycle))


def confirm(ctx: Context, said: Said) -> None:
    """Confirm it, now that the draft is on disk; after a rehearsal nothing is there to go on with."""
    lines = said.lines[:-1] if ctx.obj.flags.dry_run else said.lines
    told(ctx, said.word, said.ref, said.delivery, lines)


def _many(one: Delivery, named: int) -> str:
    """Return what is known of how many: counted or expected, and by name, which are never added."""
    counted = "counted" if one.status == "held" else "expected"
    count = f"{one.headcount} {counted}" if one.headcount is not None else f"{counted}: no data"
    return " · ".join(filter(None, (one.status, count, f"{named} by name" if named else "")))


def days(one: Delivery) -> str:
    """Return the days of a training."""
    return dates.say_days(one.start_on, one.end_on or one.start_on)


def doubt_aloud(doubts: list[str]) -> None:
    """Say what breaks no rule, and should be known."""
    for doubt in doubts:
        say(f"note: {doubt}")
