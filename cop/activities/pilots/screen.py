"""A pilot on one screen of 80 columns and 24 lines: what is short enough stays, the rest is named and counted."""

from collections.abc import Iterator, Sequence

from cop.activities.pilots import judging, wording
from cop.activities.pilots.about import About
from cop.activities.pilots.queries import MilestoneLine
from cop.documents.blocks import Cell, Column, Document, Facts, Table
from cop.documents.measure import wrap
from cop.documents.words import Texts, Words
from cop.kernel.text import columns

LINES = 22
"""What is left of 24 lines beside the one that was typed and the prompt."""
FRAME = 6
"""Lines of the rule under the title, of the table's head and of what is empty between the parts."""
MEASURES, DANGERS, WAITING, LEAST_STEPS = 3, 1, 2, 3
"""How many indicators, risks, waiting milestones one screen shows, and milestones at least."""
GAP, LEAST = 2, 16
Pair = tuple[str, str]


def screen(of: About, words: Words, texts: Texts, width: int) -> Document:
    """Return a pilot so that it fits a screen so many columns wide; `cop pilot show --open` shows everything."""
    title = f"{words.text(texts.of(of.pilot.id, 'title', of.pilot.title))} ({of.pilot.ref})"
    goes = wording.goes(wording.going(of.pilot, of.verdict, lambda one: one.ref), words)
    more = [*_measures(of, words, texts, width), *_dangers(of, words, texts, width), *_brought(of, words)]
    known = [*_who(of, words, width), *_when(of, words)]
    room = LINES - FRAME - len([*wrap(title, width), *wrap(goes, width), *known, *more])
    shown = _shown(of, room)
    steps = [_table(shown, words, texts, width)] if shown else []
    return Document(
        title=title,
        subtitle=goes,
        facts=(),
        blocks=(*([Facts(tuple(known))] if known else []), *steps, *([Facts(tuple(more))] if more else [])),
        language=words.tag,
        direction=words.direction,
        footer="",
        made_at="",
    )


def _who(of: About, words: Words, width: int) -> Iterator[Pair]:
    pilot, n = of.pilot, len(of.pilot.partners)
    lead = (
        pilot.lead_ref,
        words.gettext("carried out by {partner}", partner=pilot.implementer_ref) if pilot.implementer_ref else None,
    )
    all_named = words.gettext("with {partners}", partners=", ".join(one.ref for one in pilot.partners)) if n else None
    said = words.joined(filter(None, (*lead, all_named)))
    if columns(said) > width - _margin(of):
        said = words.joined(filter(None, (*lead, words.ngettext("with {n} partner", "with {n} partners", n))))
    if said:
        yield words.gettext("Led by"), said


def _when(of: About, words: Words) -> Iterator[Pair]:
    verdict = of.verdict
    if verdict.planned:
        yield words.gettext("Reached"), f"{wording.reached(verdict, words)} · cop milestone list --pilot {of.pilot.ref}"
    if verdict.next and of.pilot.status == "active":
        due = wording.due(verdict.next, of.today, words)
        yield words.gettext("Next"), words.joined((verdict.next.ref, due))
    for one in of.held_up[:WAITING]:
        yield words.gettext("Then"), wording.waits(one, of.milestones, lambda each: each.ref, words)
    for told in dict.fromkeys(wording.around(one, words) for one in of.milestones if one.circle):
        yield words.gettext("Circle"), told


def _shown(of: About, room: int) -> list[MilestoneLine]:
    """Return the milestones for which there is room: the last reached, those still open, then older ones."""
    kept, most = [one for one in of.milestones if one.status != "dropped"], max(room, LEAST_STEPS)
    still = sorted((one for one in kept if one.is_open), key=judging.soonest)
    past = [one for one in kept if not one.is_open]
    late = past[-max(most - len(still), 1) :]
    chosen = {one.id for one in (*late, *still[: most - len(late)])}
    return [one for one in kept if one.id in chosen]


def _table(shown: Sequence[MilestoneLine], words: Words, texts: Texts, width: int) -> Table:
    rows = [_step(one, words, texts) for one in shown]
    heads = (words.gettext("Milestone"), "", words.gettext("First plan"), words.gettext("Now"), words.gettext("Slip"))
    room = max(width - sum(_widest([row[at] for row in [heads, *rows]]) + GAP for at in (0, 2, 3, 4)), LEAST)
    cut = [tuple(Cell(_cut(said, room) if at == 1 else said) for at, said in enumerate(row)) for row in rows]
    return Table(tuple(Column(head) for head in heads), tuple(cut))


def _step(one: MilestoneLine, words: Words, texts: Texts) -> tuple[str, ...]:
    day = wording.brief_day(one.expected_on, words)
    return (
        one.ref,
        words.text(texts.of(one.id, "title", one.title)),
        wording.brief_day(one.baseline_on, words),
        f"✓ {day}" if one.reached_on else f"~ {day}" if one.forecast_on != one.due_on else f"  {day}",
        wording.slip(one.slip_days, words),
    )


def _measures(of: About, words: Words, texts: Texts, width: int) -> Iterator[Pair]:
    for one in of.indicators[:MEASURES]:
        told = (
            wording.value(one, words),
            wording.achieved(one, words) if one.amount else "",
            wording.course(one, of.values.get(one.id, ())),
        )
        title = words.text(texts.of(one.id, "title", one.title))
        said = " ".join(filter(None, told))
        yield one.ref, f"{said} · {_cut(title, max(width - columns(said) - len(' · ') - _margin(of), LEAST))}"
    if len(of.indicators) > MEASURES:
        n = len(of.indicators) - MEASURES
        yield "", words.ngettext("and {n} more indicator", "and {n} more indicators", n)


def _dangers(of: About, words: Words, texts: Texts, width: int) -> Iterator[Pair]:
    for one in of.risks[:DANGERS]:
        said = wording.graveness(one, words)
        title = words.text(texts.of(one.id, "title", one.title))
        yield one.ref, f"{said} · {_cut(title, max(width - columns(said) - len(' · ') - _margin(of), LEAST))}"
    if len(of.risks) > DANGERS:
        n = len(of.risks) - DANGERS
        yield "", words.ngettext("and {n} more risk", "and {n} more risks", n)


def _brought(of: About, words: Words) -> Iterator[Pair]:
    if of.contributions:
        yield words.gettext("In kind"), wording.brought(of.contributions, words)


def _margin(of: About) -> int:
    """Return how much the names of what stands below the milestones take."""
    names = [*(one.ref for one in of.indicators[:MEASURES]), *(one.ref for one in of.risks[:DANGERS])]
    return max(map(columns, [*names, "In kind"])) + GAP


def _widest(said: Sequence[str]) -> int:
    return max(map(columns, said))


def _cut(said: str, room: int) -> str:
    """Return a title as far as there is room."""
    if columns(said) <= room:
        return said
    while columns(said) >= room:
        said = said[:-1]
    return f"{said.rstrip()}…"
