"""What a report says of training, schools and visits: who was trained by whom, who came, whom nobody has reached."""

from collections.abc import Iterable, Iterator

from cop.activities.training.standing import ACTIVE
from cop.activities.training.wording import counted_said, standing_said
from cop.documents.blocks import Block, Branch, Bullets, Cell, Column, Heading, Paragraph, Table, Tone, Tree
from cop.documents.words import Words, mark
from cop.reports.doing import (
    Cascade,
    Cover,
    CycleTree,
    Delivery,
    Event,
    Given,
    Mix,
    Reach,
    Reached,
    Taught,
    Tot,
    Trainer,
    Training,
    Uncovered,
)
from cop.reports.report import Report
from cop.reports.sections.saying import (
    NONE,
    counted,
    marked,
    named_days,
    nothing,
    part,
    quoted,
    sentence,
    share,
    shared,
    whose,
)

MOST_BRANCHES = 40
"""A tree with more is no picture for a page."""
STATUS_TONES: dict[str, Tone] = {"held": "good", "postponed": "fair", "cancelled": "poor"}
RESTING, NO_TRAINER = mark("its trainers give none"), mark("it has no trainer")


def training(report: Report, words: Words) -> Iterator[Block]:
    """Yield the cascade in numbers, what was given in the month, who is not covered, schools and visits, reach."""
    of = report.training
    parts = [*_cascade(words, of), *_sessions(words, of), *_given(words, of), *_cover(words, of.cover),
             *_trees(words, of.trees), *_events(words, of), *_reach(words, of.reach)]  # fmt: skip
    yield from parts or [nothing(words)]


def deliveries(words: Words, found: Iterable[Delivery]) -> Table:
    """Return trainings that trainers give."""
    columns = (
        Column(words.gettext("When"), share=2),
        Column(words.gettext("Training"), share=3),
        Column(words.gettext("For"), share=2),
        Column(words.gettext("Trainers"), share=3),
        Column(words.gettext("State")),
        Column(words.gettext("People by name"), "end"),
        Column(words.gettext("Headcount"), "end"),
    )
    return Table(columns, tuple(_delivery(words, one) for one in found))


def place_and_host(words: Words, one: Event) -> str:
    """Return where an event is, and who receives it."""
    place = words.isolated(words.text(one.place)) if one.place else ""
    host = words.gettext("host: {partner}", partner=words.text(one.host)) if one.host else ""
    return words.joined(filter(None, (place, host))) or NONE


def _cascade(words: Words, of: Training) -> Iterator[Block]:
    if of.cascade is None:
        return
    columns = (
        Column("", share=2),
        Column(words.gettext("ToTs held"), "end"),
        Column(words.gettext("Came to them"), "end"),
        Column(words.gettext("Trainers"), "end"),
        Column(words.gettext("Trainings given"), "end"),
        Column(words.gettext("People by name"), "end"),
        Column(words.gettext("Headcount"), "end"),
        Column(words.gettext("Partners reached"), "end"),
    )
    rows = ((words.gettext("this month"), of.cascade.month), (words.gettext("since the beginning"), of.cascade.whole))
    yield Table(columns, tuple(_did(words, said, did, of.cascade.partners) for said, did in rows))
    yield Paragraph(_deep(words, of.cascade))
    yield Paragraph(
        words.gettext(
            "ToTs are trainings of trainers; trainers gave the trainings to partners. People by name and heads counted "
            "on the spot are two ways of counting the same, which are never added."
        ),
        "quiet",
    )


def _did(words: Words, said: str, did: Given, partners: int) -> tuple[Cell, ...]:
    came = words.number(did.attended)
    if did.others_attended:
        came = words.gettext("{n} and {others} others", n=came, others=words.number(did.others_attended))
    heads = counted(words, did.headcount)
    if did.headcount is not None and did.counted < did.deliveries:
        heads = words.gettext("{n}, at {some} of {all}", n=heads, some=words.number(did.counted),
                              all=words.number(did.deliveries))  # fmt: skip
    reached = f"{words.number(did.partners)}/{words.number(partners)}"
    cells = (words.number(did.tots), came, words.number(did.trainers), words.number(did.deliveries))
    heads = heads if did.deliveries else words.number(0)
    return tuple(map(Cell, (said, *cells, words.number(did.people), heads, reached)))


def _deep(words: Words, of: Cascade) -> str:
    trained = part(words, of.each)
    return sentence(
        (
            words.gettext("active trainers, in the last twelve months: {n}", n=words.number(of.active)),
            words.gettext("certified: {n}", n=words.number(of.certified)),
            words.gettext("people trained for each trainer certified: {figure}", figure=trained),
            words.gettext("generations: {n}", n=words.number(of.generation)),
        )
    )


def _sessions(words: Words, of: Training) -> Iterator[Block]:
    if not of.tots:
        return
    yield Heading(words.gettext("Trainings of trainers"), 2)
    columns = (
        Column(words.gettext("When"), share=3),
        Column(words.gettext("Training"), share=4),
        Column(words.gettext("Where"), share=2),
        Column(words.gettext("State"), share=2),
        Column(words.gettext("Asked"), "end"),
        Column(words.gettext("Came"), "end"),
    )
    yield Table(columns, tuple(_session(words, one) for one in of.tots))


def _session(words: Words, one: Tot) -> tuple[Cell, ...]:
    held = one.status == "held"
    return (
        Cell(named_days(words, one.start_on, one.end_on)),
        marked(words, words.text(one.title), one.mark),
        Cell(words.text(one.place) if one.place else NONE),
        Cell(words.word(one.status), STATUS_TONES.get(one.status, "")),
        Cell(words.number(one.asked)),
        Cell(counted(words, one.came) if held or one.came is not None else NONE),
    )


def _given(words: Words, of: Training) -> Iterator[Block]:
    if of.deliveries:
        yield Heading(words.gettext("Trainings given by trainers"), 2)
        yield deliveries(words, of.deliveries)


def _delivery(words: Words, one: Delivery) -> tuple[Cell, ...]:
    held = one.status == "held"
    state = words.word(one.status)
    if one.reason and not held:
        state = words.gettext("{what}: {said}", what=state, said=quoted(words, one.reason))
    return (
        Cell(named_days(words, one.start_on, one.end_on)),
        marked(words, words.text(one.title), one.mark),
        Cell(words.text(one.partner.name)),
        Cell(words.gettext("; ").join(whose(words, each) for each in one.trainers) or words.gettext("no data")),
        Cell(state, STATUS_TONES.get(one.status, "")),
        Cell(words.number(one.named) if held else NONE),
        Cell(counted(words, one.headcount) if held else NONE),
    )


def _cover(words: Words, of: Cover | None) -> Iterator[Block]:
    if of is None:
        return
    yield Heading(words.gettext("Partners without a trainer who delivers"), 2)
    yield Paragraph(
        words.gettext("Partners with a trainer of their own who delivers: {figure}", figure=share(words, of.covered))
    )
    if of.without:
        yield Bullets(tuple(_uncovered(words, one) for one in of.without))


def _uncovered(words: Words, one: Uncovered) -> str:
    said = words.gettext(RESTING if one.trainers else NO_TRAINER)
    if one.deliveries:
        reached = words.ngettext("{n} training was given to it", "{n} trainings were given to it", one.deliveries)
        said = words.joined((said, reached))
    if one.next_on:
        ahead = words.gettext("a training is planned for it on {day}", day=words.date(one.next_on))
        said = words.joined((said, ahead))
    return words.gettext("{what}: {said}", what=words.text(one.partner.name), said=said)


def _trees(words: Words, found: tuple[CycleTree, ...]) -> Iterator[Block]:
    roots = tuple(_root(words, one) for one in found)
    if not roots or sum(map(_size, roots)) > MOST_BRANCHES:
        return
    yield Tree(
        words.gettext("Who trained whom"),
        words.gettext("For each cycle its trainers, and under each the trainings that were held."),
        roots,
    )


def _root(words: Words, of: CycleTree) -> Branch:
    came = words.ngettext("{n} person trained as trainer", "{n} people trained as trainers", of.trained)
    branches = (*(_trainer(words, one) for one in of.trainers), *(_taught(words, one) for one in of.without_trainer))
    return Branch(words.text(of.cycle.name), came, branches=branches)


def _trainer(words: Words, of: Trainer) -> Branch:
    standing = standing_said(of.standing, words) if of.standing else ""
    tone: Tone = "good" if of.standing in ACTIVE else ""
    return Branch(whose(words, of.owner), standing, tone, tuple(_taught(words, one) for one in of.taught))


def _taught(words: Words, of: Taught) -> Branch:
    label = words.joined((words.isolated(words.text(of.partner.name)), words.date(of.start_on)))
    if of.elsewhere:
        return Branch(label, words.gettext("told under {trainer}", trainer=whose(words, of.elsewhere)))
    said = counted_said(of.headcount, words)
    if of.named:
        said = words.joined((said, words.ngettext("{n} by name", "{n} by name", of.named)))
    return Branch(label, said, branches=tuple(_trainer(words, one) for one in of.trainers))


def _size(of: Branch) -> int:
    return 1 + sum(map(_size, of.branches))


def _events(words: Words, of: Training) -> Iterator[Block]:
    if not of.events:
        return
    yield Heading(words.gettext("Schools, visits and other events"), 2)
    columns = (
        Column(words.gettext("When"), share=3),
        Column(words.gettext("Event"), share=4),
        Column(words.gettext("Where"), share=3),
        Column(words.gettext("State"), share=2),
        Column(words.gettext("Registered"), "end"),
        Column(words.gettext("Came"), "end"),
        Column(words.gettext("Headcount"), "end"),
    )
    yield Table(columns, tuple(_event(words, one) for one in of.events))
    missing = tuple(_missing(words, one) for one in of.events if any(quota.missing for quota in one.quotas))
    if missing:
        yield Bullets(missing)


def _event(words: Words, one: Event) -> tuple[Cell, ...]:
    held = one.status == "held"
    state = words.word(one.status)
    if one.reason and not held:
        state = words.gettext("{what}: {said}", what=state, said=quoted(words, one.reason))
    return (
        Cell(named_days(words, one.start_on, one.end_on)),
        marked(words, entitled(words, one), one.mark),
        Cell(place_and_host(words, one)),
        Cell(state, STATUS_TONES.get(one.status, "")),
        Cell(_registered(words, one)),
        Cell(counted(words, one.came) if held else NONE),
        Cell(counted(words, one.headcount) if held else NONE),
    )


def _registered(words: Words, one: Event) -> str:
    """Return how many are registered; nobody has to be for an event that only invites."""
    return words.number(one.registered) if one.registered or one.quotas or one.capacity else words.gettext("n/a")


def entitled(words: Words, one: Event) -> str:
    """Return an event's title with its kind: Field visit to the port (field visit)."""
    return words.gettext("{title} ({of})", title=words.text(one.title), of=words.word(one.kind))


def _missing(words: Words, one: Event) -> str:
    """Return which partners leave places empty."""
    empty = [
        words.gettext("{partner} {n}", partner=words.text(quota.partner.name), n=words.number(quota.missing))
        for quota in one.quotas
        if quota.missing
    ]
    return words.gettext("Places nobody was named for, {event}: {partners}", event=words.text(one.title),
                         partners=words.joined(map(words.isolated, empty)))  # fmt: skip


def _reach(words: Words, of: Reach | None) -> Iterator[Block]:
    if of is None:
        return
    yield Heading(words.gettext("Whom the events that ended reached"), 2)
    yield Paragraph(
        sentence(
            (
                words.gettext("people the programme knows, each once: {n}", n=words.number(of.people)),
                words.gettext("others: {n}", n=words.number(of.others)),
                words.gettext("headcount: {n}", n=counted(words, of.headcount)),
            )
        )
    )
    if of.countries:
        yield _groups(words, words.gettext("Country"), ((_country(words, one), one) for one in of.countries))
    if of.sectors:
        yield _groups(words, words.gettext("Sector"), ((_sector(words, one), one) for one in of.sectors))
    if of.mix:
        yield _mix(words, of.mix)


def _country(words: Words, one: Reached) -> str:
    return words.country(one.key) if one.key else words.gettext("unknown")


def _sector(words: Words, one: Reached) -> str:
    return words.word(one.key) if one.key else words.gettext("unknown")


def _groups(words: Words, title: str, found: Iterable[tuple[str, Reached]]) -> Table:
    columns = (Column(title, share=3), Column(words.gettext("People"), "end"), Column(words.gettext("Others"), "end"))
    rows = ((said, words.number(one.people), words.number(one.others)) for said, one in found)
    return Table(columns, tuple(tuple(map(Cell, row)) for row in rows))


def _mix(words: Words, found: Iterable[Mix]) -> Table:
    columns = (
        Column(words.gettext("Sector wished for"), share=3),
        Column(words.gettext("Share wished for"), "end"),
        Column(words.gettext("Share of those who came"), "end", 2),
        Column(words.gettext("Missing"), "end"),
    )
    rows = (
        (
            Cell(words.word(one.sector)),
            Cell(shared(words, one.target) if one.target else words.gettext("differs")),
            Cell(share(words, one.came), "fair" if one.short else "good"),
            Cell(words.number(one.short)),
        )
        for one in found
    )
    return Table(columns, tuple(rows))
