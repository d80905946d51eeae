"""What is measured: where it stood at first, where it shall stand, and every value in between."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Number, Word


@record("indicator", plural="indicators")
class Indicator(Record):
    """Something that is measured; it may have to rise or to fall."""

    code: str | None = field("Short name, such as i-oper.", default=None)
    title: str = field("What is measured.")
    concerns: Id | None = ref(
        "What it tells about; none for the programme.", to="pilot|work_package|activity|cycle", default=None
    )
    level: Word = field("What it measures.", default="output", choices=("output", "outcome", "impact"))
    unit: str | None = field("In what it is counted, such as persons or days.", default=None)
    baseline: Number = field("Where it stood at first.", default="0")
    target: Number = field("Where it shall stand at the end.")
    baseline_on: Day | None = field("Day of the baseline.", default=None)
    target_on: Day | None = field(
        "Day by which the target shall be met; the programme's last unless said.", default=None
    )
    source: str | None = field("How it is known: the list, survey or register.", default=None)


@record(
    "interim_target", plural="interim_targets", label="due_on", identity=("indicator", "due_on"),
    part_of="indicator", parent="indicator",
)  # fmt: skip
class InterimTarget(Record):
    """Where an indicator shall stand on a day on the way."""

    indicator: Id = ref("Indicator.", to="indicator", editable=False)
    due_on: Day = field("Day.", editable=False)
    amount: Number = field("Where it shall stand then.")


@record(
    "indicator_value", plural="measurements", label="measured_on",
    identity=("indicator", "measured_on", "split_by", "part"), part_of="indicator", parent="indicator",
)  # fmt: skip
class IndicatorValue(Record):
    """Where an indicator stood on a day, in all or for one part of those it is split by."""

    indicator: Id = ref("Indicator.", to="indicator", editable=False)
    measured_on: Day = field("Day of the measurement.", editable=False)
    amount: Number = field("Where it stood: the total up to that day, not what was added.")
    split_by: Word | None = field("By what it is split, such as sex or partner.", default=None, editable=False)
    part: str | None = field("Which part, such as female or m-zli.", default=None, editable=False)
