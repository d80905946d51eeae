"""All that is known of one pilot on a day, gathered for its page, the screen and scripts."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cop.activities.evidence.queries import EvidenceLine, evidence
from cop.activities.indicators.queries import IndicatorLine, Value, indicators, series
from cop.activities.pilots.judging import Verdict, judge
from cop.activities.pilots.queries import (
    ContributionLine,
    MilestoneLine,
    PilotLine,
    contributions,
    last_day,
    milestones,
    pilots,
)
from cop.activities.risks.queries import RiskLine, risks
from cop.kernel.types import Day, Id
from cop.store.database import Database


class About(NamedTuple):
    """A pilot with everything that concerns it; `values` are those of each indicator up to today."""

    pilot: PilotLine
    today: Day
    verdict: Verdict
    milestones: Sequence[MilestoneLine]
    indicators: Sequence[IndicatorLine]
    values: Mapping[Id, Sequence[Value]]
    risks: Sequence[RiskLine]
    contributions: Sequence[ContributionLine]
    evidence: Sequence[EvidenceLine]

    @property
    def held_up(self) -> list[MilestoneLine]:
        """The open milestones that wait for one that is late by its first plan, or for one that pushes them."""
        late = {one.ref for one in self.milestones if one.is_open and (one.slip_days or 0) > 0}
        return [one for one in self.milestones if one.is_open and (one.held_up_by or late & {*one.waits_for})]


def about(db: Database, pilot: str, today: Day) -> About:
    """Return all that is known of a pilot, by its id."""
    (line,) = pilots(db, today, "x.id = :id", id=pilot)
    steps, measured = milestones(db, today, pilot), indicators(db, today, pilot)
    return About(
        line,
        today,
        judge(line, steps, last_day(db)),
        steps,
        measured,
        series(db, [one.id for one in measured], today),
        [one for one in risks(db, today, pilot) if one.status == "open"],
        contributions(db, "x.concerns = :pilot", pilot=pilot),
        evidence(db, [pilot, *(one.id for one in steps)]),
    )


def as_data(of: About) -> dict[str, object]:
    """Return what scripts are told beside the pilot's own fields."""
    verdict = of.verdict
    return {
        "ref": of.pilot.ref,
        "lead_name": of.pilot.lead_name,
        "implementer_name": of.pilot.implementer_name,
        "partners": [{"partner": one.ref, "partner_name": one.name, "role": one.role} for one in of.pilot.partners],
        "standing": verdict.tone or None,
        "milestones_reached": verdict.reached,
        "milestones_planned": verdict.planned,
        "next": verdict.next.ref if verdict.next else None,
        "milestones": [_step(one) for one in of.milestones],
        "indicators": [
            {
                "id": one.id, "ref": one.ref, "title": one.title, "unit": one.unit, "baseline": one.baseline,
                "target": one.target, "amount": one.amount, "measured_on": one.measured_on,
                "achieved": one.achieved_share, "light": one.light,
                "values": [value._asdict() for value in of.values.get(one.id, ())],
            }
            for one in of.indicators
        ],
        "risks": [
            {"id": one.id, "ref": one.ref, "title": one.title, "score": one.score, "trend": one.trend}
            for one in of.risks
        ],
        "contributions": [
            {"id": one.id, "ref": one.ref, "title": one.title, "partner": one.partner_ref, "worth": one.worth}
            for one in of.contributions
        ],
        "evidence": [{"id": one.id, "ref": one.ref, "subject": one.subject_ref, "title": one.title}
                     for one in of.evidence],
    }  # fmt: skip


def _step(one: MilestoneLine) -> dict[str, object]:
    return {
        "id": one.id, "ref": one.ref, "title": one.title, "owner": one.owner_ref, "owner_name": one.owner_title,
        "baseline_on": one.baseline_on, "due_on": one.due_on, "expected_on": one.expected_on,
        "reached_on": one.reached_on, "status": one.status, "slip_days": one.slip_days, "days_late": one.days_late,
        "waits_for": one.waits_for, "held_up_by": one.held_up_by, "circle": one.circle,
    }  # fmt: skip
