"""What the public saw: press, posts, videos."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Word


@record("visibility_item", plural="visibility")
class VisibilityItem(Record):
    """Something by which the public saw the programme."""

    title: str = field("What it says.")
    kind: Word = field("Such as press, post, video, radio, publication.", default="post")
    published_on: Day = field("Day on which it came out.")
    partner: Id | None = ref("Who made it.", to="partner", default=None)
    link: str | None = field("Address at which it stands.", default=None)
    concerns: Id | None = ref("What it is about.", to="pilot|cycle|meeting|work_package|activity", default=None)
    reach: int | None = field("How many saw it, where that is known.", default=None)
