"""What an event asks for beside a date: how many places each partner has, and whom it wants to reach."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Id, Share, Word


@record("quota", plural="quotas", label="partner", identity=("meeting", "partner"), part_of="meeting", parent="meeting")
class Quota(Record):
    """How many people one partner may send to an event."""

    meeting: Id = ref("Event.", to="meeting", editable=False)
    partner: Id = ref("Partner.", to="partner", editable=False)
    places: int = field("How many of its people may come.")


@record(
    "mix_target", plural="target_mix", label="sector", identity=("meeting", "sector"), part_of="meeting",
    parent="meeting",
)  # fmt: skip
class MixTarget(Record):
    """Which share of those whom an event reaches shall come from one sector."""

    meeting: Id = ref("Event.", to="meeting", editable=False)
    sector: Word = field("Such as municipality or civil_society.", editable=False)
    share: Share = field("Share of all who take part, such as 0.4.")
