"""What is still in use is not removed, and what is in the way is told as people can take it away."""

import pytest

from cop.activities.pilots.records import Milestone, MilestoneNeed
from cop.kernel.errors import RuleBroken
from cop.kernel.types import Day
from cop.store import edits
from cop.store.store import Store


def test_what_waits_for_a_milestone_is_named_where_it_is_in_the_way_of_removing_it(store: Store) -> None:
    with store.writing("milestone new") as draft:
        works = draft.add(Milestone(code="f-works", title="Works start", due_on=Day("2024-07-15")))
        opened = draft.add(Milestone(code="f-open", title="Opened", due_on=Day("2025-02-15")))
        draft.add(MilestoneNeed(milestone=opened.id, needed=works.id))
    with store.writing("milestone remove") as draft, pytest.raises(RuleBroken) as refused:
        edits.remove(draft, works)
    assert refused.value.hint == "first change or remove the needs of milestone f-open"
