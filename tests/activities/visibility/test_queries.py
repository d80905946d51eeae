"""What came out in a period, by whom and about what, on every store."""

from cop.activities.pilots.records import Pilot
from cop.activities.visibility import queries
from cop.activities.visibility.records import VisibilityItem
from cop.kernel.types import Day, Word
from cop.store.store import Store
from cop.teams.records import Partner
from tests.store.conftest import store as store  # three stores, PostgreSQL among them


def test_what_came_out_from_one_day_to_another_is_told_with_its_names(store: Store) -> None:
    with store.writing("import") as draft:
        partner = draft.add(Partner(code="m-zli", name="Zliten"))
        pilot = draft.add(Pilot(code="p-fish", title="Fishery"))
        draft.add(VisibilityItem(title="Before", published_on=Day("2024-06-30")))
        made = draft.add(
            VisibilityItem(
                title="Fishers", kind=Word("press"), published_on=Day("2024-07-01"), partner=partner.id,
                concerns=pilot.id, reach=0,
            )
        )  # fmt: skip
        draft.add(VisibilityItem(title="Last", published_on=Day("2024-07-31")))
        draft.add(VisibilityItem(title="After", published_on=Day("2024-08-01")))
    fishers, last = queries.items(store.db, Day("2024-07-01"), Day("2024-07-31"))
    assert (fishers.ref, fishers.partner_ref, fishers.partner_name) == (made.id[:4], "m-zli", "Zliten")
    assert (fishers.concerns_kind, fishers.concerns_ref, fishers.concerns_name) == ("pilot", "p-fish", "Fishery")
    assert (fishers.reach, last.reach, last.title) == (0, None, "Last")
    assert [one.title for one in queries.items(store.db)] == ["Before", "Fishers", "Last", "After"]
