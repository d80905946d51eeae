"""Who attended, and whether that was enough."""

from fractions import Fraction
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.types import Day, Id, Word
from cop.meetings.attending import (
    ATTENDED,
    MISSED,
    STATUSES,
    Quorum,
    counted,
    days_of,
    needed,
    overall,
    seats_present,
)

SHARES = st.integers(1, 1000).map(lambda thousandths: str(thousandths / 1000).removesuffix(".0"))
SEATS = st.dictionaries(st.integers(1, 30).map(lambda n: Id(f"seat{n}")), st.sets(st.sampled_from("abcdefgh").map(Id)))


def mark(person: str, status: str) -> tuple[Id, Word]:
    return Id(person), Word(status)


def test_who_came_on_one_day_of_several_attended_the_meeting() -> None:
    marks = [mark("mayor", "absent"), mark("mayor", "online"), mark("manager", "excused"), mark("manager", "absent")]
    assert overall(marks) == {"mayor": "online", "manager": "excused"}
    assert overall([mark("mayor", "present"), mark("mayor", "online")]) == {"mayor": "present"}
    assert overall([]) == {}


def test_a_word_of_a_newer_cop_gives_way_to_every_known_one() -> None:
    assert overall([mark("mayor", "levitating"), mark("mayor", "absent")]) == {"mayor": "absent"}
    assert overall([mark("mayor", "levitating")]) == {"mayor": "levitating"}
    assert counted(["levitating", "absent", "present", "absent"]) == {"present": 1, "absent": 2, "levitating": 1}


@given(st.lists(st.tuples(st.sampled_from("abc").map(Id), st.sampled_from(STATUSES).map(Word))))
def test_a_person_attended_exactly_when_any_mark_says_so(marks: list[tuple[Id, Word]]) -> None:
    attended = {person for person, status in overall(marks).items() if status in ATTENDED}
    assert attended == {person for person, status in marks if status in ATTENDED}


def test_every_status_either_attends_or_misses() -> None:
    from cop.kernel.records import kind_named

    (declared,) = (each for each in kind_named("attendance").fields() if each.name == "status")
    assert set(declared.choices) == {*ATTENDED, *MISSED}


def test_half_of_fifteen_seats_are_eight() -> None:
    assert [needed("0.5", seats) for seats in (15, 14, 1, 0)] == [8, 7, 1, 0]
    assert (needed("1", 15), needed("0.6", 5), needed("0.6666", 3), needed("0.7", 10)) == (15, 3, 2, 7)


@given(SHARES, st.integers(0, 500))
def test_a_quorum_is_the_share_of_all_seats_rounded_up(share: str, seats: int) -> None:
    assert needed(share, seats) == ceil(Fraction(share) * seats) <= seats


def test_a_seat_counts_once_whoever_of_it_came() -> None:
    seats = {Id("zliten"): {Id("mayor"), Id("alternate")}, Id("trento"): {Id("director")}, Id("vacant"): set[Id]()}
    assert seats_present(seats, {Id("mayor"), Id("alternate")}) == 1
    assert seats_present(seats, {Id("alternate"), Id("director")}) == 2
    assert seats_present(seats, set()) == 0


@given(SEATS, st.sets(st.sampled_from("abcdefghxyz").map(Id)), SHARES)
def test_never_more_seats_are_present_than_there_are(seats: dict[Id, set[Id]], came: set[Id], share: str) -> None:
    present = seats_present(seats, came)
    assert 0 <= present <= len(seats)
    full = Quorum(len(seats), len(seats), needed(share, len(seats)))
    assert full.reached


def test_a_quorum_says_in_words_how_it_stands() -> None:
    assert Quorum(14, 15, 8).said == "quorum reached: 14 of 15 seats, 8 needed"
    assert Quorum(7, 15, 8).said == "quorum not reached: 7 of 15 seats, 8 needed"
    assert (Quorum(8, 15, 8).reached, Quorum(7, 15, 8).reached) == (True, False)


def test_a_meeting_of_several_days_has_each_of_them() -> None:
    assert days_of(Day("2024-07-30"), Day("2024-08-01")) == ["2024-07-30", "2024-07-31", "2024-08-01"]
    assert days_of(Day("2024-07-30"), None) == ["2024-07-30"]
