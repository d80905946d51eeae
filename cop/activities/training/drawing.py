"""Draws who trained whom as a document: a tree in one language, for a terminal, a page or a picture."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from babel.dates import format_interval

from cop.activities.training.given import DeliveryLine, Person
from cop.activities.training.queries.grown import CycleNode, DeliveryNode, TotNode, TrainerNode
from cop.activities.training.queries.reached import Cascade
from cop.activities.training.queries.tots import Tot
from cop.activities.training.wording import REMARKS, counted_said, standing_said
from cop.documents.blocks import Block, Branch, Document, Paragraph, Tone, Tree
from cop.documents.words import Texts, Words, mark
from cop.kernel import dates
from cop.kernel.types import Day, Id

NOT_SAID = mark("nobody said that it was held")
TITLE = mark("Who trained whom")
HOW_TO_READ = mark(
    "People counted on the spot and people in lists by name are the same people, counted in two ways; these are never "
    "added up. Those whom a ToT trains are the first generation, those whom they train the second."
)
TONES: dict[str, Tone] = {"delivering": "good", "co_delivered": "good", "inactive": "poor"}


class _Named(Protocol):
    """What has an id, and what people type for it."""

    @property
    def id(self) -> Id: ...

    @property
    def ref(self) -> str: ...


class Drawing:
    """A tree of trainings as one language tells it."""

    def __init__(self, words: Words, texts: Texts, today: Day) -> None:
        self.words, self.texts, self.today = words, texts, today

    def document(self, found: Iterable[CycleNode], made_at: str) -> Document:
        """Return the whole page: a tree for each cycle, and how to read it."""
        blocks: list[Block] = [
            self.tree(self.words.gettext("Cycle {cycle}", cycle=each.cycle.ref), [each]) for each in found
        ]
        nothing = Paragraph(self.words.gettext("There is no training cycle yet."), "empty")
        blocks.append(Paragraph(self.words.gettext(HOW_TO_READ), "quiet") if blocks else nothing)
        return Document(
            title=self.words.gettext(TITLE), subtitle=self.words.date(self.today), facts=(), blocks=tuple(blocks),
            language=self.words.tag, direction=self.words.direction, footer="", made_at=made_at,
        )  # fmt: skip

    def tree(self, title: str, found: Iterable[CycleNode]) -> Tree:
        """Return cycles as one picture, a root for each."""
        roots = tuple(map(self._cycle, found))
        return Tree(title, self.words.joined(f"{each.label}: {each.said}" for each in roots), roots)

    def _cycle(self, node: CycleNode) -> Branch:
        branches = (*map(self._tot, node.tots), *self._apart(node))
        label = self.words.text(self.texts.of(node.cycle.id, "title", node.cycle.title))
        return Branch(label, self.words.joined(self._reach(node.reach)), branches=branches)

    def _reach(self, did: Cascade) -> Iterator[str]:
        if did.deliveries == 0:
            yield self.words.gettext("no training given yet")
            return
        yield self.words.ngettext("{n} training given", "{n} trainings given", did.deliveries)
        yield self.words.ngettext("{n} trainer", "{n} trainers", did.trainers)
        yield counted_said(did.headcount, self.words)
        yield self.words.ngettext("{n} by name", "{n} by name", did.named)
        yield self.words.gettext("{reached} of {all} partners reached", reached=did.partners, all=did.partners_expected)
        yield self.words.ngettext("{n} generation", "{n} generations", did.generation)

    def _tot(self, node: TotNode) -> Branch:
        tot, waiting = node.tot, len(node.waiting)
        label = [self._called(tot, "title", tot.title), self._days(tot.start_on, tot.end_on)]
        if tot.place:
            label.append(self.words.text(self.texts.of(tot.id, "place", tot.place)))
        branches = list(map(self._trainer, node.trainers))
        if waiting:
            said = self.words.ngettext("{n} came and has given none yet", "{n} came and have given none yet", waiting)
            branches.append(Branch(said))
        return Branch(self.words.joined(label), self._came(node.tot), branches=tuple(branches))

    def _came(self, tot: Tot) -> str:
        asked = len(tot.enrolled) + tot.others
        if tot.recorded:
            return self.words.gettext("{came} of {asked} came", came=len(tot.came) + tot.others_came, asked=asked)
        if tot.held_by(self.today):
            return self.words.gettext("came: no data")
        unsaid = [self.words.gettext(NOT_SAID)] if tot.end_on < self.today else []
        return self.words.joined(
            [self.words.gettext("planned"), *unsaid, self.words.ngettext("{n} enrolled", "{n} enrolled", asked)]
        )

    def _apart(self, node: CycleNode) -> Iterator[Branch]:
        """Yield those who were at no ToT of the cycle, and trainings of which nobody says who gave them."""
        if node.others:
            branches = tuple(map(self._trainer, node.others))
            yield Branch(self.words.gettext("At no ToT of this cycle"), branches=branches)
        if node.without_trainer:
            given = tuple(self._delivery(each, None) for each in node.without_trainer)
            yield Branch(self.words.gettext("Nobody says who gave these"), branches=given)

    def _trainer(self, node: TrainerNode) -> Branch:
        line = node.line
        said: list[str] = []
        tone: Tone = ""
        if line:
            said = [
                standing_said(line.standing, self.words),
                *([self.words.gettext("certified")] if line.certified_on else []),
            ]
            said += [self.words.gettext(REMARKS[word]) for word in line.remarks]
            tone = "fair" if line.remarks else TONES.get(line.standing, "")
        given = tuple(self._delivery(each, node.person) for each in node.deliveries)
        return Branch(self._person(node.person), self.words.joined(said), tone, given)

    def _delivery(self, node: DeliveryNode, trainer: Person | None) -> Branch:
        one = node.delivery
        town = self.words.text(self.texts.of(one.partner, "name", one.partner_name))
        label = f"{self.words.joined([town, self._days(one.start_on, one.end_on)])} ({self.words.isolated(one.ref)})"
        if node.under:
            return Branch(label, self.words.gettext("told under {trainer}", trainer=node.under.ref))
        others = [person.ref for person in one.trainers if trainer and person.id != trainer.id]
        said = [
            *self._people(one),
            *([self.words.gettext("with {trainers}", trainers=self.words.listed(others))] if others else []),
        ]
        return Branch(label, self.words.joined(said), branches=tuple(map(self._trainer, node.trainers)))

    def _people(self, one: DeliveryLine) -> Iterator[str]:
        """Yield how many were trained, counted and by name; of what is to come, how many are expected."""
        if one.status == "held":
            yield counted_said(one.headcount, self.words)
        else:
            yield self.words.gettext("planned")
            if one.end_on < self.today:
                yield self.words.gettext(NOT_SAID)
            if one.headcount is not None:
                yield self.words.ngettext("{n} expected", "{n} expected", one.headcount)
        if one.named:
            yield self.words.ngettext("{n} by name", "{n} by name", one.named)

    def _called(self, one: _Named, attribute: str, said: str) -> str:
        return f"{self.words.text(self.texts.of(one.id, attribute, said))} ({self.words.isolated(one.ref)})"

    def _person(self, one: Person) -> str:
        title = self.words.text(self.texts.of(one.id, "title", one.title))
        at = self.words.text(self.texts.of(one.partner, "name", one.partner_name or "")) if one.partner else ""
        return f"{self.words.joined(filter(None, (title, at)))} ({self.words.isolated(one.ref)})"

    def _days(self, first: Day, last: Day) -> str:
        return str(format_interval(dates.day(first), dates.day(last), "yMMMd", locale=self.words.locale))
