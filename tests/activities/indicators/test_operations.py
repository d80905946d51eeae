"""What is written of an indicator: values that are corrected, targets on the way, and what is refused or doubted."""

from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from cop.activities.indicators import operations, queries
from cop.activities.indicators.operations import Aimed, Measured
from cop.activities.indicators.records import Indicator, IndicatorValue, InterimTarget
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Number, Zone
from cop.store import edits, references
from cop.store import queries as rows
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Partner, Programme

HOW = Reading(datetime(2024, 7, 1, 9, tzinfo=UTC), Zone("Africa/Tripoli"))
JUNE, TODAY = Day("2024-06-30"), Day("2024-07-01")


class Centre(NamedTuple):
    """The programme with one indicator, and its verbs as a test says them."""

    store: Store

    @property
    def indicator(self) -> Indicator:
        return references.get(self.store.db, Indicator, "i-oper")

    def measure(self, typed: str, on: Day = JUNE, *splits: str, why: str | None = None) -> Measured:
        with self.store.writing("indicator value", why) as draft:
            return operations.measure(draft, self.indicator, typed, on, splits)

    def aim(self, typed: str, on: str) -> Aimed:
        with self.store.writing("indicator target") as draft:
            return operations.aim(draft, self.indicator, typed, Day(on))

    def values(self) -> list[tuple[str, str, str | None]]:
        held = rows.every(self.store.db, IndicatorValue, order="measured_on, split_by IS NOT NULL, part")
        return [(one.measured_on, one.amount, one.part) for one in held]

    def edit(self, *sets: str) -> Indicator:
        with self.store.writing("indicator edit") as draft:
            return operations.keep_indicator(draft, edits.edit(draft, self.indicator, sets, HOW))


@pytest.fixture
def centre(store: Store) -> Centre:
    with store.writing("indicator new") as draft:
        old = rows.every(draft.db, Programme)[0]
        draft.edit(old, Programme(**{**old.__dict__, "start_on": Day("2024-02-01"), "end_on": Day("2024-06-15")}))
        draft.add(Partner(name="Zliten", code="m-zli"))
        sets = ["code=i-oper", "unit=persons", "baseline_on=2024-03-01", "target_on=2025-12-31"]
        operations.new(draft, "Operators trained", "15 persons", "0", sets, HOW)
    return Centre(store)


def test_a_new_indicator_takes_amounts_with_its_unit(centre: Centre) -> None:
    assert (centre.indicator.target, centre.indicator.baseline, centre.indicator.unit) == ("15", "0", "persons")


def test_a_second_value_of_a_day_corrects_the_first_and_says_so(centre: Centre) -> None:
    assert centre.measure("5").before is None
    assert centre.measure("6").before == "5"
    assert centre.values() == [("2024-06-30", "6", None)]


def test_a_correction_keeps_what_else_was_written_of_a_value(centre: Centre) -> None:
    centre.measure("5")
    with centre.store.writing("edit") as draft:
        old = rows.every(draft.db, IndicatorValue)[0]
        draft.edit(old, IndicatorValue(**{**old.__dict__, "src": "Register of June"}))
    centre.measure("6")
    assert [one.src for one in rows.every(centre.store.db, IndicatorValue)] == ["Register of June"]


def test_what_is_still_to_come_cannot_have_been_measured(centre: Centre) -> None:
    centre.measure("6", TODAY)
    with pytest.raises(RuleBroken, match="Tue 2 July 2024 is still to come"):
        centre.measure("6", Day("2024-07-02"))


def test_a_day_outside_baseline_and_programme_is_said_and_kept(centre: Centre) -> None:
    (early,) = centre.measure("6", Day("2024-02-29")).doubts
    (late,) = centre.measure("6", Day("2024-06-16")).doubts
    assert early == "Thu 29 February 2024 is before the day of the baseline, Fri 1 March 2024"
    assert late == "Sun 16 June 2024 is after the programme's last day, Sat 15 June 2024"
    assert centre.measure("6", Day("2024-06-15")).doubts == centre.measure("6", Day("2024-03-01")).doubts == []
    assert len(centre.values()) == 4


def test_without_a_day_of_the_baseline_the_programmes_first_one_counts(centre: Centre) -> None:
    centre.edit("baseline_on=")
    (early,) = centre.measure("6", Day("2024-01-31")).doubts
    assert early == "Wed 31 January 2024 is before the programme's first day, Thu 1 February 2024"


def test_parts_are_kept_beside_the_total_and_corrected_like_it(centre: Centre) -> None:
    day = Day("2024-06-14")
    assert centre.measure("6", day, "sex=female:3", "sex=male:3").doubts == []
    told = centre.measure("7", day, "sex=Female: ٤")
    assert told.doubts == []
    assert centre.values() == [("2024-06-14", "7", None), ("2024-06-14", "4", "female"), ("2024-06-14", "3", "male")]
    assert centre.measure("8", day).doubts == ["the parts by sex add up to 7, the total is 8"]


def test_a_part_by_partner_names_one_that_there_is(centre: Centre) -> None:
    centre.measure("6", JUNE, "partner=Zliten:2")
    assert centre.values()[1] == ("2024-06-30", "2", "m-zli")
    with pytest.raises(NotFound, match="no partner is called"):
        centre.measure("6", JUNE, "partner=Misrata:2")


@pytest.mark.parametrize("split", ["female:3", "sex=female", "sex=:3", "=female:3", "sex=female:"])
def test_what_names_no_part_is_refused_and_nothing_is_written(centre: Centre, split: str) -> None:
    with pytest.raises(BadInput):
        centre.measure("6", JUNE, split)
    assert centre.values() == []


def test_a_part_that_is_said_twice_is_refused(centre: Centre) -> None:
    with pytest.raises(BadInput, match='"female" is said twice'):
        centre.measure("6", JUNE, "sex=female:3", "sex=female:4")
    with pytest.raises(BadInput, match='"female" is said twice'):
        centre.measure("6", JUNE, "sex=female:3", "sex=Female:2")


def test_a_value_in_another_unit_is_refused(centre: Centre) -> None:
    with pytest.raises(BadInput, match="i-oper is counted in persons"):
        centre.measure("6 days")
    with pytest.raises(BadInput, match="i-oper is counted in persons"):
        centre.measure("6", JUNE, "sex=female:3 days")


def test_a_value_is_taken_away_with_its_parts(centre: Centre) -> None:
    centre.measure("6", JUNE, "sex=female:3")
    centre.measure("5", Day("2024-05-31"))
    with centre.store.writing("indicator value") as draft:
        operations.forget(draft, centre.indicator, JUNE)
    assert centre.values() == [("2024-05-31", "5", None)]
    with (
        pytest.raises(NotFound, match="nothing was measured on Sun 30 June 2024") as refused,
        centre.store.writing("indicator value") as draft,
    ):
        operations.forget(draft, centre.indicator, JUNE)
    assert refused.value.hint == "there is 2024-05-31"


def test_a_value_that_was_taken_away_may_be_written_again(centre: Centre) -> None:
    centre.measure("6")
    with centre.store.writing("indicator value") as draft:
        operations.forget(draft, centre.indicator, JUNE)
    assert centre.measure("7").before is None
    assert centre.values() == [("2024-06-30", "7", None)]


def test_a_target_on_the_way_is_corrected_and_taken_away(centre: Centre) -> None:
    assert centre.aim("6", "2024-12-31").before is None
    assert centre.aim("7 persons", "2024-12-31").before == "6"
    of = centre.indicator.id
    assert queries.interim_targets(centre.store.db, [of])[of] == [(Day("2024-12-31"), Number("7"))]
    with centre.store.writing("indicator target") as draft:
        operations.drop_aim(draft, centre.indicator, Day("2024-12-31"))
    assert queries.interim_targets(centre.store.db, [of]) == {}


@pytest.mark.parametrize(
    ("day", "said"), [("2025-12-31", "shall reach its target"), ("2024-03-01", "begins on Fri 1 March 2024")]
)
def test_a_target_on_the_way_lies_between_baseline_and_target(centre: Centre, day: str, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        centre.aim("6", day)


def test_a_target_on_the_way_that_an_edit_leaves_outside_is_said_kept_and_counts_no_more(centre: Centre) -> None:
    centre.aim("6", "2024-12-31")
    said = "the target by Tue 31 December 2024 is not before that of the target itself, Sun 1 September 2024"
    with centre.store.writing("indicator edit") as draft:
        new = edits.edit(draft, centre.indicator, ["target_on=2024-09-01"], HOW)
        assert [one.partition(", so")[0] for one in operations.doubts(draft, new)] == [said]
    (line,) = queries.indicators(centre.store.db, Day("2025-01-31"))
    assert line.interim is None
    (held,) = rows.every(centre.store.db, InterimTarget)
    with centre.store.writing("import") as draft, pytest.raises(RuleBroken, match="shall reach its target on"):
        operations.DOUBTS["interim_target"](draft, held)
    assert "interim_target" not in operations.RULES, "what cop wrote out it reads"


def test_a_target_on_the_way_before_the_programme_begins_is_said_and_kept(centre: Centre) -> None:
    with centre.store.writing("indicator edit") as draft:
        edits.edit(draft, centre.indicator, ["baseline_on="], HOW)
    aimed = centre.aim("1", "2024-01-15")
    assert aimed.doubts == ["Mon 15 January 2024 is before the programme's first day, Thu 1 February 2024"]


def test_an_indicator_ends_after_it_begins_and_keeps_a_baseline(centre: Centre) -> None:
    with pytest.raises(BadInput, match="would end before it begins"):
        centre.edit("target_on=2024-03-01")
    with pytest.raises(BadInput, match="baseline is missing"):
        centre.edit("baseline=")


def test_a_part_without_what_it_is_split_by_is_refused(centre: Centre) -> None:
    lone = IndicatorValue(indicator=centre.indicator.id, measured_on=JUNE, amount=Number("3"), part="female")
    with pytest.raises(BadInput, match="needs both"), centre.store.writing("import") as draft:
        operations.keep_value(draft, lone)


def test_a_changed_unit_is_said_aloud(centre: Centre) -> None:
    with centre.store.writing("indicator edit") as draft:
        new = edits.edit(draft, centre.indicator, ["unit=groups"], HOW)
        assert operations.doubts(draft, new) == ["all its amounts now count groups; they were persons"]
        assert operations.doubts(draft, centre.indicator) == []
