"""cop training tree: where the tree goes, in which form and language; a script gets its nodes, a row each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cop.activities.training.queries.grown import CycleNode, DeliveryNode, TrainerNode, tree
from cop.console.emit import View
from cop.console.session import Session
from cop.kernel.errors import BadInput
from cop.kernel.types import Id
from cop.teams.commands.words import day_meant, meant

if TYPE_CHECKING:
    from cop.activities.training.drawing import Drawing

DATA = ("json", "jsonl", "csv", "tsv")
"""Forms for programs, in which nothing is drawn."""
SVG = ".svg"
NODES = View(
    name="nodes",
    keys=(
        "level", "kind", "id", "ref", "name", "under", "generation", "standing", "start_on", "end_on", "status",
        "headcount", "named", "remarks",
    ),
    empty="there is no training cycle yet",
)  # fmt: skip
Row = tuple[object, ...]


def show(
    session: Session, cycle: str | None, on: str | None, spoken: Sequence[str], output: str, *, picture: bool
) -> None:
    """Draw the tree of one cycle, or of all.

    Raises:
        BadInput: There is no such form or language, or several pictures would go into one file.
    """
    form = session.flags.format or (session.configured.get("format") if output == "-" else None)
    with session.reading() as store:
        today, of = day_meant(session, store.db, on or "today"), meant(store.db, "cycle", cycle)
        found = tree(store.db, today, Id(of) if of else None)
        if form in DATA:
            session.emit(_rows(found), NODES)
            return
        from cop.activities.training.drawing import Drawing
        from cop.documents.words import Texts, Words, usual_language

        zone, texts = session.words(store.db).zone, Texts(store.db)
        heard = [Words(language, zone) for language in spoken or [usual_language(store.db)]]
        drawings = [Drawing(words, texts, today) for words in heard]
    if picture or output.endswith(SVG):
        _draw(session, drawings, found, output)
    else:
        _write(session, drawings, found, output, of and next(each.cycle.ref for each in found))


def _draw(session: Session, drawings: "Sequence[Drawing]", found: Sequence[CycleNode], output: str) -> None:
    from cop.activities.training.drawing import TITLE
    from cop.console.delivering import hand_over
    from cop.documents.as_svg import render

    if len(drawings) > 1:
        raise BadInput("a picture speaks one language", "say --lang once")
    words = drawings[0].words
    block = drawings[0].tree(words.gettext(TITLE), found)
    hand_over(session, render(block, words), output)


def _write(
    session: Session, drawings: "Sequence[Drawing]", found: Sequence[CycleNode], output: str, cycle: str | None
) -> None:
    from cop.console.delivering import Copy, chosen_form, deliver

    made_at = session.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    name = "-".join(filter(None, ("training", cycle)))
    copies = [Copy(f"{name}-{each.words.language}", each.document(found, made_at)) for each in drawings]
    deliver(session, copies, output, chosen_form(session, output))


def _rows(found: Iterable[CycleNode]) -> Iterator[Row]:
    """Yield every node, each before those below it; `under` names a trainer under whom a training is told in full."""
    for node in found:
        one = node.cycle
        yield (0, "cycle", one.id, one.ref, one.title, None, node.reach.generation, None, one.start_on, one.end_on,
               None, node.reach.headcount, node.reach.named, [])  # fmt: skip
        for branch in node.tots:
            tot = branch.tot
            yield (1, "tot", tot.id, tot.ref, tot.title, None, 1, None, tot.start_on, tot.end_on, tot.status,
                   tot.headcount, len(tot.came), [])  # fmt: skip
            yield from _trainers(2, branch.trainers)
            for person in branch.waiting:
                yield (2, "person", person.id, person.ref, person.said, None, 1, None, None, None, None, None, None, [])
        yield from _trainers(1, node.others)
        yield from _deliveries(1, node.without_trainer)


def _trainers(level: int, nodes: Iterable[TrainerNode]) -> Iterator[Row]:
    for node in nodes:
        who, line = node.person, node.line
        yield (level, "trainer", who.id, who.ref, who.said, None, None, line and line.standing, None, None, None, None,
               None, list(line.remarks) if line else [])  # fmt: skip
        yield from _deliveries(level + 1, node.deliveries)


def _deliveries(level: int, nodes: Iterable[DeliveryNode]) -> Iterator[Row]:
    for node in nodes:
        one = node.delivery
        yield (level, "delivery", one.id, one.ref, one.partner_name, node.under and node.under.ref, node.generation,
               None, one.start_on, one.end_on, one.status, one.headcount, one.named, [])  # fmt: skip
        yield from _trainers(level + 1, node.trainers)
