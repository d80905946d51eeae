"""A pilot as a document: everything that is known of it, with its plan drawn in time."""

from collections.abc import Iterator

from cop.activities.pilots import judging, wording
from cop.activities.pilots.about import About
from cop.activities.pilots.queries import MilestoneLine
from cop.activities.risks.queries import RiskLine
from cop.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Gantt,
    Heading,
    Paragraph,
    Table,
    Tile,
    Tiles,
)
from cop.documents.words import Texts, Words


def document(of: About, drawn: Gantt, words: Words, texts: Texts, known: tuple[str, str]) -> Document:
    """Return the page; `known` is the moment of its data, in UTC and as the programme's clocks say it."""
    going = wording.going(of.pilot, of.verdict, lambda one: _title(one.id, one.title, words, texts))
    return Document(
        title=_title(of.pilot.id, of.pilot.title, words, texts),
        subtitle=wording.goes(going, words),
        facts=tuple(_facts(of, words, texts, known[1])),
        blocks=tuple(_blocks(of, drawn, words, texts)),
        language=words.tag,
        direction=words.direction,
        footer=_title(of.pilot.id, of.pilot.title, words, texts),
        made_at=known[0],
    )


def _blocks(of: About, drawn: Gantt, words: Words, texts: Texts) -> Iterator[Block]:
    yield Tiles(tuple(_tiles(of, words)))
    yield Heading(words.gettext("Milestones"))
    yield from _milestones(of, drawn, words, texts)
    yield Heading(words.gettext("Indicators"))
    yield _indicators(of, words, texts) if of.indicators else Paragraph(words.gettext("Nothing is measured."), "empty")
    yield Heading(words.gettext("Risks"))
    yield _risks(of, words, texts) if of.risks else Paragraph(words.gettext("No risk is open."), "empty")
    yield Heading(words.gettext("Contributions in kind"))
    yield from _contributions(of, words, texts)
    if of.evidence:
        yield Heading(words.gettext("Evidence"))
        yield Bullets(tuple(f"{one.subject_ref}: {one.title}" for one in of.evidence))


def _facts(of: About, words: Words, texts: Texts, known: str) -> Iterator[tuple[str, str]]:
    pilot = of.pilot
    days = (
        words.gettext("from {day}", day=words.date(pilot.start_on)) if pilot.start_on else "",
        words.gettext("to {day}", day=words.date(pilot.end_on)) if pilot.end_on else "",
    )
    facts = (
        (words.gettext("Led by"), _name(pilot.lead, pilot.lead_name, words, texts)),
        (words.gettext("Carried out by"), _name(pilot.implementer, pilot.implementer_name, words, texts)),
        *_taking(of, words, texts),
        (words.gettext("Sector"), words.word(pilot.sector) if pilot.sector else ""),
        (words.gettext("Days"), " ".join(filter(None, days))),
        (words.gettext("Data as of"), known),
    )
    return (fact for fact in facts if fact[1])


def _taking(of: About, words: Words, texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield who takes part, a line for each role."""
    for role in dict.fromkeys(("partner", *(one.role for one in of.pilot.partners))):
        label = words.gettext("Takes part") if role == "partner" else words.word(role)
        yield (
            label,
            words.listed([_name(one.partner, one.name, words, texts) for one in of.pilot.partners if one.role == role]),
        )


def _tiles(of: About, words: Words) -> Iterator[Tile]:
    verdict = of.verdict
    known = f"{words.number(verdict.reached)}/{words.number(verdict.planned)}"
    yield Tile(words.gettext("Milestones reached"), known if verdict.planned else words.gettext("no data"))
    slip = wording.slip(verdict.worst.slip_days, words) if verdict.worst else wording.slip(0, words)
    yield Tile(
        words.gettext("Furthest behind"),
        slip if verdict.planned else words.gettext("no data"),
        verdict.worst.ref if verdict.worst else "",
        verdict.tone,
    )
    if verdict.next:
        yield Tile(words.gettext("Next"), wording.brief_day(verdict.next.due_on, words), verdict.next.ref)


def _milestones(of: About, drawn: Gantt, words: Words, texts: Texts) -> Iterator[Block]:
    if not of.milestones:
        yield Paragraph(words.gettext("Nothing is planned."), "empty")
        return
    if drawn.rows:
        yield drawn
    columns = (
        Column(words.gettext("Milestone"), share=4), Column(words.gettext("Who"), share=2),
        Column(words.gettext("First plan"), share=2), Column(words.gettext("Due"), share=2),
        Column(words.gettext("Reached or expected"), share=2), Column(words.gettext("Slip"), share=2),
    )  # fmt: skip
    yield Table(columns, tuple(_milestone(one, words, texts) for one in of.milestones))
    named = {one.id: _title(one.id, one.title, words, texts) for one in of.milestones}
    told = [wording.waits(one, of.milestones, lambda each: named[each.id], words) for one in of.held_up]
    told += dict.fromkeys(wording.around(one, words) for one in of.milestones if one.circle)
    told += [
        words.gettext(
            "{milestone}: {reason}", milestone=named[one.id], reason=words.text(texts.of(one.id, "reason", one.reason))
        )
        for one in of.milestones
        if one.reason
    ]
    if told:
        yield Bullets(tuple(told))


def _milestone(one: MilestoneLine, words: Words, texts: Texts) -> tuple[Cell, ...]:
    dropped = one.status == "dropped"
    return (
        Cell(f"{one.ref} {_title(one.id, one.title, words, texts)}"),
        Cell(_owner(one, words, texts)),
        Cell(wording.brief_day(one.baseline_on, words)),
        Cell(wording.brief_day(one.due_on, words)),
        Cell(words.gettext("dropped") if dropped else wording.brief_day(one.expected_on, words)),
        Cell(wording.slip(one.slip_days, words), judging.tone(one)),
    )


def _indicators(of: About, words: Words, texts: Texts) -> Table:
    columns = (
        Column(words.gettext("Indicator"), share=4), Column(words.gettext("Value"), share=2),
        Column(words.gettext("Achieved"), "end"), Column(words.gettext("Course"), share=2),
    )  # fmt: skip
    rows = (
        (
            Cell(f"{one.ref} {_title(one.id, one.title, words, texts)}"),
            Cell(wording.value(one, words)),
            Cell(wording.achieved(one, words), one.light),
            Cell(wording.course(one, of.values.get(one.id, ()))),
        )
        for one in of.indicators
    )
    return Table(columns, tuple(rows))


def _risks(of: About, words: Words, texts: Texts) -> Table:
    columns = (
        Column(words.gettext("Risk"), share=4), Column(words.gettext("How grave"), share=2),
        Column(words.gettext("Who"), share=2), Column(words.gettext("What is done"), share=3),
    )  # fmt: skip
    rows = (
        (
            Cell(f"{one.ref} {_title(one.id, one.title, words, texts)}"),
            Cell(wording.graveness(one, words), one.tone),
            Cell(_owner(one, words, texts)),
            Cell(words.text(texts.of(one.id, "response", one.response)) if one.response else ""),
        )
        for one in of.risks
    )
    return Table(columns, tuple(rows))


def _contributions(of: About, words: Words, texts: Texts) -> Iterator[Block]:
    if not of.contributions:
        yield Paragraph(words.gettext("Nothing was brought in kind."), "empty")
        return
    columns = (
        Column(words.gettext("What"), share=3), Column(words.gettext("Who"), share=3),
        Column(words.gettext("Worth"), "end", share=2),
    )  # fmt: skip
    rows = (
        (
            Cell(_title(one.id, one.title, words, texts)),
            Cell(_name(one.partner, one.partner_name, words, texts)),
            Cell(one.worth or words.gettext("no data")),
        )
        for one in of.contributions
    )
    yield Table(columns, tuple(rows))
    yield Facts(((words.gettext("In all"), wording.brought(of.contributions, words)),))


def _name(partner: str | None, said: str | None, words: Words, texts: Texts) -> str:
    return words.text(texts.of(partner, "name", said)) if partner and said else ""


def _owner(one: MilestoneLine | RiskLine, words: Words, texts: Texts) -> str:
    """Return who answers for something: a role with its town."""
    if not one.owner or not one.owner_name:
        return one.owner_title or ""
    said = words.text(texts.of(one.owner, "name" if one.owner_kind == "partner" else "title", one.owner_name))
    return words.joined(filter(None, (said, one.owner_partner)))


def _title(record: str, said: str, words: Words, texts: Texts) -> str:
    return words.text(texts.of(record, "title", said))
