"""What becomes of a risk: rated, closed, happened, taken up again; and what is refused."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from cop.activities.risks import operations
from cop.activities.risks.operations import Rated
from cop.activities.risks.records import Rating, Risk
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Zone
from cop.store import queries as rows
from cop.store import references
from cop.store.store import Store
from cop.store.typed import Reading

HOW = Reading(datetime(2024, 7, 1, 9, tzinfo=UTC), Zone("Africa/Tripoli"))
TODAY, JUNE = Day("2024-07-01"), Day("2024-06-10")


class Register(NamedTuple):
    """The programme with one risk, and its verbs as a test says them."""

    store: Store

    @property
    def risk(self) -> Risk:
        return references.get(self.store.db, Risk, "rk1")

    def rate(self, probability: int, impact: int, on: Day = TODAY) -> Rated:
        with self.store.writing("risk rate") as draft:
            return operations.rate(draft, self.risk, probability, impact, on)

    def close(self, on: Day = TODAY, why: str = "Delivered") -> Risk:
        with self.store.writing("risk close") as draft:
            return operations.close(draft, self.risk, on, lambda: why)

    def happen(self, on: Day = TODAY, why: str | None = None) -> Risk:
        with self.store.writing("risk happened") as draft:
            return operations.happen(draft, self.risk, on, why)

    def reopen(self) -> Risk:
        with self.store.writing("risk reopen") as draft:
            return operations.reopen(draft, self.risk)

    def ratings(self) -> list[tuple[str, int, int]]:
        held = rows.every(self.store.db, Rating, order="rated_on")
        return [(one.rated_on, one.probability, one.impact) for one in held]


@pytest.fixture
def register(store: Store) -> Register:
    with store.writing("risk new") as draft:
        operations.new(draft, Risk(title="Supplier late"), None, ["code=rk1"], HOW)
    return Register(store)


def test_a_second_rating_of_a_day_corrects_the_first(register: Register) -> None:
    register.rate(2, 4, JUNE)
    first, second = register.rate(3, 4), register.rate(3, 5)
    assert (first.instead, first.before and first.before.rated_on) == (None, JUNE)
    assert second.instead is not None and (second.instead.impact, second.rating.impact) == (4, 5)
    assert second.before is not None and second.before.rated_on == JUNE
    assert register.ratings() == [(JUNE, 2, 4), (TODAY, 3, 5)]


def test_a_risk_may_be_rated_when_it_is_named(register: Register) -> None:
    with register.store.writing("risk new") as draft:
        operations.new(draft, Risk(title="Storm"), (4, 4), ["code=rk2"], HOW)
    assert register.ratings() == [(TODAY, 4, 4)]


def test_nobody_has_rated_anything_on_a_day_to_come(register: Register) -> None:
    with pytest.raises(RuleBroken, match="Tue 2 July 2024 is still to come"):
        register.rate(3, 4, Day("2024-07-02"))


@pytest.mark.parametrize(("probability", "impact", "said"), [(0, 3, "probability cannot be 0"), (3, 6, "impact")])
def test_a_rating_is_from_one_to_five(register: Register, probability: int, impact: int, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        register.rate(probability, impact)
    assert register.ratings() == []


def test_a_risk_is_closed_for_a_reason_and_taken_up_again(register: Register) -> None:
    closed = register.close(JUNE)
    assert (closed.status, closed.closed_on, closed.reason) == ("closed", JUNE, "Delivered")
    assert register.close(TODAY, "Delivered at last").closed_on == TODAY
    opened = register.reopen()
    assert (opened.status, opened.closed_on, opened.reason) == ("open", None, None)


def test_what_happened_may_stay_without_a_reason(register: Register) -> None:
    happened = register.happen()
    assert (happened.status, happened.closed_on, happened.reason) == ("happened", TODAY, None)
    assert register.happen(why="A storm").reason == "A storm"


def test_what_was_closed_did_not_happen_and_what_happened_is_not_closed(register: Register) -> None:
    register.close()
    with pytest.raises(RuleBroken, match="rk1 was closed on Mon 1 July 2024") as refused:
        register.happen()
    assert refused.value.hint == "if that was a slip, first cop risk reopen rk1"
    register.reopen()
    register.happen()
    with pytest.raises(RuleBroken, match="rk1 happened on Mon 1 July 2024, so it cannot be closed"):
        register.close()


def test_after_its_end_a_risk_is_not_rated_any_more(register: Register) -> None:
    register.close(JUNE)
    register.rate(1, 1, JUNE)
    with pytest.raises(RuleBroken, match="so it cannot be rated"):
        register.rate(1, 1, TODAY)


def test_no_risk_ends_on_a_day_to_come(register: Register) -> None:
    for end in (register.close, register.happen):
        with pytest.raises(RuleBroken, match="is still to come"):
            end(Day("2024-07-02"))
    assert register.risk.status == "open"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "closed", "reason": "x"}, "the day on which that was is missing"),
        ({"closed_on": JUNE}, "so no day closed it"),
        ({"status": "closed", "closed_on": JUNE}, "nobody says why"),
    ],
)
def test_an_import_keeps_the_rules_of_a_risk(register: Register, fields: dict[str, Any], said: str) -> None:
    odd = Risk(title="Storm", **fields)
    with pytest.raises(RuleBroken, match=said), register.store.writing("import") as draft:
        operations.keep_risk(draft, odd)


def test_a_risk_does_not_end_before_it_was_rated(register: Register) -> None:
    register.rate(2, 4, TODAY)
    with pytest.raises(RuleBroken, match="rk1 was rated on Mon 1 July 2024, so it cannot have been closed on"):
        register.close(JUNE)
    with pytest.raises(RuleBroken, match="so it cannot have happened on"):
        register.happen(JUNE)
    assert register.close(TODAY).closed_on == TODAY
