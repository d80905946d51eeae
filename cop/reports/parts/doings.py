"""What was done in a month, all of it: each part is asked once, and what several tell of is read once."""

from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.types import Month
from cop.reports import doing
from cop.reports.parts import measured, piloting, risks, seen, training, work
from cop.reports.parts.gatherings import Gathered
from cop.reports.parts.scope import Scope


class Done(NamedTuple):
    """The parts of a report that tell of work, training and pilots."""

    work: doing.WorkPlan
    indicators: tuple[doing.Indicator, ...]
    training: doing.Training
    pilots: tuple[doing.Pilot, ...]
    risks: doing.Risks
    visibility: tuple[doing.Seen, ...]
    practices: tuple[doing.Practice, ...]
    ahead: doing.Ahead

    @property
    def activities(self) -> list[doing.Activity]:
        """The activities of all packages."""
        return [one for package in self.work.packages for one in package.activities]

    @property
    def milestones(self) -> list[doing.Milestone]:
        """The milestones of pilots, and those of none."""
        return [*(one for pilot in self.pilots for one in pilot.milestones), *self.work.milestones]


def done(scope: Scope) -> Done:
    """Return what was done in the month, and what the next one brings."""
    steps, pilots = piloting.milestones(scope), piloting.found(scope)
    ids = {one.id for one in pilots}
    trained = training.Trained(scope)
    gathered = Gathered(scope, trained.tots)
    plan, told = work.planned(scope, steps), piloting.tell(scope, pilots, steps)
    following = dates.month_days(Month(gathered.next_on[:7]))
    listed = [*(one for pilot in told for one in pilot.milestones), *plan.milestones]
    return Done(
        work=plan,
        indicators=measured.measured(scope, ids),
        training=training.tell(trained, gathered.of_month(), gathered.reach()),
        pilots=told,
        risks=risks.watched(scope, ids),
        visibility=seen.seen(scope),
        practices=seen.practices(scope),
        ahead=doing.Ahead(
            gathered.ahead(), training.coming(trained, *following), tuple(piloting.coming(listed, *following))
        ),
    )
