"""Who counts once, who apart, and what is short of the mix that was wished for."""

from hypothesis import given
from hypothesis import strategies as st

from cop.activities.events.reaching import (
    Attendee,
    GuestRow,
    MixLine,
    Reach,
    ReachLine,
    Target,
    guests_once,
    mix,
    needed,
    reach,
)
from cop.kernel.types import Day, Id, Share, Word

SS, FV = Id("ss"), Id("fv")
LIBYAN, ITALIAN = ("LY", "municipality"), ("IT", "university")


def person(who: str, at: Id = SS, home: tuple[str | None, str | None] = LIBYAN) -> Attendee:
    return Attendee(at, Id(who), Id("m-zli"), *home)


def stranger(at: Id = SS, country: str | None = None, sector: str | None = None) -> Attendee:
    return Attendee(at, None, None, country, sector)


def guest(day: str | None, called: str = "", organisation: str | None = "Town hall") -> GuestRow:
    return GuestRow(SS, Day(day) if day else None, called, organisation, "LY", None)


def test_a_person_at_two_events_is_one_person() -> None:
    found = reach([person("a"), person("a", FV), person("b", home=ITALIAN)], [], [])
    assert (found.people, found.others) == (2, 0)
    assert found.by_country == [ReachLine("IT", 1, 0), ReachLine("LY", 1, 0)]


def test_people_others_and_heads_are_never_added_together() -> None:
    found = reach([person("a"), stranger(country="TN"), stranger()], [35, None, 12], [])
    assert found == Reach(
        1, 2, 47, [ReachLine("LY", 1, 0), ReachLine("TN", 0, 1), ReachLine(None, 0, 1)],
        [ReachLine("municipality", 1, 0), ReachLine(None, 0, 2)], [],
    )  # fmt: skip


def test_where_nobody_counted_heads_there_is_no_data() -> None:
    assert reach([], [None], []).headcount is None
    assert reach([], [0], []).headcount == 0


def test_a_named_guest_of_two_days_is_one_guest() -> None:
    assert len(guests_once([guest("2024-07-01", "anna"), guest("2024-07-02", "anna"), guest("2024-07-02", "b")])) == 2


def test_guests_without_a_name_count_as_on_their_fullest_day() -> None:
    days = [guest("2024-07-01"), guest("2024-07-02"), guest("2024-07-02"), guest(None)]
    assert len(guests_once(days)) == 3


def test_what_a_sector_lacks_is_reckoned_from_all_places() -> None:
    target = Target(SS, Word("municipality"), Share("0.4"), 20)
    named = [person(str(at)) for at in range(5)] + [stranger(sector="university")] * 7
    assert mix(named, [target]) == [MixLine(Word("municipality"), Share("0.4"), 5, 12, 3)]


def test_without_places_a_sector_is_reckoned_from_those_named() -> None:
    target = Target(SS, Word("university"), Share("0.5"), None)
    assert mix([person("a"), person("b"), person("c")], [target])[0].short == 2
    assert mix([], [target])[0].short == 0


def test_only_events_that_wish_for_a_sector_count_in_its_mix() -> None:
    targets = [Target(SS, Word("university"), Share("0.5"), None), Target(FV, Word("university"), Share("0.2"), None)]
    found = [person("a"), person("a", FV), person("p", FV, ITALIAN), person("x", Id("other"), ITALIAN)]
    assert mix(found, targets) == [MixLine(Word("university"), None, 1, 3, 1)]


def test_a_third_of_ten_places_is_four() -> None:
    assert needed(Share("0.33333333"), 10) == 4
    assert needed(Share("0.4"), 20) == 8
    assert (needed(Share("0"), 20), needed(Share("1"), 20)) == (0, 20)


ATTENDEES = st.lists(
    st.builds(
        Attendee,
        st.sampled_from([SS, FV]),
        st.none() | st.sampled_from([Id("a"), Id("b"), Id("c")]),
        st.none(),
        st.none() | st.sampled_from(["LY", "IT"]),
        st.none() | st.sampled_from(["municipality", "university"]),
    )
)


@given(ATTENDEES)
def test_countries_and_sectors_add_up_to_people_and_others(came: list[Attendee]) -> None:
    found = reach(came, [], [])
    for lines in (found.by_country, found.by_sector):
        assert sum(line.people for line in lines) == found.people == len({one.person for one in came} - {None})
        assert sum(line.others for line in lines) == found.others == sum(one.person is None for one in came)


@given(ATTENDEES, st.integers(0, 30) | st.none(), st.sampled_from(["0", "0.25", "0.4", "1"]))
def test_with_those_who_are_short_the_share_is_reached(came: list[Attendee], places: int | None, share: str) -> None:
    (line,) = mix(came, [Target(SS, Word("university"), Share(share), places)])
    among = max(places or 0, line.among)
    assert line.short == 0 or line.counted + line.short == needed(Share(share), among)
    assert line.counted + line.short >= needed(Share(share), among)
