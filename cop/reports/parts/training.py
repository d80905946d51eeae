"""Training as a report tells it: Trainings of Trainers, what trainers gave on, how far that reaches, who is missing."""

from collections.abc import Iterable

from cop.activities.training.given import DeliveryLine, Person
from cop.activities.training.queries.covered import CoverLine, cover, expected
from cop.activities.training.queries.facts import Facts, facts
from cop.activities.training.queries.grown import CycleNode, DeliveryNode, TrainerNode, tree
from cop.activities.training.queries.reached import Cascade, reckoned
from cop.activities.training.queries.tots import Tot
from cop.activities.training.queries.trainers import of_cycle
from cop.activities.training.standing import ACTIVE
from cop.kernel.types import Day
from cop.reports import doing, figures
from cop.reports.named import Named, Owner
from cop.reports.parts.scope import Scope

BEGINNING = Day("0001-01-01")
MOST_IN_TREES = 40
"""Trainings held beyond which nobody reads a tree of them on a page."""


class Trained:
    """Everything that is known of training at the end of the period, read once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.known: Facts = facts(scope.db, scope.by)
        self.cycles = {one.id: scope.named(one.id, one.ref, one.title) for one in self.known.cycles}
        self.tots = {tot.id for tot in self.known.tots}

    def cascade(self) -> doing.Cascade | None:
        """Return how training multiplies; a team's report has no such figure."""
        if self.scope.only or not self.known.cycles:
            return None
        to_cover = set(expected(self.scope.db))
        month = reckoned(self.known, self.scope.first_on, self.scope.by, to_cover)
        whole = reckoned(self.known, BEGINNING, self.scope.by, to_cover)
        lines = [line for cycle in self.known.cycles for line in of_cycle(self.known, cycle)]
        return doing.Cascade(
            month=_given(month),
            whole=_given(whole),
            certified=whole.certified,
            active=len({line.person.id for line in lines if line.standing in ACTIVE}),
            partners=whole.partners_expected,
            generation=whole.generation,
            each=self.scope.figure(figures.cascade(whole.named, whole.certified)),
        )

    def cover(self) -> doing.Cover | None:
        """Return which partners have no trainer of their own who delivers."""
        if self.scope.only or not self.known.cycles:
            return None
        lines = cover(self.scope.db, self.scope.by, known=self.known)
        return doing.Cover(
            self.scope.figure(figures.cover(one.covered for one in lines), lines),
            tuple(self._uncovered(one) for one in lines if not one.covered),
        )

    def sessions(self) -> tuple[doing.Tot, ...]:
        """Return the Trainings of Trainers of the month; in a team's report those to which it was asked."""
        scope = self.scope
        return tuple(
            self._tot(tot)
            for tot in self.known.tots
            if tot.start_on <= scope.last_on
            and tot.end_on >= scope.first_on
            and (scope.only is None or any(scope.team_of(who, scope.by) == scope.only for who in tot.enrolled))
        )

    def deliveries(self, first: Day, last: Day) -> tuple[doing.Delivery, ...]:
        """Return the trainings that fall into some days; in a team's report those given to its partner."""
        return tuple(
            self._delivery(one)
            for one in self.known.deliveries
            if one.start_on <= last and one.end_on >= first and self.scope.serves(one.partner)
        )

    def trees(self) -> tuple[doing.CycleTree, ...]:
        """Return who trained whom, of each cycle of which a training was held; nothing where these are too many."""
        held = sum(one.held_by(self.scope.by) for one in self.known.deliveries)
        if self.scope.only or not 0 < held <= MOST_IN_TREES:
            return ()
        grown = [self._cycle(node) for node in tree(self.scope.db, self.scope.by, known=self.known)]
        return tuple(one for one in grown if one.trainers or one.without_trainer)

    def _uncovered(self, one: CoverLine) -> doing.Uncovered:
        partner = self.scope.named(one.id, one.ref, one.name, "name")
        return doing.Uncovered(partner, one.status, one.trainers, one.deliveries, one.next_on)

    def _tot(self, tot: Tot) -> doing.Tot:
        scope = self.scope
        begun = tot.start_on <= scope.by
        return doing.Tot(
            id=tot.id,
            ref=tot.ref,
            title=scope.texts.of(tot.id, "title", tot.title),
            cycle=self.cycles.get(tot.cycle) or scope.named(tot.cycle, None, None),
            start_on=tot.start_on,
            end_on=tot.end_on,
            place=scope.text(tot.id, "place", tot.place),
            status=tot.status if tot.held_by(scope.by) or tot.status != "held" else "planned",
            asked=len(tot.enrolled) + tot.others,
            came=len(tot.came) + tot.others_came if begun and tot.recorded else None,
            headcount=tot.headcount if begun else None,
            mark=scope.mark(tot.id),
        )

    def _delivery(self, one: DeliveryLine) -> doing.Delivery:
        scope = self.scope
        over = one.held_by(scope.by)
        return doing.Delivery(
            id=one.id,
            ref=one.ref,
            title=scope.texts.of(one.id, "title", one.title),
            cycle=self.cycles.get(one.cycle) or scope.named(one.cycle, one.cycle_ref, None),
            partner=self._partner(one),
            trainers=tuple(self._person(each) for each in one.trainers),
            start_on=one.start_on,
            end_on=one.end_on,
            mode=one.mode,
            place=scope.text(one.id, "place", one.place),
            status=one.status if over or one.status != "held" else "planned",
            named=one.named if over else 0,
            headcount=one.headcount if over else None,
            reason=scope.text(one.id, "reason", one.reason),
            mark=scope.mark(one.id),
        )

    def _cycle(self, node: CycleNode) -> doing.CycleTree:
        trainers = [*(each for tot in node.tots for each in tot.trainers), *node.others]
        trained = {who for tot in node.tots if tot.tot.held_by(self.scope.by) for who in tot.tot.came}
        return doing.CycleTree(
            self.cycles[node.cycle.id], len(trained), self._trainers(trainers),
            tuple(self._taught(each) for each in node.without_trainer if each.delivery.held_by(self.scope.by)),
        )  # fmt: skip

    def _trainers(self, nodes: Iterable[TrainerNode]) -> tuple[doing.Trainer, ...]:
        """Return those trainers who had given a training by the end of the period."""
        found = []
        for node in nodes:
            taught = tuple(self._taught(each) for each in node.deliveries if each.delivery.held_by(self.scope.by))
            if taught:
                found.append(doing.Trainer(self._person(node.person), node.line and node.line.standing, taught))
        return tuple(found)

    def _taught(self, node: DeliveryNode) -> doing.Taught:
        one = node.delivery
        elsewhere = self._person(node.under) if node.under else None
        return doing.Taught(
            self._partner(one), one.start_on, one.named, one.headcount, elsewhere, self._trainers(node.trainers)
        )

    def _partner(self, one: DeliveryLine) -> Named:
        return self.scope.named(one.partner, one.partner_ref, one.partner_name, "name")

    def _person(self, one: Person) -> Owner:
        return self.scope.whose(one.id, one.title)


def tell(trained: Trained, events: tuple[doing.Event, ...], reach: doing.Reach | None) -> doing.Training:
    """Return training, schools and visits as the report tells them."""
    scope = trained.scope
    return doing.Training(
        trained.cascade(), trained.sessions(), trained.deliveries(scope.first_on, scope.last_on), trained.cover(),
        trained.trees(), events, reach,
    )  # fmt: skip


def coming(trained: Trained, first: Day, last: Day) -> tuple[doing.Delivery, ...]:
    """Return the trainings that are planned for some days to come."""
    return tuple(one for one in trained.deliveries(first, last) if one.status == "planned")


def _given(did: Cascade) -> doing.Given:
    return doing.Given(
        did.tots, did.attended, did.others_attended, did.trainers, did.deliveries, did.named, did.headcount,
        did.counted, did.partners,
    )  # fmt: skip
