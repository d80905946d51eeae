"""What is known of risks by a day, on every store."""

import pytest

from cop.activities.pilots.records import Pilot
from cop.activities.risks import queries
from cop.activities.risks.queries import RiskLine
from cop.activities.risks.records import Rating, Risk
from cop.kernel.types import Day, Rule, Word, ZonedTime
from cop.meetings.records import Meeting, Series
from cop.store import queries as rows
from cop.store.store import Store
from cop.teams.records import Body, Partner, Person
from tests.store.conftest import store as store  # three stores, PostgreSQL among them

FIRST = ZonedTime("2024-07-03T11:00[Africa/Tripoli]")
JULY, AUGUST, DECEMBER = Day("2024-07-31"), Day("2024-08-31"), Day("2024-12-31")


@pytest.fixture
def fishery(store: Store) -> Store:
    """A pilot with one risk that a partner watches, and one risk of the programme."""
    with store.writing("pilot new") as draft:
        pilot = draft.add(Pilot(title="Fishery", code="p-fish"))
        partner = draft.add(Partner(name="Zliten", code="m-zli"))
        draft.add(Risk(title="Supplier late", code="rk1", concerns=pilot.id, owner=partner.id,
                       review_on=Day("2024-07-15")))  # fmt: skip
        draft.add(Risk(title="No travel", code="rk2"))
    return store


def rate(store: Store, code: str, day: str, probability: int, impact: int) -> None:
    with store.writing("risk rate") as draft:
        (risk,) = rows.every(draft.db, Risk, "code = :code", code=code)
        draft.add(Rating(risk=risk.id, rated_on=Day(day), probability=probability, impact=impact))


def line(store: Store, by: Day, code: str = "rk1") -> RiskLine:
    (risk,) = rows.every(store.db, Risk, "code = :code", code=code)
    (found,) = queries.risks(store.db, by, risk=risk.id)
    return found


def test_the_latest_rating_by_a_day_counts_and_the_one_before_gives_the_trend(fishery: Store) -> None:
    rate(fishery, "rk1", "2024-05-01", 2, 4)
    rate(fishery, "rk1", "2024-07-01", 3, 4)
    rate(fishery, "rk1", "2024-08-15", 2, 2)
    told = [(one.score, one.score_before, one.trend, one.band) for one in (line(fishery, JULY), line(fishery, AUGUST))]
    assert told == [(12, 8, "up", "medium"), (4, 12, "down", "low")]
    assert line(fishery, Day("2024-06-30")).trend == "new"
    assert line(fishery, AUGUST).tone == "good"


def test_a_risk_that_nobody_rated_has_no_score(fishery: Store) -> None:
    known = line(fishery, JULY)
    assert (known.score, known.trend, known.band, known.tone) == (None, None, None, "unknown")


def test_a_risk_names_what_it_threatens_and_who_watches_it(fishery: Store) -> None:
    known = line(fishery, JULY)
    assert (known.ref, known.concerns_kind, known.concerns_ref, known.concerns_name) == (
        "rk1", "pilot", "p-fish", "Fishery",
    )  # fmt: skip
    assert (known.owner_kind, known.owner_ref, known.owner_title) == ("partner", "m-zli", "Zliten")
    assert [one.ref for one in queries.risks(fishery.db, JULY, known.concerns)] == ["rk1"]
    assert line(fishery, JULY, "rk2").owner_title is None


def test_a_person_who_watches_is_told_with_the_town(fishery: Store) -> None:
    with fishery.writing("risk new") as draft:
        (partner,) = rows.every(draft.db, Partner)
        person = draft.add(Person(title="Project Manager", partner=partner.id))
        draft.add(Risk(title="Storm", code="rk3", owner=person.id))
    known = line(fishery, JULY, "rk3")
    assert (known.owner_kind, known.owner_title) == ("person", "Project Manager, Zliten")
    assert (known.owner_ref == known.owner and known.owner is not None) or known.owner_ref == str(known.owner)[:6]


def test_a_risk_may_threaten_a_date_of_a_series(fishery: Store) -> None:
    with fishery.writing("risk new") as draft:
        body = draft.add(Body(title="Unit", code="pmu", kind=Word("secretariat")))
        series = draft.add(Series(
            title="Weekly", code="vpm", body=body.id, rule=Rule("weekly on wed"), start=FIRST,
        ))  # fmt: skip
        meeting = draft.add(Meeting(
            title="Weekly", body=body.id, series=series.id, original_on=Day("2024-07-03"),
            start=FIRST,
        ))  # fmt: skip
        draft.add(Risk(title="No line", code="rk3", concerns=meeting.id))
    known = line(fishery, JULY, "rk3")
    assert (known.concerns_kind, known.concerns_ref) == ("meeting", "vpm/2024-07-03")


def test_what_was_closed_later_was_open_then(fishery: Store) -> None:
    with fishery.writing("risk close") as draft:
        (old,) = rows.every(draft.db, Risk, "code = 'rk1'")
        draft.edit(old, Risk(**{
            **old.__dict__, "status": Word("closed"), "closed_on": Day("2024-08-10"), "reason": "Delivered",
        }))  # fmt: skip
    then, now = line(fishery, JULY), line(fishery, AUGUST)
    assert (then.status, then.closed_on, then.reason) == ("open", None, None)
    assert (now.status, now.closed_on, now.reason) == ("closed", "2024-08-10", "Delivered")
    assert (then.review_days_late, now.review_days_late) == (16, None)


def test_a_rating_on_or_after_the_day_of_review_is_that_review(fishery: Store) -> None:
    assert [line(fishery, Day(day)).review_days_late for day in ("2024-07-15", "2024-07-16")] == [None, 1]
    rate(fishery, "rk1", "2024-07-14", 2, 2)
    assert line(fishery, JULY).review_days_late == 16
    rate(fishery, "rk1", "2024-07-15", 2, 2)
    assert line(fishery, JULY).review_days_late is None


def test_the_gravest_open_risk_comes_first(fishery: Store) -> None:
    with fishery.writing("risk new") as draft:
        draft.add(Risk(title="Storm", code="rk3"))
        draft.add(Risk(title="Over", code="rk0", status=Word("happened"), closed_on=Day("2024-01-01")))
    rate(fishery, "rk0", "2024-01-01", 5, 5)
    rate(fishery, "rk2", "2024-01-01", 1, 1)
    rate(fishery, "rk3", "2024-01-01", 5, 4)
    assert [one.ref for one in queries.risks(fishery.db, DECEMBER)] == ["rk3", "rk2", "rk1", "rk0"]
